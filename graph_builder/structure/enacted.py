"""Reads texts that an organ enacts: resolutions, decisions, statements, declarations of numbered paragraphs.

What goes in: the pieces of a text and what each is. What comes out: drafts of preambular and operative paragraphs, subparagraphs, footnotes,
annexes. This module must not know treaties, files or the register.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.lexicons import Row, table
from graph_builder.model import Span
from graph_builder.structure.drafts import Draft
from graph_builder.structure.furniture import BODY, RULE
from graph_builder.structure.outline import Outline, Placed
from graph_builder.structure.pieces import Piece, closed

ENACTING = ("id", "language", "organ", "text")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


_LINES: dict[str, Row] = {_plain(row["text"]): row for row in table("enacting.csv", ENACTING)}
_LONGEST = max(len(row["text"]) for row in _LINES.values()) + 30
_COMMA = re.compile(r"[,，،]")


def enacting_line(text: str, piece: Piece) -> tuple[int, Row] | None:
    """Where the enacting line at the beginning of a piece ends, and its row; None where there is none."""
    head = text[piece.start : min(piece.end, piece.start + _LONGEST)]
    if piece.end - piece.start <= _LONGEST and (row := _LINES.get(_plain(head))):
        return piece.end, row
    comma = _COMMA.search(head)
    if comma and (row := _LINES.get(_plain(head[: comma.start()]))):
        return piece.start + comma.end(), row
    return None


def read_enacted(text: str, language: str, found: Sequence[Piece], kinds: Sequence[str]) -> list[Draft]:
    """The provisions of an enacted text."""
    return _Reader(text, language, found, kinds).read()


class _Reader:
    """One pass over the pieces. State: the part of the text, the open paragraph, the open sequence."""

    def __init__(self, text: str, language: str, found: Sequence[Piece], kinds: Sequence[str]) -> None:
        self.text, self.language, self.pieces, self.kinds = text, language, found, kinds
        self.drafts: list[Draft] = []
        self.outline = Outline()
        self.stack: list[Draft] = []
        self.pre = self.unnumbered = 0
        self.part = "head"
        self.last: Draft | None = None

    def read(self) -> list[Draft]:
        enacted = any(enacting_line(self.text, piece) for piece in self.pieces)
        if not enacted:
            self.part = "operative"
        k = 0
        while k < len(self.pieces):
            piece = self.pieces[k]
            if self.kinds[k] == RULE and self.part != "head":
                k = self.after_rule(k)
                continue
            if self.kinds[k] == BODY:
                self.body(piece)
            k += 1
        return self.drafts

    def after_rule(self, k: int) -> int:
        """Footnotes after a rule, while their numbers go on."""
        k += 1
        while k < len(self.pieces):
            piece = self.pieces[k]
            if not self.note(piece):
                break
            k += 1
        return k

    def note(self, piece: Piece) -> bool:
        label = piece.label
        if label is None or not label.weak or not label.core.isdecimal():
            return False
        number = str(int(label.core))
        self.drafts.append(Draft(f"fn/{number}", "Footnote", piece.start, piece.end, label.end, number, rule="footnote.after-rule"))
        return True

    def body(self, piece: Piece) -> None:
        text = self.text
        line = enacting_line(text, piece)
        if line is not None and (self.part != "operative" or not self.outline.levels or line[0] >= piece.end - 2):
            self.part, self.last = "preamble", None
            if line[0] < piece.end:
                rest = _skip(text, line[0], piece.end)
                if rest < piece.end:
                    self.preambular(Piece(rest, piece.end, None, piece.lines))
            return
        if self.part == "head":
            return
        label = piece.label
        if label is not None and label.weak and label.core.isdecimal() and self.part == "operative":
            if self.note(piece):
                return
        placed = None
        if label is not None:
            placed = self.outline.place(label, may_open=bool(self.stack) or self.part == "preamble")
            if placed is None and self.outline.levels:
                placed = self.outline.repair(label)
        if placed is not None:
            self.numbered(piece, placed)
        elif self.part == "preamble":
            self.preambular(piece)
        elif self.last is not None and not closed(text, self.last.end) and (text[piece.start].islower() or not piece.gap):
            self.last.end = piece.end

    def preambular(self, piece: Piece) -> None:
        if self.last is not None and not closed(self.text, self.last.end) and self.text[piece.start].islower():
            self.last.end = piece.end
            return
        self.pre += 1
        self.last = Draft(f"pre/{self.pre}", "PreambularParagraph", piece.start, piece.end, piece.start, rule="enacted.before-first-number")
        self.drafts.append(self.last)

    def numbered(self, piece: Piece, placed: Placed) -> None:
        label = piece.label
        assert label is not None
        if placed.depth == 0:
            self.part = "operative"
        del self.stack[placed.depth :]
        parent = self.stack[-1] if self.stack else None
        kind = "Subparagraph" if placed.depth else "OperativeParagraph"
        path = f"{parent.path}/{placed.token}" if parent else f"par/{placed.token}"
        draft = Draft(
            path, kind, piece.start, piece.end, label.end, placed.number or None, label.printed if placed.repaired else None, parent, True,
            rule="number.repaired" if placed.repaired else "number.sequence", confidence=0.9 if placed.repaired else 1.0,
        )
        self.drafts.append(draft)
        self.stack.append(draft)
        self.last = draft


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def span_of(draft: Draft) -> Span:
    return Span(draft.start, draft.end)
