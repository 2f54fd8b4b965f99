"""Families of instruments that repeat each other's wording."""

from __future__ import annotations

from graph_builder.concord.tasking import families
from graph_builder.derive.restated import Reuse


def repeats(newer: str, older: str, times: int) -> dict[str, tuple[Reuse, ...]]:
    return {f"{newer}/par/{k}/statement/1": (Reuse(f"{newer}/par/{k}/statement/1", f"{older}/par/{k}/a/statement/1", 0.9),) for k in range(times)}


def test_families_are_joined_step_by_step() -> None:
    found = families({**repeats("un/c", "un/b", 2), **repeats("un/b", "un/a", 3), **repeats("un/d", "un/c", 1)})
    assert found == {"un/a": "un/a", "un/b": "un/a", "un/c": "un/a"}
