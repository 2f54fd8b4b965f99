"""What a reader of enacted texts knows while it passes over the pieces.

What goes in: pieces and what each is. What comes out: the state that `numbered`, `unnumbered` and `enacted` share. This module must not decide anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.structure.containers import Container
from graph_builder.structure.drafts import Draft
from graph_builder.structure.furniture import BODY
from graph_builder.structure.headings import closing_line
from graph_builder.structure.notes import Notes
from graph_builder.structure.openings import opening
from graph_builder.structure.outline import Outline
from graph_builder.structure.pieces import Piece

MAX_HEADING = 220
MAX_TITLE = 700
_LONE = re.compile(r"(?:[A-ZА-Я]|[IVX]{1,5})\.?|[一二三四五六七八九十]{1,3}|[أ-ي]")


class State:
    """One text being read. `part` is head, preamble, operative or tail."""

    def __init__(self, text: str, language: str, found: Sequence[Piece], kinds: Sequence[str], parent: Draft | None, operative: bool) -> None:
        self.text, self.language, self.pieces, self.kinds = text, language, found, list(kinds)
        self.drafts: list[Draft] = []
        self.outline = Outline()
        self.before: list[tuple[Outline, list[Draft], Draft | None]] = []
        """Suspended sequences: what a list inside (an agenda, a quoted text) interrupts."""
        self.stack: list[Draft] = []
        self.part = "head"
        self.last: Draft | None = None
        self.section: Draft | None = None
        self.pending: list[Piece] = []
        self.notes = Notes(text, language, found, self.kinds, self.drafts, parent)
        self.counts: dict[int, int] = {}
        self.above: list[Piece] = []
        """The number of the first section, where it stands above the enacting line."""
        self.chapeau: Draft | None = None
        """An unnumbered act that numbers complete ("Decides:", "1. To invite…")."""
        self.body_at: list[int] = []
        self.enacts: set[int] = set()
        self.reasons: frozenset[int] = frozenset()
        self.first_text = 0
        self.several = False
        self.divisions = self.annexes = self.apart = 0
        self.containers = [Container(parent, annex=parent is not None, operative=operative)]
        self.wrapped = sum(piece.lines > 1 for piece in found) * 3 > len(found)
        """Lines of a page, not of a paragraph: a blank line may then stand inside a paragraph."""

    @property
    def in_annex(self) -> bool:
        """Reasons of an annexed text are no preamble of the instrument."""
        return any(c.annex for c in self.containers)

    @property
    def container(self) -> Container:
        return self.containers[-1]

    def next_body(self, k: int) -> int | None:
        for n in range(k + 1, min(k + 6, len(self.pieces))):
            if self.kinds[n] == BODY:
                return n
        return None

    def closes(self, piece: Piece) -> bool:
        """The meeting line or the date below the last paragraph; no numbered paragraph and no words that act, however short."""
        if piece.label is not None and not piece.label.weak:
            return False
        return closing_line(self.text, piece.start, piece.end) and opening(self.text, piece.start, piece.end, self.language) != "op"

    def lone_number(self, lines: Sequence[Piece]) -> Piece | None:
        """A line that is a letter or a roman numeral alone ("A", "II") among heading lines."""
        return next((p for p in lines if p.end - p.start <= 6 and _LONE.fullmatch(self.text, p.start, p.end)), None)
