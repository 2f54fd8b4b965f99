"""Whole texts in the forms of the organs: which provisions they have, under which path, with which number, acting or not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph_builder.model import Document, SourceText
from graph_builder.structure import segment
from tests.graph_builder.structure import texts

ROOT = Path(__file__).resolve().parents[3]
SHORT = {
    "PreambularParagraph": "pre",
    "OperativeParagraph": "op",
    "Paragraph": "par",
    "Subparagraph": "sub",
    "Article": "art",
    "Division": "div",
    "Annex": "annex",
    "Footnote": "fn",
}


def read(text: str, language: str = "en", name: str = "text.txt") -> Document:
    return segment(SourceText(name, "0" * 64, "text/plain", text, language=language))


def outline(document: Document) -> list[str]:
    """One line a provision: path, kind, number, `-` where it does not act."""
    return [f"{p.path} {SHORT[p.kind]} {p.number or '.'}{'' if p.operative else ' -'}" for p in document.provisions]


OUTLINES = [
    (
        "OSCE_DECISION",
        "en",
        """pre/1 pre . -|pre/2 pre . -|par/u1 op .|par/1 op 1|par/2 op 2|par/2/a sub a|par/2/b sub b|par/3 op 3|annex/1 annex .
        |annex/1/div/1 div I|annex/1/div/1/par/1 op 1|annex/1/div/1/par/2 op 2|annex/1/div/2 div II|annex/1/div/2/par/1 op 1
        |attachment/1 annex . -|attachment/1/par/1 op . -|attachment/1/par/2 op . -|attachment/1/par/3 op . -""",
    ),
    ("DECLARATION_UNNUMBERED", "en", "par/1 op .|par/2 op .|par/3 op .|par/4 op ."),
    ("FINAL_ACT_WITH_PREAMBLE", "en", "pre/1 pre . -|pre/2 pre . -|par/1 op .|par/2 op .|par/3 op ."),
    ("PRESIDENTIAL_STATEMENT", "en", "par/1 op .|par/2 op .|par/3 op ."),
    (
        "SECTIONS",
        "en",
        """pre/1 pre . -|div/1 div I|div/1/par/1 op 1|div/1/par/2 op 2|div/2 div II|div/2/par/1 op 1|div/2/par/2 op 2
        |annex/1 annex .|annex/1/par/1 op 1|annex/1/par/2 op 2""",
    ),
    ("TWO_RESOLUTIONS", "en", "div/1 div A|div/1/pre/1 pre . -|div/1/par/1 op 1|div/1/par/2 op 2|div/2 div B|div/2/pre/1 pre . -|div/2/par/1 op ."),
    ("DAMAGED", "en", "pre/1 pre . -|par/1 op 1|par/2 op 2|par/3 op 3|fn/1 fn 1 -|par/4 op 4|par/5 op 5"),
    ("RUSSIAN", "ru", "pre/1 pre . -|pre/2 pre . -|par/1 op 1|par/1/a sub а|par/1/b sub b|par/2 op 2"),
    ("ARABIC", "ar", "pre/1 pre . -|par/1 op 1|par/1/a sub أ|par/1/b sub ب|par/2 op 2"),
    ("CHINESE", "zh", "pre/1 pre . -|par/1 op 1|par/1/i sub ㈠|par/1/ii sub ㈡|par/2 op 2"),
    ("GERMAN", "de", "pre/1 pre . -|pre/2 pre . -|par/1 op 1|par/1/a sub a|par/1/b sub b|par/2 op 2"),
    (
        "TREATY_PLAIN",
        "en",
        """pre/1 pre . -|pre/2 pre . -|div/1 div I|art/1 art 1|art/1/a sub a|art/1/b sub b|art/2 art 2|art/2/par/1 par 1|art/2/par/2 par 2|art/2/par/2/a sub a
        |art/2/par/2/b sub b|art/2/par/2/b/i sub i|art/2/par/2/b/ii sub ii|art/2/par/2/u1 sub .|div/2 div II|art/3 art 3|annex/1 annex .
        |annex/1/par/1 par 1|annex/1/par/2 par 2""",
    ),
    (
        "TREATY_DENSE",
        "de",
        """pre/1 pre . -|pre/2 pre . -|art/1 art 1|art/1/a sub a|art/1/b sub b|art/2 art 2|art/2/par/1 par 1|art/2/par/2 par 2|art/2/par/2/a sub a
        |art/2/par/2/b sub b|art/3 art 3|fn/1 fn 1 -""",
    ),
    ("CSCE_DOCUMENT", "en", "pre/1 pre . -|par/u1 op .|par/1 op 1|par/2 op 2|par/2/1 sub 2.1|par/2/2 sub 2.2|par/3 op 3"),
    ("ACTION_PLAN", "en", "par/1 op 1|par/2 op 2|par/2/1 sub 2.1|par/2/2 sub 2.2|par/2/2/u1 sub .|par/2/2/u2 sub .|par/3 op 3"),
    (
        "FRENCH_DECISION",
        "fr",
        """pre/1 pre . -|pre/2 pre . -|par/1 op 1|par/2 op 2|par/2/a sub a|par/2/b sub b|par/3 op 3|attachment/1 annex . -
        |attachment/1/par/1 op . -|attachment/1/par/2 op . -""",
    ),
    ("GERMAN_DECISION", "de", "pre/1 pre . -|pre/2 pre . -|par/u1 op .|par/1 op 1|par/2 op 2"),
    ("ITALIAN_DECLARATION", "it", "par/1 op 1|par/2 op 2"),
    ("SPANISH_DRAFT_INSIDE", "es", "par/1 op .|div/1 div .|div/1/pre/1 pre . -|div/1/par/1 op 1|div/1/par/2 op 2"),
    ("PAGE_OF_A_PRINTER", "fr", "pre/1 pre . -|fn/1 fn 1 -|fn/2 fn 2 -|pre/2 pre . -|par/1 op 1|par/2 op 2"),
    ("TREATY_CHINESE", "zh", "art/1 art 1|art/2 art 2|art/2/par/1 par 一|art/2/par/2 par 二|art/2/par/2/1 sub 一|art/2/par/2/2 sub 二|art/3 art 3"),
]


@pytest.mark.parametrize(("name", "language", "wanted"), OUTLINES, ids=[row[0] for row in OUTLINES])
def test_outlines(name: str, language: str, wanted: str) -> None:
    assert outline(read(getattr(texts, name), language)) == [line.strip() for line in wanted.split("|")]


@pytest.mark.parametrize(("name", "language", "wanted"), OUTLINES, ids=[row[0] for row in OUTLINES])
def test_spans_are_sound(name: str, language: str, wanted: str) -> None:
    document = read(getattr(texts, name), language)
    text, paths = document.text.text, set()
    for p in document.provisions:
        assert p.path not in paths
        paths.add(p.path)
        assert 0 <= p.span.start <= p.body.start <= p.body.end <= p.span.end <= len(text)
        assert text[p.span.start : p.span.end].strip() == text[p.span.start : p.span.end]
        assert p.parent is None or p.parent in document.by_path
        assert p.rule


def test_the_founding_declaration() -> None:
    path = ROOT / "corpus/tirana-declaration.fr.ocr.txt"
    document = segment(SourceText(path.name, "0" * 64, "text/plain", path.read_text(encoding="utf-8"), language="fr"))
    text = document.text.text
    body = [p for p in document.provisions if p.kind == "OperativeParagraph"]
    assert [p.number for p in body] == [str(n) for n in range(1, 12)]
    assert [p.printed for p in body if p.printed] == ["S."]
    assert not any(p.kind == "PreambularParagraph" for p in document.provisions)
    (note,) = [p for p in document.provisions if p.kind == "Footnote"]
    assert text[note.body.start : note.body.end].startswith("Comprend une correction")
    assert note.anchor is not None
    mark = document.text.raw_span(*note.anchor)
    assert document.text.raw[mark.start - 11 : mark.end + 3] == "DECLARATION‘SUR"
    second = document.by_path["par/2"]
    assert text[second.span.start : second.span.end].startswith("2. Nous rappelons")
    assert text[second.span.start : second.span.end].endswith("OSCE.")  # a page break stands inside
    assert str(document.identity.corrected_on) == "2021-02-05"


def test_a_repaired_number_keeps_what_was_printed() -> None:
    document = read(texts.DAMAGED)
    assert {p.number: p.printed for p in document.provisions if p.printed} == {"2": "Z.", "4": "A.", "5": "S."}
    third = document.by_path["par/3"]
    assert document.text.text[third.span.start : third.span.end].endswith("tributaries;")  # footnote and page header stand inside


def test_a_chapeau_is_the_parent_of_what_completes_it() -> None:
    document = read(texts.OSCE_DECISION)
    assert document.by_path["par/1"].parent == "par/u1"
    assert document.by_path["par/2/a"].parent == "par/2"


def test_an_article_has_its_heading_and_its_own_words() -> None:
    document = read(texts.TREATY_PLAIN)
    text = document.text.text
    second = document.by_path["art/2"]
    assert second.heading is not None
    assert text[second.heading.start : second.heading.end] == "Duties"
    assert text[second.span.start : second.span.end] == "Article 2\nDuties"
    third = document.by_path["art/3"]
    assert text[third.body.start : third.body.end].startswith("This Convention shall enter")
    assert third.parent == "div/2"


def test_pages_inside_a_paragraph_do_not_part_it() -> None:
    document = read(texts.PAGE_OF_A_PRINTER, "fr")
    text = document.text.text
    for path, ending in (("pre/1", "payés,"), ("par/1", "de la pluie ;")):
        span = document.by_path[path].span
        assert text[span.start : span.end].endswith(ending)
    marks = {p.number: p.anchor for p in document.provisions if p.kind == "Footnote"}
    assert marks["2"] is not None
    assert text[marks["2"].start - 8 : marks["2"].end] == "écluses 2"


def test_a_short_paragraph_about_meetings_is_no_closing_line() -> None:
    document = read("The General Assembly,\n\nRecalling x,\n\n1. Decides to hold 12 meetings.\n\n2. Thanks the Chair.\n\n12th plenary meeting\n3 March 2036\n")
    assert outline(document) == ["pre/1 pre . -", "par/1 op 1", "par/2 op 2"]


def test_a_list_of_unrelated_lines_is_no_sequence() -> None:
    lines = [f"{n}. Requests the secretariat to count lock number {n};" for n in (37, 4, 12, 3, 9, 51, 8)]
    lines += ["Noting the state of the locks,", "Other matters"] + [f"The lock of river {k} was painted last year." for k in range(20)]
    document = read("\n\n".join(lines))
    assert len(document.provisions) == len(lines)
    assert [p.number for p in document.provisions[:3]] == ["37", "4", "12"]
    assert [p.kind for p in document.provisions[6:8]] == ["OperativeParagraph", "PreambularParagraph"]
    assert [p.path for p in document.provisions[:2]] == ["par/1", "par/2"]


def test_neighbours_on_a_page_are_passed_over() -> None:
    page = """3. Requests nothing more.

