"""Which commitments of one instrument reuse the wording of an earlier one: the works' statements, language by language, given to `derive.restated`.

What goes in: works. What comes out: reuses by statement IRI. This module must not know how likeness is measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph_builder.concord.work import Work
from graph_builder.derive.restated import Phrase, Reuse, restated


def reuses(works: Iterable[Work]) -> Mapping[str, Reuse]:
    """Statement IRI -> its reuse. A work is compared in the language of its first version: where two works share no first language, they are not compared."""
    by_language: dict[str, list[Phrase]] = defaultdict(list)
    for work in works:
        version = work.versions[0]
        date = next((v.reading.document.identity.adopted_on for v in work.versions if v.reading.document.identity.adopted_on), None)
        if date is None:
            continue
        text = version.reading.document.text.text
        for joint in work.statements:
            v, k = joint.members[0]
            if v != 0:
                continue
            statement = version.reading.statements[k]
            if statement.commitment:
                words = text[statement.span.start : statement.span.end]
                by_language[version.language].append(Phrase(f"{work.iri}/{joint.path}", work.iri, words, date.first, date.last))
    return {reuse.statement: reuse for language in sorted(by_language) for reuse in restated(by_language[language])}
