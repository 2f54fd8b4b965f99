"""Which forms are acts of the speaker, and what force each has: one table a phenomenon."""

from __future__ import annotations

import pytest

from .sentences import acts, document, read

COORDINATION = [
    ("Welcomes the report, and encourages Member States to act;", [("Welcomes", "welcomes"), ("encourages", "encourages")]),
    ("Welcomes and supports the work of the panel;", [("Welcomes", "welcomes"), ("supports", "welcomes")]),
    ("Also calls upon Member States to act, and in this regard requests the Office to help;", [("calls upon", "urges"), ("requests", "tasks")]),
    ("Calls upon States to act, and upon the parties to stop the attacks;", [("Calls upon", "urges")]),
    (
        "Recalling its resolution 1/2 and noting the report, encouraging the sides to talk,",
        [("Recalling", "recalls"), ("noting", "notes"), ("encouraging", "encourages")],
    ),
    (
        "Deploring the loss of life and, while stressing the need for calm, reaffirming its solidarity with the victims,",
        [("Deploring", "condemns"), ("stressing", "stresses"), ("reaffirming", "affirms")],
    ),
    ("While noting the report, the Committee encourages the Office to go on.", [("noting", "notes"), ("encourages", "encourages")]),
    ("Urges Member States to act, bearing in mind the needs of victims;", [("Urges", "urges")]),
    ("The Council, deeply concerned by the rise of fraud, decides to act.", [("concerned", "expresses-concern"), ("decides", "decides")]),
    ("We, the Ministers, reaffirm our adherence to the Charter and commit ourselves to act.", [("reaffirm", "affirms"), ("commit ourselves", "undertakes")]),
    ("Recognize the role of the courts, and commit to share data;", [("Recognize", "recognizes"), ("commit", "undertakes")]),
    ("It is recommended that States share data.", [("It is recommended that", "recommends")]),
    ("We reaffirm the Charter and stress the role of the courts.", [("reaffirm", "affirms"), ("stress", "stresses")]),
    ("The Council stresses the need for calm. The Council recognizes the work of the mission.", [("stresses", "stresses"), ("recognizes", "recognizes")]),
]
REPORTS = [
    ("Recalling resolution 1/2, in which it requested the Secretary-General to report,", [("Recalling", "recalls")]),
    ("Recalling all resolutions recognizing that work helps,", [("Recalling", "recalls")]),
    ("The conference adopted a plan and the ministers stressed the need for calm.", []),
    ("The report recognizes the need for calm.", []),
    ("Urges States to support laws that encourage victims to come forward;", [("Urges", "urges")]),
    ("Takes note of the report, which welcomes the progress made and urges States to go on;", [("Takes note", "notes")]),
    ("At its 5th meeting, on 3 March 2020, the Commission decided to include the drug in Schedule I.", [("decided", "decides")]),
    ("Some delegates also expressed doubts.", []),
    ("It was suggested that States should share data.", []),
    ("They met mandate holders in Vienna.", []),
    ("3 - 12 May 2016", []),
    ("Building on their talks, the chairs have proposed a plan.", []),
]
FORCES = [
    ("We reaffirm our deep concern at the rise of fraud.", "expresses-concern"),
    ("Reaffirms its commitment to fight corruption;", "recommits"),
    ("Reaffirming the Charter of the United Nations and its commitment to peace,", "recommits"),
    ("Reaffirms the role of the Office;", "affirms"),
    ("Stresses that all States must protect witnesses;", "obliges"),
    ("Stresses that such measures must be lawful;", "stresses"),
    ("Stresses that Member States should protect witnesses;", "recommends"),
    ("Recognizes that States shall not sell such arms;", "prohibits"),
    ("Decides that all States shall freeze the funds;", "obliges"),
    ("Decides that the programme budget shall hold such funds;", "decides"),
    ("Decides not to consider the item;", "decides"),
    ("Reaffirms its call upon Member States to act;", "urges"),
    ("Notes with concern the rise of fraud;", "expresses-concern"),
    ("Takes note with appreciation of the report;", "welcomes"),
    ("Requests all Member States to report;", "urges"),
    ("Requests the Secretary-General to report;", "tasks"),
]
MODALS = [
    ("Each State Party shall adopt laws and shall consider further measures.", [("shall adopt", "obliges"), ("shall consider", "obliges")]),
    ("States Parties shall not decline to help.", [("shall not decline", "prohibits")]),
    ("If the request is urgent, the Party may reply at once.", [("may reply", "permits")]),
    ("The Party shall take such measures as may be necessary.", [("shall take", "obliges")]),
    ("“Property” shall mean assets of every kind;", []),
    ("No one shall be held in slavery.", [("shall be", "prohibits")]),
    ("In the case of theft, each State Party shall inform the others. It may ask for help.", [("shall inform", "obliges"), ("may ask", "permits")]),
]


