"""Which statements ask for a report, and which later instruments take note of it: the works' statements, in all their versions, given to `derive.tasked`.

What goes in: works, the series they stand in, and the wording they repeat. What comes out: the statements that ask, and for each instrument the
taskings it answers. Offices are actor keys of the register, so an answer in one language meets a tasking in another. This module must not know the
words of any language.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_builder.concord.work import Joint, Version, Work
from graph_builder.derive.restated import Reuse
from graph_builder.derive.tasked import Answer, Answered, Tasking, answered, asked, taken
from graph_builder.model import Span, Statement

OFFICE_WITHIN = 45
"""Characters between "report" and whose it is: a date or a symbol may stand between."""
KIN = 2
"""Statements that one instrument repeats of another, for both to be of one family."""
_PARTS = re.compile(r"/(?:pre|par|art|annex|div|fn)/")
_BREAK = re.compile(r"[,;:،؛，；、]")


@dataclass(frozen=True)
class Tasks:
    """Statements (IRIs) that ask for a report; instrument IRI -> the taskings it answers."""

    asking: frozenset[str] = frozenset()
    answers: Mapping[str, tuple[Answered, ...]] = field(default_factory=dict)


def _instrument(statement: str) -> str:
    return _PARTS.split(statement, maxsplit=1)[0]


def families(reuses: Mapping[str, Sequence[Reuse]]) -> Mapping[str, str]:
    """Instrument -> the first of those joined to it by repeated wording, step by step: two statements or more at each step."""
    shared = Counter((_instrument(statement), _instrument(reuse.ground)) for statement, found in reuses.items() for reuse in found)
    first: dict[str, str] = {}

    def root(iri: str) -> str:
        while first.setdefault(iri, iri) != iri:
            iri = first[iri]
        return iri

    for (newer, older), times in sorted(shared.items()):
        if times >= KIN:
            low, high = sorted((root(newer), root(older)))
            first[high] = low
    return {iri: root(iri) for iri in sorted(first)}


def tasks(works: Iterable[Work], continues: Mapping[str, str], reuses: Mapping[str, Sequence[Reuse]]) -> Tasks:
    """The taskings to report among the commitments of `works`, and their answers."""
    taskings: list[Tasking] = []
    answers: list[Answer] = []
    asking: set[str] = set()
    for work in works:
        date = next((v.reading.document.identity.adopted_on for v in work.versions if v.reading.document.identity.adopted_on), None)
        organ = next((v.reading.document.identity.organ for v in work.versions if v.reading.document.identity.organ), None) or ""
        first, last = (date.first, date.last) if date else ("", "")
        cited = tuple(sorted({t for v in work.versions for c in v.reading.citations for t in c.targets if t != work.iri}))
        for joint in work.statements:
            iri = f"{work.iri}/{joint.path}"
            if work.told(joint).commitment:
                found = _asked(work, joint)
                if found is not None:
                    asking.add(iri)
                    provision = f"{work.iri}/{joint.path.rsplit('/statement/', 1)[0]}"
                    if date:
                        dated = any(q.kind == "deadline" for _, s in _members(work, joint) for q in s.qualifiers)
                        taskings.append(Tasking(iri, provision, work.iri, found[1], first, last, organ, found[0], dated))
            elif date:
                answers += [Answer(iri, work.iri, office, rule, first, last, organ, beside, cited) for office, rule, beside in _taken(work, joint)]
    by_instrument: dict[str, list[Answered]] = defaultdict(list)
    for one in answered(taskings, answers, continues, families(reuses)):
        by_instrument[one.instrument].append(one)
    return Tasks(frozenset(asking), {iri: tuple(found) for iri, found in by_instrument.items()})


def _members(work: Work, joint: Joint) -> Iterator[tuple[Version, Statement]]:
    for v, k in joint.members:
        yield work.versions[v], work.versions[v].reading.statements[k]


def _asked(work: Work, joint: Joint) -> tuple[str, tuple[str, ...]] | None:
    """The version that asks for a report, and the offices asked (in that version, else in any)."""
    for version, statement in _members(work, joint):
        text = version.reading.document.text.text
        words = text[statement.span.start : statement.span.end]
        if not statement.span.holds(statement.verb):
            words = f"{text[statement.verb.start : statement.verb.end]} {words}"
        if asked(words, version.language) is not None:
            said = [statement, *(other for _, other in _members(work, joint))]
            offices = next((keys for s in said if (keys := tuple(dict.fromkeys(m.actor for m in s.bearers if m.actor)))), ())
            return version.tag, offices
    return None


def _taken(work: Work, joint: Joint) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """(office, rule, what is cited inside the statement) of the first version that takes note of a report of a known office."""
    for version, statement in _members(work, joint):
        if not statement.span.holds(statement.verb):
            continue
        start = statement.verb.start
        found = taken(version.reading.document.text.text[start : statement.span.end], version.language)
        if found is None:
            continue
        rule, noun = found
        office = _office(version, statement, Span(noun.start + start, noun.end + start))
        if office is None:
            continue
        beside = [
            (target, f"{target}/{citation.pins[0]}" if citation.pins and len(citation.targets) == 1 else "")
            for citation in version.reading.citations
            if citation.provision == statement.provision and statement.span.holds(citation.span)
            for target in citation.targets
        ]
        return [(office, rule, tuple(dict.fromkeys(beside)))]
    return []


def _office(version: Version, statement: Statement, noun: Span) -> str | None:
    """Whose report it is: the actor named nearest to the word, before it or after, with no comma between."""
    text = version.reading.document.text.text
    best: tuple[int, str] | None = None
    for mention in version.reading.mentions:
        if mention.actor is None or mention.provision != statement.provision or not statement.span.holds(mention.span):
            continue
        after = mention.span.start >= noun.end
        gap = Span(noun.end, mention.span.start) if after else Span(mention.span.end, noun.start)
        if mention.span.overlaps(noun) or gap.end - gap.start > OFFICE_WITHIN or gap.end < gap.start or _BREAK.search(text, gap.start, gap.end):
            continue
        if best is None or gap.end - gap.start < best[0]:
            best = (gap.end - gap.start, mention.actor)
    return best[1] if best else None
