"""Instruments named by title or short name: the register's names, the table `treaty_names`, and titles that neither knows.

In: a text's tokens, the register's titles. Out: `TitleHit`s, the longest name at each place; a name inside a name ("Protocol …, supplementing the
Convention …") is not named again, nor is one inside the name of a body ("Conference of the States Parties to …"). This module must not
decide between instruments of one name: it gives all of them.

Common words are no name: a title that the register marks so counts only between quotation marks; and where a name begins with a capital letter, so
must its words in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from graph_builder.annotate.citations.tokens import Found, Phrases, Tokens, fold, words
from graph_builder.lexicons import split, table, tables
from graph_builder.model import Span
from graph_builder.values import dataclass

if TYPE_CHECKING:
    from graph_builder.register import Register

NAME_COLUMNS = ("id", "target", "name")
BODY_COLUMNS = ("id", "language", "role", "words", "example")
_HAN_NAME_ENDS = re.compile(r"$|[\W\d]|缔约|和|及|与|的|第|规定|要求|所|中|等|以|在")
_HAN_PREFIX = re.compile(r"(?:联合国|(?:19|20)\d\d年|经修正的){0,2}")
_HAN_WITHIN = 90
_OPENING = "\"“„«‘'《「”"
_CLOSING = "\"”“»’'》」"
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is looked for. `targets`: register keys, symbols, or `title:TITLE|YEAR`."""

    text: str
    targets: tuple[str, ...]
    rule: str
    marked: bool
    capital: bool
    acronym: bool


@dataclass(frozen=True, slots=True)
class TitleHit:
    span: Span
    targets: tuple[str, ...]
    rule: str
    confidence: float
    quoted: bool = False
    marked: bool = False


class TitleIndex:
    """Every name of a language, and the English ones (notes and acronyms are English everywhere)."""

    def __init__(self, register: Register, language: str) -> None:
        found: dict[tuple[str, ...], dict[str, Name]] = {}
        self.language = language

        def add(name: Name, lang: str) -> None:
            phrase = words(name.text, language)
            if not phrase or (len(phrase) == 1 and not name.acronym and len(name.text) < 4 and language != "zh"):
                return
            known = found.setdefault(phrase, {})
            for target in name.targets:
                known.setdefault(target, name)

        for lang in dict.fromkeys((language, "en")):
            for row in tables("treaty_names.*.csv", NAME_COLUMNS, key=("name",)).get(lang, ()):
                add(_name(row["name"], _as_keys(row["target"], register), row.id, marked=False), lang)
        for title in register.titles:
            if title.use == "line" or (title.language != language and title.language != "en" and title.kind != "short"):
                continue
            key = register.by_iri[title.instrument].key
            if title.kind == "short" and re.search(r"\d/\d|\(\d{4}\)|No\.\s?\d|n°|SCR", title.text):
                continue  # a number: the work of `symbols`
            name = _name(title.text, (key,), title.id, marked=title.use == "marked" and title.kind == "title")
            if title.use == "marked" and title.kind == "short":
                continue
            add(name, title.language)
        for phrase, known in list(found.items()):
            for variant in self._variants(phrase, known, register):
                found.setdefault(variant, known)
        self.names: list[tuple[Name, tuple[str, ...]]] = []
        phrases: list[tuple[str, ...]] = []
        for phrase, known in sorted(found.items()):
            plain = [name for name in known.values() if not name.marked]
            best = plain[0] if plain else next(iter(known.values()))
            targets = tuple(dict.fromkeys(t for t, name in known.items() if not plain or not name.marked))
            # a name of the table says which of several it is
            own = tuple(dict.fromkeys(t for t, name in known.items() if not name.rule.startswith("title.")))
            targets = own or targets
            for first in (phrase[0],) if language != "ar" else [p + phrase[0] for p in _PROCLITICS]:
                phrases.append((first, *phrase[1:]))
                self.names.append((best, targets))
        self.phrases = Phrases(phrases)
        self._at = {phrase: k for k, phrase in enumerate(phrases)}

    def lookup(self, phrase: tuple[str, ...]) -> tuple[Name, tuple[str, ...]] | None:
        """The name that folded words are, with its targets."""
        at = self._at.get(phrase)
        return None if at is None else self.names[at]

    def _variants(self, phrase: tuple[str, ...], known: dict[str, Name], register: Register) -> Iterator[tuple[str, ...]]:
        """Other usual forms of a name: with an article after "and" ("la Déclaration et le Programme d'action"), and with the year of adoption after the
        kind of instrument ("Convention de 1951 relative au statut des réfugiés")."""
        ands, articles, years = _forms(self.language)
        for at in range(1, len(phrase) - 1):
            if phrase[at] in ands and phrase[at + 1] in _kinds(self.language):
                for article in articles:
                    yield (*phrase[: at + 1], *article, *phrase[at + 1 :])
        if len(phrase) < 4 or len(known) != 1 or phrase[0] not in _kinds(self.language) or any(word.isdigit() for word in phrase):
            return
        instrument = register.by_key.get(next(iter(known)))
        if instrument is not None and instrument.adopted_on is not None:
            for form in years:
                yield (phrase[0], *words(form.format(year=instrument.adopted_on.year), self.language), *phrase[1:])

    def find(self, tokens: Tokens, bodies: Phrases | None) -> list[TitleHit]:
        """The names in the text, the longest at each place."""
        hits: list[TitleHit] = []
        reach = -1
        text = tokens.text
        for found in self.phrases.find(tokens):
            if found.start < reach:
                continue
            name, targets = self.names[found.phrase]
            quoted = _quoted(text, found.start, found.end)
            if not _fits(name, text, found) or (name.marked and not quoted):
                continue
            if self.language == "zh" and _ends_longer(text, found.start):
                continue
            if self.language == "zh" and not quoted and _HAN_NAME_ENDS.match(text, found.end) is None:
                continue  # without 《》 a name may be the beginning of a longer one
            reach = found.end
            hits.append(TitleHit(Span(found.start, found.end), targets, name.rule, 0.97 if len(targets) == 1 else 0.5, quoted, name.marked))
        return hits


