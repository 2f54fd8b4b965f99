"""Reads a plain list: unrelated sentences or paragraphs, one a line (aligned corpora, samples, extracts), that no sequence of numbers binds.

What goes in: the pieces of a text. What comes out: whether it is a list, and one paragraph a line with its printed number. This module must not know
structure across lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graph_builder.structure.drafts import Draft
from graph_builder.structure.openings import opening, role_by_end
from graph_builder.structure.outline import family
from graph_builder.structure.pieces import Piece

_BY_COMMA = ("zh",)
"""Languages whose reasons and acts open with the same words: the last sign tells them apart."""
_FEWEST = 20
_FEWEST_NUMBERS = 4
_IN_SEQUENCE = 0.34


def is_list(found: Sequence[Piece]) -> bool:
    """Many one-line pieces whose numbers are in no order: less than a third goes on from the one before or begins anew.

    A text of sections restarts its numbers, but between restarts they go on.
    """
    if len(found) < _FEWEST or sum(piece.lines > 1 for piece in found) * 20 > len(found):
        return False
    numbers = [
        reading.value
        for piece in found
        if piece.label is not None and not piece.label.weak
        for reading in piece.label.readings[:1]
        if family(reading.style) == "dec" and not reading.style.startswith(("(", "'"))
    ]
    if len(numbers) < _FEWEST_NUMBERS or len(numbers) * 2 > len(found):
        return False
    steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
    return steps < _IN_SEQUENCE * (len(numbers) - 1)


def read_list(text: str, language: str, found: Sequence[Piece]) -> list[Draft]:
    """One paragraph a line, in the order of the lines; those that open with a participle are reasons, the others act."""
    drafts = []
    for place, piece in enumerate(found, 1):
        label = piece.label if piece.label is not None and not piece.label.weak else None
        body = label.end if label is not None else piece.start
        role = opening(text, body, piece.end, language)
        comma = role_by_end(text, piece.end) == "pre"
        closed = text[piece.end - 1 : piece.end] in (".", "。")  # a whole sentence: "While noting the report, the Committee encourages…"
        reason = label is None and not closed and (role == "pre" or (comma and (role is None or language in _BY_COMMA)))
        number = None
        if label is not None:
            number = str(int(label.core)) if label.core.isdecimal() else label.core or None
        drafts.append(
            Draft(
                f"par/{place}",
                "PreambularParagraph" if reason else "OperativeParagraph",
                piece.start,
                piece.end,
                body,
                number,
                operative=not reason,
                rule="list.participle" if reason else "list.line",
                confidence=0.8,
            )
        )
    return drafts
