"""Which commitments of one instrument reuse the wording of an earlier one: the works' statements, language by language, given to `derive.restated`.

What goes in: works, then which instrument each continues. What comes out: reuses by statement IRI: first the wording's likeliest earlier place among all
works, then its place in the instrument that is continued too, so that a recurring paragraph can be followed from year to year. This module must not know
how likeness is measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph_builder.concord.work import Work
from graph_builder.derive.restated import Phrase, Reuse, recurring, restated


def reuses(works: Sequence[Work]) -> Mapping[str, tuple[Reuse, ...]]:
    """Statement IRI -> its reuses, the likeliest first. A work is compared in the language of its first version: where two works share no first
    language, they are not compared."""
    by_language: dict[str, list[Phrase]] = defaultdict(list)
    for work in works:
        by_language[work.versions[0].language] += _phrases(work)[1]
    found: dict[str, list[Reuse]] = defaultdict(list)
    for language in sorted(by_language):
        for reuse in restated(by_language[language]):
            found[reuse.statement].append(reuse)
    return {statement: tuple(several) for statement, several in found.items()}


def with_recurrences(works: Sequence[Work], found: Mapping[str, Sequence[Reuse]], continues: Mapping[str, str]) -> Mapping[str, tuple[Reuse, ...]]:
    """The reuses with, for each commitment of an instrument that continues another, its place in that one. What recurs may have been no commitment before."""
    in_series = {*continues, *continues.values()}
    members = {work.iri: (work.versions[0].language, *_phrases(work)) for work in works if work.iri in in_series}
    joined = {statement: list(several) for statement, several in found.items()}
    for newer, older in sorted(continues.items()):
        if newer in members and older in members and members[newer][0] == members[older][0]:
            for reuse in recurring(members[older][1], members[newer][2]):
                known = joined.setdefault(reuse.statement, [])
                if all(reuse.ground != other.ground for other in known):
                    known.append(reuse)
    return {statement: tuple(several) for statement, several in joined.items() if several}


def _phrases(work: Work) -> tuple[list[Phrase], list[Phrase]]:
    """What a work says, and of it the commitments, in the words of its first version; nothing where no date is known."""
    date = next((v.reading.document.identity.adopted_on for v in work.versions if v.reading.document.identity.adopted_on), None)
    said: list[Phrase] = []
    committed: list[Phrase] = []
    if date is None:
        return said, committed
    version = work.versions[0]
    text = version.reading.document.text.text
    for joint in work.statements:
        v, k = joint.members[0]
        if v != 0:
            continue
        statement = version.reading.statements[k]
        phrase = Phrase(f"{work.iri}/{joint.path}", work.iri, text[statement.span.start : statement.span.end], date.first, date.last)
        said.append(phrase)
        if work.told(joint).commitment:
            committed.append(phrase)
    return said, committed
