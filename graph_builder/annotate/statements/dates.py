"""Dates, numbers and ordinals inside a deadline, in any language whose months babel knows.

What goes in: a deadline form with {date}, {number} or {ordinal}, and the words found. What comes out: a pattern, and the date it
says as far as it can be computed. This module must not know statements.
"""

from __future__ import annotations

import re
from functools import cache

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from graph_builder.model import PartialDate


@cache
def months(language: str) -> dict[str, int]:
    """Names of the months, lower case, with their numbers; both the standing and the inflected form."""
    names: dict[str, int] = {}
    try:
        for context in ("format", "stand-alone"):
            for number, name in get_month_names("wide", context=context, locale=language).items():
                names[name.lower()] = number
    except UnknownLocaleError:
        return {}
    return names


@cache
def _date(language: str) -> str:
    names = "|".join(sorted(map(re.escape, months(language)), key=lambda name: (-len(name), name))) or "(?!)"
    year = r"(?:19|20)\d\d"
    link = r"(?: de| del| do|\.)?"
    if language == "zh":
        return rf"{year}年(?:\d\d?月)?(?:\d\d?日)?(?:底|年底)?"
    return rf"(?:the )?(?:\d\d?(?:er|st|nd|rd|th|º|\.)?{link} )?(?:(?:{names}){link},? )?(?:l'an |the year )?{year}(?!\d)"


@cache
def placeholders(language: str, form: str) -> re.Pattern[str]:
    """The pattern of a form from its first placeholder on.

    >>> bool(placeholders("en", "{date}").match("31 december 2030"))
    True
    """
    kinds = {"{date}": _date(language), "{number}": r"(?:\d+|[^\W\d]+(?:-[^\W\d]+)?)", "{ordinal}": r"[^\s,;.]+(?:[ -][^\s,;.]+){0,2}?"}
    parts = re.split(r"(\{\w+\})", form)
    return re.compile("".join(kinds.get(part, re.escape(part)) for part in parts))


def computed(language: str, words: str) -> str | None:
    """The date that the words of a deadline say: "2030", "2030-12", "2030-12-31"; None where they say none.

    >>> computed("en", "by 31 december 2030"), computed("en", "by the end of 2025"), computed("en", "at its next session")
    ('2030-12-31', '2025', None)
    """
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words)
    if year is None:
        return None
    if chinese := re.search(r"(\d{4})年(\d\d?)月(?:(\d\d?)日)?", words):
        parts = [int(part) for part in chinese.groups() if part]
        return str(PartialDate(*parts))
    before = words[: year.start()]
    month = next(
        (number for name, number in sorted(months(language).items(), key=lambda item: -len(item[0])) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", before)),
        None,
    )
    day = re.search(r"(?<!\d)(\d\d?)(?!\d)", before) if month else None
    date = PartialDate(int(year[0]), month, int(day[1]) if day else None)
    try:
        return str(PartialDate.parse(str(date)))
    except ValueError:
        return str(year[0])