@pytest.mark.parametrize(("words", "expected"), COORDINATION + REPORTS)
def test_acts(words: str, expected: list[tuple[str, str]]) -> None:
    assert acts(words) == expected


@pytest.mark.parametrize(("words", "force"), FORCES)
def test_force(words: str, force: str) -> None:
    assert [s.force for s in read(words)] == [force]


@pytest.mark.parametrize(("words", "expected"), MODALS)
def test_articles(words: str, expected: list[tuple[str, str]]) -> None:
    assert acts(words, treaty=True) == expected


def test_softened_duties() -> None:
    def softened(words: str) -> list[bool]:
        return [s.qualified for s in read(words, treaty=True)]

    assert softened("Each State Party shall consider such laws.") == [True]
    assert softened("Each State Party shall, subject to its law, endeavour to help.") == [True]
    assert softened("Each State Party shall adopt such laws.") == [False]
    assert [s.qualified for s in read("Urges States to consider such laws;")] == [False]


def test_demands_bind_where_the_security_council_speaks() -> None:
    words = "Demands that all parties cease the attacks;"
    assert [s.force for s in read(words, organ="un-sc")] == ["obliges"]
    assert [s.force for s in read(words, organ="un-ga")] == ["urges"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "They will refrain from any act of force."),
        ("fr", "Les États participants s'abstiendront de tout acte de force."),
        ("fr", "Nous ne tolérerons pas la corruption."),
        ("de", "Sie werden sich jeder Gewalt enthalten."),
        ("it", "Gli Stati partecipanti rispetteranno i diritti umani."),
    ],
)
def test_promises_in_several_languages(language: str, words: str) -> None:
    assert [(s.force, s.undertaking) for s in read(words, language=language, organisation="osce")] == [("undertakes", True)]


def test_osce_promises() -> None:
    words = "The participating States will protect witnesses."
    assert [s.force for s in read(words, organisation="osce")] == ["undertakes"]
    assert read(words, organisation="un") == []
    assert [s.force for s in read("We will protect witnesses.")] == ["undertakes"]


def test_a_preamble_never_commits() -> None:
    assert [s.commitment for s in read("Encouraging States to act,")] == [False]
    assert [s.commitment for s in read("Encouraging States to act,", preamble=False)] == [False]
    assert [s.commitment for s in read("Encourages States to act;")] == [True]
    assert [s.commitment for s in read("Stresses the need to act;")] == [False]


def test_evidence_begins_at_the_performative_and_ends_with_its_clause() -> None:
    doc = document("3. Also welcomes the report, and, in this regard, encourages States to act;")
    spans = [doc.text.text[s.span.start : s.span.end] for s in read("3. Also welcomes the report, and, in this regard, encourages States to act;")]
    assert spans == ["welcomes the report", "encourages States to act"]


class TestChapeau:
    def test_subparagraphs_complete_it(self) -> None:
        found = read("Urges Member States:", "(a) To adopt laws;", "(b) To share data;")
        assert [(s.provision, s.force, s.commitment) for s in found] == [("par/1/a", "urges", True), ("par/1/b", "urges", True)]

    def test_its_other_acts_stay(self) -> None:
        found = read("Welcomes the report, and requests the Office:", "(a) To report;", "(b) To share data;")
        assert [(s.provision, s.force) for s in found] == [("par/1", "welcomes"), ("par/1/a", "tasks"), ("par/1/b", "tasks")]

    def test_things_complete_nothing(self) -> None:
        assert [s.provision for s in read("Decides to consider the following items:", "(a) The report of the panel;", "(b) A plan;")] == ["par/1"]

    def test_bare_verbs_after_a_modal(self) -> None:
        found = read("Decides that all States shall:", "(a) Freeze the funds;", "(b) Deny safe haven;")
        assert [(s.provision, s.force) for s in found] == [("par/1/a", "obliges"), ("par/1/b", "obliges")]

    def test_acts_of_their_own(self) -> None:
        found = read("The Conference makes the following requests:", "(a) Urges States to act;")
        assert [(s.provision, s.force) for s in found] == [("par/1", "urges"), ("par/1/a", "urges")]

    def test_a_subject_alone(self) -> None:
        found = read("Each State Party:", "(a) Shall adopt laws;", "(b) May share data.", treaty=True)
        assert [(s.provision, s.force) for s in found] == [("art/1/par/1/a", "obliges"), ("art/1/par/1/b", "permits")]


