"""A provision while it is being read.

What goes in: spans and numbers from the readers of this package. What comes out: frozen `Provision`s with unique paths. This module must not
know text or languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.model import Provision, Span


@dataclass(slots=True)
class Draft:
    """Like `Provision`, but growing. `path` is what its reader wants; a path that is taken gets `-2`, `-3`."""

    path: str
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


def finish(drafts: Iterable[Draft], language: str) -> tuple[Provision, ...]:
    """The provisions in reading order, paths made unique."""
    taken: dict[str, int] = {}
    final: dict[int, str] = {}
    found = []
    for order, draft in enumerate(drafts, 1):
        path = draft.path
        if draft.parent is not None and id(draft.parent) in final:
            path = final[id(draft.parent)] + draft.path.removeprefix(draft.parent.path)
        count = taken.get(path, 0) + 1
        taken[path] = count
        if count > 1:
            path = f"{path}-{count}"
        final[id(draft)] = path
        found.append(
            Provision(
                path, draft.kind, Span(draft.start, draft.end), Span(min(draft.body, draft.end), draft.end), order, language, draft.number, draft.printed,
                final.get(id(draft.parent)) if draft.parent is not None else None, draft.operative, draft.heading, draft.anchor, draft.rule, draft.confidence,
            )
        )
    return tuple(found)
