"""Recognises the lines that name a part of a text: annexes, parts, chapters, articles, preambles, statements kept apart, and closing lines.

What goes in: one line. What comes out: a `Heading` with kind, number and where its own words (the title) begin. Words are rows of `headings.csv`
and `tails.csv`. This module must not know what a part means.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph_builder.lexicons import split, table
from graph_builder.structure.labels import chinese_value, roman_value
from graph_builder.structure.words import alternatives, counters

HEADINGS = ("id", "language", "kind", "text", "example")
TAILS = ("id", "language", "kind", "text", "example")


class Heading(NamedTuple):
    """`number` as a decimal where it has one ("II" is "2"), `printed` as it stands; `end` where the heading's own title begins."""

    kind: str
    number: str | None
    printed: str | None
    end: int
    rule: str


_WORDS = {row["word"]: int(row["value"]) for row in table("number_words.csv", ("id", "word", "value"), key=("word",))}
_NUMBER = (
    r"(?P<num>\d{1,3}|[IVXLCivxlc]{1,8}|[A-ZА-Я](?![^\W_])|[一二三四五六七八九十百零〇]{1,6}|[٠-٩]{1,3}|"
    + "|".join(sorted(_WORDS, key=lambda w: -len(w)))
    + r")"
)
_ARTICLE_ZH = re.compile(r"第\s?(?P<num>\d{1,3}|[一二三四五六七八九十百零〇]{1,6})\s?(?P<kind>" + alternatives("counter") + ")")
_BEFORE = r"(?:<sup>\d{1,3}</sup>\s?)?[\s#*_>\-“\"«]{0,12}"

_SIGNS = re.compile(_BEFORE)


@cache
def _rows() -> tuple[frozenset[str], re.Pattern[str], dict[str, tuple[tuple[str, str, str], ...]]]:
    """The first two letters of all words, one pattern over the words, and what each word may head: (kind, rule, language)."""
    words: dict[str, list[tuple[str, str, str]]] = {}
    for row in table("headings.csv", HEADINGS):
        if row["text"] != "第":
            for word in split(row["text"]):
                words.setdefault(word.lower(), []).append((row["kind"], row.id, row["language"]))
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    first = frozenset(word[:2] for word in words)
    return first, re.compile(rf"{_BEFORE}(?P<word>{alternatives})", re.I), {word: tuple(rows) for word, rows in words.items()}


_AFTER_LATIN = re.compile(rf"(?!\w)(?:[\s*_\xa0]{{0,6}}(?:No\.?\s?|n°\s?|№\s?)?{_NUMBER}(?![^\W_]))?(?P<sup>(?:bis|ter|quater)(?!\w))?", re.I)
_AFTER_CHINESE = re.compile(rf"\s?(?:{_NUMBER})?")
_AFTER_PLAIN = re.compile(r"(?!\w)")


def number_value(printed: str) -> int | None:
    """The value of a part's number in any of the forms read here."""
    word = _WORDS.get(printed.lower())
    if word is not None:
        return word
    if printed.isdecimal():
        return int(printed)
    return roman_value(printed) or chinese_value(printed)


def heading(text: str, start: int, end: int, kinds: tuple[str, ...] | None = None) -> Heading | None:
    """The heading that begins at `start`, None where the line begins otherwise."""
    line = text[start : min(end, start + 90)]
    chinese = _ARTICLE_ZH.match(line.lstrip("#* >_"))
    if chinese:
        kind = counters()[chinese["kind"]]
        if kinds is None or kind in kinds:
            shift = len(line) - len(line.lstrip("#* >_"))
            value = number_value(chinese["num"])
            return Heading(kind, str(value) if value else chinese["num"], chinese["num"], start + shift + chinese.end(), f"zh.{kind}")
        return None
    letters, pattern, rows = _rows()
    before = _SIGNS.match(line)
    if before is None or line[before.end() : before.end() + 2].lower() not in letters:  # most lines: told without trying each word
        return None
    first = pattern.match(line)
    if first is None:
        return None
    for kind, rule, language in rows.get(first["word"].lower(), ()):
        if kinds is not None and kind not in kinds:
            continue
        tail = _AFTER_PLAIN if kind in ("preamble", "statement") else _AFTER_CHINESE if language == "zh" else _AFTER_LATIN
        found = tail.match(line, first.end())
        if found is None:
            continue
        groups = found.groupdict()
        printed = groups.get("num")
        value = number_value(printed) if printed else None
        number = (str(value) if value is not None else printed) if printed else None
        if number and groups.get("sup"):
            number += groups["sup"].lower()
        return Heading(kind, number, printed, start + found.end(), rule)
    return None


@cache
def _tail() -> re.Pattern[str]:
    words = {w for row in table("tails.csv", TAILS) if row["kind"] == "meeting" for w in split(row["text"])}
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))


@cache
def _testimonium() -> tuple[str, ...]:
    return tuple(sorted({w for row in table("tails.csv", TAILS) if row["kind"] == "testimonium" for w in split(row["text"])}))


def testimonium(text: str, start: int, end: int) -> bool:
    """The clause above the signatures ("IN WITNESS WHEREOF"): the end of a treaty's own text."""
    line = text[start : min(end, start + 60)].lstrip("#*_ ")
    return line.startswith(_testimonium()) or line.upper().startswith(tuple(w.upper() for w in _testimonium() if w.isupper()))


_DATE_ONLY = re.compile(
    r"[\[(]?\d{1,2}(?:er|st|nd|rd|th|\.)?[\s\xa0]+(?:de[\s\xa0]+)?[^\W\d]{3,12}\.?(?:[\s\xa0]*/[^\W\d]{3,10})?(?:[\s\xa0]+[^\W\d/]{3,10}(?:/[^\W\d]{3,10})?)?[\s\xa0]+(?:de[\s\xa0]+)?\d{4}(?:[\s\xa0]+(?:года|г\.|жылы))?[\])]?\.?|\d{4}年\d{1,2}月\d{1,2}日"
)


_MEETING_NUMBER = re.compile(r"(?<![/.\d])\d{1,4}(?!\d)")


def meeting_named(line: str) -> str | None:
    """The meeting that a line of adoption names ("at its 9359th meeting"): its number and word."""
    word = _tail().search(line)
    if word is None:
        return None
    before = re.search(r"\d{1,5}\S{0,4}(?:\s[^\W\d]{1,12})?\s*$", line[max(0, word.start() - 30) : word.start()])
    return " ".join((before[0] + word[0]).split()) if before else None


def closing_line(text: str, start: int, end: int) -> bool:
    """A line after the last paragraph: "33rd plenary meeting 10 November 2022", a date alone."""
    vote = text.find(" [", start, min(end, start + 100))
    end = vote if vote > 0 else end
    if end - start > 100:
        return False
    line = text[start:end]
    if _DATE_ONLY.fullmatch(line):
        return True
    if line[-1:] in ";,:，；":
        return False
    word = _tail().search(line)
    return word is not None and bool(_MEETING_NUMBER.search(line[max(0, word.start() - 28) : word.end() + 20]))
