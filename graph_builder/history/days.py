"""What had been adopted by a day.

What goes in: the first and last possible day of an adoption, and a date as precise as the reader has it. What comes out: whether the thing stood by
then. This module must not know SPARQL beyond its one query.

"In December 2006" is taken at the end of the month: what was adopted on the 5th stood in it. An uncertain date is said to be one: a text of
"2006" stood `possibly` in June 2006, and `certainly` at the end of the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from graph_builder.model import PartialDate
from graph_builder.store import Term

CERTAIN, POSSIBLE, UNDATED, LATER = "certain", "possible", "undated", "later"
STANDINGS = (CERTAIN, POSSIBLE, UNDATED, LATER)
"""From the surest that it stood to the surest that it did not."""
CHUNK = 400


class Selects(Protocol):
    """The part of a store that is needed here."""

    def select(self, sparql: str) -> list[dict[str, Term]]: ...


@dataclass(frozen=True, slots=True)
class Adopted:
    """Possible days of adoption, ISO; None where no date is known. `in_force`: the date of entry into force as known."""

    first: str | None = None
    last: str | None = None
    in_force: str | None = None


def standing(adopted: Adopted | None, day: PartialDate | None) -> str:
    """Whether a thing had been adopted by the end of `day`.

    >>> [standing(Adopted("2006-01-01", "2006-12-31"), PartialDate.parse(d)) for d in ("2005", "2006-06", "2006")]
    ['later', 'possible', 'certain']
    """
    if day is None:
        return CERTAIN
    if adopted is None or adopted.first is None:
        return UNDATED
    if adopted.first > day.last:
        return LATER
    return CERTAIN if (adopted.last or adopted.first) <= day.last else POSSIBLE


def least_sure(standings: Iterable[str]) -> str:
    """The standing of a path: that of its least sure member."""
    return max(standings, key=STANDINGS.index, default=CERTAIN)


def adoptions(store: Selects, instruments: Iterable[str]) -> Mapping[str, Adopted]:
    """The dates of instruments, by IRI; those without any are absent. Of several dates the earliest first and the latest last day count."""
    wanted = sorted(set(instruments))
    found: dict[str, Adopted] = {}
    for at in range(0, len(wanted), CHUNK):
        block = " ".join(f"<{iri}>" for iri in wanted[at : at + CHUNK])
        query = f"""SELECT ?i ?p ?d {{ VALUES ?i {{ {block} }} VALUES ?p {{ ac:adoptedFrom ac:adoptedTo ac:entryIntoForce }} ?i ?p ?d }}"""
        dates: dict[str, dict[str, list[str]]] = {}
        for row in store.select(query):
            dates.setdefault(row["i"].value, {}).setdefault(row["p"].value.rsplit("#", 1)[-1], []).append(row["d"].value)
        for iri, known in dates.items():
            first, last, in_force = (known.get(name, []) for name in ("adoptedFrom", "adoptedTo", "entryIntoForce"))
            found[iri] = Adopted(min(first, default=None), max(last, default=None), min(in_force, default=None))
    return found
