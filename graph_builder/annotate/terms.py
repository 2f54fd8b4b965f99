"""Finds the terms of a lexicon in a text, all of them in one pass.

What goes in: terms with a payload each, and a text. What comes out: where they stand, whole words in languages that set words apart
(`lexicons/matching.csv` says which, and what may be written together with a word). A term is compared folded (see `folding`); `*` at the end of
a word of it stands for any ending, `+` for one of at most four letters. This module must not know what the terms mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from graph_builder.annotate.alternatives import automaton
from graph_builder.annotate.folding import Folded, fold
from graph_builder.lexicons import split, table

P = TypeVar("P")
_OPEN = re.compile(r"[*+]")
_PLACE = itemgetter(1, 2)


@dataclass(frozen=True)
class Script:
    """How a language sets its words apart."""

    spaced: bool = True
    bare: frozenset[str] = frozenset({""})
    """What may be written together before a word without an article."""
    with_article: frozenset[str] = frozenset()
    """The same, closed by the article; empty where no article is joined to its noun."""
    articles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    """Endings of inflected names, the longest first."""

    def inflected(self, name: str) -> str:
        """A name as a term that all its cases fit.

        >>> script("ru").inflected("Совет Безопасности"), script("de").inflected("Ständiger Rat"), script("en").inflected("Security Council")
        ('Совет+ Безопасност+', 'Ständig+ Rat+', 'Security Council')
        """
        return " ".join(map(self._open, name.split(" "))) if self.endings else name

    def _open(self, word: str) -> str:
        if len(word) < 3 or word.isupper() or not word[-1].isalpha():
            return word
        for _ in range(2):
            ending = next((e for e in self.endings if word.endswith(e) and len(word) - len(e) >= 3), "")
            word = word[: len(word) - len(ending)]
        return word + "+"


@cache
def script(language: str) -> Script:
    """The row of `language` in `matching.csv`; one for words set apart by blanks where there is none."""
    row = next((r for r in table("matching.csv", ("id", "spaced", "proclitics", "article", "endings")) if r.id == language), None)
    if row is None:
        return Script()
    clitics = split(row["proclitics"])
    articles = split(row["article"])
    bare = {""} | {"".join(p) for n in (1, 2, 3) for p in permutations(clitics, n)}
    endings = tuple(sorted(split(row["endings"]), key=lambda e: (-len(e), e)))
    return Script(row["spaced"] == "yes", frozenset(bare), frozenset(b + a for b in bare for a in articles), articles, endings)


class _Term(NamedTuple, Generic[P]):
    payload: P
    tail: re.Pattern[str] | None
    """What must follow the literal that is searched for, where the term has open endings."""
    article: bool
    """The term has its language's joined article, which the literal leaves out."""


class Terms(Generic[P]):
    """An automaton over the terms of one language.

    >>> found = Terms("en", [("drug*", 1), ("drug trafficking", 2)]).find(fold("Drug trafficking, drugs; a drugstore"))
    >>> found
    [(0, 4, 1), (0, 16, 2), (18, 23, 1), (27, 36, 1)]
    """

    def __init__(self, language: str, terms: Iterable[tuple[str, P]]):
        self.script = script(language)
        self.by_literal: list[list[_Term[P]]] = []
        literals: dict[str, int] = {}
        for term, payload in terms:
            literal, tail, article = self._parts(fold(term).text)
            k = literals.setdefault(literal, len(literals))
            if k == len(self.by_literal):
                self.by_literal.append([])
            self.by_literal[k].append(_Term(payload, tail, article))
        self.whole = [None if any(term.tail for term in row) else tuple(term.payload for term in row) for row in self.by_literal]
        """By literal, what it stands for where it is the whole of each of its terms."""
        self.automaton = automaton(list(literals))

    def _parts(self, term: str) -> tuple[str, re.Pattern[str] | None, bool]:
        article = next((a for a in self.script.articles[:1] if term.startswith(a)), "")
        term = term[len(article) :]
        open_at = _OPEN.search(term)
        if open_at is None:
            return term, None, bool(article)
        pattern = "".join({"*": r"\w*", "+": r"\w{0,4}"}.get(c) or re.escape(c) for c in term[open_at.start() :])
        return term[: open_at.start()], re.compile(pattern), bool(article)

    def find(self, text: Folded) -> list[tuple[int, int, P]]:
        """All terms met, as (start, end, payload) in folded positions, those inside or across others too, in the order of the text."""
        if self.automaton is None:
            return []
        low, size = text.text, len(text.text)
        spaced = self.script.spaced
        rows = self.by_literal
        met = self.automaton.find_matches_as_indexes(low, overlapping=True)
        if self.script.articles:
            return self._joined(low, met)
        if spaced:
            met = [m for m in met if not m[1] or not ((before := low[m[1] - 1]).isalnum() or before == "_")]
        met.sort(key=_PLACE)
        found: list[tuple[int, int, P]] = []
        whole = self.whole
        for k, start, end in met:
            closed = not spaced or end >= size or not low[end].isalnum() or not low[end - 1].isalnum()
            if (payloads := whole[k]) is not None:  # most literals: no term of theirs has an open ending
                if closed:
                    for payload in payloads:
                        found.append((start, end, payload))
                continue
            for payload, tail, _ in rows[k]:
                if tail is None:
                    if closed:
                        found.append((start, end, payload))
                elif (rest := tail.match(low, end)) is not None:
                    last = rest.end()
                    if not spaced or last >= size or not low[last].isalnum() or not low[last - 1].isalnum():
                        found.append((start, last, payload))
        return found

    def _joined(self, low: str, met: list[tuple[int, int, int]]) -> list[tuple[int, int, P]]:
        """The same in a language that writes articles and other small words together with the word after them."""
        spaced, size = self.script.spaced, len(low)
        rows = self.by_literal
        found: list[tuple[int, int, P]] = []
        for k, start, end in sorted(met, key=_PLACE):
            first = start
            while first and low[first - 1].isalnum():
                first -= 1
                if start - first > 6:
                    break
            prefix = low[first:start]
            for payload, tail, article in rows[k]:
                if prefix not in (self.script.with_article if article else self.script.bare):
                    continue
                last = end
                if tail is not None:
                    rest = tail.match(low, end)
                    if rest is None:
                        continue
                    last = rest.end()
                if spaced and last < size and low[last].isalnum() and low[last - 1].isalnum():
                    continue
                found.append((start - len(self._article(prefix)) if article else start, last, payload))
        return found

    def _article(self, prefix: str) -> str:
        """The letters of `prefix` that belong to the term as written: its article, not what is joined before it."""
        return next((a for a in self.script.articles if prefix.endswith(a)), "")
