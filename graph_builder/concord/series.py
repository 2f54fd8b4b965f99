"""Recurring instruments: resolutions of one organ that bear the same title year after year.

What goes in: works. What comes out: for each work the one it continues, the latest earlier one of its series. This module must not know citations.

A series is known by organ, kind and title alone (folded: case, marks, blanks, a bracketed part number); a title of fewer than three words names too
many things, and so does one that names no subject (`lexicons/generic_titles.csv`). Two instruments that may be of the same day are in no order, and
none continues the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from graph_builder.concord.work import Work
from graph_builder.lexicons import table

LEAST_WORDS = 3


def fold(title: str) -> str:
    """A title without case, accents, punctuation and a closing bracket.

    >>> fold("Assistance in mine action (A)") == fold("ASSISTANCE IN MINE-ACTION")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", re.sub(r"\([^()]{0,4}\)\s*$", "", plain)))


@cache
def generic() -> frozenset[str]:
    """Folded titles that name no subject."""
    return frozenset(fold(row["title"]) for row in table("generic_titles.csv", ("id", "language", "title"), key=("title",)))


def series(works: Iterable[Work]) -> Mapping[str, str]:
    """Instrument IRI -> IRI of the instrument it continues."""
    groups: dict[tuple[str, str, str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for work in works:
        for version in work.versions:
            identity = version.reading.document.identity
            if identity.title and identity.organ and identity.adopted_on:
                title = fold(identity.title)
                if title in generic():
                    continue
                if len(title.split()) >= LEAST_WORDS or (len(title) > 12 and not title.isascii()):
                    groups[identity.organ, identity.kind, version.language, title].setdefault(work.iri, (identity.adopted_on.first, identity.adopted_on.last))
    continues: dict[str, str] = {}
    for _, members in sorted(groups.items()):
        ordered = sorted((first, last, iri) for iri, (first, last) in members.items())
        for (_, last, before), (first, _, after) in pairwise(ordered):
            if last < first:
                continues.setdefault(after, before)
    return continues
