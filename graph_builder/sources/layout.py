"""Builds the extracted text of a marked-up source: one paragraph a line, blank lines between, footnotes at the end.

What goes in: paragraphs in reading order, with the kind the markup gives them. What comes out: the text and its blocks in raw offsets.
All readers of marked-up formats share this layout, so that a resolution reads the same from Akoma Ntoso, DOCX, HTML or plain text.
This module must not know a format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph_builder.model import Block, Span

RULE = "__________"
"""Parts the footnotes from the text."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def squeeze(text: str) -> str:
    """Runs of blanks as one, none at the ends; no-break spaces stay."""
    return _BLANKS.sub(" ", _CONTROL.sub("", text)).strip(" ")


@dataclass
class Layout:
    """Collects paragraphs. `add` returns nothing: the text is read once, by `finish`."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, kind: str | None = None, *, number: str | None = None, depth: int = 0, gap: str = "\n\n") -> None:
        """A paragraph; its printed number stands before it, parted by a tab."""
        line = f"{number}\t{text}".rstrip() if number else text
        if not line:
            return
        if self.parts:
            self.parts.append(gap)
            self.length += len(gap)
        start = self.length
        self.parts.append(line)
        self.length += len(line)
        if kind:
            self.blocks.append(Block(kind, Span(start, self.length), number, depth))

    def note(self, mark: str, text: str) -> None:
        """A footnote: it stands at the end of the text."""
        if text:
            self.notes.append((mark, text))

    def finish(self) -> tuple[str, tuple[Block, ...]]:
        """The text, ending in a line end, and its blocks."""
        if self.notes:
            self.add(RULE)
            for mark, text in self.notes:
                self.add(f"{mark} {text}".strip(), "Footnote", gap="\n")
                block = self.blocks[-1]
                self.blocks[-1] = Block(block.kind, block.span, mark or None, block.depth)
        return "".join((*self.parts, "\n")) if self.parts else "", tuple(self.blocks)
