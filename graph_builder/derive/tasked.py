"""Who was asked to report, and which later text takes note of the report: derivations of basis `tasked`.

What goes in: the words of statements, and taskings and answers already gathered from all instruments. What comes out: for each later instrument the
tasking that it answers, with the words that say so. This module must not know RDF, files or readings.

The words are data (`lexicons/tasked.LANG.csv`). A *tasking* asks an office to report: it says so (`asks`: "faire rapport"), or asks to give (`gives`)
a report (`report`). An *answer* takes note (`takes`) of the report of an office. The answer belongs to a tasking of the same office in an earlier
instrument, and is bound to it in one of four ways, the surest first (`BONDS`). Where an instrument tasks the office more than once, no paragraph
is cited, and not one tasking alone says by when, nothing is derived: which of them was answered would be a guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from graph_builder.lexicons import Row, tables
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import Span
from graph_builder.values import dataclass

BONDS = ("paragraph", "provision", "series", "cited")
"""How an answer is bound to a tasking, the surest first: it cites the paragraph that tasks, it names the instrument beside the report, its instrument
continues the other, its instrument cites the other elsewhere and repeats its wording."""
GIVEN_WITHIN = 220
"""Characters from "submit" to "report": the addressee, the session and a date stand between them."""
TAKEN_WITHIN = 70
"""Characters from "takes note" to "report": what stands farther off is not what is taken note of."""
ROLES = ("asks", "gives", "report", "takes")

_CJK = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Tasking:
    """A statement that asks `offices` (actor keys) to report. `first`, `last`: possible days of adoption (ISO)."""

    statement: str
    provision: str
    instrument: str
    offices: tuple[str, ...]
    first: str
    last: str
    organ: str = ""
    tag: str = "en"
    """Tag of the version that is quoted."""
    dated: bool = False
    """Whether it says by when: of several, the only one that does is meant."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that takes note of the report of `office`. `beside`: (instrument, cited provision or "") for each citation inside the statement;
    `cited`: the instruments that its text cites anywhere."""

    statement: str
    instrument: str
    office: str
    rule: str
    first: str
    last: str
    organ: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """`instrument` answers the tasking `ground` with its statement `statement`."""

    instrument: str
    statement: str
    ground: str
    ground_tag: str
    bond: str
    rule: str

    @property
    def confidence(self) -> float:
        return confidence(f"derivation.tasked.{self.bond}")


@dataclass(frozen=True)
class _Words:
    """One language's rows of a role as one pattern; the longest row counts."""

    pattern: re.Pattern[str]
    ids: tuple[str, ...]

    def first(self, words: str, start: int, end: int) -> tuple[str, Span] | None:
        found = self.pattern.search(words, start, end)
        return None if found is None else (self.ids[(found.lastindex or 1) - 1], Span(*found.span()))


@cache
def _lexicon() -> dict[str, dict[str, _Words]]:
    return {
        language: {role: _compiled([row for row in rows if row["role"] == role]) for role in ROLES}
        for language, rows in tables("tasked.*.csv", ("id", "role", "words", "example"), key=("role", "words")).items()
    }


def _compiled(rows: Sequence[Row]) -> _Words:
    ordered = sorted(rows, key=lambda row: (-len(row["words"]), row.id))
    parts = []
    for row in ordered:
        words = row["words"]
        core = r"\s+".join(re.escape(word) for word in words.strip("*").split())
        loose = _CJK.search(words) is not None
        parts.append(("" if loose or words.startswith("*") else r"\b") + f"({core})" + ("" if loose or words.endswith("*") else r"\b"))
    return _Words(re.compile("|".join(parts) or r"(?!)", re.IGNORECASE), tuple(row.id for row in ordered))


@cache
def _letters(language: str) -> tuple[str, ...]:
    """Letters of which some stand in every statement that asks or takes note: the longest word of each `asks` and `report` row, without those that
    hold another. Looking for them is ten times faster than the patterns, and most statements have none."""
    rows = tables("tasked.*.csv", ("id", "role", "words", "example"), key=("role", "words"))[language]
    found = {max(row["words"].strip("*").casefold().split(), key=lambda word: (len(word), word)) for row in rows if row["role"] in ("asks", "report")}
    return tuple(sorted(word for word in found if not any(other != word and other in word for other in found)))


def _may(words: str, language: str) -> bool:
    folded = words.casefold()
    return any(letters in folded for letters in _letters(language))


