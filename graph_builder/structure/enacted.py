"""Reads texts that an organ enacts or that Ministers declare: resolutions, decisions, statements, declarations, recommendations.

What goes in: the pieces of a text and what each is. What comes out: drafts of preambular and operative paragraphs, subparagraphs, divisions,
annexes, footnotes. This module must not know treaties, files or the register.

The pass goes through parts: head, preamble, operative, tail. An enacting line opens a preamble; the first number of the paragraphs, or a finite
performative, opens the operative part; the meeting line closes it; an annex heading or another enacting line begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.model import Span
from graph_builder.structure.containers import Container, settle
from graph_builder.structure.declared import read_start
from graph_builder.structure.drafts import Draft
from graph_builder.structure.enacting import OTHER, enacting_by_form, enacting_line
from graph_builder.structure.furniture import BODY, HEADING, PAGE, RULE
from graph_builder.structure.headings import closing_line, heading
from graph_builder.structure.labels import Label, Reading, read_label
from graph_builder.structure.notes import Notes
from graph_builder.structure.openings import opening, role_by_end
from graph_builder.structure.outline import Level, Outline, Placed, family, resembles, tops
from graph_builder.structure.pieces import Piece, closed, skip
from graph_builder.structure.treaty import article_heads, read_treaty

_MAX_HEADING = 220
_MAX_TITLE = 700


_ANNEX_OF = re.compile(r"(?:to|à|au|de|du|к|zu|zum|zur|al?|della?)\s(?=.{0,60}[\d/])")
"""How an annex heading goes on: "Annex to MC.DEC/5/06", "Приложение к решению № 5/06"."""
_LONE = re.compile(r"(?:[A-ZА-Я]|[IVX]{1,5})\.?|[一二三四五六七八九十]{1,3}|[أ-ي]")


def read_enacted(text: str, language: str, found: Sequence[Piece], kinds: Sequence[str], *, parent: Draft | None = None, operative: bool = True) -> list[Draft]:
    """The provisions of an enacted or declared text. `parent`: the annex whose text it is; `operative`: whether it acts."""
    return _Reader(text, language, found, kinds, parent, operative).read()


class _Reader:
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

    # -- the pass ---------------------------------------------------------------------------------------------------------------------------------

    def read(self) -> list[Draft]:
        text = self.text
        self.body_at = [k for k, kind in enumerate(self.kinds) if kind == BODY]
        self.enacts = {k for k in self.body_at if enacting_line(text, self.pieces[k])} or enacting_by_form(text, self.language, self.pieces, self.body_at)
        self.several = len(self.enacts) > 1
        if not self.enacts:
            self.first_text, self.reasons = read_start(text, self.language, self.pieces, self.body_at)
        k = 0
        while k < len(self.pieces):
            if self.kinds[k] == RULE and self.part != "head":
                k = self.notes.below_rule(k + 1, self.outline)
                continue
            if self.kinds[k] == PAGE and self.part != "head" and (after := self.notes.lone(k)):
                k = after
                continue
            if self.kinds[k] == BODY:
                self.body(k)
            elif self.kinds[k] == HEADING and self.part != "head" and not self.apart_from_here(k):
                self.pending.append(self.pieces[k])
                self.last = None
            k += 1
        return settle(self.containers, self.drafts)

    def next_body(self, k: int) -> int | None:
        for n in range(k + 1, min(k + 6, len(self.pieces))):
            if self.kinds[n] == BODY:
                return n
        return None

    def body(self, k: int) -> None:
        text, piece = self.text, self.pieces[k]
        if k in self.enacts and self.enact(k):
            return
        if self.part == "head":
            if self.enacts or k < self.first_text:
                return
            self.part = "preamble" if k in self.reasons else "operative"
        if self.apart_from_here(k):
            return
        if (self.part == "tail" or self.last is not None) and closing_line(text, piece.start, piece.end):
            self.part, self.last = "tail", None
            return
        if self.part == "tail":
            if piece.label is not None and piece.label.weak:
                self.notes.add(piece)
            return
        if not self.enacts and self.part == "preamble" and k not in self.reasons:
            self.part = "operative"
        label = piece.label
        if label is not None and self.heading_with_number(piece, label):
            self.pending.append(piece)
            self.last = None
            return
        placed = self.placed(k, piece, label) if label is not None else None
        if placed is not None:
            self.numbered(piece, placed)
        elif label is not None and label.weak and label.core.isdecimal() and self.notes.is_note(label, self.last):
            self.notes.add(piece)
        elif self.part == "preamble":
            self.preambular(k, piece)
        else:
            self.unnumbered(k, piece)

    # -- enacting lines, annexes, what is kept apart ----------------------------------------------------------------------------------------------

    def enact(self, k: int) -> bool:
        text, piece = self.text, self.pieces[k]
        line = enacting_line(text, piece)
        end = line[0] if line else piece.end
        rule = f"enacting.{line[1].id}" if line else "enacting.by-form"
        first = not any(c.preambular or c.members for c in self.containers)
        if not first or (self.several and self.lone_number(self.pending_before(k))):
            self.divide(k, rule)
        self.part, self.last, self.stack, self.outline, self.before = "preamble", None, [], Outline(), []
        self.pending, self.section, self.chapeau = [], None, None
        number = self.lone_number(self.pending_before(k)[-2:])
        self.above = [number] if number is not None and self.container.draft is None else []
        rest = skip(text, end, piece.end)
        if rest < piece.end:
            self.preambular(k, Piece(rest, piece.end, None, piece.lines))
        return True

    def pending_before(self, k: int) -> list[Piece]:
        """The heading lines right above a piece."""
        found: list[Piece] = []
        for n in range(k - 1, max(-1, k - 5), -1):
            piece = self.pieces[n]
            if self.kinds[n] != BODY or piece.end - piece.start > _MAX_TITLE or closing_line(self.text, piece.start, piece.end):
                break
            if closed(self.text, piece.end):
                break
            found.insert(0, piece)
        return found

    def lone_number(self, lines: Sequence[Piece]) -> Piece | None:
        """A line that is a letter or a roman numeral alone ("A", "II") among heading lines."""
        return next((p for p in lines if p.end - p.start <= 6 and _LONE.fullmatch(self.text, p.start, p.end)), None)

    def divide(self, k: int, rule: str) -> None:
        """Another resolution of the same text: a division of its own."""
        lines = self.pending_before(k)
        self.divisions += 1
        start, end = (lines[0].start, lines[-1].end) if lines else (self.pieces[k].start, self.pieces[k].end)
        number = self.lone_number(lines)
        above = next((c for c in reversed(self.containers) if c.annex), None)
        draft = Draft(
            f"div/{self.divisions}",
            "Division",
            start,
            end,
            start,
            self.text[number.start : number.end].rstrip(".") if number else None,
            parent=above.draft if above else None,
            operative=above.operative if above else True,
            rule=rule,
        )
        self.drafts.append(draft)
        self.containers.append(Container(draft, operative=draft.operative))

    def apart_from_here(self, k: int) -> bool:
        """An annex heading, or the heading of a statement that is kept apart. An annex that holds articles is read as the treaty it is."""
        text, piece = self.text, self.pieces[k]
        if piece.end - piece.start > _MAX_TITLE or self.part == "head":
            return False
        line_end = text.find("\n", piece.start, piece.end)
        line_end = piece.end if line_end < 0 else line_end
        found = heading(text, piece.start, line_end, ("annex", "statement"))
        if found is None:
            return False
        title = text[found.end : line_end].strip(" :.*_#\xa0\t–-—")
        if found.kind == "statement":
            if closed(text, piece.end) and piece.end - piece.start > 200:
                return False
            self.open_apart(piece, found.rule, None, operative=False, apart=True)
            return True
        if title and (closed(text, line_end) or line_end - piece.start > 100 or (title[:1].islower() and not _ANNEX_OF.match(title))):
            return False
        if text[line_end - 1] in ",;，；،":
            return False
        after = self.next_body(k)
        if after is not None and heading(text, self.pieces[after].start, self.pieces[after].end, ("statement",)) is not None:
            return True  # "Attachment 1 to …" above a statement that is kept apart
        self.open_apart(piece, found.rule, found.printed, operative=True, apart=False)
        self.treaty(k)
        return True

    def treaty(self, k: int) -> None:
        """Hands the articles of the annex that was just opened to the reader of treaties."""
        end = next((n for n in range(k + 1, len(self.pieces)) if self.kinds[n] == BODY and self.annex_heading(self.pieces[n])), len(self.pieces))
        inside, kinds = self.pieces[k + 1 : end], self.kinds[k + 1 : end]
        runs = article_heads(self.text, inside, kinds)
        if not runs or max(map(len, runs)) < 3:
            return
        self.drafts += read_treaty(self.text, self.language, inside, kinds, parent=self.container.draft, operative=self.container.operative)
        for n in range(k + 1, end):
            self.kinds[n] = OTHER if self.kinds[n] == BODY else self.kinds[n]

    def annex_heading(self, piece: Piece) -> bool:
        return piece.end - piece.start < 60 and not closed(self.text, piece.end) and heading(self.text, piece.start, piece.end, ("annex",)) is not None

    def open_apart(self, piece: Piece, rule: str, printed: str | None, *, operative: bool, apart: bool) -> None:
        base = self.containers[0].draft
        if apart:
            self.apart += 1
            token = f"attachment/{self.apart}"
        else:
            self.annexes += 1
            token = f"annex/{self.annexes}"
        operative = operative and self.containers[0].operative
        draft = Draft(token, "Annex", piece.start, piece.end, piece.start, printed, parent=base, operative=operative, rule=rule)
        self.drafts.append(draft)
        self.containers.append(Container(draft, annex=True, operative=operative))
        self.part, self.last, self.stack, self.outline, self.before = "operative", None, [], Outline(), []
        self.pending, self.section, self.chapeau = [], None, None

    # -- numbers ----------------------------------------------------------------------------------------------------------------------------------

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
        if piece.end - piece.start > _MAX_HEADING or piece.lines > 3:
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
            before = self.last if self.last is not None and self.last.rule == "unnumbered.paragraph" and self.text[self.last.end - 1] in ":：" else None
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

    # -- paragraphs without number ----------------------------------------------------------------------------------------------------------------

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
        if self.enacts and role == "op" and self.acts_before_numbers(k, piece):
            self.part = "operative"
            self.unnumbered(k, piece)
            return
        if role is None and not closed(text, piece.end) and piece.end - piece.start < _MAX_HEADING and not self.preamble_goes_on(k):
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

    def numbers_ahead(self, k: int) -> bool:
        """Whether numbered paragraphs follow before the next enacting line, annex or closing line."""
        for n in range(k + 1, len(self.pieces)):
            if self.kinds[n] != BODY:
                continue
            piece = self.pieces[n]
            if n in self.enacts or closing_line(self.text, piece.start, piece.end):
                return False
            if piece.end - piece.start < 60 and heading(self.text, piece.start, piece.end, ("annex",)):
                return False
            label = piece.label
            if label is not None and not label.weak and any(family(r.style) == "dec" and r.value <= 2 for r in label.readings):
                return True
            if n - k > 400:
                break
        return False

    def acts_before_numbers(self, k: int, piece: Piece) -> bool:
        """The last unnumbered paragraph before number one, or one that introduces what is adopted, is an act."""
        n = self.next_body(k)
        after = self.pieces[n] if n is not None else None
        if self.text[piece.end - 1] in ",，،":
            return False
        return (after is not None and after.label is not None) or (self.text[piece.end - 1] in ":：." and piece.label is None)

    def unnumbered(self, k: int, piece: Piece) -> None:
        text, container = self.text, self.container
        if self.goes_on(piece) and self.last is not None:
            self.last.end = piece.end
            return
        if piece.end - piece.start <= _MAX_HEADING and not closed(text, piece.end) and (not self.stands_alone(k) or text[piece.start : piece.end].isupper()):
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
