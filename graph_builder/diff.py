"""What changed: between two stores, between two instruments, and along a chain of recurring ones.

What goes in: opened stores. What comes out: frozen changes, sorted. This module must not know files or how a change is shown.

Between stores a statement is known by its IRI. Between instruments there is no such name: statements are paired by their wording. Those that are alike
letter by letter (rapidfuzz `token_sort_ratio`, at least `SAME`) are paired by the word pairs they share, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from rapidfuzz import fuzz, process

from graph_builder.store import Term

SAME = 62.0
"""Least likeness (0-100) of two statements that are one recurring statement: recurring paragraphs of one subject score 70 and more, strangers under 55."""
LEAST_SHARED = 0.2
"""Least share of word pairs that they have in common: letters alone are alike in any two long sentences."""

_FORCES = """SELECT ?s ?f ?n ?c WHERE {
  %(where)s ac:force ?force . ?force ac:strength ?n .
  BIND(STRAFTER(STR(?force), "force/") AS ?f) BIND(EXISTS { ?s a ac:Commitment } AS ?c) }"""
_WORDS = """SELECT ?s ?x ?r WHERE {
  %(where)s ac:evidence ?e . ?e ac:expression/ac:language ?language ; oa:hasSelector/oa:exact ?x .
  FILTER(?language = "%(language)s") OPTIONAL { ?e ac:repairedText ?r } }"""
_BEARERS = "SELECT ?s ?b WHERE { %(where)s ac:bearer ?b }"
_INSIDE = "VALUES ?i { <%s> } ?s ac:statedIn/ac:parent+ ?i ;"
_ALL = "?s a ac:Statement ;"
"""A bare triple `?s a ac:Statement` beside the path would have the engine walk the path from every statement."""


class Selects(Protocol):
    """The part of a store that is needed here."""

    def select(self, sparql: str) -> Iterable[dict[str, Term]]: ...


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as compared: IRI, force, strength, words; who bears it (IRIs), and whether it is a commitment."""

    iri: str
    force: str
    strength: int
    words: str
    bearers: tuple[str, ...] = ()
    commitment: bool = False

    @property
    def part(self) -> str:
        """`preamble` or `operative`: where the statement stands."""
        return "preamble" if "/pre/" in self.iri else "operative"


CONTINUED = """SELECT ?newer ?older ?newerSymbol ?olderSymbol WHERE {
  ?newer ac:continues ?older . OPTIONAL { ?newer ac:symbol ?newerSymbol } OPTIONAL { ?older ac:symbol ?olderSymbol }
}"""

KINDS = ("added", "dropped", "strengthened", "weakened", "to-operative", "to-preamble", "reforced", "bearer", "reworded")
"""Kinds of change, the most telling first. `to-operative`, `to-preamble`: moved between the parts; `reforced`: another force of the same strength;
`bearer`: other bearers."""


@dataclass(frozen=True, slots=True)
class Change:
    """One statement's change. `kind`: the most telling of KINDS; `also`: the others that hold; `likeness` of the words is 0-100."""

    kind: str
    before: Said | None
    after: Said | None
    likeness: float = 0.0
    also: tuple[str, ...] = ()


def said(store: Selects, *, language: str = "en", instrument: str | None = None) -> list[Said]:
    """The statements of a store, or of one instrument in it, in the words of one language."""
    where = _INSIDE % instrument if instrument else _ALL
    words: dict[str, str] = {}
    for row in store.select(_WORDS % {"where": where, "language": language}):
        text = " ".join(row["r" if "r" in row else "x"].value.split())
        words[row["s"].value] = min(text, words.get(row["s"].value, text))
    if not words:
        return []
    bearers: dict[str, set[str]] = {}
    for row in store.select(_BEARERS % {"where": where}):
        bearers.setdefault(row["s"].value, set()).add(row["b"].value)
    found: dict[str, Said] = {}
    for row in store.select(_FORCES % {"where": where}):
        iri = row["s"].value
        if iri in words:
            commitment = row["c"].value == "true"
            found[iri] = Said(iri, row["f"].value, int(row["n"].value), words[iri], tuple(sorted(bearers.get(iri, ()))), commitment)
    return sorted(found.values(), key=lambda one: printed(one.iri))


_PART = {"statement": 0, "pre": 0, "par": 1, "art": 1, "div": 1, "annex": 2, "fn": 3}


def printed(iri: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts statements as they are printed: the preamble first, numbers as numbers."""
    return tuple((_PART.get(step, 1), int(step) if step.isdigit() else 10_000, step) for step in iri.split("/"))


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
    pairs: list[tuple[float, int, int, float]] = []
    if before and after:
        earlier, later = ([_runs(s.words) for s in side] for side in (before, after))
        scores = process.cdist([s.words for s in before], [s.words for s in after], scorer=fuzz.token_sort_ratio, score_cutoff=SAME)
        for i, j in zip(*scores.nonzero(), strict=True):
            shared = 2 * len(earlier[i] & later[j]) / max(1, len(earlier[i]) + len(later[j]))
            if shared >= LEAST_SHARED:
                pairs.append((-shared, int(i), int(j), float(scores[i][j])))
    pairs.sort(key=lambda pair: (pair[0], -pair[3], abs(pair[1] - pair[2]), pair[1], pair[2]))
    of_after: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for _, i, j, likeness in pairs:
        if i not in used and j not in of_after:
            used.add(i)
            of_after[j] = (i, likeness)
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


_CJK = re.compile(r"[㐀-鿿]")


def _runs(words: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words (of characters in Chinese, which writes no blanks)."""
    text = words.casefold()
    tokens = list(text) if _CJK.search(text) else re.findall(r"\w+", text)
    return frozenset(pairwise(tokens))


def _by_distance(change: Change) -> int:
    """Paired statements by how far their strength moved, then what was added or dropped."""
    if change.before is None or change.after is None:
        return 1
    return -abs(change.after.strength - change.before.strength)


def _change(before: Said | None, after: Said | None, likeness: float) -> Change | None:
    if before is None or after is None:
        return Change("added" if before is None else "dropped", before, after)
    differs = {
        "strengthened": after.strength > before.strength,
        "weakened": after.strength < before.strength,
        "to-operative": (before.part, after.part) == ("preamble", "operative"),
        "to-preamble": (before.part, after.part) == ("operative", "preamble"),
        "reforced": before.strength == after.strength and before.force != after.force,
        "bearer": set(before.bearers) != set(after.bearers),
        "reworded": before.words != after.words,
    }
    kinds = [kind for kind in KINDS if differs.get(kind)]
    return Change(kinds[0], before, after, likeness, tuple(kinds[1:])) if kinds else None