def asked(words: str, language: str) -> str | None:
    """The id of the row by which a statement asks for a report; None where it asks for none.

    >>> asked("Requests the Harbour Master to submit to the Assembly at its next session a report on lost anchors", "en")
    'tasked.en.gives.submit'
    """
    lexicon = _lexicon().get(language)
    if lexicon is None or not _may(words, language):
        return None
    plain = lexicon["asks"].first(words, 0, len(words))
    if plain is not None:
        return plain[0]
    at = 0
    while (given := lexicon["gives"].first(words, at, len(words))) is not None:
        row, span = given
        if lexicon["report"].first(words, span.end, min(len(words), span.end + GIVEN_WITHIN)) is not None:
            return row
        at = span.end
    return None


def taken(words: str, language: str) -> tuple[str, Span] | None:
    """The row id of "takes note" at the beginning of a statement's words, and where the report stands in them; None where no report is taken note of.

    >>> taken("Takes note with appreciation of the report of the Harbour Master", "en")
    ('tasked.en.takes.note', Span(start=36, end=42))
    """
    lexicon = _lexicon().get(language)
    if lexicon is None or not _may(words, language):
        return None
    verb = lexicon["takes"].first(words, 0, min(len(words), TAKEN_WITHIN))
    if verb is None:
        return None
    row, span = verb
    noun = lexicon["report"].first(words, span.end, min(len(words), span.end + TAKEN_WITHIN))
    return None if noun is None else (row, noun[1])


def answered(taskings: Iterable[Tasking], answers: Iterable[Answer], continues: Mapping[str, str], families: Mapping[str, str]) -> list[Answered]:
    """The taskings that later instruments answer, sorted; one for each instrument and tasking, by the surest bond. `families`: instrument -> a name
    that it shares with those whose wording it repeats: a text cites many others, and takes note of reports that few of them asked for."""
    by_instrument: dict[tuple[str, str], list[Tasking]] = defaultdict(list)
    for tasking in taskings:
        for office in tasking.offices:
            by_instrument[tasking.instrument, office].append(tasking)
    order = BONDS
    best: dict[tuple[str, str], Answered] = {}
    for answer in answers:
        for bond, found in _bound(answer, by_instrument, continues, families):
            one = Answered(answer.instrument, answer.statement, found.statement, found.tag, bond, answer.rule)
            key = (answer.instrument, found.statement)
            kept = best.get(key)
            if kept is None or (order.index(bond), one.statement) < (order.index(kept.bond), kept.statement):
                best[key] = one
    return sorted(best.values(), key=lambda one: (one.instrument, one.ground))


def _bound(
    answer: Answer, by_instrument: Mapping[tuple[str, str], Sequence[Tasking]], continues: Mapping[str, str], families: Mapping[str, str]
) -> list[tuple[str, Tasking]]:
    """The taskings an answer is bound to. An instrument that is named beside the report, and that tasks its office, excludes looser bonds."""
    beside: list[tuple[str, Tasking]] = []
    named = False
    for instrument, provision in answer.beside:
        there = by_instrument.get((instrument, answer.office), ())
        named = named or bool(there)
        if provision:
            there = [t for t in there if t.provision == provision or t.provision.startswith(f"{provision}/")]
        one = _one(there, answer)
        if one is not None:
            beside.append(("paragraph" if provision else "provision", one))
    if named:
        return beside
    older = continues.get(answer.instrument)
    if older is not None:
        before = _one(by_instrument.get((older, answer.office), ()), answer)
        return [("series", before)] if before is not None else []
    family = families.get(answer.instrument)
    kin = [iri for iri in answer.cited if family is not None and families.get(iri) == family]
    cited = [t for iri in kin for t in by_instrument.get((iri, answer.office), ()) if t.organ == answer.organ and t.last < answer.first]
    if not cited:
        return []
    latest = max(t.last for t in cited)
    one = _one([t for t in cited if t.last == latest], answer)
    return [("cited", one)] if one is not None else []


def _one(taskings: Sequence[Tasking], answer: Answer) -> Tasking | None:
    """The only tasking adopted certainly before the answer, or the only one of them that says by when; else None."""
    earlier = [t for t in taskings if t.last < answer.first and t.instrument != answer.instrument]
    dated = earlier if len(earlier) == 1 else [t for t in earlier if t.dated]
    return dated[0] if len(dated) == 1 else None
