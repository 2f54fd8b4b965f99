"""References back, to the text itself, to all members, to a class."""

from __future__ import annotations

import pytest

from graph_builder.lexicons import Row, split, tables
from tests.graph_builder.annotate.citations.texts import document, mentions, names, read, targets

CLASSES = [(language, row) for language, rows in tables("generic_classes.*.csv", ("id", "class", "members", "words")).items() for row in rows]


@pytest.mark.parametrize(("language", "row"), CLASSES, ids=lambda value: value.id if isinstance(value, Row) else value)
def test_class(language: str, row: Row) -> None:
    found = mentions(row["words"] if language == "zh" else f"( {row['words']} )", language)
    assert [(m.form, m.keys) for m in found if m.form in ("generic", "collective")] == [
        ("collective" if row["class"] == "collective" else "generic", split(row["members"]))
    ]


CORRUPTION = {
    "en": ("the United Nations Convention against Corruption", "the Convention"),
    "fr": ("la Convention des Nations Unies contre la corruption", "ladite Convention"),
    "es": ("la Convención de las Naciones Unidas contra la Corrupción", "la Convención"),
    "ru": ("Конвенция Организации Объединенных Наций против коррупции", "указанная Конвенция"),
    "de": ("das Übereinkommen der Vereinten Nationen gegen Korruption", "das Übereinkommen"),
    "it": ("la Convenzione delle Nazioni Unite contro la corruzione", "la suddetta Convenzione"),
    "ar": ("اتفاقية الأمم المتحدة لمكافحة الفساد", "الاتفاقية المذكورة"),
    "zh": ("《联合国反腐败公约》", "该公约"),
}


@pytest.mark.parametrize("language", CORRUPTION)
def test_the_convention_named_before(language: str) -> None:
    name, back = CORRUPTION[language]
    end = "。" if language == "zh" else "."
    assert names(f"{name}{end}\n{back}{end}", language) == ["uncac", "uncac"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "to report on the implementation of the present resolution"),
        ("en", "annexed to this resolution"),
        ("fr", "l’application de la présente résolution"),
        ("es", "la aplicación de la presente resolución"),
        ("ru", "осуществлении настоящей резолюции"),
        ("de", "die Durchführung dieser Resolution"),
        ("ar", "تنفيذ هذا القرار"),
        ("zh", "本决议的执行情况"),
    ],
)
def test_self(language: str, text: str) -> None:
    found, _ = read(document(text, language))
    assert [c.status for c in found] == ["self"]


def test_a_declaration_calls_itself_this_declaration() -> None:
    found, _ = read(document("invite them to support this Declaration.", kind="Declaration", organ="osce-mc"))
    assert [c.status for c in found] == ["self"]


def test_two_conventions_compete_and_neither_is_chosen() -> None:
    text = "the Convention on the Rights of the Child and the United Nations Convention against Corruption.\nStates parties to the Convention."
    found, _ = read(document(text))
    last = found[-1]
    assert (last.status, last.targets) == ("unresolved", ())
    assert {c.reason for c in last.candidates} == {"several-antecedents"}
    assert len(last.candidates) == 2


def test_the_title_of_the_text_says_which_convention() -> None:
    text = "the Convention on the Rights of the Child and the United Nations Convention against Corruption.\nStates parties to the Convention."
    assert names(text, title="Returning assets in accordance with the United Nations Convention against Corruption")[-1] == "uncac"


def test_these_documents_are_those_of_the_paragraph_and_the_list_is_open() -> None:
    text = "nous rappelons tous les documents pertinents, en particulier les décisions du Conseil ministériel n° 3/05 et n° 5/06, et les engagements découlant de ces documents."
    found, _ = read(document(text, "fr", organ="osce-mc", kind="Declaration"))
    last = found[-1]
    assert last.status == "anaphoric"
    assert last.open
    assert [t.rsplit("/", 1)[1] for t in last.targets] == ["3-05", "5-06"]


def test_the_protocols_thereto_are_all_its_protocols() -> None:
    found = targets("the United Nations Convention against Transnational Organized Crime and the Protocols thereto")
    assert {t for words, t in found if words == "the Protocols thereto"} == {"untoc-tip-protocol", "untoc-som-protocol", "untoc-firearms-protocol"}


def test_the_protocols_of_a_convention_without_known_protocols_stay_open() -> None:
    assert names("the Slavery Convention and the Protocols thereto")[-1] == "unresolved"


