"""Finds where a text without enacting line begins, and its reasons: declarations, statements, conclusions, charters, final acts.

What goes in: the pieces of a text. What comes out: the first paragraph and the reasons before the first act. This module must not know numbers or
provisions.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.structure.enacting import names_organ
from graph_builder.structure.headings import closing_line
from graph_builder.structure.openings import decides_somewhere, opening, role_by_end
from graph_builder.structure.outline import tops
from graph_builder.structure.pieces import Piece, closed


def read_start(text: str, language: str, found: Sequence[Piece], body_at: Sequence[int]) -> tuple[int, frozenset[int]]:
    """Where a text without enacting line begins (index of its first paragraph), and which pieces are its reasons.

    It acts from its first paragraph on. Reasons are an opening run of participles that a main verb closes, or what a text in the third person
    tells before its first recommendation.
    """
    starts = [k for k in body_at if _begins_text(text, language, found[k])]
    quoted = [k for k in starts if text[found[k].start] in '“„«"' and text[found[k].start + 1 : found[k].start + 2].isalpha()]
    if len(quoted) > 1 and starts and quoted[0] != starts[0] and len(quoted) * 3 > len(starts):
        starts = [k for k in starts if k >= quoted[0]]
    first = starts[0] if starts else 0
    nothing: frozenset[int] = frozenset()
    run: list[int] = []
    for k in starts:
        piece = found[k]
        if piece.label is None and opening(text, piece.start, piece.end, language) == "pre" and (role_by_end(text, piece.end) == "pre" or run):
            run.append(k)
        else:
            break
    if run and len(run) < len(starts):
        return first, frozenset(run)
    if any(found[k].label is not None and not found[k].label.weak for k in starts[:2]):  # type: ignore[union-attr]
        return first, nothing
    told = []
    if any(names_organ(text, found[k]) for k in starts[:4]):
        return first, nothing
    for k in starts:
        piece = found[k]
        if (piece.label is not None and not piece.label.weak) or decides_somewhere(text, piece.start, piece.end, language):
            break
        told.append(k)
    return first, frozenset(told) if 3 <= len(told) < len(starts) else nothing


def _begins_text(text: str, language: str, piece: Piece) -> bool:
    """Whether a piece is a paragraph of the text, not a line of its head."""
    label = piece.label
    if label is not None and not label.weak and any(r.value == 1 and tops(r) for r in label.readings):
        return True
    if label is not None and not label.weak and piece.end - piece.start > 60:
        return True
    if not closed(text, piece.end) or closing_line(text, piece.start, piece.end) or text[piece.start] in "[(":
        return False
    if text[piece.start] in '“„«"' and piece.end - piece.start > 40:
        return True
    return piece.end - piece.start > 100 or (opening(text, piece.start, piece.end, language) is not None and piece.end - piece.start > 40)
