"""What only a build can see of citations: a pin-cite that the cited text does not have.

In: the works of a build. Out: findings, at the place of the citation. An instrument whose provisions are not held, or not numbered as the citation counts them,
is not judged. This module must not know the graph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.concord.work import Work
from graph_builder.model import Finding

_TOP = re.compile(r"(par|art)/(\d+)(?=/|$)")


def _last_numbers(work: Work) -> dict[str, int]:
    """The last number of operative paragraphs and of articles, over all versions."""
    last: dict[str, int] = {}
    for joint in work.provisions:
        if match := _TOP.match(joint.path):
            last[match[1]] = max(last.get(match[1], 0), int(match[2]))
    return last


def pin_findings(works: Sequence[Work]) -> list[Finding]:
    """Paragraphs and articles cited beyond the last one of an instrument whose text is held."""
    held = {work.iri: work for work in works}
    last: dict[str, dict[str, int]] = {}
    found: list[Finding] = []
    for work in works:
        for version in work.versions:
            document = version.reading.document
            for citation in version.reading.citations:
                target = citation.targets[0] if len(citation.targets) == 1 else ""
                if not citation.pins or target not in held:
                    continue
                if target not in last:
                    last[target] = _last_numbers(held[target])
                for pin in citation.pins:
                    match = _TOP.match(pin)
                    if match is None or not last[target].get(match[1]) or int(match[2]) <= last[target][match[1]]:
                        continue
                    start = document.text.raw_span(citation.span.start, citation.span.end).start
                    name = citation.symbol or target.rsplit("/instrument/", 1)[-1]
                    kind = "paragraph" if match[1] == "par" else "article"
                    found.append(
                        Finding(
                            "pin-beyond-last",
                            "warning",
                            f"{document.source.file_name}:{start}",
                            f"{kind} {match[2]} of {name} is cited; its last is {last[target][match[1]]}",
                            "a misprint, another instrument, or a text that was not read to its end",
                        )
                    )
    return found
