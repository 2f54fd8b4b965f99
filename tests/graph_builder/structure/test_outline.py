"""Sequences decide which reading of a label holds, and repair what a scan has damaged."""

from __future__ import annotations

import pytest

from graph_builder.structure.labels import read_label
from graph_builder.structure.outline import Outline, resembles


def place_all(labels: str) -> list[str]:
    """depth:token of each label of a line, "-" where it has no place, "!" after a repaired one."""
    outline, found = Outline(), []
    for text in labels.split():
        label = read_label(f"{text} x", 0, len(text) + 2)
        assert label is not None, text
        placed = outline.place(label, may_open=bool(outline.levels)) or (outline.repair(label) if outline.levels else None)
        found.append(f"{placed.depth}:{placed.token}{'!' if placed.repaired else ''}" if placed else "-")
    return found


SEQUENCES = [
    ("1. 2. 3.", "0:1 0:2 0:3"),
    ("1. (a) (b) 2. (a)", "0:1 1:a 1:b 0:2 1:a"),
    ("1. (a) (i) (ii) (b)", "0:1 1:a 2:i 2:ii 1:b"),
    ("1. (g) 2.", "0:1 - 0:2"),
    ("1. (a) (b) (c) (d) (e) (f) (g) (h) (i) (j)", "0:1 1:a 1:b 1:c 1:d 1:e 1:f 1:g 1:h 1:i 1:j"),
    ("1. а) b) с) d)", "0:1 1:a 1:b 1:c 1:d"),
    ("1. а) б) в) г)", "0:1 1:a 1:b 1:c 1:d"),
    ("1. 2. S.", "0:1 0:2 -"),
    ("1. 2. 3. 4. S. 6.", "0:1 0:2 0:3 0:4 0:5! 0:6"),
    ("1. 2. 4.", "0:1 0:2 0:4"),
    ("1. 2. 40.", "0:1 0:2 -"),
    ("1. 2. 3. 4. 5. 6. 7. 8. 9. lO. 1l. I2.", "0:1 0:2 0:3 0:4 0:5 0:6 0:7 0:8 0:9 0:10! 0:11! 0:12!"),
]


@pytest.mark.parametrize(("labels", "wanted"), SEQUENCES, ids=[row[0] for row in SEQUENCES])
def test_sequences(labels: str, wanted: str) -> None:
    assert place_all(labels) == wanted.split()


@pytest.mark.parametrize(
    ("core", "value", "same"), [("S", 5, True), ("lO", 10, True), ("I5", 15, True), ("S", 6, False), ("a", 5, False), ("12", 12, False), ("SS", 5, False)]
)
def test_resemblance(core: str, value: int, same: bool) -> None:
    assert resembles(core, value) is same