FRENCH = [
    ("Se félicite du rapport, et encourage les États à agir ;", [("Se félicite", "welcomes"), ("encourage", "encourages")]),
    ("Prend également note du rapport ;", [("Prend", "notes")]),
    ("Nous nous engageons de nouveau à agir.", [("nous engageons", "recommits")]),
    ("Réaffirme son attachement à la paix ;", [("Réaffirme", "affirms")]),
    ("Souligne que les États doivent protéger les témoins ;", [("Souligne", "obliges")]),
    ("Demande à tous les États d'agir ;", [("Demande", "urges")]),
    ("Demande au Secrétaire général de faire rapport ;", [("Demande", "tasks")]),
    ("Prie instamment les États d'agir ;", [("Prie", "urges")]),
    ("Les États ne peuvent refuser l'entraide.", [("ne peuvent refuser", "prohibits")]),
    ("Nous protégerons les témoins et offrirons une aide.", [("protégerons", "undertakes"), ("offrirons", "undertakes")]),
    ("Un accord existe en vertu duquel la province s'engage à agir.", []),
    ("Ce succès ne saurait faire oublier les pertes.", []),
    ("Les délégués ont exprimé leur joie, et redit qu'il fallait agir.", []),
    ("Rappelant la résolution dans laquelle il prie les États d'agir,", [("Rappelant", "recalls")]),
]
GERMAN = [
    ("fordert alle Staaten nachdrücklich auf, zu handeln, und ersucht den Generalsekretär, zu berichten;", [("fordert", "urges"), ("ersucht", "tasks")]),
    ("legt den Staaten nahe, Daten auszutauschen;", [("legt", "encourages")]),
    ("nimmt mit Besorgnis Kenntnis von dem Bericht;", [("nimmt", "expresses-concern")]),
    ("unter Hinweis auf seine Resolutionen und in Bekräftigung der Charta,", [("unter Hinweis", "recalls"), ("in Bekräftigung", "affirms")]),
    ("seine Absicht bekräftigend, bald zu handeln,", [("bekräftigend", "affirms")]),
]


@pytest.mark.parametrize(("words", "expected"), FRENCH)
def test_french(words: str, expected: list[tuple[str, str]]) -> None:
    assert acts(words, language="fr") == expected


@pytest.mark.parametrize(("words", "expected"), GERMAN)
def test_german(words: str, expected: list[tuple[str, str]]) -> None:
    assert acts(words, language="de") == expected


def test_the_present_tense_of_a_party_is_a_duty() -> None:
    assert acts("Jeder Vertragsstaat trifft die notwendigen Maßnahmen.", language="de", treaty=True) == [("trifft", "obliges")]
    assert acts("Chaque État Partie adopte les mesures nécessaires.", language="fr", treaty=True) == [("adopte", "obliges")]
    assert [s.qualified for s in read("Die Vertragsstaaten bemühen sich, Daten auszutauschen.", language="de", treaty=True)] == [True]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Le terme « enfant » désigne toute personne de moins de 18 ans.", "fr"),
        ("L'expression « phare » désigne toute tour éclairée.", "fr"),
        ("Por “faro” se entenderá toda torre iluminada.", "es"),
        ("Der Ausdruck „Leuchtturm“ bezeichnet jeden Turm mit Licht.", "de"),
    ],
)
def test_definitions_lay_nothing_down(words: str, language: str) -> None:
    assert acts(words, language=language, treaty=True) == []


