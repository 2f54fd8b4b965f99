"""What has no words is taken out aloud, and what stands on it stops the source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.errors import BuildError
from graph_builder.model import Document, Identity, Mention, NormalText, Provision, Reading, SourceText, Span, Statement
from graph_builder.triples.checks import checked

RAW = "1. Urges States to act.\n\n   \n"


def provision(path: str, start: int, end: int, parent: str | None = None) -> Provision:
    return Provision(path, "OperativeParagraph", Span(start, end), Span(start, end), 1, "en", parent=parent)


FULL, EMPTY = provision("par/1", 0, 23), provision("par/2", 25, 28)
STATEMENT = Statement("par/1", Span(3, 23), Span(3, 8), "urges", "r", 1.0)


def reading(*provisions: Provision, statements: tuple[Statement, ...] = (), mentions: tuple[Mention, ...] = ()) -> Reading:
    source = SourceText("t.en.txt", "0" * 64, "text/plain", RAW)
    return Reading(Document(source, NormalText.of(RAW), "en", Identity("https://example.org/i", "r"), provisions), statements, mentions=mentions)


def test_sound_reading_is_left_alone() -> None:
    sound = reading(FULL, statements=(STATEMENT,))
    assert checked(sound) is sound


def test_empty_provision_is_left_out_aloud() -> None:
    found = checked(reading(FULL, EMPTY))
    assert [p.path for p in found.document.provisions] == ["par/1"]
    assert [(f.code, f.place) for f in found.findings] == [("empty-provision", "t.en.txt:25")]


def test_empty_mention_is_left_out() -> None:
    assert checked(reading(FULL, mentions=(Mention(Span(25, 28), "un", "r", 1.0, "par/1"),))).mentions == ()


@pytest.mark.parametrize(
    "broken",
    [
        reading(FULL, statements=(replace(STATEMENT, span=Span(25, 27)),)),
        reading(FULL, EMPTY, statements=(replace(STATEMENT, provision="par/2"),)),
    ],
    ids=["statement", "statement in an empty provision"],
)
def test_what_stands_on_nothing_stops_the_source(broken: Reading) -> None:
    with pytest.raises(BuildError):
        checked(broken)


def test_what_stands_in_a_part_without_heading_moves_up() -> None:
    part = replace(EMPTY, path="div/1", kind="Division")
    found = checked(reading(part, replace(part, path="div/1/div/1", parent="div/1"), provision("div/1/div/1/par/1", 0, 23, parent="div/1/div/1")))
    assert [(p.path, p.parent) for p in found.document.provisions] == [("div/1/div/1/par/1", None)]
    assert found.findings == ()
