"""Gives a damaged French text its lost articles back: "de Union" reads "de l’Union", "de autres" "d’autres".

What goes in: text and its language. What comes out: edits, sorted, not overlapping. Rows: `lexicons/elisions.LANG.txt`, words with
the number of times they follow l’, d’, and stand at all in clean texts; a language without such a file has none. This module must not
know letters or accents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph_builder.errors import LexiconError
from graph_builder.lexicons import FOLDER
from graph_builder.model import Edit
from graph_builder.text.vocabulary import vocabulary

RULE = "elision.lost"
MOSTLY = 0.7
"""Share of its occurrences from which a word is taken to need its article after a preposition."""
NEARLY_ALWAYS = 0.85

_PLACE = re.compile(
    r"(?<![\w’'])(?:(de|que)|(à|dans|sur|sous|par|et|contre|entre)|([^\W\d_]{2,20}(?:ant|er|ir)))"
    r"\s(?:[‘’'\"{\[!|/] ?)?([aàâeéèêiîoôuûœhAÀÂEÉÈÊIÎOÔUÛŒH][^\W\d_]{2,30})(?![\w’'])"
)
_FULL = frozenset(("une", "onze", "onzième", "oui", "ouistiti", "ouagadougou"))
"""Words that begin with a vowel and elide nothing, or stand after a full "de"."""
_NO_VERBS = frozenset(("voir", "premier", "dernier", "particulier", "régulier", "entier", "avenir", "hier"))


class Elided(NamedTuple):
    article: int
    preposition: int
    all: int


@cache
def elisions(language: str) -> dict[str, Elided]:
    """The words of a language with their counts; empty where it has no file."""
    path = FOLDER / f"elisions.{language}.txt"
    found: dict[str, Elided] = {}
    for line, row in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else (), 1):
        if row.startswith("#"):
            continue
        cells = row.split()
        if len(cells) != 4 or cells[0] in found or not all(cell.isdigit() for cell in cells[1:]):
            raise LexiconError(f"is no word with three counts: {row!r}", place=f"lexicons/{path.name}:{line}", hint="word, count after l’, after d’, of all")
        found[cells[0]] = Elided(*map(int, cells[1:]))
    return found


def elision_edits(text: str, language: str) -> list[Edit]:
    """Articles and prepositions that a scan lost before a vowel, in a text known to be damaged.

    >>> [(e.replacement, e.confidence) for e in elision_edits("les organes de Union et, soulignant importance de autres accords", "fr")]
    [('l’Union', 0.85), ('l’importance', 0.75), ('d’autres', 0.7)]
    """
    words = elisions(language)
    edits: list[Edit] = []
    at = 0
    while words and (match := _PLACE.search(text, at)):
        at = match.start(4)
        word = match[4]
        known = words.get(word.lower())
        if known is None:
            if match[1] == "de" and word.islower() and word[0] != "h" and word not in _FULL and vocabulary(language).count(word) >= 20:
                edits.append(Edit(match.start(1), match.end(4), f"d’{word}", RULE, 0.7))
                at = match.end(4)
            continue
        share = known.article / known.all
        start = match.end(4) - len(word)
        mark = match.end() - len(word) - 1
        first = mark if mark > match.start() and not text[mark].isspace() and not text[mark].isalpha() else start
        if match[1] == "de" and known.article < known.preposition and share < MOSTLY:
            edits.append(Edit(match.start(1), match.end(4), f"d’{word}", RULE, 0.7))
        elif match[1] or (match[2] and share >= MOSTLY):
            edits.append(Edit(first, match.end(4), f"l’{word}", RULE, 0.85 if match[1] else 0.8))
        elif match[3] and share >= NEARLY_ALWAYS and match[3].lower() not in _NO_VERBS:
            edits.append(Edit(first, match.end(4), f"l’{word}", RULE, 0.75))
        at = match.end(4)
    return edits