12th plenary meeting
3 December 1980

35/201. Questions relating to locks

The General Assembly,

Recalling its earlier resolutions,

1. Decides to close the locks;

2. Decides to open them again.

13th plenary meeting
4 December 1980

35/202. Questions relating to keepers

The General Assembly,

Concerned about keepers,

1. Thanks the keepers.
"""
    document = segment(SourceText("A_RES_35_201.txt", "0" * 64, "text/plain", page, language="en"))
    assert outline(document) == ["pre/1 pre . -", "par/1 op 1", "par/2 op 2"]
    assert document.identity.symbol == "A/RES/35/201"
    assert str(document.identity.adopted_on) == "1980-12-04"


def test_findings_tell_what_was_repaired_missing_or_passed_over() -> None:
    assert [(f.code, f.message) for f in read(texts.DAMAGED).findings if f.code.startswith("number")] == [
        ("number-repaired", "printed 'Z.', read 2"),
        ("number-repaired", "printed 'A.', read 4"),
        ("number-repaired", "printed 'S.', read 5"),
    ]
    gap = read("The General Assembly,\n\nRecalling x,\n\n1. Decides that locks shall be kept open;\n\n3. Decides that locks shall be kept closed.\n")
    assert [f.code for f in gap.findings] == ["number-gap"]
    assert [f.code for f in read("x y").findings] == ["no-provisions"]


def test_a_footnote_with_an_asterisk() -> None:
    document = read("The General Assembly,\n\nRecalling x,\n\n1. Decides y.\n\n* Includes a correction made on 5 February 2021.\n")
    assert outline(document) == ["pre/1 pre . -", "par/1 op 1", "fn/star fn * -"]
    assert str(document.identity.corrected_on) == "2021-02-05"


def test_a_bilingual_page_has_provisions_of_two_languages() -> None:
    text = """The Economic and Social Council,

