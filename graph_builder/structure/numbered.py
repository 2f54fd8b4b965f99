"""Places numbered paragraphs of enacted texts: the first number, sequences, repairs, lists inside, sections whose numbering restarts.

What goes in: a piece with its label. What comes out: its draft in its place, or nothing where the label is no number of a paragraph. This module must not
know annexes or roles of unnumbered paragraphs.
"""

from __future__ import annotations

from graph_builder.structure.drafts import Draft
from graph_builder.structure.labels import Label, Reading, read_label
from graph_builder.structure.openings import opening
from graph_builder.structure.outline import Level, Outline, Placed, family, resembles, tops
from graph_builder.structure.pieces import Piece
from graph_builder.structure.state import MAX_HEADING, State


class Numbered(State):
    """Everything that has to do with printed numbers."""

    def placed(self, k: int, piece: Piece, label: Label) -> Placed | None:
        if self.part == "preamble":
            if self.starts_paragraphs(k, piece, label):
                return self.first_number(label)
            if self.last is None or label.weak:
                return None
            if not self.outline.levels:
                self.outline.levels.append(Level("none", 0))
                self.stack = [self.last]
            placed = self.outline.place(label, may_open=True)
            return placed if placed and placed.depth else None
        if self.outline.levels and self.outline.levels[0].style == "none" and self.starts_paragraphs(k, piece, label):
            return self.first_number(label)
        weak_sequence = not label.weak or (bool(self.outline.levels) and self.text[label.end - 1].isspace() and label.printed[-1:] in ",:")
        if label.weak and not weak_sequence and not self.wants_weak(label, piece):
            return None
        acts = opening(self.text, label.end, piece.end, self.language) == "op"
        damaged = acts and bool(self.outline.levels) and not label.core.isdecimal() and not label.printed.startswith("(") and self.outline.resembles_next(label)
        if damaged and (repaired := self.outline.repair(label)) is not None:
            return repaired
        placed = self.outline.place(label, may_open=bool(self.stack), may_start=True)
        if placed is not None and (placed.depth or not placed.gap or self.reads_as_paragraph(piece, label)):
            return placed
        for n in range(len(self.before) - 1, -1, -1):
            outline, stack, section = self.before[n]
            if any(level.last + 1 == r.value and level.style == r.style for level in outline.levels[:1] for r in label.readings) and not label.weak:
                self.outline, self.stack, self.section = outline, stack, section
                del self.before[n:]
                return self.outline.place(label, may_open=False)
        if self.outline.levels and (repaired := self.outline.repair(label)) is not None:
            return repaired
        if not self.outline.levels and self.starts_paragraphs(k, piece, label):
            return self.first_number(label)
        if (
            not label.weak
            and any(r.value == 1 and (tops(r) or r.style == "cn.") for r in label.readings)
            and self.outline.levels
            and self.restarts(piece, label)
        ):
            return self.restart(piece, label)
        if not self.outline.levels and not label.weak and not self.container.members and piece.end - piece.start > 30:
            return self.begin_anywhere(label)
        return None

    def first_number(self, label: Label) -> Placed:
        """Number one, repaired where its printed form is damaged."""
        reading = next((r for r in label.readings if r.value == 1 and tops(r)), None)
        self.outline, self.stack = Outline([Level(reading.style if reading else "dec.", 1)]), []
        return Placed(0, "1", "1", reading or Reading("dec.", 1), repaired=reading is None)

    def begin_anywhere(self, label: Label) -> Placed | None:
        """A text that begins in the middle (a page of a volume): its first number is what it says."""
        for reading in label.readings:
            if tops(reading) and reading.value < 200:
                self.outline = Outline([Level(reading.style, reading.value)])
                return Placed(0, str(reading.value), str(reading.value), reading)
        return None

    def starts_paragraphs(self, k: int, piece: Piece, label: Label) -> bool:
        """Number one, printed or damaged ("I.", "l."): damaged where the next number is two and the words act."""
        if any(r.value == 1 and tops(r) for r in label.readings):
            if label.weak and label.printed[-1:] not in ",:" and opening(self.text, label.end, piece.end, self.language) != "op":
                return False
            return not label.weak or self.followed_by_two(k)
        if resembles(label.core, 1) and opening(self.text, label.end, piece.end, self.language) == "op":
            return self.followed_by_two(k)
        return False

    def followed_by_two(self, k: int) -> bool:
        for n in range(k + 1, min(k + 40, len(self.pieces))):
            label = self.pieces[n].label
            if label is not None and any(tops(r) and r.value in (2, 3) for r in label.readings):
                return True
        return False

    def wants_weak(self, label: Label, piece: Piece) -> bool:
        """A number without punctuation counts where the words act."""
        return bool(self.outline.levels) and opening(self.text, label.end, piece.end, self.language) == "op" and self.outline.levels[0].style != "none"

    def reads_as_paragraph(self, piece: Piece, label: Label) -> bool:
        """A number that skips some is one only before words of a paragraph."""
        return piece.end - label.end > 25

    def restarts(self, piece: Piece, label: Label) -> bool:
        return self.outline.levels[0].last >= 1

    def restart(self, piece: Piece, label: Label) -> Placed | None:
        """Numbering begins anew: a section of its own."""
        container = self.container
        if self.section is None or any(s is self.section for s, _ in container.members):
            if not self.pending:
                self.before.append((self.outline, self.stack, self.section))
            self.open_section(piece)
        container.restarted = True
        self.outline, self.stack = Outline(), []
        return self.outline.place(label, may_open=False)

    def open_section(self, piece: Piece) -> None:
        container, lines = self.container, self.pending
        number = next((p for p in lines if p.label is not None or self.lone_number([p])), None)
        printed = None
        if number is not None:
            printed = number.label.core if number.label is not None else self.text[number.start : number.end].rstrip(".")
        bare = piece.start + len(piece.label.printed) if piece.label is not None else piece.end
        at, end = (lines[0].start, lines[-1].end) if lines else (piece.start, bare)
        self.section = Draft(
            f"div/{len(container.sections) + 1}",
            "Division",
            at,
            end,
            at,
            printed or None,
            parent=container.draft,
            operative=container.operative,
            rule="section.heading" if lines else "section.numbering-restarts",
        )
        container.sections.append(self.section)
        self.drafts.append(self.section)
        self.pending = []

    def heading_with_number(self, piece: Piece, label: Label) -> bool:
        """ "II", "A. Prevention", "第二部分": a numbered line that is no sentence is the heading of a section."""
        text = self.text
        if piece.end - piece.start > MAX_HEADING or piece.lines > 3:
            return False
        families = {family(r.style) for r in label.readings}
        if not families & {"ROMAN", "upper", "CYR", "cn"} or any(r.style.startswith(("(", "'")) or r.style.endswith(")") for r in label.readings):
            return False
        if label.end >= piece.end:
            return True
        if text[piece.end - 1] in ".;:,。；：，؛" and not text[label.end : piece.end].isupper():
            return False
        listed = self.last is not None and text[self.last.end - 1 : self.last.end] in ":：" and self.part != "preamble"
        return not (listed and "upper" in families and len(label.core) == 1)

    def numbered(self, piece: Piece, placed: Placed) -> None:
        label = piece.label
        assert label is not None
        container = self.container
        if placed.depth == 0:
            if self.part == "preamble" or not container.members or self.pending:
                self.part = "operative"
                self.pending, self.above = self.pending or self.above, []
                if self.pending and not (
                    self.section is not None and self.section.heading is None and not any(s is self.section for s, _ in container.members)
                ):
                    self.open_section(piece)
            self.pending = []
            container.printed_numbers = True
        del self.stack[placed.depth :]
        parent = self.stack[placed.depth - 1] if placed.depth and self.stack else None
        if placed.depth == 0 and (placed.token == "1" or opening(self.text, label.end, piece.end, self.language) == "op"):
            before = self.last if self.last is not None and self.last.rule == "unnumbered.paragraph" and self.text[self.last.end - 1] in ":：,，" else None
            self.chapeau = before if opening(self.text, label.end, piece.end, self.language) != "op" else None
        holder = self.section or container.draft
        kind = "Subparagraph" if parent else "OperativeParagraph"
        operative = container.operative and (self.part != "preamble")
        draft = Draft(
            placed.token if parent else f"par/{placed.token}",
            kind,
            piece.start,
            piece.end,
            label.end,
            placed.number or None,
            label.printed if placed.repaired else None,
            parent or self.chapeau or holder,
            operative,
            rule="number.repaired" if placed.repaired else "number.gap" if placed.gap else "number.sequence",
            confidence=0.9 if placed.repaired or placed.gap else 1.0,
            base=holder,
            rooted=parent is None and self.chapeau is not None,
        )
        self.drafts.append(draft)
        if not parent:
            container.members.append((self.section, draft))
        self.stack.append(draft)
        self.last = draft
        inner = read_label(self.text, label.end, piece.end)
        if inner is not None and inner.readings[0].style[0] == "(" and any(r.value == 1 for r in inner.readings):
            reading = next(r for r in inner.readings if r.value == 1)
            self.outline.levels.append(Level(reading.style, 1))
            self.stack.append(draft)
