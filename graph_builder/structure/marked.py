"""Takes the structure that a source format gives by itself: articles, divisions, paragraphs of Akoma Ntoso, JSON records, Word numbering.

What goes in: a normal text and its blocks in normal offsets. What comes out: drafts nested as the blocks are. This module must not guess: what
has no block is no provision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.model import PROVISION_KINDS, Block, Span
from graph_builder.structure.drafts import Draft
from graph_builder.structure.headings import number_value
from graph_builder.structure.labels import path_token, read_label

_CONTAINERS = ("Division", "Annex", "Article")


def nested(blocks: Sequence[Block]) -> bool:
    """Whether the format gives a hierarchy of its own (articles, divisions), not paragraphs alone."""
    return any(block.kind in ("Article", "Division") for block in blocks)


def leaves(blocks: Sequence[Block]) -> bool:
    """Whether the format says what each paragraph is."""
    return sum(block.kind in PROVISION_KINDS for block in blocks) > 1


def read_marked(text: str, blocks: Sequence[Block]) -> list[Draft]:
    """The provisions that the blocks are."""
    return _Reader(text, blocks).read()


class _Reader:
    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = sorted(blocks, key=lambda b: (b.span.start, -b.span.end, b.depth))
        self.drafts: list[Draft] = []
        self.open: list[tuple[Draft, int]] = []
        """Containers around the next block, and where they end."""
        self.levels: list[tuple[int, Draft]] = []
        """Paragraphs above the next block: (depth, draft)."""
        self.counts: dict[tuple[int, str], int] = {}
        self.pending: Span | None = None
        self.fresh: Draft | None = None
        """A container that has no words of its own yet but its heading."""

    def count(self, parent: Draft | None, name: str) -> int:
        key = (id(parent), name)
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def read(self) -> list[Draft]:
        for n, block in enumerate(self.blocks):
            while self.open and self.open[-1][1] <= block.span.start:
                self.open.pop()
                self.levels.clear()
            parent = self.open[-1][0] if self.open else None
            after = self.blocks[n + 1] if n + 1 < len(self.blocks) else None
            if block.kind == "Footnote":
                number = re.sub(r"\W", "", block.number or "") or str(self.count(None, "fn"))
                label = read_label(self.text, block.span.start, block.span.end)
                self.drafts.append(
                    Draft(f"fn/{number}", "Footnote", block.span.start, block.span.end, label.end if label else block.span.start, number, rule="markup")
                )
            elif block.kind in _CONTAINERS:
                self.container(block, parent, after)
            elif block.kind == "heading":
                self.heading(block)
            elif block.kind in PROVISION_KINDS:
                self.leaf(block, parent)
        return self.drafts

    def container(self, block: Block, parent: Draft | None, after: Block | None) -> None:
        inside = after is not None and after.span.start < block.span.end
        end = after.span.start if inside and after is not None else block.span.end
        while end > block.span.start and self.text[end - 1 : end].isspace():
            end -= 1
        annex = next((draft for draft, _ in reversed(self.open) if draft.kind == "Annex"), None)
        if block.kind == "Article":
            number = _number(block.number) or str(self.count(annex, "art"))
            draft = Draft(f"art/{number}", "Article", block.span.start, end, end, number, parent=parent, base=annex, rooted=True, operative=True, rule="markup")
        elif block.kind == "Annex":
            draft = Draft(f"annex/{self.count(None, 'annex')}", "Annex", block.span.start, end, block.span.start, block.number, operative=True, rule="markup")
        else:
            number_printed = (block.number or "").strip(" .:") or None
            draft = Draft(
                f"div/{self.count(parent, 'div')}",
                "Division",
                block.span.start,
                end,
                block.span.start,
                number_printed,
                parent=parent,
                operative=True,
                rule="markup",
            )
        self.drafts.append(draft)
        self.open.append((draft, block.span.end))
        self.levels.clear()
        self.fresh = draft

    def heading(self, block: Block) -> None:
        if self.fresh is not None and self.fresh.heading is None:
            self.fresh.heading = block.span
            self.fresh.end = max(self.fresh.end, block.span.end)
            self.fresh.body = self.fresh.end if self.fresh.kind == "Article" else self.fresh.body
        else:
            self.pending = block.span

    def leaf(self, block: Block, parent: Draft | None) -> None:
        start, end = block.span
        label = read_label(self.text, start, end)
        printed = re.sub(r"^\W+|\W+$", "", block.number or "")
        if label is not None and block.number is None and label.weak:
            label = None
        body = label.end if label is not None and (block.number or not label.weak) else start
        while self.levels and self.levels[-1][0] >= block.depth:
            self.levels.pop()
        above = self.levels[-1][1] if self.levels else None
        fresh, self.fresh = self.fresh, None
        if fresh is not None and fresh.kind == "Article" and not printed and block.kind == "Paragraph":
            fresh.end, fresh.body = end, start
            self.levels = [(block.depth - 1, fresh)]
            return
        role = "pre" if block.kind == "PreambularParagraph" else "par"
        kind = block.kind
        holder = above or parent
        if kind == "Subparagraph" or above is not None:
            kind = "Subparagraph"
            depth = len(self.levels) + (0 if above is not None else 1)
            token = path_token(label.readings[0], max(1, depth)) if label is not None and printed else f"u{self.count(holder, 'u')}"
        elif printed:
            token = f"{role}/{path_token(label.readings[0], 0) if label is not None else re.sub(r'[^A-Za-z0-9]+', '-', printed.lower())}"
        elif role == "pre":
            token = f"pre/{self.count(holder, 'pre')}"
        else:
            token = f"par/u{self.count(holder, 'u')}"
        operative = kind != "PreambularParagraph" and not (above is not None and above.kind == "PreambularParagraph")
        draft = Draft(token, kind, start, end, body, printed or None, parent=holder, operative=operative, heading=self.pending, rule="markup")
        self.pending = None
        self.drafts.append(draft)
        self.levels.append((block.depth, draft))


def _number(printed: str | None) -> str | None:
    """The number of an article without its word ("Article 5" is 5, "Artículo IV" is 4)."""
    if not printed:
        return None
    found = re.search(r"\d+(?:\s?(?:bis|ter|quater)\b)?|\b[IVXLC]+\b|[一二三四五六七八九十百]+", printed)
    if found is None:
        return re.sub(r"\W+", "-", printed.strip().lower()).strip("-") or None
    value = number_value(found[0])
    return str(value) if value is not None else re.sub(r"\s", "", found[0])
