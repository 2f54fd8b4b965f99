"""Repairs words of a bad scan: a word the vocabulary does not know becomes the one known word that accents and confusions lead to.

What goes in: text, its language and vocabulary. What comes out: edits, sorted, not overlapping; a figure of how damaged a text is.
Rows: `lexicons/ocr_confusions.csv`. This module must not know documents.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import filterfalse
from math import log10
from typing import NamedTuple

from graph_builder.lexicons import table
from graph_builder.model import Edit
from graph_builder.text.language import small_words
from graph_builder.text.letters import characters, runs
from graph_builder.text.vocabulary import skeleton, vocabulary

COLUMNS = ("id", "language", "from", "to", "confidence", "example", "expected")
LATIN = ("en", "fr", "es", "de", "it")

COMMON = 1000
"""Count from which a word is one of the most usual of its language."""

ACCENT = "ocr.accent"
SPLIT = "ocr.lost-blank"
JOIN = "ocr.blank-inside"
ONE_LETTER = "ocr.one-letter"

_CHUNK = re.compile(r"\S+")
_PART = re.compile(r"[^’'\-‐/]+")
_STRIP = ".,;:()[]«»“”\"‘’'!?…–—*_<>#{}"


class Confusion(NamedTuple):
    id: str
    seen: str
    meant: str
    confidence: float


class Repair(NamedTuple):
    word: str
    rule: str
    confidence: float


@cache
def confusions(language: str) -> tuple[Confusion, ...]:
    """The rows that may apply to a language; `roman` and `digits` are kinds of their own."""
    kinds = (language,) if language in ("roman", "digits") else (("*", language) if language in LATIN else (language,))
    return tuple(
        Confusion(row.id, row["from"], row["to"], float(row["confidence"])) for row in table("ocr_confusions.csv", COLUMNS) if row["language"] in kinds
    )


class Repairer:
    """Repairs single words of one language; remembers those it has seen (a pure function with a memory)."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = vocabulary(language)
        self.rows = confusions(language)
        self.small = small_words(language)
        self._letters = "".join(sorted({ch for known in list(self.words.counts)[:2000] for ch in known if ch.isalpha()}))
        self._seen: dict[str, Repair | None] = {}

    def known(self, word: str) -> bool:
        """Whether a word as printed needs no repair: the vocabulary knows it, and knows no far more usual word with accents."""
        low = word.lower()
        return low in self.words and not self._weak(low)

    def _weak(self, low: str) -> bool:
        """A form that is seen but is far less usual than the same letters with accents ("general" in French)."""
        if not low.isascii() or len(low) < 4 or self.language == "en":
            return False
        best = self.words.by_skeleton.get(low, (low,))[0]
        return best != low and self.words.count(best) >= 25 * self.words.count(low)

    def repair(self, word: str) -> Repair | None:
        """The word meant, in the same capitals; None where no known word is near enough, or two are.

        >>> Repairer("fr").repair("étrangéres"), Repairer("fr").repair("réle").word, Repairer("fr").repair("Strasbourg")
        (Repair(word='étrangères', rule='ocr.accent', confidence=0.97), 'rôle', None)
        """
        if word not in self._seen:
            self._seen[word] = self._repair(word)
        return self._seen[word]

    def _repair(self, word: str) -> Repair | None:
        if len(word) < 2 or len(word) > 40 or not self.words.counts:
            return None
        best: dict[str, tuple[float, str, str]] = {}
        self._reach(word, 1.0, ACCENT, best)
        if not best or max(score for score, _, _ in best.values()) < 0.8:
            ones = self._step(word)
            for changed, confidence, rule in ones:
                self._reach(changed, confidence, rule, best)
            if not best and len(word) >= 6:
                for changed, confidence, rule in ones[:80]:
                    for again, second, _ in self._step(changed)[:80]:
                        self._reach(again, confidence * second * 0.9, rule, best)
            if not best and len(word) >= 7 and word.islower() and word.isalpha() and not self.words.plausible(word):
                self._near(word, best)
        best.pop(word.lower(), None)
        if not best:
            return None
        ranked = sorted(best, key=lambda w: (-best[w][0], -self.words.count(w), w))
        first = ranked[0]
        score, rule, model = best[first]
        if score < self._needed(first):
            return None
        if len(ranked) > 1:
            other = ranked[1]
            near = best[other][0] >= 0.93 * score
            if near and self.words.count(other) * 6 > self.words.count(first):
                if self.words.count(first) * 6 > self.words.count(other):
                    return None
                first = other
                score, rule, model = best[other]
        # a capital that was a misread small letter ("Iorsque") goes with it
        return Repair(_cased(word if word.isupper() or rule == ACCENT else model, first), rule, round(score, 3))

    def _needed(self, word: str) -> float:
        """The confidence a repair needs: a short word is met by chance, unless it is one of the most usual."""
        if len(word) <= 3:
            return 0.72 if len(word) == 3 and self.words.count(word) >= COMMON else 0.8
        return 0.66 if len(word) <= 5 else 0.5

    def _reach(self, word: str, confidence: float, rule: str, best: dict[str, tuple[float, str, str]]) -> None:
        """Known words with the letters of `word`, accents apart."""
        head, mark, low = "", "", word.lower()
        if "’" in low:
            head, mark, low = low.partition("’")
            if not low or low[0] not in "aàâeéèêëiîïoôuùûhyœ" or len(low) < 3:
                return
        for known in self.words.by_skeleton.get(skeleton(low), ()):
            if mark and self.words.count(known) < 5:
                continue
            changed = sum(1 for a, b in zip(low, known, strict=False) if a != b) if len(low) == len(known) else 1
            # an accent that is there is seldom wrong in kind, save the ones scans are known to take for another
            usual = min(1.0, 0.8 + 0.05 * log10(self.words.count(known) + 1))
            # scans take è and ê for é, never the other way round: a word with è that is not known is a rare word, not a damaged one
            odd = len(low) == len(known) and any(a != b and not a.isascii() and a not in "éáíœ" for a, b in zip(low, known, strict=False))
            score = (0.5 if odd else 1.0) * confidence * 0.97**changed * (1.0 if rule == ACCENT else usual if known == low else 0.88 * usual)
            target = head + mark + known
            if target not in best or best[target][0] < score:
                best[target] = (score, rule, word)

    def _near(self, word: str, best: dict[str, tuple[float, str, str]]) -> None:
        """Known usual words one letter away from a long word: one too many, one missing, one wrong."""
        letters = self._letters
        for at in range(1, len(word) - 2):  # the end of a word is its inflection: another form, not a slip
            head, tail = word[:at], word[at:]
            for changed in (head + tail[1:], *(head + ch + tail[1:] for ch in letters), *(head + ch + tail for ch in letters)):
                if self.words.count(changed) >= 20 and changed != word:
                    best.setdefault(changed, (0.55, ONE_LETTER, word))

    def _step(self, word: str) -> list[tuple[str, float, str]]:
        """The word with one confusion undone, at each place it may have happened."""
        capitals = word.isupper() and len(word) > 2
        base = word.lower() if capitals else word
        found = []
        for row in self.rows:
            if row.meant.endswith("’"):
                if base.startswith(row.seen):
                    found.append((row.meant + base[len(row.seen) :], row.confidence, row.id))
                continue
            at = base.find(row.seen)
            while at >= 0:
                found.append((base[:at] + row.meant + base[at + len(row.seen) :], row.confidence, row.id))
                at = base.find(row.seen, at + 1)
        found.sort(key=lambda item: (-item[1], item[0]))
        return found

    def plain(self, word: str) -> bool:
        """Whether lost accents, one confusion or a lost blank explain a word: the cheap question, asked to judge a text."""
        best: dict[str, tuple[float, str, str]] = {}
        self._reach(word, 1.0, ACCENT, best)
        for changed, confidence, rule in () if best else self._step(word):
            self._reach(changed, confidence, rule, best)
            if best:
                break
        return bool(best) or self.split(word) is not None

    def split(self, word: str) -> Repair | None:
        """Two words that lost the blank between them: one of them a small word of the language.

        >>> Repairer("fr").split("dela"), Repairer("en").split("ofthe").word
        (Repair(word='de la', rule='ocr.lost-blank', confidence=0.8), 'of the')
        """
        low = word.lower()
        if len(low) < 4 or not low.isalpha():
            return None
        for at in range(len(low) - 2, 1, -1):
            left, right = low[:at], low[at:]
            if (left in self.small and (right in self.small or (len(right) >= 5 and self.words.count(right) >= 100))) or (
                right in self.small and len(right) >= 2 and len(left) >= 5 and self.words.count(left) >= 100
            ):
                return Repair(f"{word[:at]} {word[at:]}", SPLIT, 0.8)
        return None


