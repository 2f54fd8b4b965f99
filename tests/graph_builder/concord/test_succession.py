"""What continues what is told by wording taken up and by what is recalled, where titles do not tell."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from graph_builder.concord import concord
from graph_builder.concord.succession import CONFIDENCE, Succession, successions
from graph_builder.derive.restated import Reuse
from graph_builder.model import Citation, Document, Identity, NormalText, PartialDate, Provision, Reading, SourceText, Span, Statement

BASE = "https://example.org/"
TEXT = "Urges Member States to light the lighthouses of their coasts by night."
SIZE = 10
"""Commitments of each text."""


def reading(name: str, date: str, *, organ: str = "un-ga", cites: tuple[str, ...] = ()) -> Reading:
    span = Span(0, len(TEXT))
    source = SourceText(f"{name}.en.txt", "0" * 64, "text/plain", TEXT)
    identity = Identity(BASE + name, "r", kind="Resolution", organ=organ, adopted_on=PartialDate.parse(date))
    provision = Provision("par/1", "OperativeParagraph", span, span, 1, "en", operative=True)
    statements = tuple(Statement("par/1", span, Span(n, n + 1), "urges", "r", 1.0, commitment=True) for n in range(SIZE))
    citations = tuple(Citation("par/1", span, "resolved", "recalls", "r", 1.0, targets=(BASE + other,)) for other in cites)
    return Reading(Document(source, NormalText.of(TEXT), "en", identity, (provision,)), statements, citations)


def taken(newer: str, older: str, times: int) -> dict[str, tuple[Reuse, ...]]:
    statement = f"{BASE}%s/par/1/statement/%d"
    return {statement % (newer, n): (Reuse(statement % (newer, n), statement % (older, n), 1.0),) for n in range(1, times + 1)}


def told(found: Mapping[str, Succession]) -> dict[str, tuple[str, str]]:
    return {newer.removeprefix(BASE): (one.older.removeprefix(BASE), one.rule) for newer, one in found.items()}


@pytest.mark.parametrize(
    ("times", "cites", "rule"),
    [
        (3, ("a",), "series.recalled"),
        (2, ("a",), None),
        (4, (), None),
        (5, (), "series.wording"),
        (4, ("c",), None),
    ],
)
def test_a_share_of_wording_and_what_is_recalled(times: int, cites: tuple[str, ...], rule: str | None) -> None:
    works = concord([reading("a", "2020-12-01"), reading("b", "2021-12-01", cites=cites)])
    assert told(successions(works, taken("b", "a", times), {})) == ({"b": ("a", rule)} if rule else {})


@pytest.mark.parametrize(
    "other", [reading("b", "2021", organ="un-sc"), reading("b", "2020"), reading("b", "2019-01-01")], ids=["organ", "same year", "earlier"]
)
def test_another_organ_or_no_later_day_makes_no_series(other: Reading) -> None:
    assert successions(concord([reading("a", "2020-12-01"), other]), taken("b", "a", SIZE), {}) == {}


def test_the_third_text_follows_the_second_though_both_take_up_the_first() -> None:
    works = concord([reading("a", "2020-12-01"), reading("b", "2021-12-01", cites=("a",)), reading("c", "2022-12-01", cites=("a",))])
    found = successions(works, taken("b", "a", 6) | taken("c", "a", 6), {})
    assert told(found) == {"b": ("a", "series.recalled"), "c": ("b", "series.kin")}
    assert found[BASE + "c"].confidence == CONFIDENCE["series.kin"]


def test_titles_come_first() -> None:
    works = concord([reading("a", "2020-12-01"), reading("b", "2021-12-01"), reading("c", "2022-12-01", cites=("a",))])
    assert told(successions(works, taken("c", "a", 9), {BASE + "c": BASE + "b"})) == {"c": ("b", "series.title")}
