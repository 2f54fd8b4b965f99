"""The small words of `structure_words.csv`, and patterns of them.

What goes in: a kind. What comes out: its words, longest first, alone or as a pattern. This module must not know texts.
"""

from __future__ import annotations

import re
from functools import cache

from graph_builder.lexicons import split, table

STRUCTURE_WORDS = ("id", "language", "kind", "part", "forms", "example")
KINDS = ("runs-on", "annex-of", "we", "before-date", "after-date", "conjunction", "counter", "label")


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind in all languages, longest first."""
    found = {form for row in table("structure_words.csv", STRUCTURE_WORDS) if row["kind"] == kind for form in split(row["forms"])}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternatives(kind: str) -> str:
    """The words of a kind as the alternatives of a pattern; a word of letters ends where the letters do, save in a script without blanks.

    >>> re.match(alternatives("conjunction"), "and the last").group(), re.match(alternatives("conjunction"), "andante")
    ('and', None)
    """
    return "|".join(re.escape(word) + ("" if "\u2e80" <= word[-1] <= "\u9fff" else r"(?!\w)") for word in words(kind))


@cache
def counters() -> dict[str, str]:
    """What follows 第 and a number, and the kind of part that it counts: 条 is an article."""
    return {form: row["part"] for row in table("structure_words.csv", STRUCTURE_WORDS) if row["kind"] == "counter" for form in split(row["forms"])}
