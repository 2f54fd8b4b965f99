"""What holds paragraphs: the instrument, an annex, one of several resolutions; and the sections inside, kept where numbers need them.

What goes in: drafts as read. What comes out: the same, with sections dropped where numbering runs through them. This module must not know text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph_builder.model import Span
from graph_builder.structure.drafts import Draft


@dataclass(slots=True)
class Container:
    """What holds a run of paragraphs: the instrument, an annex, one of several resolutions. Sections of it stay only where its numbering restarts."""

    draft: Draft | None
    annex: bool = False
    operative: bool = True
    sections: list[Draft] = field(default_factory=list)
    members: list[tuple[Draft | None, Draft]] = field(default_factory=list)
    """(section, top-level draft) in order."""
    restarted: bool = False
    unnumbered: int = 0
    preambular: int = 0
    printed_numbers: bool = False


def settle(containers: Sequence[Container], drafts: Sequence[Draft]) -> list[Draft]:
    """Keeps the sections of a container only where its numbering restarts; names paragraphs of a text without numbers by their place."""
    dropped: dict[int, Draft] = {}
    for container in containers:
        if not container.restarted:
            for unused in container.sections:
                dropped[id(unused)] = unused
            first: set[int] = set()
            for section, draft in container.members:
                if section is not None and (draft.parent is section or draft.base is section):
                    draft.parent = container.draft if draft.parent is section else draft.parent
                    draft.base = container.draft
                    if id(section) not in first and draft.heading is None and section.end > section.start:
                        draft.heading = Span(section.start, section.end)
                    first.add(id(section))
        if not container.printed_numbers:
            for place, (_, draft) in enumerate(container.members, 1):
                draft.token = f"par/{place}"
    return [draft for draft in drafts if id(draft) not in dropped]
