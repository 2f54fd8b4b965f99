"""Structure that a format states is taken as it is."""

from __future__ import annotations

from graph_builder.model import Block, Document, SourceText, Span
from graph_builder.structure import segment


def document(*parts: tuple[str, str, str | None, int], around: tuple[tuple[str, str | None, int, int], ...] = ()) -> Document:
    """Paragraphs (kind, text, number, depth) one a line; `around`: containers (kind, number, first, last part)."""
    text, spans, blocks = "", [], []
    for kind, words, number, depth in parts:
        line = f"{number}\t{words}" if number else words
        spans.append(Span(len(text), len(text) + len(line)))
        if kind:
            blocks.append(Block(kind, spans[-1], number, depth))
        text += line + "\n\n"
    blocks += [Block(kind, Span(spans[a].start, spans[b].end), number) for kind, number, a, b in around]
    return segment(SourceText("x.xml", "0" * 64, "application/akn+xml", text, language="en", blocks=tuple(blocks)))


def outline(found: Document) -> list[str]:
    return [f"{p.path} {p.kind} {p.number or '.'}" for p in found.provisions]


def test_a_hierarchy_of_articles() -> None:
    found = document(
        ("heading", "Part I\tGeneral", None, 0),
        ("heading", "Article 1\tTerms", None, 0),
        ("Paragraph", "A lock is a gate.", None, 0),
        ("heading", "Article 2\tDuties", None, 0),
        ("Paragraph", "States keep locks:", "1.", 0),
        ("Subparagraph", "in summer;", "(a)", 1),
        ("Subparagraph", "in winter.", "(b)", 1),
        ("Paragraph", "States pay keepers.", "2.", 0),
        ("Footnote", "See A/1.", "1", 0),
        around=(("Division", "I", 0, 7), ("Article", "Article 1", 1, 2), ("Article", "Article 2", 3, 7)),
    )
    assert outline(found) == [
        "div/1 Division I",
        "art/1 Article 1",
        "art/2 Article 2",
        "art/2/par/1 Paragraph 1",
        "art/2/par/1/a Subparagraph a",
        "art/2/par/1/b Subparagraph b",
        "art/2/par/2 Paragraph 2",
        "fn/1 Footnote 1",
    ]
    text = found.text.text
    first = found.by_path["art/1"]
    assert text[first.span.start : first.span.end] == "Article 1\tTerms\n\nA lock is a gate."
    assert text[first.body.start : first.body.end] == "A lock is a gate."
    assert found.by_path["art/1"].parent == "div/1"


def test_headings_and_numbers_of_a_resolution() -> None:
    found = document(
        ("enacting", "The General Assembly,", None, 0),
        ("PreambularParagraph", "Recalling the locks,", None, 0),
        ("heading", "What we decide.", None, 0),
        ("OperativeParagraph", "that locks are to be kept;", "1", 0),
        ("OperativeParagraph", "that keepers are to be paid.", "2", 0),
    )
    assert outline(found) == ["pre/1 PreambularParagraph .", "par/1 OperativeParagraph 1", "par/2 OperativeParagraph 2"]
    heading = found.by_path["par/1"].heading
    assert heading is not None
    assert found.text.text[heading.start : heading.end] == "What we decide."
