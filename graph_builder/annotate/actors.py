"""Who is named in a text: mentions of actors.

What goes in: a `Document` and the register. What comes out: `Mention`s with the keys of actors, in the order of the text. Names come from the
register, nouns of groups and their inflected forms from `lexicons/actors.LANG.csv`: a new language is a new file. This module must not know
which of the actors acts or is called upon: that is for `bearers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from graph_builder.annotate.folding import Folded, fold
from graph_builder.annotate.terms import Terms, script
from graph_builder.lexicons import split, table, tables
from graph_builder.model import Document, Mention, Span
from graph_builder.register import Register

COLUMNS = ("id", "actor", "forms", "organisation")
ACTOR_WORDS = ("id", "language", "kind", "forms", "example")


NO_CAPITAL = (-1, 0)
FIRST = (0, 0)
_SPAN = itemgetter(0, 1)
_new = tuple.__new__
"""Makes a named tuple in half the time of its own call."""


class Name(NamedTuple):
    """What a form denotes. `actors` has several where a short form means the one that was named last."""

    actors: tuple[str, ...]
    rule: str
    organisation: str
    capital: tuple[int, int]
    """Number of the word with the form's first capital letter, and where in it: a name counts only with it; (-1, 0) where it has none."""
    confidence: float
    rank: int
    """Of two names of the same words the lower one is meant."""


class Names(NamedTuple):
    """What a language's actors are called: nouns and names, and acronyms, which count only in the very letters."""

    terms: Terms[Name]
    acronyms: tuple[Name, ...]
    letters: AhoCorasick | None


_compiled: dict[int, tuple[Register | None, dict[str, Names]]] = {}
"""Automata by register (held, so that its identity stays its own) and language: compiled once a process."""


def names(language: str, register: Register | None) -> Names:
    """The automata of a language's names and nouns."""
    if id(register) not in _compiled and len(_compiled) >= 4:
        del _compiled[next(iter(_compiled))]
    by_language = _compiled.setdefault(id(register), (register, {}))[1]
    if language not in by_language:
        by_language[language] = _compile(language, register)
    return by_language[language]


def _compile(language: str, register: Register | None) -> Names:
    terms: list[tuple[str, Name]] = []
    acronyms: dict[str, Name] = {}
    for row in tables("actors.*.csv", COLUMNS, key=("actor", "organisation")).get(language, ()):
        actors = split(row["actor"])
        rank = (2 if len(actors) > 1 else 0) - (1 if row["organisation"] else 0)
        confidence = 0.9 if len(actors) == 1 else 0.7
        for form in split(row["forms"]):
            if form.isupper():
                acronyms.setdefault(form, Name(actors, row.id, row["organisation"], NO_CAPITAL, confidence, rank))
            else:
                terms.append((form, Name(actors, row.id, row["organisation"], _capital(form), confidence, rank)))
    inflected = script(language).inflected
    for actor in register.actors.values() if register is not None else ():
        for name in actor.names:
            if name.language != language or name.kind == "source" or len(name.text) < 2:
                continue
            rule = f"name.{actor.key}.{language}.{name.kind}"
            if name.kind == "acronym" or (name.text.isupper() and len(name.text) < 12):
                acronyms.setdefault(name.text, Name((actor.key,), rule, "", NO_CAPITAL, 0.9, 1))
            else:
                terms.append((inflected(name.text), Name((actor.key,), rule, "", _capital(name.text), 0.95, 1)))
    return Names(Terms(language, terms), tuple(acronyms.values()), AhoCorasick(list(acronyms)) if acronyms else None)


def _capital(form: str) -> tuple[int, int]:
    return next(((number, k) for number, word in enumerate(form.split(" ")) for k, c in enumerate(word) if c.isupper()), NO_CAPITAL)


def _place(low: str, start: int, end: int, capital: tuple[int, int]) -> int:
    """Where in the folded text the letter stands that must be a capital."""
    at = start
    for _ in range(capital[0]):
        at = low.find(" ", at, end) + 1
        if at == 0:
            return start
    return min(at + capital[1], end - 1)


def actors(document: Document, register: Register | None) -> tuple[Mention, ...]:
    """The actors named in each provision: of each the first mention."""
    seen: set[tuple[str, str | None]] = set()
    out: list[Mention] = []
    for mention in all_mentions(document, register):
        key = (mention.provision, mention.actor)
        if key not in seen:
            seen.add(key)
            out.append(mention)
    return tuple(out)