def test_encouraging_news_encourages_nobody() -> None:
    assert acts("Recognizing the work done, encouraging progress having been made,") == [("Recognizing", "recognizes")]


def test_marks_of_italics_around_a_verb() -> None:
    assert acts("_Requests_ the Office to act, and **encourages** States to help;") == [("Requests", "tasks"), ("encourages", "encourages")]
    assert acts("_Noting_ the work of the Group,") == [("Noting", "notes")]


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("Recognizes the progress made, emphasizing the need for more;", "en", [("Recognizes", "recognizes"), ("emphasizing", "stresses")]),
        ("Deplores the losses, while noting the efforts of the coast guards;", "en", [("Deplores", "condemns"), ("noting", "notes")]),
        ("Urges States to act, emphasizing the need for haste;", "en", [("Urges", "urges")]),
        ("Stresses the need for rules, taking into account the practice of States;", "en", [("Stresses", "stresses")]),
        ("Welcomes the programmes aimed at supporting, recognizing and protecting witnesses;", "en", [("Welcomes", "welcomes")]),
        ("Constate les progrès accomplis, tout en soulignant la nécessité d'aller plus loin ;", "fr", [("Constate", "notes"), ("soulignant", "stresses")]),
    ],
)
def test_participles_behind_a_main_verb(words: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert acts(words, language=language) == expected


def test_deadlines_are_computed() -> None:
    found = read("Requests the Office to report by 31 December 2030 and, where possible, at its eighty-first session;")
    doc = document("Requests the Office to report by 31 December 2030 and, where possible, at its eighty-first session;")
    assert [(q.kind, doc.text.text[q.span.start : q.span.end], q.value) for s in found for q in s.qualifiers] == [
        ("deadline", "by 31 December 2030", "2030-12-31"),
        ("limit", "where possible", None),
        ("deadline", "at its eighty-first session", None),
    ]


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("Requests the Office to consider the 1961 Convention as amended by the 1972 Protocol;", "en", []),
        ("Requests the Office to report on the declaration adopted at its tenth session;", "en", []),
        ("Recalls the wish of the Council to end the practice by 2030;", "en", []),
        ("Requests the Office to help persons subject to their jurisdiction;", "en", []),
        ("Requests the Office to spread the Convention on Children in the Event of Armed Conflict;", "en", []),
        ("Requests the Office to send every six months a list to the Committee;", "en", ["every six months"]),
        ("Requests the Office to report within six months of the adoption of this text;", "en", ["within six months of the adoption of this text"]),
        ("Призывает государства выполнять Повестку дня на период до 2030 года;", "ru", []),
        ("Призывает государства завершить работу до 2030 года;", "ru", ["до 2030 года"]),
        ("敦促各国消除非法贩运；", "zh", []),
        ("تطلب إلى المكتب أن يقدم تقريرا في دورتها الثامنة والسبعين؛", "ar", ["في دورتها الثامنة والسبعين"]),
        ("تطلب إلى المكتب أن يقدم تقريرا بحلول 31 كانون الأول/ديسمبر 2030؛", "ar", ["بحلول 31 كانون الأول/ديسمبر 2030"]),
    ],
)
def test_what_looks_like_a_qualifier(words: str, language: str, expected: list[str]) -> None:
    text = document(words, language=language).text.text
    assert [text[q.span.start : q.span.end] for s in read(words, language=language) for q in s.qualifiers] == expected


def test_unknown_openings_are_reported() -> None:
    from graph_builder import annotate

    assert annotate.statements(document("Flabbergasts all Member States at once;"))[1] == ("flabbergasts all member",)
    assert annotate.statements(document("Urges all Member States to act;"))[1] == ()


def test_a_language_without_lexicon_gives_nothing() -> None:
    assert read("Uppmanar alla stater att agera;", language="sv") == []


def test_each_provision_is_read_in_its_own_language() -> None:
    from dataclasses import replace

    from graph_builder import annotate

    doc = document("Urges all States to act;", "Exhorte tous les États à agir ;")
    mixed = replace(doc, provisions=(doc.provisions[0], replace(doc.provisions[1], language="fr")))
    assert [(s.provision, s.rule) for s in annotate.statements(mixed)[0]] == [("par/1", "en.urge"), ("par/2", "fr.exhorter")]
