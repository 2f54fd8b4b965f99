"""Titles and short names: when words mean an instrument, and when they do not."""

from __future__ import annotations

import pytest

from graph_builder.lexicons import Row, tables
from tests.graph_builder.annotate.citations.texts import document, mentions, names, read, register, targets

NAMES = [(language, row) for language, rows in tables("treaty_names.*.csv", ("id", "target", "name")).items() for row in rows]


@pytest.mark.parametrize(("language", "row"), NAMES, ids=lambda value: value.id if isinstance(value, Row) else value)
def test_name(language: str, row: Row) -> None:
    """Each name of the table is found between other words, and means its target."""
    around = {"zh": "《{}》", "ar": "إلى {}."}.get(language, "({})")
    found = names(around.format(row["name"]), language, date="2025-12-31")
    keys = row["target"].split("|") if not row["target"].startswith("title:") else []
    if len(keys) > 1:
        assert found == ["unresolved"]
    elif keys:
        known = register().by_key.get(keys[0]) or register().by_symbol(keys[0])
        assert known is not None, "the target is not in the register"
        assert [t for t in found if t != "generic"] == [known.iri.split("/instrument/")[1]]
    else:
        assert len(found) == 1
        assert found[0].startswith("title/") or "title:" not in row["target"] or found[0] in {i.iri.split("/instrument/")[1] for i in register().instruments}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "ratified the United Nations Convention against Transnational Organized Crime and the Protocols thereto", ["untoc", "firearms", "som", "tip"]),
        (
            "en",
            "the Protocol against the Smuggling of Migrants by Land, Sea and Air, supplementing the United Nations Convention against Transnational Organized Crime",
            ["som"],
        ),
        ("en", "the Conference of the States Parties to the United Nations Convention against Corruption", []),
        ("en", "States parties to the United Nations Convention against Corruption", ["uncac"]),
        ("fr", "la Convention des Nations Unies contre la\ncorruption".replace("\n", "  "), ["uncac"]),
        ("ru", "в соответствии с Конвенцией Организации Объединенных Наций против коррупции", ["uncac"]),
        ("de", "nach Maßgabe des Übereinkommens der Vereinten Nationen gegen Korruption", ["uncac"]),
        ("ar", "عملا باتفاقية الأمم المتحدة لمكافحة الفساد", ["uncac"]),
        ("zh", "依照《联合国反腐败公约》", ["uncac"]),
    ],
)
def test_title_in_running_text(language: str, text: str, expected: list[str]) -> None:
    found = names(text, language)
    assert len(found) == len(expected), found
    assert all(e in t for e, t in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    "text", ["organized crime", "Organized crime is a threat.", "combating trafficking in human beings", "the strategy of the charter airline"]
)
def test_common_words_are_no_title(text: str) -> None:
    assert names(text) == []


def test_a_title_that_repeats_its_number_is_one_citation() -> None:
    assert names("its resolution 78/227 of 19 December 2023, entitled “Equal access to justice for all”", date="2024-12-31") == ["un/a/res/78-227"]


def test_a_short_name_that_goes_on_is_another_title() -> None:
    assert "un-doha-declaration-2015" in names("the Doha Declaration; the Kyoto Declaration")
    assert "un-doha-declaration-2015" not in names("the Doha Declaration on Financing for Development")
    assert "un-doha-declaration-2015" not in names("Дохинскую декларацию о финансировании развития", "ru")


def test_a_short_name_with_other_years_is_another_plan() -> None:
    assert names("le Plan d’action mondial 2018-2030 pour l’activité physique", "fr") == []


def test_another_ones_plan_is_not_the_plan_of_that_name() -> None:
    assert names("ее План действий по предупреждению насильственного экстремизма", "ru") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "la Déclaration et le Programme d’action de Vienne", "un-vienna-declaration-1993"),
        ("es", "la Declaración y el Programa de Acción de Viena", "un-vienna-declaration-1993"),
        ("fr", "la Convention de 1951 relative au statut des réfugiés", "refugee-convention-1951"),
        ("ru", "согласно Конвенции 1951 года о статусе беженцев", "refugee-convention-1951"),
    ],
)
def test_articles_and_the_year_may_stand_within_a_name(language: str, text: str, expected: str) -> None:
    assert names(text, language) == [expected]


def test_the_end_of_a_longer_title_is_not_the_name() -> None:
    assert "un-doha-declaration-2015" not in names("《发展筹资问题多哈宣言》", "zh")
    assert names("《多哈宣言》", "zh") == ["un-doha-declaration-2015"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "under the Basel, Rotterdam and Stockholm conventions"),
        ("fr", "des conventions de Bâle, de Rotterdam et de Stockholm"),
        ("es", "los convenios de Basilea, Rotterdam y Estocolmo"),
        ("ru", "Базельской, Роттердамской и Стокгольмской конвенций"),
        ("ar", "اتفاقيات بازل وروتردام واستكهولم"),
    ],
)
def test_names_that_share_their_noun(language: str, text: str) -> None:
    assert names(text, language) == ["basel-convention-1989", "rotterdam-convention-1998", "stockholm-convention-2001"]


def test_a_name_in_the_title_of_a_numbered_act_is_not_cited_again() -> None:
    assert names("resolution 60/175 of 16 December 2005, entitled “Follow-up to the United Nations Convention against Corruption in the region”") == [
        "un/a/res/60-175"
    ]


