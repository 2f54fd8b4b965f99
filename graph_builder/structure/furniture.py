"""Tells page furniture from the text's own words: rules, page numbers, symbol lines, running headers, footnotes.

What goes in: the pieces of a text. What comes out: for each what it is. This module must not know roles, treaties or identities.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph_builder.structure.pieces import Piece

BODY, RULE, PAGE, HEADER, HEADING = "body", "rule", "page", "header", "heading"

_RULE = re.compile(r"(?:\\?[_*~=—–-]\s?){3,}|\*|…+")
_PAGE = re.compile(r"(?:[-–—(\[]\s?)?(?:[Pp]age\s)?\d{1,4}(?:\s?[-–—)\]]|\s?/\s?\d{1,4})?|[ivxl]{1,6}")
_JOB = re.compile(
    r"\d{2}-\d{5}\*?(?:\s\([A-Z]\))?(?:\s+\d{1,3}/\d{1,3})?|\d{1,3}/\d{1,3}\s+\d{2}-\d{5}|\*\d{7,}\*|[\d*\s]{7,}|GE\.\d\d-\d{5}.*|<!--.*-->|!\[.*\]\(.*\)"
)
_SYMBOL = re.compile(r"(?:[A-Z]{1,6}(?:\.[A-Z0-9]{1,6}){0,3}/)[A-Z0-9()./-]{1,40}(?:\s?\(\d{4}\)|\*)?(?:\s+page\s\d+|\s+\d{1,3}\s?/\s?\d{1,3}|\s+\d{1,3})?")


def label_pieces(text: str, found: Sequence[Piece]) -> list[str]:
    """What each piece is: body, rule, page (a number alone) or header (a symbol, a running line, a printer's mark). `heading` is said by formats alone."""
    kinds = [_alone(text, piece) for piece in found]
    _headers(text, found, kinds)
    return kinds


def _alone(text: str, piece: Piece) -> str:
    length = piece.end - piece.start
    if length > 120:
        return BODY
    words = text[piece.start : piece.end]
    if _RULE.fullmatch(words):
        return RULE
    if _PAGE.fullmatch(words):
        return PAGE
    if _JOB.fullmatch(words):
        return HEADER
    if _SYMBOL.fullmatch(words):
        return HEADER
    return BODY


def _headers(text: str, found: Sequence[Piece], kinds: list[str]) -> None:
    """A short line that stands on several pages is a running header."""
    count: Counter[str] = Counter()
    for piece in found:
        if piece.end - piece.start <= 90 and piece.label is None:
            count[re.sub(r"\d+", "#", text[piece.start : piece.end])] += 1
    for k, piece in enumerate(found):
        if (
            kinds[k] == BODY
            and piece.page_break
            and piece.end - piece.start <= 90
            and piece.label is None
            and count[re.sub(r"\d+", "#", text[piece.start : piece.end])] > 2
        ):
            kinds[k] = HEADER