def _ends_longer(text: str, start: int) -> bool:
    """In Chinese: the name is the end of a longer title in 《》."""
    opened = text.rfind("《", max(0, start - _HAN_WITHIN), start)
    before = text[opened + 1 : start] if opened >= 0 else ""
    return "》" not in before and _HAN_PREFIX.fullmatch(before) is None


@cache
def _forms(language: str) -> tuple[frozenset[str], tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Words for "and"; articles that may follow it, folded; the forms of a year within a name."""
    rows = {row["role"]: split(row["words"]) for row in table("citation_words.csv", ("id", "language", "role", "words")) if row["language"] == language}
    articles = tuple(dict.fromkeys(words(article, language) for article in rows.get("article", ())))
    return frozenset(fold(w, language) for w in rows.get("and", ())), articles, rows.get("year-within", ())


@cache
def _kinds(language: str) -> frozenset[str]:
    """The first words of the kinds of instrument that have names."""
    rows = tables("instrument_nouns.*.csv", ("id", "noun", "singular", "plural", "own")).get(language, ())
    return frozenset(words(form, language)[0] for row in rows if row["noun"] not in ("resolution", "decision") for form in split(row["singular"]))


def _as_keys(target: str, register: Register) -> tuple[str, ...]:
    """Keys of a table's target; a title that the register knows by now is its row."""
    if not target.startswith("title:"):
        return tuple(_as_key(part, register) for part in split(target))
    owners = {title.instrument for title in register.find_titles(target[6:].partition("|")[0]) if title.use != "line"}
    return (register.by_iri[owners.pop()].key,) if len(owners) == 1 else (target,)


def _as_key(target: str, register: Register) -> str:
    if "/" in target and not target.startswith("title:"):
        known = register.by_symbol(target)
        return known.key if known is not None else target
    return target


def _name(text: str, targets: tuple[str, ...], rule: str, *, marked: bool) -> Name:
    acronym = len(text) <= 12 and text.isupper() and " " not in text
    return Name(text, targets, rule, marked, text[:1].isupper(), acronym)


def _fits(name: Name, text: str, found: Found) -> bool:
    """Capital letters where the name has them; an acronym letter by letter."""
    written = text[found.start : found.end]
    if name.acronym:
        return written == name.text
    if not name.capital or not written[:1].isalpha() or written[:1].lower() == written[:1].upper():
        return True
    return written[:1].isupper()


def _quoted(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start].rstrip()[-1:], text[end : end + 2].lstrip()[:1]
    return bool(before) and before in _OPENING and bool(after) and (after in _CLOSING or text[end : end + 3].strip()[1:2] in _CLOSING)


_INDEXES: dict[tuple[int, str], tuple[Register, TitleIndex]] = {}


def title_index(register: Register, language: str) -> TitleIndex:
    """The index of a register and a language, made once a process."""
    key = (id(register), language)
    if key not in _INDEXES or _INDEXES[key][0] is not register:
        _INDEXES[key] = (register, TitleIndex(register, language))
    return _INDEXES[key][1]


@cache
def body_phrases(language: str) -> tuple[Phrases, tuple[tuple[str, str], ...]]:
    """Words before (`body`) or between (`nested`) that make a name part of another: machine, and (role, rule) of each phrase."""
    rows = [row for row in table("citation_bodies.csv", BODY_COLUMNS) if row["language"] == language]
    first = _PROCLITICS if language == "ar" else ("",)
    forms = [(row, (clitic + phrase[0], *phrase[1:])) for row in rows for phrase in (words(row["words"], language),) for clitic in first]
    return Phrases([phrase for _, phrase in forms]), tuple((row["role"], row.id) for row, _ in forms)