@cache
def repairer(language: str) -> Repairer:
    return Repairer(language)


def _cased(model: str, word: str) -> str:
    letters = [ch for ch in model if ch.isalpha()]
    head, mark, tail = word.partition("’")
    if mark and not model.isupper() and tail and model[-len(tail) :][:1].isupper():
        return f"{head}{mark}{tail[0].upper()}{tail[1:]}"
    if len(letters) > 1 and all(ch.isupper() for ch in letters):
        return word.upper()
    if letters and letters[0].isupper() and model[0].isalpha() and (len(letters) == 1 or not letters[1].isupper()) and "’" not in word:
        return word[0].upper() + word[1:]
    return word


SAMPLE = 12_000
"""Code points that say whether a text is damaged; a longer one is looked at in three places."""
DAMAGED = 0.004
"""Share of spoiled words from which a text is treated as a bad scan."""

_SIGNS = re.compile(
    r"[^\W\d_][|¢}{][^\W\d_]|[^\W\d_]› ?[^\W\d_]|\{[a-z(]|\([©€£]\)|[a-z]\}| [@&] "
    r"|(?<!\S)‘[^\W\d_]{2,30}[ ,.;](?![^\n’']{0,200}['’](?:[ .,;)\n]|\Z))"
)
_ELIDED = re.compile(r"(?<![^\W_])[I1|!\]][’'](?=[aeéiouhAEÉIOUH])")


