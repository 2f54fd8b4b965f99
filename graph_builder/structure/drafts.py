"""A provision while it is being read.

What goes in: spans and numbers from the readers of this package. What comes out: frozen `Provision`s with unique paths. This module must not
know text or languages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from graph_builder.model import Provision, Span


@dataclass(slots=True, eq=False)
class Draft:
    """Like `Provision`, but growing. `token` is the path below `base` ("par/5", "a"); `base` is `parent` unless it says otherwise
    (an article stands in a chapter, but its path does not go through it)."""

    token: str
    kind: str
    start: int
    end: int
    body: int
    number: str | None = None
    printed: str | None = None
    parent: Draft | None = None
    operative: bool = False
    heading: Span | None = None
    anchor: Span | None = None
    rule: str = ""
    confidence: float = 1.0
    base: Draft | None = None
    rooted: bool = False
    """Whether `base` holds instead of `parent`."""


def finish(drafts: Sequence[Draft], languages: Sequence[tuple[Span, str]]) -> tuple[Provision, ...]:
    """The provisions in reading order; a path that is taken gets `-2`, `-3`. `languages`: spans that cover the text, each with its language."""
    starts = [span.start for span, _ in languages]
    taken: dict[str, int] = {}
    paths: dict[int, str] = {}
    found = []
    for order, draft in enumerate(drafts, 1):
        above = paths.get(id(draft.parent)) if draft.parent is not None else None
        below = (paths.get(id(draft.base)) if draft.base is not None else None) if draft.rooted else above
        path = f"{below}/{draft.token}" if below else draft.token
        count = taken.get(path, 0) + 1
        taken[path] = count
        while count > 1 and f"{path}-{count}" in taken:
            count += 1
        if count > 1:
            taken[path], path = count, f"{path}-{count}"
            taken[path] = 1
        paths[id(draft)] = path
        end = max(draft.start, draft.end)
        found.append(
            Provision(
                path,
                draft.kind,
                Span(draft.start, end),
                Span(min(max(draft.body, draft.start), end), end),
                order,
                languages[max(0, bisect_right(starts, draft.start) - 1)][1],
                draft.number,
                draft.printed,
                above,
                draft.operative,
                draft.heading,
                draft.anchor,
                draft.rule,
                draft.confidence,
            )
        )
    return tuple(found)
