"""Cuts a text into pieces: the runs of lines that one paragraph, heading, footnote or page line takes up.

What goes in: a normal text. What comes out: `Piece`s in order, white space trimmed, with the label each begins with. Blank lines part
pieces; inside a run of lines, a line that begins with a label after a closed one parts them, and in texts of one line a paragraph every line does.
This module must not know what a piece is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from graph_builder.structure.labels import Label, read_label
from graph_builder.text.letters import characters
from graph_builder.values import dataclass

CLOSED = ".;:,!?…؛؟،。；：，！？、»”)]）】"
"""A line that ends so may end a paragraph."""
_SENTENCE_END = ".;:!?…؛؟。；：！？"
_WIDE = 45
"""Lines shorter than this are no measure of wrapping."""
_RULE = re.compile(r"(?:\\?[_*~=—–-]\s?){3,}")
_RARE_BREAKS = "\f\x0b\x85\u2028\u2029"
_BREAKS = re.compile(f"[\n{_RARE_BREAKS}]")
_FEED = re.compile("\n")


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
    # a line feed alone is found several times faster than any of the signs
    for found in (_FEED if characters(text).isdisjoint(_RARE_BREAKS) else _BREAKS).finditer(text):
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


def skip(text: str, at: int, end: int) -> int:
    """Past white space."""
    while at < end and text[at].isspace():
        at += 1
    return at


def closed(text: str, end: int) -> bool:
    """Whether what ends at `end` may be the end of a paragraph."""
    return end > 0 and (text[end - 1] in CLOSED or (text[end - 1] in "\"'*_" and text[max(0, end - 2)] in _SENTENCE_END + ","))


Opens = Callable[[int, int], bool]
"""Whether the words of text[start:end] open a paragraph (a participle or a performative of the text's language)."""


def pieces(text: str, opens: Opens = lambda start, end: False) -> tuple[Piece, ...]:
    """The pieces of a text, in order. Linear in its length."""
    found: list[Piece] = []
    run: list[tuple[int, int, int]] = []  # start, end, indent of each line
    gap, feed = True, False

    def close() -> None:
        if run:
            found.extend(_cut(text, run, gap, feed, opens))
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
        if _RULE.fullmatch(text, a, b):
            close()
            found.append(Piece(a, b, None, 1, True, feed))
            gap, feed = True, False
            continue
        run.append((a, b, a - start))
        if len(run) == 1:
            first_gap, first_feed = gap, feed
        gap, feed = first_gap, first_feed
        if len(run) >= 5000:  # a table or a list without blank lines: cut, so that the work stays linear
            close()
            gap = feed = False
    close()
    return tuple(found)


def _cut(text: str, run: list[tuple[int, int, int]], gap: bool, feed: bool, opens: Opens) -> Iterator[Piece]:
    """One run of lines as pieces."""
    if len(run) == 1:
        a, b, indent = run[0]
        yield Piece(a, b, read_label(text, a, b), 1, gap, feed, indent)
        return
    width = max(b - a for a, b, _ in run)
    joined = sum(not closed(text, before[1]) or text[line[0]].islower() for before, line in pairwise(run))
    wrapped = _WIDE <= width < 400 and joined * 3 >= len(run) - 1
    start, end, last, indent, count, label, first = -1, -1, -1, 0, 0, None, True
    for a, b, dent in run:
        own = read_label(text, a, b)
        if start < 0 or _begins(text, (last, end), (a, b), own, width, wrapped, opens):
            if start >= 0:
                yield Piece(start, end, label, count, gap and first, feed and first, indent)
                first = False
            start, indent, count, label = a, dent, 0, own
        last, end, count = a, b, count + 1
    yield Piece(start, end, label, count, gap and first, feed and first, indent)


def _begins(text: str, before: tuple[int, int], line: tuple[int, int], label: Label | None, width: int, wrapped: bool, opens: Opens) -> bool:
    """Whether a line begins a new piece after the line before it."""
    ended = closed(text, before[1])
    if not wrapped:
        return not (text[line[0]].islower() and label is None and width < 400) or (ended and opens(*line))
    if label is not None and not label.weak:
        if ended:
            return True
        if label.readings[0].style == "dec." and text[label.end : label.end + 1].isupper():
            return True
    if label is not None and label.core.isdecimal() and text[before[1] - 1] in ".)" and not text[label.end : label.end + 1].islower():
        return True  # a footnote after a footnote
    if ended and opens(*line):
        return True
    return text[before[1] - 1] in _SENTENCE_END and before[1] - before[0] < width * 0.7 and text[line[0]].isupper()
