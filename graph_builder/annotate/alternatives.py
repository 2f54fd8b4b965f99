"""Many words looked for at once: a pattern that is found from first letter to first letter, and an automaton.

What goes in: words, or patterns of them and what must not stand before one. What comes out: one automaton or one pattern. The engine runs to the next
letter that a match can begin with only where the pattern begins with a letter: a pattern that begins with a look back, or with a group of its own, is
tried at every character, which takes five to ten times as long. So the look back stands after the first letter here. This module must not know languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

_MANY = 3000
"""Words from which a table of every step would take up too much room."""

_FIRST = re.compile(r"\\\W|[^\\\W]|[^\w\\.^$*+?{}\[\]|()]")
"""A literal character as `re.escape` writes it."""


def automaton(literals: Sequence[str]) -> AhoCorasick | None:
    """Finds literals, overlapping ones too; None where there are none. A full table of steps takes half the time of a sparse one."""
    if not literals:
        return None
    return AhoCorasick(literals, implementation=Implementation.DFA if len(literals) <= _MANY else None)


def alternatives(words: Iterable[str], behind: str = "") -> str:
    r"""The pattern of any of `words` (patterns that begin with a literal), an earlier one before a later one with the same first letter.

    `behind` is a look back from behind that letter.

    >>> alternatives(["that", "the", "so that"], r"(?<!\w.)")
    '(?:t(?<!\\w.)(?:hat|he)|s(?<!\\w.)(?:o that))'
    >>> re.search(alternatives(["that", "the", "so that"], r"(?<!\w.)"), "bathe so that")[0]
    'so that'
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        first = _FIRST.match(word)
        if first is None:
            raise ValueError(f"begins with no literal: {word!r}")
        groups.setdefault(first[0], []).append(word[first.end() :])
    return "(?:" + "|".join(f"{first}{behind}(?:{'|'.join(rests)})" for first, rests in groups.items()) + ")"
