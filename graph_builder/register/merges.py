"""What people have decided about titles: that two name one instrument, or two. The table `merges` of a register folder.

What goes in: the rows, and how register keys lead to IRIs. What comes out: frozen decisions; RegisterError where rows contradict each other, naming both.
A cell `a`, `b` is an IRI, a register key, or a title as it is cited, with its year in brackets where it has one: "London Declaration (2018)". `same`
makes one of the two, and `a` is kept; `different` keeps them two, whatever they look like. This module must not know texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from graph_builder.errors import RegisterError
from graph_builder.iris import Instrument, parse_iri, title_iri

DECISIONS = ("same", "different")
_DATED = re.compile(r"^(.{3,}?)\s*\(((?:18|19|20)\d\d)\)$")


@dataclass(frozen=True, slots=True)
class Decision:
    """`a` and `b` (instrument IRIs) are one instrument, or two. `place`: file and line."""

    a: str
    b: str
    same: bool
    note: str
    source: str
    place: str


class Row(Protocol):
    """A row as `loading` reads it."""

    @property
    def place(self) -> str: ...
    def __getitem__(self, column: str) -> str: ...
    def wrong(self, message: str, hint: str = "") -> RegisterError: ...
    def one_of(self, column: str, allowed: tuple[str, ...]) -> str: ...


def decisions(rows: Iterable[Row], keys: Mapping[str, str]) -> tuple[Decision, ...]:
    """The decisions of a table. `keys`: register key -> IRI."""
    found: list[Decision] = []
    for row in rows:
        a, b = (_iri(row, column, keys) for column in ("a", "b"))
        if a == b:
            raise row.wrong("names one instrument twice", "its two titles have one IRI already: remove the row")
        if not row["source"]:
            raise row.wrong("has no source", "say who decided, or where it was seen")
        found.append(Decision(a, b, row.one_of("decision", DECISIONS) == "same", row["note"], row["source"], row.place))
    _contradictions(found)
    return tuple(found)


def _iri(row: Row, column: str, keys: Mapping[str, str]) -> str:
    cell = row[column]
    if cell.startswith(("http://", "https://")):
        if not isinstance(parse_iri(cell), Instrument):
            raise row.wrong(f"{column} is the IRI of no instrument: {cell!r}", "take it from `anticrime merges`, or write the title")
        return cell
    if cell in keys:
        return keys[cell]
    if not re.search(r"\w", cell):
        raise row.wrong(f"{column} names nothing", "write an IRI, a register key, or a title with its year in brackets")
    dated = _DATED.match(cell)
    return title_iri(dated[1], int(dated[2])) if dated else title_iri(cell)


def _contradictions(found: Iterable[Decision]) -> None:
    """Two titles that rows keep apart may not be made one by other rows, directly or step by step."""
    decided = tuple(found)
    one: dict[str, str] = {}
    last: dict[str, Decision] = {}

    def root(iri: str) -> str:
        while one.setdefault(iri, iri) != iri:
            iri = one[iri]
        return iri

    for decision in decided:
        if decision.same:
            one[root(decision.b)] = root(decision.a)
            last[decision.a] = last[decision.b] = decision
    for decision in decided:
        if not decision.same and root(decision.a) == root(decision.b):
            other = next((d for d in decided if d.same and {d.a, d.b} == {decision.a, decision.b}), last[decision.a])
            raise RegisterError(
                f"says different of what {other.place} says same",
                place=decision.place,
                hint="keep one of the two rows; `same` goes on from row to row: a with b and b with c make a and c one",
            )


__all__ = ["DECISIONS", "Decision", "decisions"]