def all_mentions(document: Document, register: Register | None) -> tuple[Mention, ...]:
    """All mentions in bodies and headings of provisions, of names inside one another the longest, in the order of the text."""
    if not (_last_document and _last_document[0][0] is document and _last_document[0][1] is register):
        _last_document[:] = [(document, register, _by_provision(document, register))]
    return _last_document[0][2]


_last_document: list[tuple[Document, Register | None, tuple[Mention, ...]]] = []
"""The document read last, by identity: several stages ask for its mentions."""


def _by_provision(document: Document, register: Register | None) -> tuple[Mention, ...]:
    text = document.text.text
    found = {language: _found(text, language, register, document.identity.organisation) for language in sorted({p.language for p in document.provisions})}
    starts = {language: [m.start for m in met] for language, met in found.items()}
    out: list[Mention] = []
    reach, ordered = 0, True
    for provision in document.provisions:
        path, met, places = provision.path, found[provision.language], starts[provision.language]
        for span in (provision.heading, provision.body):
            if span is None:
                continue
            close = span.end
            out += [
                Mention(_new(Span, (start, end)), actor, rule, confidence, path)
                for start, end, actor, rule, confidence in met[bisect_left(places, span.start) : bisect_left(places, close)]
                if end <= close
            ]
            ordered, reach = ordered and reach <= span.start, max(reach, close)
    if not ordered:
        out.sort(key=lambda m: m.span.start)
    return tuple(out)


class _Met(NamedTuple):
    """A mention before it is known in which provision it stands."""

    start: int
    end: int
    actor: str
    rule: str
    confidence: float


def mentions(text: str, language: str, register: Register | None, organisation: str | None = None) -> tuple[Mention, ...]:
    """The mentions in a text without provisions."""
    return tuple(Mention(Span(m.start, m.end), m.actor, m.rule, m.confidence) for m in _found(text, language, register, organisation))


def _found(text: str, language: str, register: Register | None, organisation: str | None) -> list[_Met]:
    """The mentions of a text in order, none inside another; a short form that may mean several means the one named last, and nothing where none of them was."""
    folded = fold(text)
    goes_on = _goes_on(language)
    out: list[_Met] = []
    last: dict[str, int] = {}
    met = _longest(_met(text, folded, names(language, register), organisation))
    for number, ((first, close), (_, end, name)) in enumerate(zip(folded.spans([m[:2] for m in met]), met, strict=True)):
        actor = name.actors[0]
        if len(name.actors) > 1:
            known = [a for a in name.actors if a in last]
            if not known or goes_on.match(folded.text, end):
                continue
            actor = max(known, key=last.__getitem__)
        last[actor] = number
        out.append(_Met(first, close, actor, name.rule, name.confidence))
    return out


@cache
def _goes_on(language: str) -> re.Pattern[str]:
    """What follows a short form that is the beginning of another body's name: "the Committee established pursuant to resolution 1267"."""
    rows = table("actor_words.csv", ACTOR_WORDS, key=("language", "kind"))
    forms = [fold(form).text for row in rows if row["language"] == language for form in split(row["forms"])]
    return re.compile(" ?(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)" if forms else r"(?!)")


def _longest(met: Sequence[tuple[int, int, Name]]) -> list[tuple[int, int, Name]]:
    """Of the names met, in folded positions, those that lie in no longer one."""
    kept: list[tuple[int, int, Name]] = []
    reach = size = -1
    for best in met:
        start, end, name = best
        if start >= reach:
            kept.append(best)
        elif end - start < size or (end - start == size and name.rank >= kept[-1][2].rank):
            continue
        else:
            kept[-1] = best
        reach, size = end, end - start
    return kept


def _met(text: str, folded: Folded, known: Names, organisation: str | None) -> list[tuple[int, int, Name]]:
    """All names met that count: in their organisation, with their capital letters."""
    low, cased = folded.text, folded.cased
    met = [
        (start, end, name)
        for start, end, name in known.terms.find(folded)
        if (not name.organisation or name.organisation == organisation)
        and ((capital := name.capital) == NO_CAPITAL or not cased[_place(low, start, end, capital) if capital != FIRST else start].islower())
    ]
    if known.letters is not None:
        for k, start, end in known.letters.find_matches_as_indexes(text, overlapping=True):
            name = known.acronyms[k]
            whole = not (start and _joins(text[start - 1])) and not (end < len(text) and _joins(text[end]))
            if whole and (not name.organisation or name.organisation == organisation):
                met.append((folded.index(start), folded.index(end), name))
    met.sort(key=_SPAN)
    return met


def _joins(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"