def _count_signs(text: str, characters: frozenset[str]) -> int:
    """Signs that only a scan leaves: letters read as brackets and bars, stray opening marks, articles read as figures. `characters`: those it may have."""
    count = 0
    if not characters.isdisjoint("|¢}{›©€£@&‘"):
        count += sum(1 for _ in _SIGNS.finditer(text))
    if any(characters.issuperset(sign) and sign in text for sign in ("I’", "1’", "|’", "!’", "]’", "I'", "1'", "|'", "!'", "]'")):
        count += sum(1 for _ in _ELIDED.finditer(text))
    return count


def damage(text: str, language: str) -> float:
    """Share of words that a scan has spoiled: the vocabulary does not know them, and a confusion or a lost accent explains them.

    0 where it is below `DAMAGED` in any case.
    """
    fix = repairer(language)
    if not fix.words.counts:
        return 0.0
    third = SAMPLE // 3
    sample = text if len(text) <= SAMPLE else text[:third] + text[len(text) // 2 : len(text) // 2 + third] + text[-third:]
    words = Counter(runs(sample))
    total = sum([n for word, n in words.items() if len(word) > 2])
    if not total:
        return 0.0
    counts = fix.words.counts
    unknown = [
        (word, words[word]) for word in filterfalse(counts.__contains__, words) if len(word) > 3 and not word[0].isupper() and word.lower() not in counts
    ]
    spoiled = _count_signs(sample, characters(text))
    if sum(n for _, n in unknown) + spoiled < DAMAGED * total:
        return 0.0
    # the more of them there are the less each one matters: a bound on the time of a text in unknown words
    tried = unknown[:80]
    spoiled_words = sum(n for word, n in tried if fix.plain(word))
    return (spoiled + spoiled_words * len(unknown) / max(1, len(tried))) / total


def word_edits(text: str, language: str) -> list[Edit]:
    """Edits of the words of a damaged text."""
    fix = repairer(language)
    edits: list[Edit] = []
    if not fix.words.counts:
        return edits
    for chunk in _CHUNK.finditer(text):
        token = chunk[0]
        if token.isdigit() or len(token) == 1:
            continue
        core = token.strip(_STRIP)
        if core.isalpha() and fix.known(core) and (core == token or not _odd(token, core)):
            continue
        offset = chunk.start()
        whole = _whole(fix, token, core)
        if whole is not None:
            start, end, repair = whole
            edits.append(Edit(offset + start, offset + end, repair.word, repair.rule, repair.confidence))
            continue
        left = token.find(core) if core else 0
        for part in _PART.finditer(core):
            edit = _part(fix, part[0], offset + left + part.start())
            if edit:
                edits.append(edit)
    return _joined(text, fix, edits)


def _odd(token: str, core: str) -> bool:
    """A sign at the end of a word that is no punctuation there: `al}`, `(o` without its other bracket."""
    return any(ch in token for ch in "}{") or (token.startswith("(") and ")" not in token and len(core) <= 2)


def _whole(fix: Repairer, token: str, core: str) -> tuple[int, int, Repair] | None:
    """A word whose first or last letter became a sign."""
    for end in range(len(token), len(core), -1):
        body = token[:end]
        if body[-1] in "}|!" and body[:-1].isalpha() and (body[-1] == "}" or not fix.known(body[:-1])):
            repair = fix.repair(body)
            if repair and fix.words.count(repair.word.lower()) > 20 * fix.words.count(body[:-1].lower()):
                return 0, end, repair
    if token.startswith("(") and ")" not in token and core.isalpha() and fix.words.count(core.lower()) < 1000 and len(core) <= 2:
        repair = fix.repair("(" + core)
        if repair:
            return 0, token.find(core) + len(core), repair
    return None


def _part(fix: Repairer, part: str, start: int) -> Edit | None:
    """One word, without the punctuation and quotation marks around it."""
    core = part.strip(_STRIP)
    if len(core) < 2 or not any(ch.isalpha() for ch in core) or fix.known(core):
        return None
    start += part.find(core)
    letters = sum(ch.isalpha() for ch in core)
    if letters * 2 < len(core) or (core.isupper() and letters <= 4 and core.isalpha()):
        return None  # numbers, symbols, acronyms
    repair = fix.repair(core)
    if repair is None or (repair.rule == ACCENT and len(core) <= 5):
        repair = fix.split(core) or repair
    if repair is None or repair.word == core:
        return None
    return Edit(start, start + len(core), repair.word, repair.rule, repair.confidence)


_TWO = re.compile(r"(?<![^\W_’'-])([^\W\d_]{1,20}) ([^\W\d_]{2,20})(?![\w’'-])")


def _joined(text: str, fix: Repairer, edits: list[Edit]) -> list[Edit]:
    """Adds words with a blank inside: two pieces of which one is no word, that together are one."""
    taken = sorted(edits)
    starts = {edit.start: edit for edit in taken}
    found: list[Edit] = []
    at = 0
    while match := _TWO.search(text, at):
        at = match.start(2)
        left, right = match[1], match[2]
        joined = (left + right).lower()
        if fix.words.count(joined) < 5 or len(joined) < 5 or right[0].isupper():
            continue
        if fix.known(left) and fix.known(right):
            continue
        if found and match.start() < found[-1].end:
            continue
        for key in (match.start(1), match.start(2)):
            starts.pop(key, None)
        found.append(
            Edit(
                match.start(),
                match.end(),
                joined.upper() if match[0].replace(" ", "").isupper() else joined.capitalize() if left[0].isupper() else joined,
                JOIN,
                0.85,
            )
        )
    merged = sorted([*starts.values(), *found])
    out: list[Edit] = []
    for edit in merged:
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out


_ROMAN = re.compile(r"(?<=\d )\(([XVILxvilfDTY1|!]{2,8})\)|(?<=\d\()([XVILxvilfDTY1|!]{2,8})\)")
_ROMAN_RIGHT = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})\Z")


