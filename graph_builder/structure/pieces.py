"""Cuts a text into pieces: the runs of lines that one paragraph, heading, footnote or page line takes up.

What goes in: a normal text. What comes out: `Piece`s in order, white space trimmed, with the label each begins with. Blank lines part
pieces; inside a run of lines, a line that begins with a label after a closed one parts them, and in texts of one line a paragraph every line does.
This module must not know what a piece is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph_builder.structure.labels import Label, read_label

CLOSED = ".;:,!?…؛؟،。；：，！？、»”)]）】"
"""A line that ends so may end a paragraph."""
_SENTENCE_END = ".;:!?…؛؟。；：！？"
_WIDE = 45
"""Lines shorter than this are no measure of wrapping."""
_BREAKS = re.compile(r"[\n\f\x0b\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end], trimmed; `label` its printed number; `lines` its count of lines; `gap` blank lines or a page break before it."""

    start: int
    end: int
    label: Label | None = None
    lines: int = 1
    gap: bool = True
    page_break: bool = False
    indent: int = 0


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, a form feed before it) of each line, not trimmed."""
    at, feed = 0, False
    for found in _BREAKS.finditer(text):
        yield at, found.start(), feed
        feed = found[0] == "\f"
        at = found.end()
    if at < len(text):
        yield at, len(text), feed


_INVISIBLE = " \t\r\xa0\u2002\u2003\u2009\u202f\u200b\u200e\u200f\u202a\u202b\u202c\u3000\ufeff"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _INVISIBLE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _INVISIBLE or text[end - 1].isspace()):
        end -= 1
    return start, end


def closed(text: str, end: int) -> bool:
    """Whether what ends at `end` may be the end of a paragraph."""
    return end > 0 and text[end - 1] in CLOSED


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text, in order. Linear in its length."""
    found: list[Piece] = []
    run: list[tuple[int, int, int]] = []  # start, end, indent of each line
    gap, feed = True, False

    def close() -> None:
        if run:
            found.extend(_cut(text, run, gap, feed))
            run.clear()

    for start, end, page in _lines(text):
        a, b = _trim(text, start, end)
        if page and not run:
            feed = True
        if a == b:
            close()
            gap = True
            feed = feed or page
            continue
        if page and run:
            close()
            gap = feed = True
        if not run:
            run.append((a, b, a - start))
        else:
            run.append((a, b, a - start))
        if len(run) == 1:
            first_gap, first_feed = gap, feed
        gap, feed = first_gap, first_feed
        if len(run) >= 5000:  # a table or a list without blank lines: cut, so that the work stays linear
            close()
            gap = feed = False
    close()
    return tuple(found)


def _cut(text: str, run: list[tuple[int, int, int]], gap: bool, feed: bool) -> Iterator[Piece]:
    """One run of lines as pieces."""
    if len(run) == 1:
        a, b, indent = run[0]
        yield Piece(a, b, read_label(text, a, b), 1, gap, feed, indent)
        return
    width = max(b - a for a, b, _ in run)
    open_ends = sum(not closed(text, b) for _, b, _ in run[:-1])
    wrapped = width >= _WIDE and width < 400 and open_ends * 3 >= len(run) - 1
    start, end, indent, count, label = -1, -1, 0, 0, None
    first = True
    for a, b, dent in run:
        own = read_label(text, a, b)
        new = start < 0
        if not new:
            if not wrapped:
                new = True
            elif own is not None and not own.weak and closed(text, end):
                new = True
            elif own is not None and not own.weak and own.readings[0].style == "dec." and text[own.end : own.end + 1].isupper():
                new = True
            elif text[end - 1] in _SENTENCE_END and (end - start if count == 1 else end - last) < width * 0.7 and text[a].isupper():
                new = True
        if new:
            if start >= 0:
                yield Piece(start, end, label, count, gap if first else False, feed if first else False, indent)
                first = False
            start, indent, count, label = a, dent, 0, own
        last, end, count = a, b, count + 1
    yield Piece(start, end, label, count, gap if first else False, feed if first else False, indent)
