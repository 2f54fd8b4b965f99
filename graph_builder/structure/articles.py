"""Finds the heads of articles ("Article 5", "Art. 5", "第五条") by their sequence 1, 2, 3…

What goes in: pieces. What comes out: runs of heads; a reference at the beginning of a line is none, nor is a table of contents a run. This module must not know
what an article holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.structure.furniture import BODY
from graph_builder.structure.headings import heading
from graph_builder.structure.pieces import Piece
from graph_builder.structure.words import alternatives
from graph_builder.values import dataclass

_SHORTEST, _SHORTEST_ZH = 50, 15
"""Characters from one article to the next, on average: below that, a run of articles is a table of contents."""
_REFERENCE = re.compile(rf"\s*(?:[a-zà-ÿа-я(),;.]|{alternatives('runs-on')})")
_MARKED = re.compile(r"[\s<>/sup\d]*[#*_]")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an article: text[start:end] is "Article 5" with its marks; `number` decimal."""

    start: int
    end: int
    number: str
    rule: str
    strong: bool


def article_heads(text: str, found: Sequence[Piece], kinds: Sequence[str]) -> list[list[Head]]:
    """The runs of articles 1, 2, 3… in order; a run begins at article 1. Tables of contents are no runs."""
    heads = [head for k, piece in enumerate(found) if kinds[k] == BODY for head in _candidates(text, piece)]
    runs: list[list[Head]] = []
    last = 0
    for head in heads:
        value = int(re.match(r"\d+", head.number)[0]) if head.number[:1].isdecimal() else 0  # type: ignore[index]
        if not value:
            continue
        if runs and (value == last + 1 or (value == last and not head.number.isdecimal()) or (head.strong and last + 1 < value <= last + 3)):
            runs[-1].append(head)
            last = value
        elif value == 1:
            runs.append([head])
            last = 1
    return [
        run for run in runs if len(run) > 1 and (run[-1].start - run[0].start) / (len(run) - 1) > (_SHORTEST_ZH if run[0].rule.startswith("zh") else _SHORTEST)
    ]


def _candidates(text: str, piece: Piece) -> list[Head]:
    found: list[Head] = []
    at = piece.start
    first = True
    while 0 <= at < piece.end:
        while at < piece.end and text[at] in " \t\xa0":
            at += 1
        line_end = text.find("\n", at, piece.end)
        line_end = piece.end if line_end < 0 else line_end
        head = heading(text, at, line_end, ("article",))
        if head is not None and head.number:
            marked = bool(_MARKED.match(text, at, head.end))
            rest = text[head.end : line_end].lstrip("*_ \xa0.:–—-")
            whole = not rest
            sound = whole or marked or not _REFERENCE.match(text, head.end, line_end)
            before = text[max(piece.start, at - 40) : at].rstrip()[-1:] if not first else ""
            flows = not first and not marked and not whole and before not in ".;:!?。；”)" and at - piece.start > 60
            if sound and not flows:
                found.append(Head(at, head.end, head.number, head.rule, marked or whole))
        first = False
        at = line_end + 1
    return found
