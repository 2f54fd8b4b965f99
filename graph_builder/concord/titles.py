"""Whether two titles name one instrument: two ways of writing it, or two instruments of like name.

What goes in: two titles of one language. What comes out: the rule by which they are one, with the likeness of their letters; None where they are not, or
nobody can say. A wrong merge is worse than two names, so what differs must be explained word by word. This module must not know works, RDF or files.

Words are folded (case, accents, hyphens, endings), small ones left out, and spellings of one word made one, by `lexicons/title_words.csv`. Titles that
differ in year, number, kind of instrument ("Protocol" and "Protocols" are two kinds), or a word that sets apart ("Second", "Additional", "Regional",
"non") are never one. The rules, the surest first:

    same-words    the same words; in another order where there are enough
    letters       the same letters, otherwise parted into words
    abbreviation  the same words once capitals are spelt out: "IDPs", "Internally Displaced Persons"
    misspelt      one long word differs by a letter or two, and no other title has it
    echo          a word more that only repeats another of the title: "African … in Africa"
    added-word    one word more within a long title
    subtitle      a long title that the other carries on
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph_builder.annotate.citations.nouns import lexicon
from graph_builder.annotate.citations.tokens import Tokens, plain, words
from graph_builder.lexicons import split, table

COLUMNS = ("id", "language", "role", "words", "example")
RULES = ("same-words", "letters", "abbreviation", "misspelt", "echo", "added-word", "subtitle")
"""The surest first."""
LEAST_UNDATED = 5
"""Content words that a title without a year must have to be the one that has one: "London Declaration" is of 2014 or of 2018."""
LEAST_SHORT, LIKE = 3, 0.8
"""Titles of fewer content words must be as like as this in their letters."""
LEAST_LONG = 8
"""Content words in common where one more may stand within."""
LEAST_BEFORE_SUBTITLE = 6
STEM = 5
"""Letters in common at which a word repeats another: "African", "Africa"."""
_HAN = re.compile(r"[㐀-鿿]")
_YEAR_FIRST = re.compile(r"^((?:18|19|20)\d\d)\s+(?=\D)")
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_NOT_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Name:
    """A title as it is compared. `words`: its content words, folded, in order; `kinds`: kinds of instrument in it, with their number."""

    text: str
    language: str
    year: int | None
    words: tuple[str, ...]
    kinds: Mapping[str, int]
    numbers: Mapping[str, int]
    apart: frozenset[str]

    @property
    def weight(self) -> int:
        """Content words, kinds of instrument not counted; two characters count as one word."""
        return (len(self.words) // 2 if self.language == "zh" else len(self.words)) - sum(self.kinds.values())


@cache
def _table(language: str) -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    """Small words, word -> the first of those it is one with, words that set apart; all folded."""
    small: set[str] = set()
    same: dict[str, str] = {}
    apart: set[str] = set()
    for row in table("title_words.csv", COLUMNS):
        if row["language"] != language:
            continue
        folded = [word if language == "zh" else "".join(words(word, language)) for word in split(row["words"])]
        if row["role"] == "small":
            small.update(folded)
        elif row["role"] == "same":
            same.update(dict.fromkeys(folded, folded[0]))
        else:
            apart.update(folded)
    return frozenset(small), same, frozenset(apart)


def read(text: str, language: str, year: int | None = None) -> Name:
    """A title as it is compared. A year that opens the title is its year: "2015 Madrid Guiding Principles"."""
    text = " ".join(text.split())
    opening = _YEAR_FIRST.match(text)
    if opening is not None and year in (None, int(opening[1])):
        year, text = int(opening[1]), text[opening.end() :]
    small, same, apart = _table(language)
    if language == "zh":
        folded, set_apart = _han(text, small, same, apart)
    else:
        found = [same.get(word, word) for word in words(text, language)]
        set_apart = frozenset(found) & apart
        folded = [word for word in found if word not in small]
    once = tuple(word for k, word in enumerate(folded) if k == 0 or folded[k - 1] != word)
    numbers = Counter(word for word in once if word.isdigit()) + Counter(m for m in re.findall(r"\w+", text) if _ROMAN.fullmatch(m))
    return Name(text, language, year, once, _kinds(text, language), numbers, set_apart)


def _han(text: str, small: frozenset[str], same: dict[str, str], apart: frozenset[str]) -> tuple[list[str], frozenset[str]]:
    for word in sorted(same, key=lambda w: (-len(w), w)):
        text = text.replace(word, same[word])
    set_apart = frozenset(word for word in apart if word in text)
    for word in sorted(small, key=lambda w: (-len(w), w)):
        text = text.replace(word, "")
    return list(words(text, "zh")), set_apart


def _kinds(text: str, language: str) -> Counter[str]:
    tokens, known = Tokens(text, language), lexicon(language)
    found: Counter[str] = Counter()
    for hit, lexeme in known.find(tokens):
        if lexeme.type == "noun":
            plural = lexeme.number == "plural" or plain(text[hit.start : hit.end]) in known.plurals
            found[f"{lexeme.value}{'+' if plural else ''}"] += 1
    return found


def likeness(left: Name, right: Name) -> float:
    """Likeness of the letters of two titles, 0 to 1, whatever the order of their words."""
    return round(fuzz.token_sort_ratio(left.text.casefold(), right.text.casefold()) / 100, 3)


def compare(left: Name, right: Name, places: Container[str] = (), often: Mapping[str, int] | None = None) -> str | None:
    """The rule by which two titles name one instrument, or None. `places`: folded words of the names of States; `often`: in how many titles a word stands."""
    if left.language != right.language or not left.words or not right.words:
        return None
    if left.year is not None and right.year is not None and left.year != right.year:
        return None
    short, long = sorted((left, right), key=lambda name: (len(name.words), name.words, name.text))
    if short.kinds != long.kinds or short.numbers != long.numbers or short.apart != long.apart:
        return None
    if (left.year is None) != (right.year is None) and short.weight < (LEAST_UNDATED - 1 if short.words == long.words else LEAST_UNDATED):
        return None
    if short.weight < LEAST_SHORT and likeness(left, right) < LIKE:
        return None  # so few words mean something else with another small word: "Accord politique", "Accord concernant la politique"
    if short.words == long.words or (sorted(short.words) == sorted(long.words) and short.weight >= LEAST_UNDATED - 1):
        return "same-words"
    if _letters(short) == _letters(long):
        return "letters"
    if short.language != "zh" and _spelt(left, right) == _spelt(right, left):
        return "abbreviation"
    if short.language == "zh":
        return None  # characters are no words: what one more or other means cannot be seen
    if _misspelt(short, long, places, often or {}):
        return "misspelt"
    if _echo(short, long):
        return "echo"
    if _added(short, long, places):
        return "added-word"
    return "subtitle" if _carried_on(short, long, places) else None


def _letters(name: Name) -> str:
    return "".join(name.words)


def _spelt(name: Name, other: Name) -> tuple[str, ...]:
    """Content words of a title, its capitals spelt out where the other title has words with these initials."""
    small, same, _ = _table(name.language)
    theirs = [word for word in re.findall(r"\w+", other.text) if plain(word) not in small]
    out: list[str] = []
    for word in re.findall(r"\w+", name.text.replace("-", "")):
        capitals = re.fullmatch(r"([A-ZА-Я]{2,6})s?", word)
        full: list[str] = []
        if capitals is not None:
            length = len(capitals[1])
            full = next(
                (theirs[k : k + length] for k in range(len(theirs) - length + 1) if "".join(w[0] for w in theirs[k : k + length]).upper() == capitals[1]), []
            )
        folded = [same.get(w, w) for part in full or [word] for w in words(part, name.language)]
        out += [w for w in folded if w not in small]
    return tuple(w for k, w in enumerate(out) if k == 0 or out[k - 1] != w)


def _misspelt(short: Name, long: Name, places: Container[str], often: Mapping[str, int]) -> bool:
    if len(short.words) != len(long.words) or short.weight < LEAST_UNDATED - 1:
        return False
    differing = [(a, b) for a, b in zip(short.words, long.words, strict=True) if a != b]
    if len(differing) != 1:
        return False
    (one, other) = differing[0]
    if min(len(one), len(other)) < STEM + 1 or one in places or other in places or one.isdigit():
        return False
    rare = min(often.get(one, 1), often.get(other, 1)) <= 1 < max(often.get(one, 1), often.get(other, 1))
    return rare and OSA.distance(one, other) <= (2 if min(len(one), len(other)) >= 10 else 1)


def _echo(short: Name, long: Name) -> bool:
    """Every word that one title alone has only repeats another word of it."""
    ours, theirs = Counter(short.words), Counter(long.words)
    common = ours & theirs
    if sum(common.values()) < LEAST_UNDATED:
        return False
    stems = {word[:STEM] for word in common if len(word) >= STEM}
    return all(len(word) >= STEM and word[:STEM] in stems for word in ((ours - theirs) + (theirs - ours)))


def _added(short: Name, long: Name, places: Container[str]) -> bool:
    if len(long.words) != len(short.words) + 1 or short.weight < LEAST_LONG:
        return False
    at = next((k for k, word in enumerate(short.words) if word != long.words[k]), len(short.words))
    word = long.words[at]
    if short.words[at:] != long.words[at + 1 :] or at in (0, len(short.words)) or word in places or word.isdigit():
        return False
    opening = read(" ".join(long.text.split()[: at + 1]), long.language)
    return bool(opening.kinds)  # before the kind of instrument a word says whose it is


def _carried_on(short: Name, long: Name, places: Container[str]) -> bool:
    if long.words[: len(short.words)] != short.words or short.weight < LEAST_BEFORE_SUBTITLE or any(kind.startswith("protocol") for kind in short.kinds):
        return False
    return not any(word in places or word.isdigit() for word in long.words[len(short.words) :])


__all__ = ["COLUMNS", "RULES", "Name", "compare", "likeness", "read"]