1. Takes note with satisfaction of the report of the Secretary-General on the state of the locks and of the harbours in that region;

2. Requests the Secretary-General to continue his consultations with the governments of all States that border on the great rivers.

Le Conseil économique et social,

1. Prend acte avec satisfaction du rapport du Secrétaire général sur l’état des écluses et des ports dans cette région du monde ;

2. Prie le Secrétaire général de continuer à consulter les gouvernements de tous les États qui sont riverains des grands fleuves.
"""
    assert [p.language for p in read(text).provisions if p.kind == "OperativeParagraph"] == ["en", "en", "fr", "fr"]


JUNK = [
    "",
    " ",
    "\n" * 5000,
    "\x00\x01\x02",
    "1." * 3000,
    "(((((((((",
    "Article 1\n" * 400,
    "a" * 100_000,
    "1\n\n2\n\n3\n\n" * 300,
    "____\n1 x.\n" * 500,
    "“" * 999,
    "\f\f\f",
    "Annex\n\n" * 200,
]


@pytest.mark.parametrize("text", JUNK, ids=range(len(JUNK)))
def test_junk_is_read_without_a_crash(text: str) -> None:
    document = read(text)
    assert len({p.path for p in document.provisions}) == len(document.provisions)


def test_work_grows_with_length() -> None:
    """Counts calls, not seconds: pieces of a text four times as long are four times as many, and each is looked at a bounded number of times."""
    from graph_builder.structure import openings

    counts = []
    for factor in (1, 4):
        calls = 0
        plain = openings._rows  # type: ignore[attr-defined]

        def counted(language: str, plain: object = plain) -> object:
            nonlocal calls
            calls += 1
            return plain(language)  # type: ignore[operator]

        openings._rows = counted  # type: ignore[assignment]
        try:
            read(re.sub(r"(?m)^\s*$", "", texts.SECTIONS) * 30 * factor)
        finally:
            openings._rows = plain
        counts.append(calls)
    assert counts[1] < 6 * counts[0]