def roman_edits(text: str) -> list[Edit]:
    """Session numerals in brackets: "2200 A (XX1)" reads (XXI)."""
    edits = []
    for match in re.finditer(r"(?<=\d)(?: [A-Z])? ?\(([XVILxvilfDTY1|!]{2,8})\)", text):
        seen = match[1]
        if _ROMAN_RIGHT.match(seen) or not (any(ch in "XVI" for ch in seen) or seen in ("11", "111")):
            continue
        meant, confidence, rule = seen, 0.95, ""
        for row in sorted(confusions("roman"), key=lambda r: -len(r.seen)):
            if row.seen in meant:
                meant = meant.replace(row.seen, row.meant)
                confidence, rule = min(confidence, row.confidence), rule or row.id
        if meant != seen and _ROMAN_RIGHT.match(meant):
            edits.append(Edit(match.start(1), match.end(1), meant, rule, confidence))
    return edits


_DIGITS = re.compile(r"(?<![\w.’'])(?=[\dlIOSBZo|]{0,3}\d)([\dlIOSBZo|]{2,3})/([\dlIOSBZo|]{1,3})(?![\w])|(?<![\w/.’'])([12lI|Z][9O0o][\dlIOSB|o]{2})(?![\w])")


def digit_edits(text: str) -> list[Edit]:
    """Letters in numbers of resolutions ("5S/25") and years ("2OO1")."""
    edits = []
    rows = confusions("digits")
    for match in _DIGITS.finditer(text):
        for group in (1, 2, 3):
            seen = match[group]
            if not seen or seen.isdigit() or not any(ch.isdigit() for ch in match[0]):
                continue
            meant, confidence, rule = seen, 0.95, ""
            for row in rows:
                if row.seen in meant:
                    meant = meant.replace(row.seen, row.meant)
                    confidence, rule = min(confidence, row.confidence), rule or row.id
            if meant.isdigit():
                edits.append(Edit(match.start(group), match.end(group), meant, rule, confidence))
    return edits