@pytest.mark.parametrize("text", ["the Convention", "the said Protocol", "that resolution"])
def test_nothing_before_means_unresolved(text: str) -> None:
    assert names(text) == ["unresolved"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "relevant Security Council resolutions"),
        ("en", "existing international conventions and protocols"),
        ("fr", "les résolutions pertinentes"),
        ("es", "los instrumentos internacionales"),
        ("ar", "قرارات مجلس الأمن ذات الصلة"),
        ("zh", "安全理事会相关决议"),
    ],
)
def test_a_class_is_generic(language: str, text: str) -> None:
    assert set(names(text, language)) == {"generic"}


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "خطة التنمية المستدامة لعام 2030.\nخطة العمل التي اتفقت عليها اللجنة."), ("de", "die Agenda 2030.\nder Plan der Regierung.")]
)
def test_any_plan_is_no_reference_back(language: str, text: str) -> None:
    assert names(text, language) == ["un/a/res/70-1"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "its presidential statements of 15 February 2013 and 29 August 2014,", ["presidential statements of 15 February 2013", "29 August 2014"]),
        ("en", "the OPCW Executive Council decision of 4 February 2015 to continue", ["decision of 4 February 2015"]),
        ("fr", "la décision du Conseil exécutif en date du 4 février 2015", ["décision du Conseil exécutif en date du 4 février 2015"]),
        ("es", "la decisión del Consejo Ejecutivo, de 4 de febrero de 2015", ["decisión del Consejo Ejecutivo, de 4 de febrero de 2015"]),
        ("zh", "安理会主席2013年2月15日和2014年8月29日的声明", ["2013年2月15日和2014年8月29日的声明", "2014年8月29日"]),
        ("ar", "قرار المجلس التنفيذي المؤرخ 4 شباط/فبراير 2015", ["قرار المجلس التنفيذي المؤرخ 4 شباط/فبراير 2015"]),
    ],
)
def test_an_act_named_by_its_date_alone_stays_open(language: str, text: str, expected: list[str]) -> None:
    assert targets(text, language) == [(words, "unresolved") for words in expected]


@pytest.mark.parametrize(
    "text",
    [
        "the decision was taken on 4 February 2015",
        "the statement by its President of 2 May 2019 (S/PRST/2019/4)",
        "see Resolutions and Decisions of the Security Council, 1 August 2009–31 July 2010",
    ],
)
def test_a_date_that_names_no_act(text: str) -> None:
    assert "unresolved" not in names(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in line with international law and Security Council resolutions.\n\n9. Decides"),
        ("en", "all relevant United Nations resolutions"),
        ("fr", "ses résolutions sur la question"),
        ("fr", "les résolutions de l’Organisation des Nations Unies"),
    ],
)
def test_a_class_named_by_body_or_subject(language: str, text: str) -> None:
    assert names(text, language) == ["generic"]


def test_a_letter_is_no_charter() -> None:
    assert names("la presente carta y su anexo", "es") == []


def test_this_resolution_is_the_text_where_none_was_named_in_the_paragraph() -> None:
    found, _ = read(document("Recalling resolution 55/25.\nRequests a report on the implementation of this resolution;", organ=None, kind="Document"))
    assert [c.status for c in found] == ["resolved", "self"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le Programme de développement durable à l’horizon 2030.\nl’appui au Programme alimentaire mondial"),
        ("fr", "la Déclaration et le Programme d’action de Beijing.\nle Plan d’action pour la région du Pacifique"),
        ("fr", "la Convention des Nations Unies contre la corruption.\nau titre de la Convention du Conseil international des ports"),
        ("es", "la Agenda 2030 para el Desarrollo Sostenible.\ncon el Programa Mundial de Alimentos"),
        ("fr", "la Charte des Nations Unies.\nla Charte africaine des ports"),
        ("fr", "la Charte des Nations Unies.\ncomme le prévoit la Charte des femmes de la région"),
        ("fr", "la Convention des Nations Unies contre la corruption.\nadhérer à la Convention de 2007 sur le travail dans la pêche"),
        ("es", "la Convención de las Naciones Unidas contra la Corrupción.\nel Protocolo Adicional del Memorando; la Estrategia y Plan de Acción"),
        ("en", "the Charter of the United Nations.\nthe actors of the Charter of la Francophonie"),
    ],
)
def test_a_noun_that_goes_on_is_no_reference_back(language: str, text: str) -> None:
    found, _ = read(document(text, language))
    assert "anaphoric" not in [c.status for c in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية وبروتوكولاتها"),
        ("es", "la Convención de las Naciones Unidas contra la Delincuencia Organizada Transnacional y sus Protocolos"),
        ("zh", "《联合国打击跨国有组织犯罪公约》及其议定书"),
    ],
)
def test_its_protocols(language: str, text: str) -> None:
    assert names(text, language) == ["untoc", "untoc-firearms-protocol", "untoc-som-protocol", "untoc-tip-protocol"]


def test_these_instruments_are_the_treaties_of_the_paragraph() -> None:
    text = "Recalling resolution 55/25 and the United Nations Convention against Corruption, calls upon States to accede to those instruments"
    assert names(text)[2:] == ["uncac"]


def test_the_optional_protocols_are_no_title() -> None:
    assert not any(t.startswith("title/") for t in names("the Convention on the Rights of the Child and the Optional Protocols thereto"))


def test_the_programme_of_action_is_no_other_programme() -> None:
    assert names("le Programme de développement durable à l’horizon 2030.\nla mise en œuvre du Programme d’action", "fr") == ["un/a/res/70-1"]
    assert names("le Programme d’action de Beijing.\nla mise en œuvre du Programme d’action", "fr") == ["un-beijing-declaration-1995"] * 2


def test_this_resolution_is_the_text_though_another_was_just_named() -> None:
    text = "Decides to renew paragraph 7 of resolution 2240 (2015) for twelve months from the adoption of this resolution;"
    found, _ = read(document(text, organ="un-sc"))
    assert [c.status for c in found] == ["resolved", "self"]


def test_an_agreement_under_a_convention_is_not_the_convention() -> None:
    title = "Agreement under the United Nations Convention against Corruption on the Return of Assets"
    found, _ = read(document("In accordance with article 57 of the Convention, this Agreement applies.", kind="Convention", title=title, organ=None))
    assert [(c.status, [t.rsplit("/", 1)[-1] for t in c.targets]) for c in found] == [("anaphoric", ["uncac"]), ("self", ["test"])]
