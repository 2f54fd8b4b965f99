"""Dates as a head prints them, in eight languages.

What goes in: a text and its language. What comes out: dates with their spans; and the year that an anniversary implies. Months, ordinals and phrases
are rows of `months.csv` and `anniversaries.csv`. This module must not know which date is which.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph_builder.lexicons import split, table
from graph_builder.model import PartialDate, Span

MONTHS = ("id", "language", "month", "text")
ANNIVERSARIES = ("id", "language", "kind", "value", "text")


class Dated(NamedTuple):
    date: PartialDate
    span: Span
    rule: str


@cache
def _months(language: str) -> tuple[dict[str, tuple[int, str]], re.Pattern[str]]:
    """Month words of a language (of all where it has none), and the pattern of a full date."""
    rows = [row for row in table("months.csv", MONTHS, key=("language", "text")) if row["language"] == language] or list(
        table("months.csv", MONTHS, key=("language", "text"))
    )
    words = {row["text"].lower(): (int(row["month"]), row.id) for row in rows}
    names = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    gap = r"[\s\xa0]{1,3}"
    day = r"(?P<day>\d{1,2})(?:\s?(?:er|st|nd|rd|th|º|ª|\.))?"
    return words, re.compile(
        rf"(?<!\d){day}{gap}(?:de{gap}|of{gap})?(?P<month>{names})\.?,?{gap}(?:de{gap}|del{gap})?(?P<year>\d{{4}})(?!\d)"
        rf"|(?<!\w)(?P<month2>{names})\.?{gap}(?P<day2>\d{{1,2}}),{gap}(?P<year2>\d{{4}})(?!\d)",
        re.I,
    )


_CHINESE = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")


def dates(text: str, start: int, end: int, language: str) -> list[Dated]:
    """The full dates in text[start:end], in order.

    >>> [str(d.date) for d in dates("le 1er décembre 2013 et le 30 mai 2014", 0, 38, "fr")]
    ['2013-12-01', '2014-05-30']
    """
    found = []
    words, pattern = _months(language)
    for match in pattern.finditer(text, start, end):
        month, rule = words[(match["month"] or match["month2"]).lower()]
        if date := _date(match["year"] or match["year2"], month, match["day"] or match["day2"]):
            found.append(Dated(date, Span(*match.span()), f"month.{rule}"))
    for pattern, rule in ((_CHINESE, "zh"), (_ISO, "iso")):
        for match in pattern.finditer(text, start, end):
            if date := _date(match["year"], int(match["month"]), match["day"]):
                found.append(Dated(date, Span(*match.span()), f"month.{rule}"))
    return sorted(found, key=lambda d: d.span)


def _date(year: str, month: int, day: str) -> PartialDate | None:
    try:
        return PartialDate.parse(f"{int(year):04}-{month:02}-{int(day):02}")
    except ValueError:
        return None


@cache
def _anniversaries(language: str) -> tuple[re.Pattern[str], dict[str, tuple[int, str]]] | None:
    rows = [row for row in table("anniversaries.csv", ANNIVERSARIES) if row["language"] == language]
    ordinals = {word.lower(): (int(row["value"]), row.id) for row in rows if row["kind"] == "ordinal" for word in split(row["text"])}
    phrases = [row["text"] for row in rows if row["kind"] == "phrase"]
    if not ordinals or not phrases:
        return None
    names = "|".join(re.escape(word) for word in sorted(ordinals, key=lambda w: (-len(w), w)))
    patterns = [re.escape(p).replace(r"\ ", r"[\s\xa0]{1,3}").replace(r"\{\}", f"({names})") for p in phrases]
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.I), ordinals


_YEAR = re.compile(r"(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)")


def anniversary(text: str, start: int, end: int, language: str) -> Dated | None:
    """The year of a text that says "this year marks the twentieth anniversary" of something dated: the last year named before it, plus twenty.

    >>> anniversary("the Convention (2000), of which this year marks the twentieth anniversary", 0, 74, "en").date
    PartialDate(year=2020, month=None, day=None)
    """
    known = _anniversaries(language)
    if known is None:
        return None
    pattern, ordinals = known
    for match in pattern.finditer(text, start, end):
        word = next(group for group in match.groups() if group)
        value, rule = ordinals[word.lower()]
        years = _YEAR.findall(text, max(start, match.start() - 200), match.start())
        if years:
            return Dated(PartialDate(int(years[-1]) + value), Span(*match.span()), f"anniversary.{rule}")
    return None
