"""Deadlines, conditions, limits and discretion in a clause, each with its words.

What goes in: the forms found in a clause. What comes out: `Qualifier` values in normal offsets, deadlines with the date they say as far
as it can be computed. This module must not know what the statement demands.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.annotate.statements.dates import computed
from graph_builder.annotate.statements.fold import Folded
from graph_builder.annotate.statements.lexicon import Hit, Lexicon
from graph_builder.model import Qualifier

LONGEST = 160


def qualifiers(lexicon: Lexicon, text: str, folded: Folded, hits: Sequence[Hit], start: int, end: int) -> tuple[Qualifier, ...]:
    """The qualifiers in folded [start, end)."""
    found: list[Qualifier] = []
    busy = start
    for hit in hits:
        if hit.form.kind != "qualifier" or hit.start < busy or hit.end > end:
            continue
        row = hit.form.row
        if row["kind"] == "condition" and lexicon.phrases("predicate").closing(text, start, hit.start - 1):
            continue  # "shall be subject to the rules": a predicate
        stop = hit.end
        if row["extent"] == "clause":
            limit = min(end, stop + LONGEST)
            while stop < limit and text[stop] not in ",;:.":
                stop += 1
            while stop > hit.end and text[stop - 1] == " ":
                stop -= 1
        value = computed(lexicon.language, text[hit.start : stop]) if row["kind"] == "deadline" else None
        found.append(Qualifier(row["kind"], folded.back(hit.start, stop), row.id, value, 0.9))
        busy = stop
    return tuple(found)
