"""Deadlines, conditions, limits and discretion in a clause, each with its words.

What goes in: the forms found in a clause. What comes out: `Qualifier` values in normal offsets, deadlines with the date they say as far
as it can be computed. This module must not know what the statement demands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from graph_builder.annotate.statements.dates import computed
from graph_builder.annotate.statements.fold import Folded
from graph_builder.annotate.statements.forms import Hit, bounded
from graph_builder.annotate.statements.lexicon import Lexicon
from graph_builder.lexicons import split
from graph_builder.model import Qualifier

LONGEST = 160


def qualifiers(lexicon: Lexicon, given: str, folded: Folded, hits: Sequence[Hit], start: int, end: int, *, demands: bool) -> tuple[Qualifier, ...]:
    """The qualifiers in [start, end) of the folded reading of `given`.

    `demands`: whether the statement asks, promises or decides something; what merely states has no date to keep.
    """
    text = folded.text
    found: list[Qualifier] = []
    busy = start
    for hit in hits:
        if hit.form.kind != "qualifier" or hit.start < busy or hit.end > end:
            continue
        row = hit.form.row
        if row["kind"] == "condition" and lexicon.phrases("predicate").closing(text, start, hit.start - 1):
            continue  # "shall be subject to the rules": a predicate
        dated = hit.form.unless is not None
        if row["kind"] == "deadline" and dated and not demands:
            continue  # "recalling the report made at its tenth session"
        if not _in_place(text, hit, row.get("after", ""), row.get("not_after", "")) or (not lexicon.has("noun-capitals") and _in_title(given, folded, hit)):
            continue
        stop = hit.end
        if row["extent"] == "clause" and _goes_on(text, stop, row.get("opens", "")):
            limit = min(end, stop + LONGEST)
            while stop < limit and text[stop] not in ",;:.":
                stop += 1
            while stop > hit.end and text[stop - 1] == " ":
                stop -= 1
        value = computed(lexicon.language, text[hit.start : stop]) if row["kind"] == "deadline" else None
        found.append(Qualifier(row["kind"], folded.back(hit.start, stop), row.id, value, 0.9))
        busy = stop
    return tuple(found)


@cache
def _words(cell: str) -> tuple[str, ...]:
    return split(cell)


def _in_place(text: str, hit: Hit, after: str, not_after: str) -> bool:
    """What must, and must not, stand right before a form."""
    if not after and not not_after:
        return True
    before = text[max(0, hit.start - 40) : hit.start].rstrip()
    return (not after or _ends(before, after)) and not (not_after and _ends(before, not_after))


def _ends(before: str, cell: str) -> bool:
    return any(before.endswith(word) and (not word[0].isalnum() or bounded(before, len(before) - len(word), len(before))) for word in _words(cell))


def _goes_on(text: str, at: int, opens: str) -> bool:
    """Whether the words that follow belong to a form whose row says which words lead on ("within two years of its entry into force")."""
    return not opens or any(text.startswith(word, at + 1) and bounded(text, at + 1, at + 1 + len(word)) for word in _words(opens))


def _in_title(given: str, folded: Folded, hit: Hit) -> bool:
    """A capital inside the form, after a small first letter, is that of a title: "Children in the Event of Armed Conflict"."""
    span = folded.back(hit.start, hit.start + len(hit.form.head.rstrip()))
    words = given[span.start : span.end]
    return words[:1].islower() and any(a == " " and b.isupper() for a, b in pairwise(words))
