"""Wording reused from an earlier instrument without naming it: derivations of basis `restated`.

What goes in: statements of all instruments in one language, with the possible days of their adoption. What comes out: for each statement the
earlier statements whose wording it reuses, with a score. This module must not know RDF, files or citations.

A statement is the set of its word shingles (runs of `SIZE` words; Broder 1997, "On the resemblance and containment of documents"). Candidates share
at least two of their `KEYS` rarest shingles, which keeps the work near-linear: a shingle that stands in very many statements is a drafting formula
("Decides to remain seized of the matter") and no key. The score is the share of the shorter statement's shingles that the other has too.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from zlib import crc32

from graph_builder.values import dataclass

SIZE = 4
KEYS = 12
LEAST_WORDS = 14
"""Shorter statements are formulas as often as not."""
LEAST_SCORE = 0.6
COMMON = 40
"""A shingle in more statements than this is a formula."""
LEAST_IN_SERIES = 8
"""Words of a statement that is looked for in the text that its own continues: there a short one recurs by no accident."""
LEAST_LIKENESS = 0.5
"""Least share of all shingles of both that such a pair has in common (Dice): a short statement inside a long one of another matter is no recurrence."""
MOST = 1
"""Grounds given for each statement: the best; the earliest of equals, since later ones reuse it too."""

_WORD = re.compile(r"[\w’'-]+")
_CJK = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A statement as compared. `first`/`last`: possible days of adoption (ISO), empty where unknown."""

    statement: str
    instrument: str
    words: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """`statement` reuses the wording of `ground`; `score` from 0 to 1."""

    statement: str
    ground: str
    score: float
    rule: str = "restated.shingles"


def shingles(words: str) -> array[int]:
    """Sorted distinct hashes of the word runs (character runs in Chinese, which writes no blanks). Figures are left out: years and numbers
    change in wording that is reused."""
    text = words.lower()
    tokens = [c for c in text if _CJK.match(c)] if _CJK.search(text) else [t for t in _WORD.findall(text) if not t.isdigit()]
    return array("L", sorted({crc32(" ".join(tokens[k : k + SIZE]).encode()) for k in range(len(tokens) - SIZE + 1)}))


def restated(phrases: Sequence[Phrase]) -> list[Reuse]:
    """Reuses among `phrases`, sorted by statement. Only an instrument adopted certainly earlier is a ground."""
    kept = [(phrase, found) for phrase in phrases if phrase.first and len(found := shingles(phrase.words)) >= LEAST_WORDS - SIZE + 1]
    kept.sort(key=lambda item: (item[0].first, item[0].statement))
    frequency: Counter[int] = Counter()
    for _, found in kept:
        frequency.update(found)
    index: dict[int, list[int]] = defaultdict(list)
    reuses: list[Reuse] = []
    for n, (phrase, found) in enumerate(kept):
        keys = sorted((h for h in found if 1 < frequency[h] <= COMMON), key=lambda h: (frequency[h], h))[:KEYS]
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(index.get(key, ()))
        ranked: list[tuple[float, int]] = []
        own = set(found)
        for other, times in shared.items():
            earlier, theirs = kept[other]
            if times < 2 or earlier.instrument == phrase.instrument or not earlier.last < phrase.first:
                continue
            score = sum(h in own for h in theirs) / min(len(own), len(theirs))
            if score >= LEAST_SCORE:
                ranked.append((-round(score, 3), other))
        reuses += [Reuse(phrase.statement, kept[other][0].statement, -negative) for negative, other in sorted(ranked)[:MOST]]
        for key in keys:
            index[key].append(n)
    return sorted(reuses, key=lambda reuse: (reuse.statement, reuse.ground))


def recurring(before: Sequence[Phrase], after: Sequence[Phrase]) -> list[Reuse]:
    """The statements of `after` that recur from `before`, the text it continues: pairs of one with one, the likeliest first. Formulas count here."""
    old, new = ([(phrase, shingles(phrase.words)) for phrase in side] for side in (before, after))
    least = LEAST_IN_SERIES - SIZE + 1
    ranked: list[tuple[float, int, int, float]] = []
    for i, (_, theirs) in enumerate(old):
        own = set(theirs)
        for j, (_, found) in enumerate(new):
            if min(len(own), len(found)) >= least:
                common = sum(h in own for h in found)
                likeness = 2 * common / (len(own) + len(found))
                if likeness >= LEAST_LIKENESS and common / min(len(own), len(found)) >= LEAST_SCORE:
                    ranked.append((-round(likeness, 3), i, j, round(common / min(len(own), len(found)), 3)))
    # of equally like ones the pair of like place: a paragraph keeps its place more often than not
    ranked.sort(key=lambda pair: (pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]))
    used_old: set[int] = set()
    pairs: dict[int, Reuse] = {}
    for _, i, j, score in ranked:
        if i not in used_old and j not in pairs:
            used_old.add(i)
            pairs[j] = Reuse(new[j][0].statement, old[i][0].statement, score, "restated.series")
    return [pairs[j] for j in sorted(pairs)]
