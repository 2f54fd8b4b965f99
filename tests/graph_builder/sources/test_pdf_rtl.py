"""Arabic lines of a PDF: read order from where the glyphs stand, whatever order the text layer has them in."""

from __future__ import annotations

import pytest

from graph_builder.sources.pdf_page import Sheet, columns, join, paragraphs
from graph_builder.sources.pdf_rtl import Glyph, is_arabic, reading_order

MEANT = "يدعو المجلس الدول إلى التعاون في 4 كانون الأول 2030، وفق الوثيقة A/RES/85/9 (الملحق)"


def drawn(text: str, bottom: float = 700.0) -> list[list[Glyph]]:
    """The words of a line as glyphs set from right to left, figures and Latin words from left to right."""
    x = 500.0
    words = []
    for word in text.split(" "):
        western = [k for k, ch in enumerate(word) if ch.isascii() and (ch.isalnum() or ch == "/")]
        places = list(range(len(word)))
        if western:
            first, last = western[0], western[-1]
            places[first : last + 1] = places[first : last + 1][::-1]
        glyphs: list[Glyph] = [(ch, x - 6 * (places[k] + 1), bottom, x - 6 * places[k] - 1, bottom + 8, 10.0) for k, ch in enumerate(word)]
        words.append(glyphs)
        x -= 6 * len(word) + 4
    return words


def flat(words: list[list[Glyph]]) -> list[Glyph]:
    blank: Glyph = (" ", 0.0, 0.0, 0.0, 0.0, 10.0)
    return [glyph for k, word in enumerate(words) for glyph in ([blank] if k else []) + word]


@pytest.mark.parametrize("order", ["as read", "words reversed", "letters reversed", "mixed"])
def test_line_is_read_from_right_to_left(order: str) -> None:
    words = drawn(MEANT)
    if order == "words reversed":
        words = words[::-1]
    elif order == "letters reversed":
        words = [word[::-1] for word in words]
    elif order == "mixed":
        words = [word[::-1] if k % 2 else word for k, word in enumerate(words)]
    glyphs = flat(words)
    assert is_arabic(glyphs)
    assert "".join(glyph[0] for glyph in reading_order(glyphs)) == MEANT


def test_lines_of_a_page_become_one_paragraph() -> None:
    ends: list[Glyph] = [("\r", 0, 0, 0, 0, 10.0), ("\n", 0, 0, 0, 0, 10.0)]
    glyphs = [*flat(drawn(MEANT)), *ends, *flat([word[::-1] for word in drawn(MEANT, 687.0)])]
    sheet = Sheet.of(glyphs, 595, 842)
    (band,) = columns(sheet.lines, 595)
    assert [join(lines) for lines in paragraphs(band)] == [f"{MEANT} {MEANT}"]


def test_latin_lines_are_left_alone() -> None:
    assert not is_arabic(flat([[("a", 0.0, 0.0, 5.0, 8.0, 10.0), ("ب", 6.0, 0.0, 9.0, 8.0, 10.0), ("b", 10.0, 0.0, 15.0, 8.0, 10.0)]]))
