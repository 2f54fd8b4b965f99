"""Reads the paragraphs of enacted texts that bear no number: reasons, acts without number, headings, what goes on across a page.

What goes in: a piece without number. What comes out: its draft with its role, or its words joined to the paragraph before. This module must not know
annexes or sequences.
"""

from __future__ import annotations

from functools import cached_property

from graph_builder.model import Span
from graph_builder.structure.drafts import Draft
from graph_builder.structure.furniture import BODY
from graph_builder.structure.headings import heading
from graph_builder.structure.openings import opening, role_by_end
from graph_builder.structure.outline import Level, Outline, family, tops
from graph_builder.structure.pieces import Piece, closed
from graph_builder.structure.state import MAX_HEADING, State


class Unnumbered(State):
    """Everything that has to do with paragraphs without number."""

    def goes_on(self, piece: Piece) -> bool:
        """Whether a piece continues the last paragraph across a page break or a stray blank line."""
        if self.last is None:
            return False
        first = self.text[piece.start]
        if closed(self.text, self.last.end):
            if self.part == "operative" and (piece.page_break or self.wrapped) and self.text[self.last.end - 1] in ",，،":
                return opening(self.text, piece.start, piece.end, self.language) != "op"
            comma = self.wrapped and self.part == "preamble" and self.text[self.last.end - 1] in ",，،"
            return comma and opening(self.text, piece.start, piece.end, self.language) is None
        if first.islower() or not first.isalpha():
            return True
        return opening(self.text, piece.start, piece.end, self.language) is None and not (
            first.isupper() and piece.end - piece.start < 120 and not closed(self.text, piece.end)
        )

    def preambular(self, k: int, piece: Piece) -> None:
        text, container = self.text, self.container
        if (
            piece.end - piece.start <= 6
            and not closed(text, piece.end)
            and text[piece.start : piece.end].strip("*• ").upper() == text[piece.start : piece.end].strip("*• ")
        ):
            self.pending.append(piece)
            return
        if self.goes_on(piece) and self.last is not None and self.part == "preamble":
            self.last.end = piece.end
            return
        role = opening(text, piece.start, piece.end, self.language)
        if (
            self.enacts
            and not self.numbers_ahead(k)
            and ((role == "op" and role_by_end(text, piece.end) != "pre") or (role is None and text[piece.end - 1] in ".;:。；：؛" and container.preambular))
        ):
            self.part = "operative"
            self.unnumbered(k, piece)
            return
        if self.enacts and role in ("op", None) and self.acts_before_numbers(k, piece, role):
            self.part = "operative"
            self.unnumbered(k, piece)
            return
        if role is None and not closed(text, piece.end) and piece.end - piece.start < MAX_HEADING and not self.preamble_goes_on(k):
            self.pending.append(piece)
            self.last = None
            return
        container.preambular += 1
        self.pending = []
        rule = "enacted.before-first-act" if self.enacts else "declared.reasons"
        self.last = Draft(
            f"pre/{container.preambular}",
            "Paragraph" if self.in_annex else "PreambularParagraph",
            piece.start,
            piece.end,
            piece.start,
            parent=container.draft,
            rule=rule,
            confidence=1.0 if self.enacts else 0.7,
        )
        self.stack, self.outline = [self.last], Outline([Level("none", 0)])
        self.drafts.append(self.last)

    def preamble_goes_on(self, k: int) -> bool:
        """Whether another reason follows before the numbers: then an unclosed line is a reason that lost its comma."""
        n = self.next_body(k)
        if n is None:
            return False
        piece = self.pieces[n]
        return piece.label is None and closed(self.text, piece.end) and n not in self.enacts

    @cached_property
    def _ahead(self) -> list[bool]:
        """For each piece: whether numbered paragraphs follow before the next enacting line, annex or closing line."""
        text, known = self.text, False
        found = [False] * len(self.pieces)
        for k in range(len(self.pieces) - 1, -1, -1):
            found[k] = known
            piece, label = self.pieces[k], self.pieces[k].label
            if self.kinds[k] != BODY:
                continue
            if k in self.enacts or self.closes(piece) or (piece.end - piece.start < 60 and heading(text, piece.start, piece.end, ("annex",))):
                known = False
            elif label is not None and not label.weak and any(family(r.style) == "dec" and r.value <= 2 for r in label.readings):
                known = True
        return found

    def numbers_ahead(self, k: int) -> bool:
        return self._ahead[k]

    def acts_before_numbers(self, k: int, piece: Piece, role: str | None) -> bool:
        """The last unnumbered paragraph before number one, or one that introduces what is adopted, is an act ("Decides:", "beschließt,")."""
        last = self.text[piece.end - 1]
        first = self.next_body(k)
        second = self.next_body(first) if first is not None else None
        labels = [self.pieces[n].label for n in (first, second) if n is not None]
        ones = [label is not None and any(r.value == 1 and tops(r) for r in label.readings) for label in labels]
        if role is None:
            return last in ":：" and any(ones)
        if last in ",，،":
            return piece.end - piece.start <= (12 if self.language == "zh" else 60) and ones[:1] == [True]
        return bool(labels and labels[0] is not None) or (last in ":：." and piece.label is None)

    def unnumbered(self, k: int, piece: Piece) -> None:
        text, container = self.text, self.container
        if self.goes_on(piece) and self.last is not None:
            self.last.end = piece.end
            return
        if piece.end - piece.start <= MAX_HEADING and not closed(text, piece.end) and (not self.stands_alone(k) or text[piece.start : piece.end].isupper()):
            self.pending.append(piece)
            self.last = None
            return
        if text[piece.start] in "[(" and text[piece.end - 1] in "])" and not container.members:
            return
        above = self.last
        listed = above is not None and text[above.end - 1 : above.end] in ":：" and container.printed_numbers
        if above is not None and self.stack and container.printed_numbers and (listed or text[piece.start].islower() or text[piece.start] in '“«"„'):
            parent = self.stack[0]
            count = self.counts[id(parent)] = self.counts.get(id(parent), 0) + 1
            draft = Draft(
                f"u{count}", "Subparagraph", piece.start, piece.end, piece.start, parent=parent, operative=container.operative, rule="unnumbered.part"
            )
            self.drafts.append(draft)
            return
        label = piece.label
        if label is not None and not label.weak and label.core.isdecimal() and self.outline.levels and family(self.outline.levels[0].style) == "dec":
            draft = Draft(
                f"par/{int(label.core)}",
                "OperativeParagraph",
                piece.start,
                piece.end,
                label.end,
                str(int(label.core)),
                parent=self.section or container.draft,
                operative=container.operative,
                rule="number.out-of-sequence",
                confidence=0.7,
            )
        else:
            container.unnumbered += 1
            draft = Draft(
                f"par/u{container.unnumbered}",
                "OperativeParagraph",
                piece.start,
                piece.end,
                piece.start,
                parent=self.section or container.draft,
                operative=container.operative,
                rule="unnumbered.paragraph",
                confidence=0.9,
            )
        if self.pending:
            draft.heading = Span(self.pending[0].start, self.pending[-1].end)
            self.pending = []
        self.drafts.append(draft)
        container.members.append((self.section, draft))
        self.stack = [draft]
        if self.outline.levels:
            del self.outline.levels[1:]
        else:
            self.outline.levels.append(Level("none", 0))
        self.last = draft

    def stands_alone(self, k: int) -> bool:
        """Whether an unclosed line is a paragraph all the same: long, and words that act."""
        piece = self.pieces[k]
        return piece.end - piece.start > 90 and opening(self.text, piece.start, piece.end, self.language) is not None
