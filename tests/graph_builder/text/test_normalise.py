"""The normaliser: damaged texts read as they were meant, clean texts keep their words, every edit leads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.text import normalise
from graph_builder.text.patterns import hyphen_edits
from graph_builder.text.vocabulary import skeleton, vocabulary
from graph_builder.text.words import damage

FOUNDING = Path(__file__).resolve().parents[3] / "corpus" / "tirana-declaration.fr.ocr.txt"

SCANS = [
    (
        "fr",
        "Nous réaffirmons le réle de 1’Organisation et les protocoles a cette Convention, et soulignons que la meilleure fagon de mener cette lutte est de "
        "veiller a la sireté et a la sécurité des Etats, en renfor¢ant la mise en ceuvre des engagements pris a I’OSCE en matiere de justice.",
        "Nous réaffirmons le rôle de l’Organisation et les protocoles à cette Convention, et soulignons que la meilleure façon de mener cette lutte est de "
        "veiller à la sûreté et à la sécurité des États, en renforçant la mise en œuvre des engagements pris à l’OSCE en matière de justice.",
    ),
    (
        "fr",
        "Le Conseil, qui a adopté le plan, a décidé qu’il a été utile ; il invite les Etats a coopérer, car il y a lieu d’agir en aoiit. L’Assembl ée a, de "
        "plus, été saisie dela question du réle des systémes.",
        "Le Conseil, qui a adopté le plan, a décidé qu’il a été utile ; il invite les États à coopérer, car il y a lieu d’agir en août. L’Assemblée a, de "
        "plus, été saisie de la question du rôle des systèmes.",
    ),
    (
        "en",
        "‘The Council urges all Member States (o cooperate in al} matters of intemational security and ‘to report to the Council, and calls for rnore "
        "coordination among thern with govemments.",
        "The Council urges all Member States to cooperate in all matters of international security and to report to the Council, and calls for more "
        "coordination among them with governments.",
    ),
    (
        "es",
        "Exhorta a los Estados Miembros a que adopten medidas contra la delincuencia en la regi6n durante el afio, y pide al Secretario que presente una "
        "resoluci6n sobre la cooperaci6n y la reuni6n.",
        "Exhorta a los Estados Miembros a que adopten medidas contra la delincuencia en la región durante el año, y pide al Secretario que presente una "
        "resolución sobre la cooperación y la reunión.",
    ),
]

CLEAN = [
    ("fr", "Le Conseil ministériel a adopté la décision à Tirana. Il a été décidé que les États participants s’engagent à coopérer sans délai avec l’ONUDC."),
    ("en", "The Ministerial Council co-ordinated its anti-crime policy, and the audio-visual record of the re-elected Chair was kept in Zagreb’s archive."),
    ("es", "El Consejo Ministerial invitó a los Estados participantes a que cooperaran, y pidió a la Secretaría que informara el año próximo."),
    ("ru", "Совет министров призвал государства-участники укреплять сотрудничество, как это предусмотрено в документе A/RES/55/25."),
    ("de", "Der Ministerrat fordert die Teilnehmerstaaten auf, die Maßnahmen gemäß dem Aktionsplan durchzuführen."),
    ("it", "Il Consiglio dei Ministri invita gli Stati partecipanti a cooperare e l’Organizzazione a riferire."),
    ("ar", "يدعو المجلس الوزاري الدول المشاركة إلى التعاون، ويقرر أن يبقي المسألة قيد النظر."),
    ("zh", "部长理事会呼吁各参加国加强合作，并决定继续处理此案。"),
]


@pytest.mark.parametrize(("language", "scan", "meant"), SCANS)
def test_scan_reads_as_meant(language: str, scan: str, meant: str) -> None:
    assert normalise(scan, language).text == meant


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_clean_text_keeps_every_character(language: str, text: str) -> None:
    assert normalise(text, language).edits == ()
    assert normalise(f"{text}\n\n{text}  {text}\n", language).edits == ()


def test_founding_document() -> None:
    normal = normalise(FOUNDING.read_bytes().decode("utf8"), "fr")
    for words in ("DÉCLARATION SUR", "les protocoles à cette Convention", "adoptés à l’OSCE", "le rôle découlant", "menaçant la sûreté", "en renforçant la mise en œuvre",
                  "Nous nous engageons de nouveau à faire", "pour l’OSCE", "vingtième", "accès à"):  # fmt: skip
        assert words in normal.text
    assert not any(sign in normal.text for sign in ("I’", "1’", "¢", "ceuvre", "réle"))


def test_edits_lead_back_exactly() -> None:
    raw = SCANS[0][1]
    normal = normalise(raw, "fr")
    at = normal.text.index("rôle")
    span = normal.raw_span(at, at + 4)
    assert raw[span.start : span.end] == "réle"
    for edit in normal.edits:
        assert edit.rule
        assert 0 < edit.confidence <= 1
        assert raw[edit.start : edit.end] != edit.replacement


def test_damage_is_high_for_scans_and_low_for_clean_text() -> None:
    for language, scan, meant in SCANS:
        assert damage(scan, language) > 0.01
        assert damage(meant * 2, language) < 0.012 or language == "en"
    for language, text in CLEAN:
        assert damage(text, language) < 0.004


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("la coopé-\nration des États", "fr", "la coopération des États"),
        ("non-\ngovernmental organizations", "en", "non-governmental organizations"),
        ("the Inter-\nAmerican Convention", "en", "the Inter-American Convention"),
        ("die Zusammen-\narbeit der Staaten", "de", "die Zusammenarbeit der Staaten"),
        ("Объ-единенных Наций, устойчи-вого разви-тия", "ru", "Объединенных Наций, устойчивого развития"),
        ("one co-ordinated policy", "en", "one co-ordinated policy"),
    ],
)
def test_hyphens(text: str, language: str, expected: str) -> None:
    assert normalise(text, language).text == expected


def test_hyphen_edits_need_a_vocabulary_only_inside_lines() -> None:
    assert [edit.rule for edit in hyphen_edits("coope-\nrazione", vocabulary("it"))] == ["hyp.line-end"]


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("la re\u0301solution", "fr", "la résolution"),
        ("Г0сударства, С\u043eвет и Coвет", "ru", "Г0сударства, Совет и Совет"),
        ("la educaciун y la educaciуn", "es", "la educaciун y la educación"),
        ("Ã©tats, rÃ©solution, sÃ©curitÃ©", "fr", "états, résolution, sécurité"),
        ("А/RES/55/25", "ru", "A/RES/55/25"),
        ("2200 A (XX1) and 55/2S and 2OO1", "en", "2200 A (XX1) and 55/2S and 2OO1"),
    ],
)
def test_characters(raw: str, language: str, expected: str) -> None:
    assert normalise(raw, language).text == expected


def test_bilingual_scan_is_repaired_block_by_block() -> None:
    english = "The General Conference of the economic commission invites all Member States to report on the general situation."
    scan, meant = SCANS[0][1:]
    assert normalise(f"{scan}\n\n{english}\n\n{scan}", "fr").text == f"{meant}\n\n{english}\n\n{meant}"


def test_lost_articles_come_back_in_a_scan_alone() -> None:
    scan = "Le réle de Union et de 'Etat, soulignant importance de autres systémes, rappelle la sireté {Union et fimportance de fhomme."
    assert normalise(scan, "fr").text == (
        "Le rôle de l’Union et de l’État, soulignant l’importance d’autres systèmes, rappelle la sûreté l’Union et l’importance de l’homme."
    )
    assert normalise("Le rôle de Union Européenne Plus et soulignant importance.", "fr").edits == ()


def test_vocabularies_are_lower_case_words() -> None:
    for language in ("en", "fr", "es", "ru", "de"):
        words = vocabulary(language)
        assert len(words.counts) > 5000
        assert all(word == word.lower() for word in words.counts)
    assert vocabulary("zh").counts == {}
    assert skeleton("Œuvre") in vocabulary("fr").by_skeleton


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("aàeéIl1’' \n-ceuvréslО|¢\u00ad\u0301"), max_size=80))
def test_any_text_normalises_and_leads_back(raw: str) -> None:
    normal = normalise(raw, "fr")
    assert normal.raw == raw
    assert normalise(raw, "fr") == normal
    whole = normal.raw_span(0, len(normal.text))
    assert 0 <= whole.start <= whole.end <= len(raw)
