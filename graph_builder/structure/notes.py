"""Reads footnotes: below a rule, at the foot of a page, or with their number on a line of its own.

What goes in: pieces. What comes out: drafts of footnotes, added in reading order. This module must not know roles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.model import Span
from graph_builder.structure.drafts import Draft
from graph_builder.structure.furniture import BODY, HEADER, PAGE, RULE
from graph_builder.structure.labels import Label
from graph_builder.structure.openings import opening
from graph_builder.structure.outline import Outline
from graph_builder.structure.pieces import Piece, closed, skip

_MARK = re.compile(r"[^\W\d_]\d+(?:[^\w/.].?|\s.?)?|[.,;:”»)’]\d+(?:[^\w/.,].?)?|\s\d+\s[,;.]", re.S)
"""A footnote's number with the sign before it and the two behind."""
_REACH = 12_000
"""Characters above a footnote within which its mark is looked for."""
_TRIES = 60
"""Places of its number that are looked at."""


class Notes:
    """The footnotes of one text; `drafts` is the list of its reader, `last` the number of the last footnote."""

    def __init__(self, text: str, language: str, found: Sequence[Piece], kinds: Sequence[str], drafts: list[Draft], parent: Draft | None) -> None:
        self.text, self.language, self.pieces, self.kinds, self.drafts, self.parent = text, language, found, kinds, drafts, parent
        self.last = 0
        self.marked = 0
        """Where the mark of the last footnote ends: marks stand in order."""

    def below_rule(self, k: int, outline: Outline) -> int:
        """Footnotes after a rule, while their numbers go on."""
        while k < len(self.pieces):
            piece = self.pieces[k]
            label = piece.label
            if self.kinds[k] in (HEADER, RULE):
                k += 1
            elif self.kinds[k] == PAGE:
                after = self.lone(k)
                if not after:
                    break
                k = after
            elif label is not None and label.core.isdecimal() and self._numbers_note(piece, label, outline):
                self.add(piece)
                k += 1
            elif (
                label is None
                and self.drafts
                and self.drafts[-1].kind == "Footnote"
                and not closed(self.text, self.drafts[-1].end)
                and not self.text[piece.start].isupper()
            ):
                self.drafts[-1].end = piece.end
                k += 1
            else:
                break
        return k

    def _numbers_note(self, piece: Piece, label: Label, outline: Outline) -> bool:
        """A number below a rule is a footnote's, unless the paragraphs go on with it or its words act."""
        if opening(self.text, label.end, piece.end, self.language) == "op" or _continues(outline, label):
            return label.weak and not _continues(outline, label) and int(label.core) == self.last + 1
        return label.weak or (bool(self.last) and int(label.core) == self.last + 1)

    def lone(self, k: int) -> int | None:
        """A footnote whose number stands on a line of its own: the index after it."""
        number = self.text[self.pieces[k].start : self.pieces[k].end]
        n = k + 1
        if not number.isdecimal() or n >= len(self.pieces) or self.kinds[n] != BODY:
            return None
        piece, value = self.pieces[n], int(number)
        after_rule = any(kind == RULE for kind in self.kinds[max(0, k - 1) : k])
        if not (after_rule or value == self.last + 1) or piece.end - piece.start > 1200 or (piece.label is not None and not piece.label.weak):
            return None
        if value > 1 and not after_rule and not self.last:
            return None
        self._add(value, Piece(self.pieces[k].start, piece.end), piece.start)
        return n + 1

    def is_note(self, label: Label, last: Draft | None) -> bool:
        """Whether a number without punctuation among the paragraphs is a footnote's: it goes on from the last one, or no paragraph is open."""
        value = int(label.core)
        if value == 0 or value > 400 or label.printed[-1:] in ",:":
            return False
        rest = self.text[label.end : label.end + 1]
        if value == self.last + 1:
            return not rest.islower() or closed(self.text, last.end if last else 0)
        return (last is None or closed(self.text, last.end)) and (rest.isupper() or not rest.isalpha()) and (self.last == 0 or 0 < value - self.last < 20)

    def starred(self, piece: Piece) -> bool:
        """Takes a footnote whose mark is an asterisk ("* Reissued for technical reasons"); emphasis ("*Recalling* its…") is none."""
        start, text = piece.start, self.text
        if text[start] != "*" or piece.end - start > 500 or piece.end - start < 8 or "*" in text[start + 1 : start + 60].lstrip("*"):
            return False
        self.drafts.append(Draft("fn/star", "Footnote", start, piece.end, skip(text, start + 1, piece.end), "*", parent=self.parent, rule="footnote.asterisk"))
        return True

    def add(self, piece: Piece) -> None:
        if piece.label is not None and piece.label.core.isdecimal():
            self._add(int(piece.label.core), piece, piece.label.end)

    def _anchor(self, value: int, start: int) -> Span | None:
        """The mark of a footnote above it: its number set right behind a word ("Convention,27") or, where a reader parts them, before a sign (" 27 ,")."""
        number = str(value)
        at = self.text.find(number, max(self.marked, start - _REACH), start)
        for _ in range(_TRIES):
            if at < 0:
                break
            end = at + len(number)
            if _MARK.fullmatch(self.text, max(0, at - 1), min(start, end + 2)) and at:
                self.marked = end
                return Span(at, end)
            at = self.text.find(number, end, start)
        return None

    def _add(self, value: int, piece: Piece, body: int) -> None:
        self.last = value
        self.drafts.append(
            Draft(
                f"fn/{value}",
                "Footnote",
                piece.start,
                piece.end,
                skip(self.text, body, piece.end),
                str(value),
                parent=self.parent,
                anchor=self._anchor(value, piece.start),
                rule="footnote.number",
            )
        )


def _continues(outline: Outline, label: Label) -> bool:
    """Whether the paragraphs themselves go on with this number."""
    first = outline.levels[0] if outline.levels else None
    return first is not None and first.style != "none" and any(r.value == first.last + 1 for r in label.readings)
