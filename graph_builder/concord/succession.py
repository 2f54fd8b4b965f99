"""Recurring instruments whose titles do not tell: known by the wording that one takes up of another, and by what it recalls.

What goes in: works, the wording they repeat, and the series that titles tell. What comes out: for each work the one it continues, with rule and
confidence. This module must not know how likeness of wording is measured.

A resolution of the same organ that takes up a good part of an earlier one's commitments and recalls it by name continues it (`series.recalled`); one that
takes up half of them continues it even where it does not (`series.wording`). Wording leads back to its first place, so the third text of a series repeats
the first: two that continue one and the same follow one another (`series.kin`). What a text continues is the latest of those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.concord.work import Work
from graph_builder.derive.restated import Reuse

LEAST_TAKEN = 3
"""Commitments taken up: fewer are formulas as often as not."""
RECALLED = 0.3
"""Least share of the later text's commitments that are taken up of an earlier one that it names."""
WORDING = 0.5
"""The same where it does not name it."""
CONFIDENCE = {"series.title": 0.95, "series.recalled": 0.95, "series.wording": 0.85, "series.kin": 0.95}
"""(right + 1) / (judged + 2), rounded down to the next 0.05, of the 80 successions that wording told in 283 resolutions and whose titles are on record:
71 bear one title, and the others one series' changed or misspelt one."""


@dataclass(frozen=True, slots=True)
class Succession:
    """That an instrument continues `older`, by which rule, how surely."""

    older: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Told:
    organ: str
    first: str
    last: str
    commitments: int
    cited: frozenset[str]


def successions(works: Iterable[Work], reuses: Mapping[str, Sequence[Reuse]], titled: Mapping[str, str]) -> Mapping[str, Succession]:
    """Instrument -> what it continues. What titles tell comes first, and is never contradicted."""
    told: dict[str, _Told] = {}
    taken: Counter[tuple[str, str]] = Counter()
    owner: dict[str, str] = {}
    for work in works:
        identity = next((v.reading.document.identity for v in work.versions if v.reading.document.identity.adopted_on), None)
        if identity is None or identity.adopted_on is None or not identity.organ:
            continue
        committed = [f"{work.iri}/{joint.path}" for joint in work.statements if work.told(joint).commitment]
        cited = frozenset(t for v in work.versions for c in v.reading.citations for t in c.targets)
        told[work.iri] = _Told(identity.organ, identity.adopted_on.first, identity.adopted_on.last, len(committed), cited)
        owner |= {f"{work.iri}/{joint.path}": work.iri for joint in work.statements}
    for statement, found in reuses.items():
        if statement in owner:
            taken.update({(owner[statement], owner[reuse.ground]) for reuse in found if reuse.ground in owner})
    links: dict[str, dict[str, str]] = defaultdict(dict)
    of_root: dict[str, list[str]] = defaultdict(list)
    for (newer, older), times in sorted(taken.items()):
        rule = _rule(told[newer], told[older], older, times)
        if rule is not None:
            links[newer][older] = rule
            of_root[older].append(newer)
    chosen = {newer: Succession(older, "series.title", CONFIDENCE["series.title"]) for newer, older in sorted(titled.items())}
    for newer in sorted(told.keys() - chosen.keys()):
        candidates = dict(links.get(newer, {}))
        for root in links.get(newer, ()):
            for other in of_root[root]:
                if told[other].last < told[newer].first:
                    candidates.setdefault(other, "series.kin")
        if candidates:
            older = max(candidates, key=lambda iri: (told[iri].first, iri))
            chosen[newer] = Succession(older, candidates[older], CONFIDENCE[candidates[older]])
    return chosen


def _rule(newer: _Told, older: _Told, name: str, times: int) -> str | None:
    if newer.organ != older.organ or not older.last < newer.first or times < LEAST_TAKEN:
        return None
    share = times / newer.commitments if newer.commitments else 0.0
    if share >= RECALLED and name in newer.cited:
        return "series.recalled"
    return "series.wording" if share >= WORDING else None
