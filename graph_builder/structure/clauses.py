"""Parts a dense preamble ("The States Parties, Recalling…, Concerned…, Have agreed as follows") into its reasons.

What goes in: the span of a preamble. What comes out: the spans of its clauses, without the clause that agrees. This module must not know treaties.
"""

from __future__ import annotations

import re

from graph_builder.structure.openings import agreement, clause_openings, opening


def clauses(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """A dense preamble parted before each capitalised participle that follows a comma, and before the clause that agrees."""
    cuts = [start]
    pattern = clause_openings(language)
    if pattern is not None:
        cuts += [m.start(1) for m in pattern.finditer(text, start, end)]
    for found in re.finditer(r"[,;，；]\s*(?=[A-ZÀ-ÝА-Я])", text[start:end]):
        at = start + found.end()
        if opening(text, at, end, language) in ("pre", "op"):
            cuts.append(at)
    out = []
    cuts = sorted(set(cuts))
    agreed = agreement(language)
    if agreed is not None and (closing := agreed.search(text, cuts[-1], end)) is not None:
        end = closing.start()
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        while b > a and text[b - 1].isspace():
            b -= 1
        if b > a:
            out.append((a, b))
    return out
