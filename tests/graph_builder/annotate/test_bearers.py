"""Bearers and counterparties with the words as written, language by language."""

from __future__ import annotations

import pytest

from graph_builder import annotate
from graph_builder.annotate.bearers import speaks_for
from graph_builder.annotate.frames import COLUMNS, KINDS
from graph_builder.lexicons import table, tables
from graph_builder.model import Statement
from graph_builder.register import load

from .statements.sentences import document

REGISTER = load()
Parties = list[tuple[str, str | None]]


def read(*paragraphs: str, **how: object) -> tuple[str, list[Statement]]:
    doc = document(*paragraphs, **how)  # type: ignore[arg-type]
    return doc.text.text, list(annotate.statements(doc, REGISTER)[0])


def bearers(*paragraphs: str, **how: object) -> list[Parties]:
    text, found = read(*paragraphs, **how)
    return [[(text[m.span.start : m.span.end], m.actor) for m in s.bearers] for s in found]


MEMBERS, STATES, PARTIES, CIVIL = "un-member-states", "states", "states-parties", "civil-society"

CASES: list[tuple[str, str, list[Parties]]] = [
    (
        "en",
        "Urges Member States and other relevant stakeholders to share data;",
        [[("Member States", MEMBERS), ("other relevant stakeholders", "stakeholders")]],
    ),
    ("en", "Urges States that have not yet signed the treaty to do so;", [[("States", STATES)]]),
    ("en", "Calls upon States to act, and upon all parties to cease the attacks;", [[("States", STATES)]]),
    (
        "en",
        "Invites relevant international, regional and subregional organizations, as well as civil society, to help;",
        [[("relevant international, regional and subregional organizations", "competent-international-organizations"), ("civil society", CIVIL)]],
    ),
    (
        "en",
        "Requests the United Nations Office on Drugs and Crime, within existing resources, to report;",
        [[("the United Nations Office on Drugs and Crime", "unodc")]],
    ),
    ("en", "Urges States parties to the Convention to cooperate;", [[("States parties to the Convention", PARTIES)]]),
    ("en", "Encourages closer cooperation between Member States and civil society;", [[("Member States", MEMBERS), ("civil society", CIVIL)]]),
    ("en", "Encourages further research on the matter;", [[]]),
    ("en", "Stresses that the authorities must protect witnesses;", [[("the authorities", "authorities")]]),
    ("en", "Renews its call upon all States to act;", [[("all States", STATES)]]),
    ("en", "Reaffirms its decision that all States shall afford one another assistance;", [[("all States", STATES)]]),
    ("en", "Requests that the Secretary-General continue to lead the talks;", [[("the Secretary-General", "un-sg")]]),
    ("en", "Recommends that States report on their use of the data;", [[("States", STATES)]]),
    ("en", "Requests that the report of the Office be published;", [[]]),
    ("en", "Urges those involved in the planning of the talks to act;", [[("those involved in the planning of the talks", None)]]),
    ("en", "Requests that the work of the Secretary-General be reviewed;", [[]]),
    ("en", "Demands that all States immediately cease the attacks;", [[("all States", STATES)]]),
    ("en", "_Requests_ the Secretary-General to report;", [[("the Secretary-General", "un-sg")]]),
    ("fr", "Prie instamment les États Membres, agissant ensemble, de partager leurs données ;", [[("les États Membres", MEMBERS)]]),
    (
        "fr",
        "Demande aux États parties et aux autres organisations internationales de coopérer ;",
        [[("États parties", PARTIES), ("autres organisations internationales", "international-organizations")]],
    ),
    ("es", "Insta a los Estados Miembros a que compartan datos y a que informen;", [[("los Estados Miembros", MEMBERS)]]),
    (
        "es",
        "Alienta a todos los Estados, así como a las organizaciones internacionales, regionales y subregionales, a que cooperen;",
        [[("todos los Estados", STATES), ("las organizaciones internacionales, regionales y subregionales", "international-organizations")]],
    ),
    ("ru", "Призывает государства-члены и гражданское общество обмениваться данными;", [[("государства-члены", MEMBERS), ("гражданское общество", CIVIL)]]),
    ("ru", "Просит Генерального секретаря представить доклад;", [[("Генерального секретаря", "un-sg")]]),
    ("ru", "Подчеркивает, что всем государствам следует принять законы;", [[("всем государствам", STATES)]]),
    ("de", "Fordert die Mitgliedstaaten nachdrücklich auf, Daten auszutauschen;", [[("die Mitgliedstaaten", MEMBERS)]]),
    ("it", "Invita gli Stati membri e la società civile a scambiare dati;", [[("gli Stati membri", MEMBERS), ("la società civile", CIVIL)]]),
    ("ar", "تحث الدول الأعضاء والمجتمع المدني على تبادل البيانات؛", [[("الدول الأعضاء", MEMBERS), ("المجتمع المدني", CIVIL)]]),
    ("ar", "تهيب بجميع الدول أن تصدق على المعاهدة؛", [[("جميع الدول", STATES)]]),
    ("ar", "وتشجع اللجنة الدولة الطرف على اعتماد قوانين.", [[("الدولة الطرف", PARTIES)]]),
    ("zh", "敦促所有会员国和民间社会采取措施；", [[("所有会员国", MEMBERS), ("民间社会", CIVIL)]]),
    ("zh", "促请尚未批准该条约的所有国家予以批准；", [[("所有国家", STATES)]]),
    ("ar", "توصي اللجنة بأن تتخذ الدولة الطرف تدابير من أجل الحد من العنف.", [[("الدولة الطرف", PARTIES)]]),
    ("ar", "تشجع فرنسا الدول على الاستفادة من الخدمات.", [[("الدول", STATES)]]),
    ("ar", "يحث مجلس الأمن الدول الأعضاء على مواصلة التخطيط.", [[("الدول الأعضاء", MEMBERS)]]),
    ("ar", "تحث إسرائيل على الوفاء بالتزاماتها؛", [[("إسرائيل", "state-il")]]),
    ("ar", "تشجع المعهد على أن يواصل عمله؛", [[("المعهد", None)]]),
    ("ar", "تشجع التعاون على الصعيد الإقليمي؛", [[]]),
    ("ar", "تهيب بجميع الدول والهيئات المختصة أن تتعاون؛", [[("جميع الدول", STATES), ("الهيئات المختصة", None)]]),
    ("ar", "تحث الدول وغيرها من الجهات المعنية على أن تتعاون؛", [[("الدول", STATES), ("غيرها من الجهات المعنية", "stakeholders")]]),
    ("zh", "请秘书长与会员国协商提交报告；", [[("秘书长", "un-sg")]]),
    ("zh", "请参与该进程的所有国家交流数据；", [[("所有国家", STATES)]]),
    ("zh", "促请该区域各国、区域经济委员会和海岸警卫工作组合作；", [[("该区域各国", STATES), ("区域经济委员会", None), ("海岸警卫工作组", None)]]),
    ("zh", "请特使继续斡旋；", [[("特使", None)]]),
    ("zh", "强调，各国必须保护证人；", [[("各国", STATES)]]),
]