def test_a_name_two_instruments_bear_stays_open() -> None:
    assert names("the Palermo Protocol") == ["unresolved"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the Declaration of Lisbon on the Care of Elderly Prisoners and Remand Detainees was noted",
            "Declaration of Lisbon on the Care of Elderly Prisoners and Remand Detainees",
        ),
        ("under the Group of Twelve Lima Statement on Forensic Laboratories, adopted", "Group of Twelve Lima Statement on Forensic Laboratories"),
        ("the Convention for the Keeping of Lanterns at Sea and other texts", "Convention for the Keeping of Lanterns at Sea"),
        ("the Convention on Harbour Lanterns at the meeting in Lisbon", "Convention on Harbour Lanterns"),
        ("the Madrid Declaration from Lisbon", "Madrid Declaration"),
        ("the 2009 Political Declaration", "2009 Political Declaration"),
        ("the Joint Ministerial Statement of the high-level review of 2014", "Joint Ministerial Statement"),
    ],
)
def test_a_title_is_known_by_its_capitals(text: str, expected: str) -> None:
    assert [words for words, target in targets(text) if target.startswith("title/")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "United Nations, Treaty Series, vol. 1582",
        "the United Nations Development Programme",
        "the Global Counter-Terrorism Coordination Compact",
        "the Rule of Law Coordination and Resource Group",
        "the Intergovernmental Platform on Lanterns",
        "States and the Optional Protocol thereto",
        "its Memorandum of Understanding with the Office",
        "the Political Declaration",
        "The Convention",
    ],
)
def test_capitals_alone_are_no_title(text: str) -> None:
    assert [t for t in names(text) if t.startswith("title/")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Convention on Harbour Lights and to the Convention on Harbour Bells,", ["Convention on Harbour Lights", "Convention on Harbour Bells"]),
        (
            "the Northern Convention on Harbour Lights and Bells and the Southern Convention on Buoys,",
            ["Northern Convention on Harbour Lights and Bells", None],
        ),
        ("the Northern Programme of Action and the Northern Partnership on Lamps,", ["Northern Programme of Action"]),
        (
            "the Northern Declaration on Lamps and the Programme of Action of the Keepers,",
            ["Northern Declaration on Lamps and the Programme of Action of the Keepers"],
        ),
        ("the Northern Strategy and Plan of Action for Lamps,", ["Northern Strategy and Plan of Action for Lamps"]),
    ],
)
def test_a_title_does_not_run_on_into_the_next(text: str, expected: list[str | None]) -> None:
    found = [m.span for m in mentions(text) if m.rule == "title.as-written"]
    assert len(found) == len(expected)
    assert all(e is None or text[span.start : span.end] == e for e, span in zip(expected, found, strict=True))


def test_kinds_of_treaties_alone_are_no_title() -> None:
    assert [m.form for m in mentions("and urges States parties to those Conventions and Protocols to act") if m.rule == "title.as-written"] == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "l’application de la Déclaration de Zagreb sur la coopération policière, adoptée en 2010",
            "title/declaration-de-zagreb-sur-la-cooperation-policiere",
        ),
        ("fr", "la Convention internationale de 1973 pour la protection des ports, entrée en vigueur", "protection-des-ports"),
        ("fr", "la stratégie, la déclaration intitulée « Unis contre la fraude »", "title/unis-contre-la-fraude"),
        (
            "es",
            "la Declaración de Zagreb sobre la Cooperación Policial en la Región fue aprobada",
            "title/declaracion-de-zagreb-sobre-la-cooperacion-policial-en-la-region",
        ),
        ("es", "el Protocolo relativo a la Creación del Centro de Paz y Seguridad, y autorizó", "centro-de-paz-y-seguridad"),
        ("ru", "в соответствии с Конвенцией о защите портов, принятой в 1999 году", "title/конвенция-о-защите-портов"),
        ("it", "la Convenzione sulla protezione dei porti, adottata", "title/convenzione-sulla-protezione-dei-porti"),
    ],
)
def test_a_title_goes_on_from_its_kind(language: str, text: str, expected: str) -> None:
    found = names(text, language)
    assert len(found) == 1
    assert expected in found[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "la Convention sur la protection des ports et des canaux et de leurs usagers"),
        ("ru", "Декларация о защите портов и каналов и их пользователей"),
        ("fr", "ratifier le Protocole additionnel sans retard"),
        ("fr", "la Convention sur l'interdiction de l'emploi, de la vente et du don de lanternes"),
        ("es", "el Acuerdo de Paz fue firmado"),
        ("en", "the Political Declaration was noted"),
    ],
)
def test_a_title_whose_end_is_not_certain_stays_open_with_its_words(language: str, text: str) -> None:
    found, _ = read(document(text, language))
    assert [(c.status, c.targets) for c in found] == [("unresolved", ())]
    assert found[0].title is not None
    assert len(found[0].title) > 10


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "le Programme des Nations Unies pour le développement a noté"),
        ("es", "el Programa de las Naciones Unidas para el Medio Ambiente"),
        ("es", "Declaración del Presidente"),
        ("ru", "Программа Организации Объединенных Наций по окружающей среде"),
        ("fr", "les dispositions de la Charte relatives au recours à la force"),
    ],
)
def test_what_goes_on_and_is_no_title(language: str, text: str) -> None:
    assert not any(t.startswith("title/") for t in names(text, language))
