"""Reads texts that an organ enacts or that Ministers declare: resolutions, decisions, statements, declarations, recommendations.

What goes in: the pieces of a text and what each is. What comes out: drafts of preambular and operative paragraphs, subparagraphs, divisions,
annexes, footnotes. This module must not know treaties, files or the register.

The pass goes through parts: head, preamble, operative, tail. An enacting line opens a preamble; the first number of the paragraphs, or a finite
performative, opens the operative part; the meeting line closes it; an annex heading or another enacting line begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.structure.articles import article_heads
from graph_builder.structure.containers import Container, settle
from graph_builder.structure.declared import read_start
from graph_builder.structure.drafts import Draft
from graph_builder.structure.enacting import OTHER, enacting_by_form, enacting_line
from graph_builder.structure.furniture import BODY, HEADING, PAGE, RULE
from graph_builder.structure.headings import closing_line, heading
from graph_builder.structure.numbered import Numbered
from graph_builder.structure.outline import Outline
from graph_builder.structure.pieces import Piece, closed, skip
from graph_builder.structure.state import MAX_TITLE
from graph_builder.structure.treaty import read_treaty
from graph_builder.structure.unnumbered import Unnumbered
from graph_builder.structure.words import alternatives

_ANNEX_OF = re.compile(rf"(?:{alternatives('annex-of')})\s(?=.{{0,60}}[\d/])")
"""How an annex heading goes on: "Annex to MC.DEC/5/06", "Приложение к решению № 5/06"."""


def read_enacted(text: str, language: str, found: Sequence[Piece], kinds: Sequence[str], *, parent: Draft | None = None, operative: bool = True) -> list[Draft]:
    """The provisions of an enacted or declared text. `parent`: the annex whose text it is; `operative`: whether it acts."""
    return _Reader(text, language, found, kinds, parent, operative).read()


class _Reader(Numbered, Unnumbered):
    """The pass over the pieces, and the parts it goes through."""

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

    def body(self, k: int) -> None:
        piece = self.pieces[k]
        if self.notes.starred(piece):
            return
        if k in self.enacts and self.enact(k):
            return
        if self.part == "head":
            if self.enacts or k < self.first_text:
                return
            self.part = "preamble" if k in self.reasons else "operative"
        if self.apart_from_here(k):
            return
        if (self.part == "tail" or self.last is not None) and self.closes(piece):
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
            if self.kinds[n] != BODY or piece.end - piece.start > MAX_TITLE or closing_line(self.text, piece.start, piece.end):
                break
            if closed(self.text, piece.end):
                break
            found.insert(0, piece)
        return found

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
        if piece.end - piece.start > MAX_TITLE or self.part == "head":
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
