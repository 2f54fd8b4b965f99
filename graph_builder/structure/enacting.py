"""Finds the lines that name who enacts ("The General Assembly,"), and with them the bounds of a text on shared pages.

What goes in: the pieces of a text. What comes out: enacting lines by row of `enacting.csv` or by their form; what belongs to neighbouring resolutions. This
module must not know provisions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.lexicons import Row, table
from graph_builder.structure.furniture import BODY
from graph_builder.structure.openings import opening, role_by_end
from graph_builder.structure.pieces import Piece, skip
from graph_builder.structure.words import alternatives

ENACTING = ("id", "language", "organ", "text")
OTHER = "other"
"""Kind of a piece that belongs to another text on the same pages."""
_NO_FORM = ("zh", "ar")
"""Languages whose openings do not tell a reason from a name."""
_MAX_TITLE = 700
_TITLE_NUMBER = re.compile(r"[#*_\s]{0,6}(?P<number>(?:S-|ES-)?\d{1,4}\s?/\s?\d{1,4}|\d{1,4}\s?\([IVXLC-]{1,9}\))(?:\s?[A-Z](?:-[A-Z])?(?![^\W_]))?\s?[.,:\t ]")


_SIGNS = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


_LINES: dict[str, Row] = {_plain(row["text"]): row for row in table("enacting.csv", ENACTING)}
_LONGEST = max(len(row["text"]) for row in _LINES.values()) + 30
_TOLD = 6
"""Letters by which most pieces are told to be no enacting line."""
_BEGINNINGS = tuple(sorted({line[:_TOLD] for line in _LINES}))
_WE = re.compile(alternatives("we"))
_COMMA = re.compile(r"[,，،:]")


def enacting_line(text: str, piece: Piece) -> tuple[int, Row] | None:
    """Where the enacting line at the beginning of a piece ends, and its row; None where there is none."""
    if piece.label is not None and not piece.label.weak:
        return None
    head = text[piece.start : min(piece.end, piece.start + _LONGEST)]
    first = _plain(head[: 4 * _TOLD])
    if len(first) >= _TOLD and not first.startswith(_BEGINNINGS):
        return None
    if piece.end - piece.start <= _LONGEST and (row := _LINES.get(_plain(head))):
        return piece.end, row
    comma = _COMMA.search(head)
    if comma and text[piece.start] not in '“„«"' and (row := _LINES.get(_plain(head[: comma.start()]))):
        rest = skip(text, piece.start + comma.end(), piece.end)
        if rest < piece.end and opening(text, rest, piece.end, row["language"]) != "pre" and text[piece.end - 1] not in ",，،":
            return None
        return piece.start + comma.end(), row
    return None


def enacting_by_form(text: str, language: str, found: Sequence[Piece], body_at: Sequence[int]) -> set[int]:
    """Lines that only name who enacts, known by what follows: they end open or with a comma, and the next paragraph begins with a participle."""
    lines: set[int] = set()
    if language in _NO_FORM:
        return lines
    for n, k in enumerate(body_at[:-1]):
        piece, after = found[k], found[body_at[n + 1]]
        length = piece.end - piece.start
        if (
            piece.label is not None
            or length > _MAX_TITLE
            or text[piece.end - 1] not in ",،，"
            or not text[piece.start].isalpha()
            or text[piece.start].islower()
        ):
            continue
        if n > 8 and length > 160:
            continue
        if after.label is None and opening(text, after.start, after.end, language) == "pre" and opening(text, piece.start, piece.end, language) in (None, "op"):
            if opening(text, piece.start, piece.end, language) == "op" and not _WE.match(text, piece.start, piece.end):
                continue
            third = found[body_at[n + 2]] if n + 2 < len(body_at) else after
            if role_by_end(text, after.end) == "pre" or length < 160 or opening(text, third.start, third.end, language) == "pre":
                lines.add(k)
    return lines


def names_organ(text: str, piece: Piece) -> bool:
    """Whether a paragraph begins with the name of an organ that speaks ("The Security Council reaffirms…")."""
    head = _plain(text[piece.start : piece.start + _LONGEST])
    return any(head.startswith(line) and len(line) > 6 for line in _LINES)


def neighbours(text: str, found: Sequence[Piece], kinds: Sequence[str], own: str | None) -> list[str]:
    """Marks as `other` what stands on the same pages before and after the text's own resolution. `own`: the number its title bears ("35/201")."""
    marked = list(kinds)
    if own is None:
        return marked
    wanted = re.sub(r"\s", "", own)
    titles = []
    for k, piece in enumerate(found):
        if kinds[k] == BODY and (title := _TITLE_NUMBER.match(text, piece.start, min(piece.end, piece.start + 40))):
            ahead = [n for n in range(k, min(k + 9, len(found))) if kinds[n] == BODY][:6]
            if any(enacting_line(text, found[n]) for n in ahead):
                titles.append((k, re.sub(r"\s", "", title["number"])))
    mine = [n for n, (_, number) in enumerate(titles) if number == wanted]
    if not mine:
        return marked
    first = titles[mine[0]][0]
    after = next((k for k, number in titles[mine[0] + 1 :] if number != wanted), len(found))
    if any(enacting_line(text, piece) or (kinds[k] == BODY and piece.label is not None and not piece.label.weak) for k, piece in enumerate(found[:first])):
        for k in range(first):
            marked[k] = OTHER if marked[k] == BODY else marked[k]
    for k in range(after, len(found)):
        marked[k] = OTHER if marked[k] == BODY else marked[k]
    return marked
