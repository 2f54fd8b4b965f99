"""What changed: between two stores, between two instruments, and along a chain of recurring ones.

What goes in: opened stores. What comes out: frozen changes, sorted. This module must not know files or how a change is shown.

Between stores a statement is known by its IRI. Between instruments there is no such name: statements are paired by their wording (share of common
words, rapidfuzz `token_sort_ratio`), best pairs first, and a pair below `SAME` is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from rapidfuzz import fuzz, process

from graph_builder.store import Term

SAME = 62.0
"""Least likeness (0-100) of two statements that are one recurring statement: recurring paragraphs of one subject score 70 and more, strangers under 55."""

STATEMENTS = """SELECT ?s ?f ?n ?t WHERE {
  ?s a ac:Statement ; ac:force ?force . ?force ac:strength ?n .
  BIND(STRAFTER(STR(?force), "force/") AS ?f)
  { SELECT ?s (MIN(?q) AS ?t) { ?s ac:evidence ?e . ?e ac:expression/ac:language ?l . ?e oa:hasSelector/oa:exact ?x . OPTIONAL { ?e ac:repairedText ?r }
      BIND(COALESCE(?r, ?x) AS ?q) FILTER(?l = "%(language)s") } GROUP BY ?s }
  %(filter)s
} ORDER BY ?s"""


class Selects(Protocol):
    """The part of a store that is needed here."""

    def select(self, sparql: str) -> Iterable[dict[str, Term]]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as compared: IRI, force, strength, words."""

    iri: str
    force: str
    strength: int
    words: str


CONTINUED = """SELECT ?newer ?older ?newerSymbol ?olderSymbol WHERE {
  ?newer ac:continues ?older . OPTIONAL { ?newer ac:symbol ?newerSymbol } OPTIONAL { ?older ac:symbol ?olderSymbol }
}"""


@dataclass(frozen=True, slots=True)
class Change:
    """`kind`: added, dropped, strengthened, weakened, reforced (another force of the same strength), reworded. `likeness` is 0-100."""

    kind: str
    before: Said | None
    after: Said | None
    likeness: float = 0.0


def said(store: Selects, *, language: str = "en", instrument: str | None = None) -> list[Said]:
    """The statements of a store, or of one instrument in it, in the words of one language."""
    limit = f'FILTER(STRSTARTS(STR(?s), "{instrument}/"))' if instrument else ""
    rows = store.select(STATEMENTS % {"language": language, "filter": limit})
    return [Said(row["s"].value, row["f"].value, int(row["n"].value), " ".join(row["t"].value.split())) for row in rows]


def between_stores(before: Sequence[Said], after: Sequence[Said]) -> list[Change]:
    """Changes of statements with the same IRI, and those that one side lacks."""
    old, new = {s.iri: s for s in before}, {s.iri: s for s in after}
    changes = []
    for iri in sorted(old.keys() | new.keys()):
        change = _change(old.get(iri), new.get(iri), 100.0)
        if change is not None:
            changes.append(change)
    return changes


def between_instruments(before: Sequence[Said], after: Sequence[Said]) -> list[Change]:
    """Changes from one instrument to a later one of its chain, in the order of the later text, what was dropped last."""
    if not before or not after:
        pairs: list[tuple[float, int, int]] = []
    else:
        scores = process.cdist([s.words for s in before], [s.words for s in after], scorer=fuzz.token_sort_ratio, score_cutoff=SAME)
        pairs = sorted((-float(scores[i][j]), i, j) for i in range(len(before)) for j in range(len(after)) if scores[i][j] >= SAME)
    of_after: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for negative, i, j in pairs:
        if i not in used and j not in of_after:
            used.add(i)
            of_after[j] = (i, -negative)
    changes = []
    for j, new in enumerate(after):
        pair = of_after.get(j)
        change = _change(before[pair[0]], new, pair[1]) if pair else _change(None, new, 0.0)
        if change is not None:
            changes.append(change)
    return changes + [Change("dropped", old, None) for i, old in enumerate(before) if i not in used]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain: the instruments by IRI and symbol, and what changed; `changes` is None where a text is not held in the language asked for."""

    before: str
    after: str
    before_symbol: str
    after_symbol: str
    changes: tuple[Change, ...] | None


def chain(store: Selects, instrument: str, *, language: str = "en") -> list[Step]:
    """The steps from the first instrument of a chain to `instrument`, each against the one it continues: in each the greatest change of strength first."""
    older: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for row in store.select(CONTINUED):
        newer, old = row["newer"].value, row["older"].value
        older[newer] = min(old, older.get(newer, old))
        for iri, name in ((newer, "newerSymbol"), (old, "olderSymbol")):
            if name in row:
                symbols[iri] = min(row[name].value, symbols.get(iri, row[name].value))
    members = [instrument]
    while members[-1] in older and older[members[-1]] not in members:
        members.append(older[members[-1]])
    members.reverse()
    texts = [said(store, language=language, instrument=iri) for iri in members]
    steps = []
    for (before, old_words), (after, new_words) in pairwise(zip(members, texts, strict=True)):
        changes = tuple(sorted(between_instruments(old_words, new_words), key=_by_distance)) if old_words and new_words else None
        steps.append(Step(before, after, symbols.get(before, before), symbols.get(after, after), changes))
    return steps


def _by_distance(change: Change) -> int:
    """Paired statements by how far their strength moved, then what was added or dropped."""
    if change.before is None or change.after is None:
        return 1
    return -abs(change.after.strength - change.before.strength)


def _change(before: Said | None, after: Said | None, likeness: float) -> Change | None:
    if before is None or after is None:
        return Change("added" if before is None else "dropped", before, after)
    if before.strength != after.strength:
        return Change("strengthened" if after.strength > before.strength else "weakened", before, after, likeness)
    if before.force != after.force:
        return Change("reforced", before, after, likeness)
    return Change("reworded", before, after, likeness) if before.words != after.words else None
