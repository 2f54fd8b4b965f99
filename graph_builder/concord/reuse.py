"""Which commitments of one instrument reuse the wording of an earlier one: the works' statements, language by language, given to `derive.restated`.

What goes in: works, and which instrument each continues. What comes out: reuses by statement IRI: the wording's likeliest earlier place among all
works, and its place in the instrument that is continued, so that a recurring paragraph can be followed from year to year. This module must not know
how likeness is measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph_builder.concord.work import Work
from graph_builder.derive.restated import Phrase, Reuse, recurring, restated


def reuses(works: Iterable[Work], continues: Mapping[str, str]) -> Mapping[str, tuple[Reuse, ...]]:
    """Statement IRI -> its reuses, the likeliest first. A work is compared in the language of its first version: where two works share no first
    language, they are not compared. What recurs in a series may have been no commitment before."""
    by_language: dict[str, list[Phrase]] = defaultdict(list)
    members: dict[str, tuple[str, list[Phrase], list[Phrase]]] = {}
    in_series = {*continues, *continues.values()}
    for work in works:
        version = work.versions[0]
        date = next((v.reading.document.identity.adopted_on for v in work.versions if v.reading.document.identity.adopted_on), None)
        if date is None:
            continue
        text = version.reading.document.text.text
        said: list[Phrase] = []
        committed: list[Phrase] = []
        for joint in work.statements:
            v, k = joint.members[0]
            if v != 0:
                continue
            statement = version.reading.statements[k]
            phrase = Phrase(f"{work.iri}/{joint.path}", work.iri, text[statement.span.start : statement.span.end], date.first, date.last)
            said.append(phrase)
            if work.told(joint).commitment:
                committed.append(phrase)
        by_language[version.language] += committed
        if work.iri in in_series:
            members[work.iri] = (version.language, said, committed)
    found: dict[str, list[Reuse]] = defaultdict(list)
    for language in sorted(by_language):
        for reuse in restated(by_language[language]):
            found[reuse.statement].append(reuse)
    for newer, older in sorted(continues.items()):
        if newer in members and older in members and members[newer][0] == members[older][0]:
            for reuse in recurring(members[older][1], members[newer][2]):
                if all(reuse.ground != other.ground for other in found[reuse.statement]):
                    found[reuse.statement].append(reuse)
    return {statement: tuple(several) for statement, several in found.items() if several}