@pytest.mark.parametrize(("language", "words", "found"), [pytest.param(*case, id=f"{case[0]}:{case[1][:40]}") for case in CASES])
def test_bearers(language: str, words: str, found: list[Parties]) -> None:
    assert bearers(words, language=language) == found


def test_subparagraphs_have_their_chapeau_s_bearer() -> None:
    assert bearers("Urges Member States:", "(a) To train police officers;", "(b) To protect witnesses;") == [[("Member States", MEMBERS)]] * 2


def test_in_treaties_the_subject_of_the_modal_and_no_bearer_of_a_passive() -> None:
    assert bearers("Each State Party shall adopt laws.", treaty=True) == [[("Each State Party", PARTIES)]]
    assert bearers("Such records shall be kept.", treaty=True) == [[]]
    assert bearers("The Parties shall cooperate.", treaty=True) == [[("The Parties", PARTIES)]]
    assert bearers("Urges the parties to cease the attacks;") == [[("the parties", "parties")]]


def test_who_promises() -> None:
    text, (named,) = read("Nous nous engageons à partager nos données.", language="fr", organ="osce-mc", organisation="osce")
    assert [(text[m.span.start : m.span.end], m.actor) for m in named.bearers] == [("Nous", "osce-ps")] or named.implied_bearer == "osce-ps"
    assert named.undertaking
    _, (unnamed,) = read("Renews its commitment to fight corruption;", organ="un-ga")
    assert (unnamed.bearers, unnamed.implied_bearer, unnamed.speaker) == ((), MEMBERS, "un-ga")
    assert speaks_for("un-sc") == "un-sc"


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "Requests the Office to inform the participating States of its work;", [("the participating States", "osce-ps")]),
        ("en", "Requests the Secretary-General to report to the General Assembly;", [("the General Assembly", "un-ga")]),
        ("en", "Urges States to act in cooperation with civil society;", []),
        ("fr", "Prie le Secrétaire général d’informer les États Membres ;", [("les États Membres", MEMBERS)]),
    ],
)
def test_counterparties(language: str, words: str, found: Parties) -> None:
    text, (statement,) = read(words, language=language, organ="un-ga")
    assert [(text[m.span.start : m.span.end], m.actor) for m in statement.counterparties] == found


def test_a_pronoun_means_the_bearer_before_it() -> None:
    assert bearers("Commends the Office, invites the Secretary-General to report, and requests him to attend;")[1:] == [
        [("the Secretary-General", "un-sg")],
        [("him", "un-sg")],
    ]


def test_tables_are_known_and_sound() -> None:
    rows = tables("parties.*.csv", COLUMNS, key=("kind",))
    assert set(rows) >= {"en", "fr", "es", "ru", "de", "it", "ar", "zh"}
    assert {row["kind"] for found in rows.values() for row in found} <= set(KINDS)
    for row in table("speakers.csv", ("id", "speaks_for")):
        assert {row.id, row["speaks_for"]} <= set(REGISTER.actors)
