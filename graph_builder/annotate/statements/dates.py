"""Dates, numbers and ordinals inside a deadline: months of `months.csv`, else of the Unicode CLDR; small words of `date_words.csv`.

What goes in: a deadline form with {date}, {number} or {ordinal}, and the words found. What comes out: a pattern, and the date it
says as far as it can be computed. This module must not know statements.
"""

from __future__ import annotations

import re
from functools import cache

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from graph_builder.lexicons import split, table
from graph_builder.model import PartialDate

YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
DATE_WORDS = ("id", "language", "kind", "forms")
KINDS = ("link", "lead", "tail", "ordinal", "digits")


@cache
def months(language: str) -> dict[str, int]:
    """Names of the months, lower case, with their numbers.

    >>> months("ar")["كانون الأول/ديسمبر"], months("pt")["dezembro"]
    (12, 12)
    """
    rows = table("months.csv", ("id", "language", "month", "text"), key=("language", "text"))
    names = {row["text"].lower(): int(row["month"]) for row in rows if row["language"] == language}
    if names:
        return names
    try:
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context=context, locale=language).items():
                names[name.lower()] = number
    except UnknownLocaleError:
        return {}
    return names


@cache
def _words(language: str, kind: str) -> tuple[str, ...]:
    rows = table("date_words.csv", DATE_WORDS, key=("language", "kind"))
    return tuple(form for row in rows if row["language"] == language and row["kind"] == kind for form in split(row["forms"]))


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(_month_pattern, words), key=lambda form: (-len(form), form))) or "(?!)"


def _month_pattern(name: str) -> str:
    return re.escape(name).replace("/", " ?/ ?")


@cache
def _date(language: str) -> str:
    lead, tail = _any(_words(language, "lead")), _any(_words(language, "tail"))
    if language == "zh":
        return rf"{YEAR}年(?:\d\d?月)?(?:\d\d?日)?(?:{tail})?"
    link, names = rf"(?: (?:{_any(_words(language, 'link'))}))?", _any(tuple(months(language)))
    day = rf"(?:the )?\d\d?(?:er|st|nd|rd|th|º|\.)?{link} "  # "the" before a day, never before a year: "by the 1972 Protocol"
    return rf"(?:{day})?(?:(?:{names}){link},? )?(?:(?:{lead}) )?{YEAR}(?: (?:{tail})(?!\w))?"


@cache
def _ordinal(language: str) -> str:
    word = r"[^\s,;.]+"
    if digits := _words(language, "digits"):
        return f"[{re.escape(''.join(digits))}]{{1,8}}"
    if more := _words(language, "ordinal"):
        return word + "".join(f"(?: {re.escape(form)}{'' if ' ' in form else word})?" for form in more)
    return rf"{word}(?:[ -]{word}){{0,2}}?"


@cache
def placeholders(language: str, form: str) -> re.Pattern[str]:
    """The pattern of a form from its first placeholder on.

    >>> bool(placeholders("en", "{date}").match("31 december 2030")), bool(placeholders("en", "{date}").match("the 1972 protocol"))
    (True, False)
    """
    kinds = {"{date}": _date(language), "{number}": r"(?:\d+|[^\W\d]+(?:-[^\W\d]+)?)", "{ordinal}": _ordinal(language)}
    parts = re.split(r"(\{\w+\})", form)
    return re.compile("".join(kinds.get(part, re.escape(part)) for part in parts))


def computed(language: str, words: str) -> str | None:
    """The date that the words of a deadline say: "2030", "2030-12", "2030-12-31"; None where they say none.

    >>> computed("en", "by 31 december 2030"), computed("en", "by the end of 2025"), computed("en", "at its next session")
    ('2030-12-31', '2025', None)
    """
    year = re.search(YEAR, words)
    if year is None:
        return None
    if chinese := re.search(r"(\d{4})年(\d\d?)月(?:(\d\d?)日)?", words):
        parts = [int(part) for part in chinese.groups() if part]
        return _valid(PartialDate(*parts), year[0])
    before = words[: year.start()]
    names = sorted(months(language).items(), key=lambda item: (-len(item[0]), item[0]))
    month = next((number for name, number in names if re.search(rf"(?<!\w){_month_pattern(name)}(?!\w)", before)), None)
    day = re.search(r"(?<!\d)(\d\d?)(?!\d)", before) if month else None
    return _valid(PartialDate(int(year[0]), month, int(day[1]) if day else None), year[0])


def _valid(date: PartialDate, year: str) -> str:
    """A day that the month does not have leaves the year alone."""
    try:
        return str(PartialDate.parse(str(date)))
    except ValueError:
        return year
