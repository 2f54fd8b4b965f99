"""The lexicons that citations share, ready to find: kinds of instruments, bodies, months.

In: a language. Out: one `Phrases` machine a language with what each phrase means. A new language is new tables
(`instrument_nouns.LANG.csv`, `citation_organs.LANG.csv`, rows of `months.csv`); nothing here names one.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache

from graph_builder.annotate.citations.tokens import Found, Phrases, Tokens, plain, words
from graph_builder.lexicons import split, table, tables
from graph_builder.model import PartialDate
from graph_builder.values import dataclass

NOUN_COLUMNS = ("id", "noun", "singular", "plural", "own")
ORGAN_COLUMNS = ("id", "organ", "name")
MONTH_COLUMNS = ("id", "language", "month", "text")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a phrase means: `type` noun or organ; `value` the kind or the body; `number` singular, plural or empty; `own`: his, its."""

    type: str
    value: str
    rule: str
    number: str = ""
    own: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The nouns and bodies of a language, and the machine that finds them."""

    language: str
    phrases: Phrases
    lexemes: tuple[Lexeme, ...]
    plurals: frozenset[str]
    """Forms, accents dropped, that are plural for sure."""

    def find(self, tokens: Tokens) -> list[tuple[Found, Lexeme]]:
        """Every noun and body; of two that lie in one another the longer, of equal ones the body."""
        lexemes = self.lexemes
        return [(found, lexemes[found.phrase]) for found in self.phrases.longest(tokens)]

    def singulars(self, noun: str) -> tuple[tuple[str, ...], ...]:
        """The folded singular forms of a kind of instrument."""
        return _singulars(self.language).get(noun, ())

    def first_form(self, noun: str, written: str) -> str:
        """The nominative of a kind of instrument as it is written here in any case."""
        rows = [row for row in tables("instrument_nouns.*.csv", NOUN_COLUMNS).get(self.language, ()) if row["noun"] == noun]
        forms = [form for row in rows for form in (*split(row["singular"]), *split(row["plural"]))]
        return next((form for form in forms if words(form, self.language) == words(written, self.language)), written)

    def find_date(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first date in text[start:end)."""
        return self.date.search(text, start, end) if self.date is not None and _YEAR.search(text, start, end) is not None else None

    def without_dates(self, text: str, instead: str) -> str:
        """A text with `instead` in the place of each date; one without a year has none."""
        return self.date.sub(instead, text) if self.date is not None and _YEAR.search(text) is not None else text

    @cached_property
    def date(self) -> re.Pattern[str] | None:
        """Day, month, year as written."""
        return _date_pattern(self.language)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; an unknown one has no entry."""
    phrases: list[tuple[str, ...]] = []
    lexemes: list[Lexeme] = []
    plurals: set[str] = set()
    seen: set[tuple[str, ...]] = set()

    def add(form: str, lexeme: Lexeme) -> None:
        folded = words(form, language)
        firsts = [folded[0]] if language != "ar" else [p + folded[0] for p in _PROCLITICS]
        for first in firsts:
            phrase = (first, *folded[1:])
            if phrase not in seen:
                seen.add(phrase)
                phrases.append(phrase)
                lexemes.append(lexeme)

    for row in tables("citation_organs.*.csv", ORGAN_COLUMNS, key=("name",)).get(language, ()):
        add(row["name"], Lexeme("organ", row["organ"], row.id))
    for row in tables("instrument_nouns.*.csv", NOUN_COLUMNS).get(language, ()):
        singular = {words(form, language) for form in split(row["singular"])}
        for form in split(row["own"]):
            add(form, Lexeme("noun", row["noun"], row.id, own=True))
        for form in split(row["plural"]):
            same = words(form, language) in singular  # inflection cut away: the written form must tell
            if form not in split(row["singular"]):
                plurals.add(plain(form))
            add(form, Lexeme("noun", row["noun"], row.id, "" if same else "plural"))
        for form in split(row["singular"]):
            add(form, Lexeme("noun", row["noun"], row.id))
    return Lexicon(language, Phrases(phrases), tuple(lexemes), frozenset(plurals))


@cache
def _singulars(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = tables("instrument_nouns.*.csv", NOUN_COLUMNS).get(language, ())
    return {row["noun"]: tuple(dict.fromkeys(words(form, language) for form in split(row["singular"]))) for row in rows}


@lru_cache(maxsize=8192)
def nouns_in(words_: str, language: str) -> frozenset[str]:
    """The kinds of instrument that a name says of itself: {"declaration", "plan"} in "Political Declaration and Plan of Action"."""
    return frozenset(lexeme.value for _, lexeme in lexicon(language).find(Tokens(words_, language)) if lexeme.type == "noun")


@cache
def _months(language: str) -> dict[str, int]:
    return {re.sub(r"\s*/\s*", "/", row["text"].lower()): int(row["month"]) for row in table("months.csv", MONTH_COLUMNS) if row["language"] == language}


@cache
def month_words(language: str) -> frozenset[str]:
    """The words of the months' names, accents and case dropped."""
    return frozenset(plain(word) for name in _months(language) for word in re.findall(r"\w+", name))


@cache
def _date_pattern(language: str) -> re.Pattern[str] | None:
    if language == "zh":
        return re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")
    names = sorted(_months(language), key=lambda n: (-len(n), n))
    if not names:
        return None
    month = "|".join(re.escape(n).replace(r"\ ", r"\s{1,2}").replace("/", r"\s?/\s?") for n in names)
    day = r"(?P<day>\d{1,2})(?:\s?er|st|nd|rd|th|º|°|\.)?"
    between = r"\s{0,3}(?:(?:de|d['’]|of|del)\s{0,3})?"
    tail = rf"(?:\s?/\s?(?:{month}))?[\s,]{{0,3}}(?:(?:de|del)\s{{1,2}})?(?P<year>(?:19|20)\d\d)"
    forms = rf"{day}{between}(?P<month>{month}){tail}"
    if language == "en":
        forms += rf"|(?P<month2>{month})\s{{1,3}}(?P<day2>\d{{1,2}}),?\s{{1,3}}(?P<year2>(?:19|20)\d\d)"
    return re.compile(forms, re.IGNORECASE)


def read_date(match: re.Match[str], language: str) -> PartialDate | None:
    """The date a match of `Lexicon.date` means; None where no calendar has it."""
    groups = match.groupdict()
    day, month, year = (groups[name] or groups.get(name + "2") for name in ("day", "month", "year"))
    if not (day and month and year):
        return None
    number = int(month) if month.isdigit() else _months(language).get(re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", month.lower())))
    try:
        return PartialDate.parse(f"{int(year):04}-{number:02}-{int(day):02}") if number else None
    except ValueError:
        return None
