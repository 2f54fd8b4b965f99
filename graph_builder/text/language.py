"""Which language a text is in, among the languages served, and whether it is in one that is not.

What goes in: raw text. What comes out: a language code; for bilingual texts, spans with their language. Letters decide the script,
small words (`lexicons/languages.csv`) the language; lingua, restricted to the languages served, decides where these are too few.
Deterministic. This module must not know documents.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from lingua import IsoCode639_1, Language, LanguageDetector, LanguageDetectorBuilder

from graph_builder.lexicons import table
from graph_builder.model import LANGUAGES, Span
from graph_builder.text.letters import counts as character_counts
from graph_builder.text.letters import runs

SAMPLE = 2500
"""Code points looked at in each of three places of a long text."""
ENOUGH = 8
"""Small words that settle a language."""

_SCRIPTS = {
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Cyrillic": re.compile(r"[\u0400-\u052f]"),
    "Arabic": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "Han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "Kana": re.compile(r"[\u3041-\u30ff]"),
    "Hangul": re.compile(r"[\u1100-\u11ff\uac00-\ud7af]"),
    "Hebrew": re.compile(r"[\u05d0-\u05ea]"),
    "Greek": re.compile(r"[\u0391-\u03c9\u1f00-\u1fff]"),
    "Thai": re.compile(r"[\u0e01-\u0e5b]"),
    "Devanagari": re.compile(r"[\u0900-\u097f]"),
    "Georgian": re.compile(r"[\u10a0-\u10ff]"),
    "Armenian": re.compile(r"[\u0531-\u0587]"),
}


_RUNS = {script: re.compile(f"{pattern.pattern}+") for script, pattern in _SCRIPTS.items()}


def _letters(script: str, text: str) -> int:
    """How many letters of a script a text has; counted by runs, which is several times faster than one by one."""
    return sum(map(len, _RUNS[script].findall(text))) if script == "Latin" or not text.isascii() else 0


@cache
def _script(ch: str) -> str:
    """The script of a letter; empty for other characters and scripts."""
    return next((script for script, pattern in _SCRIPTS.items() if pattern.match(ch)), "")


class _Profile(NamedTuple):
    code: str
    name: str
    served: bool
    script: str
    letters: frozenset[str]
    words: frozenset[str]


class Guess(NamedTuple):
    """`language` is a code of the table, served or not; `sure` False where little but a guess was possible."""

    language: str
    name: str
    served: bool
    sure: bool


@cache
def _profiles() -> tuple[_Profile, ...]:
    rows = table("languages.csv", ("id", "name", "served", "script", "letters", "words"))
    found = [_Profile(row.id, row["name"], row["served"] == "yes", row["script"], frozenset(row["letters"]), frozenset(row["words"].split())) for row in rows]
    order = {code: k for k, code in enumerate(LANGUAGES)}
    return tuple(sorted(found, key=lambda p: (order.get(p.code, 99), p.code)))


@cache
def served() -> tuple[str, ...]:
    """The codes of the languages served: those of `model.LANGUAGES` in their order, then any other that the table serves."""
    return tuple(p.code for p in _profiles() if p.served)


@cache
def _by_word() -> dict[str, tuple[int, ...]]:
    words: dict[str, list[int]] = {}
    for k, profile in enumerate(_profiles()):
        for word in sorted(profile.words):
            words.setdefault(word, []).append(k)
    return {word: tuple(ks) for word, ks in words.items()}


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*(Language.from_iso_code_639_1(getattr(IsoCode639_1, code.upper())) for code in served())).build()


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2 - SAMPLE // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]} {text[-SAMPLE:]}"


@lru_cache(maxsize=2)
def guess(text: str) -> Guess | None:
    """The language of a text, also one that is not served; None where the text has no letters. A reader asks first, segmentation again."""
    sample = _sample(text)
    characters = character_counts(sample)
    counts = dict.fromkeys(_SCRIPTS, 0)
    for ch, n in characters.items():
        script = _script(ch)
        if script:
            counts[script] += n
    # a Chinese character says what several letters say
    weights = {script: n * (3 if script in ("Han", "Kana", "Hangul") else 1) for script, n in counts.items()}
    script = max(weights, key=lambda s: weights[s])
    if not weights[script]:
        return None
    if script == "Han" and counts["Kana"] * 10 > counts["Han"]:
        script = "Kana"
    profiles = _profiles()
    same = [k for k, p in enumerate(profiles) if p.script == script]
    if len(same) == 1:
        p = profiles[same[0]]
        return Guess(p.code, p.name, p.served, True)
    words = [word.lower() for word in runs(sample)]
    hits = Counter[int]()
    for ks, n in Counter(map(_by_word().get, words)).items():
        for k in ks or ():
            if profiles[k].script == script:
                hits[k] += n
    letters = Counter[str]()
    for ch, n in characters.items():
        if ch.isalpha():
            letters[ch.lower()] += n
    letter_total = sum(letters.values())
    for k in same:
        p = profiles[k]
        own = sum(letters[ch] for ch in p.letters)
        if p.letters and own * 200 < letter_total:  # its own letters are absent: it can hardly be this one
            hits[k] = hits[k] // 2
        elif own * 100 >= letter_total:  # and where they are there, no served language has them
            hits[k] += own
    best = max(same, key=lambda k: (hits[k], -k))
    served = max((k for k in same if profiles[k].served), key=lambda k: (hits[k], -k), default=best)
    total = len(words)
    if not profiles[best].served and (hits[best] < ENOUGH or hits[best] * 4 < hits[served] * 5):
        best = served
    second = max((hits[k] for k in same if k != best and profiles[k].served), default=0)
    sure = hits[best] >= ENOUGH and hits[best] * 10 >= total and hits[best] * 4 >= second * 5
    if profiles[best].served and not sure and script == "Latin":
        found = _detector().detect_language_of(sample)
        if found is not None:
            code = found.iso_code_639_1.name.lower()
            best = next(k for k, p in enumerate(profiles) if p.code == code)
    p = profiles[best]
    return Guess(p.code, p.name, p.served, sure)


def identify(text: str) -> str:
    """The served language that a text is most likely in; English where it has no letters.

    >>> identify("Rappelant ses résolutions sur la criminalité"), identify("ссылаясь на свои резолюции"), identify("回顾其决议")
    ('fr', 'ru', 'zh')
    """
    found = guess(text)
    if found is None:
        return LANGUAGES[0]
    if found.served:
        return found.language
    script = next(p.script for p in _profiles() if p.code == found.language)
    return next((p.code for p in _profiles() if p.served and p.script == script), LANGUAGES[0])


_BREAK = re.compile(r"\n[ \t\r\f]*\n\s*")
LONG_BLOCK = 300
"""Code points from which a block that is hard to tell is in the language of the text, not of the block before it."""
MIN_BLOCK = 40
"""Letters a block needs to have a language of its own."""


def identify_blocks(text: str, default: str | None = None) -> tuple[tuple[Span, str], ...]:
    """Spans that cover the text, each with its language: one span for a text in one language.

    Blocks are parted by blank lines; a block too short to tell follows the block before it.
    """
    default = default or identify(text)
    starts = [0, *(m.end() for m in _BREAK.finditer(text))]
    found: list[tuple[int, str]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        language = _block_language(text[start:end], default) or (found[-1][1] if found and end - start < LONG_BLOCK else default)
        if not found or found[-1][1] != language:
            found.append((start, language))
    return tuple((Span(start, end), language) for (start, language), end in zip(found, [*(s for s, _ in found[1:]), len(text)], strict=True))


def _block_language(block: str, default: str) -> str | None:
    """The language of a block where it is plain; None where it is too short or mixed."""
    sample = block[:800]
    profiles = _profiles()
    script, others, strange = _scripts(default)
    if script != "Latin" or strange.search(sample):
        same = _letters(script, sample)
        for other in others:
            n = _letters(other, sample)
            if n >= (MIN_BLOCK // 4 if other == "Han" else MIN_BLOCK) and n > 3 * same:
                if other == "Latin":
                    break
                return next(p.code for p in profiles if p.served and p.script == other)
        else:
            if script != "Latin":
                return default if same >= MIN_BLOCK // 4 else None
    hits: dict[int, int] = {}
    for ks, n in Counter(map(_by_word().get, runs(sample.lower()))).items():
        for k in ks or ():
            if profiles[k].served:
                hits[k] = hits.get(k, 0) + n
    ranked = sorted(hits, key=lambda k: (-hits[k], k))
    if not ranked or hits[ranked[0]] < 4:
        return None
    second = hits[ranked[1]] if len(ranked) > 1 else 0
    return profiles[ranked[0]].code if 2 * hits[ranked[0]] >= 3 * second else None


@cache
def _scripts(language: str) -> tuple[str, tuple[str, ...], re.Pattern[str]]:
    """The script of a language, the other ones that languages served are written in, and a letter of those."""
    script = next(p.script for p in _profiles() if p.code == language)
    others = sorted({p.script for p in _profiles() if p.served and p.script != script})
    return script, tuple(others), re.compile("|".join(_SCRIPTS[other].pattern for other in others))


@cache
def small_words(language: str) -> frozenset[str]:
    """The small words of a language: articles, prepositions, conjunctions; empty for a language that is not in the table."""
    return next((p.words for p in _profiles() if p.code == language), frozenset())
