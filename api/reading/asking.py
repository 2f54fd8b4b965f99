"""A question in plain words, understood as a filter: "which commitments derive from MC 5/06?".

What goes in: the question, the names of the graph, the table of question words (`api/data/question_words.csv`). What comes out: the parameters of
`/api/v1/commitments`, how each was read, and the words that were not understood. Longest phrase first, from left to right; a name
takes its part from the word before it: after "derive from" an instrument is a ground, elsewhere the text asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from api.reading.catalog import Catalog, fold
from graph_builder.iris import BASE, CONCEPT
from graph_builder.lexicons import Row, read_table

TABLE = Path(__file__).resolve().parent.parent / "data" / "question_words.csv"
COLUMNS = ("id", "language", "role", "words", "value", "example")
ROLES = frozenset({"ground", "bearer", "counterparty", "citing", "force", "act", "basis", "kind", "since", "until", "actor", "topic", "skip"})
LONGEST = 12
"""Words of the longest name that is looked for."""
MAX_WORDS = 60
_WORD = re.compile(r"[^\s?!¿¡«»“”\"’']+")
_HYPHEN = re.compile(r"(?<=[^\W\d_A-Z])-(?=[^\W\d_A-Z])")
"""Between small letters: `invite-t-elle`, `co-operation`; those of symbols stay."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True)
class Reading:
    """One part of the question and what it was taken for: parameter, value, and for names the IRI."""

    words: str
    parameter: str
    value: str
    iri: str | None = None


@dataclass
class Asked:
    """A question understood."""

    text: str
    readings: list[Reading] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unknown: str | None = None
    """A name that no instrument bears, where one was due."""
    near: tuple[str, ...] = ()
    commitments: bool = True
    citing: str | None = None
    """The relation asked for where the question is about instruments."""

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of the list that answers; several values of one are joined by commas."""
        found: dict[str, list[str]] = {}
        for reading in self.readings:
            if reading.parameter not in ("kind", "citing"):
                found.setdefault(reading.parameter, []).append(reading.value)
        return [(name, ",".join(dict.fromkeys(values))) for name, values in found.items()]

    @property
    def understood(self) -> bool:
        return any(reading.parameter not in ("kind",) for reading in self.readings)


@cache
def question_words() -> dict[str, Row]:
    """Folded phrase -> row; of equal phrases the first row counts, which the loader's order makes English."""
    found: dict[str, Row] = {}
    for row in read_table(TABLE, COLUMNS):
        if row["role"] not in ROLES:
            raise ValueError(f"{TABLE.name}:{row.line}: unknown role {row['role']!r}")
        found.setdefault(fold(row["words"]), row)
    return found


def understand(text: str, catalog: Catalog) -> Asked:
    """Reads a question. Words that mean nothing here are kept in `ignored`."""
    asked = Asked(text.strip())
    words = _WORD.findall(_HYPHEN.sub(" ", text))[:MAX_WORDS]
    at, role = 0, ""
    while at < len(words):
        taken = 0
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size]).strip(",.;:()")
            if not phrase:
                taken = size
                break
            role_after = _read(asked, phrase, size, role, catalog)
            if role_after is not None:
                taken, role = size, role_after
                break
        if taken:
            at += taken
            continue
        if role in ("ground", "citing"):
            return _unknown(asked, words, at, role, catalog)
        asked.ignored.append(words[at].strip(",.;:()"))
        at += 1
    return asked


def _read(asked: Asked, phrase: str, size: int, role: str, catalog: Catalog) -> str | None:
    """Takes a phrase if it means something; the role that the next name has, None where it means nothing."""
    row = question_words().get(fold(phrase))
    if row is not None:
        return _known_word(asked, phrase, row, role)
    if role in ("since", "until") and _YEAR.fullmatch(phrase):
        asked.readings.append(Reading(phrase, "adopted_from" if role == "since" else "adopted_to", phrase))
        return ""
    # a title of common words ("Organized Crime") is a name only where a name is due
    instrument = catalog.exact_instrument(phrase, titles=role in ("ground", "citing") or size >= 4)
    if instrument is not None and len(fold(phrase)) > 1:
        value = _parameter(catalog, instrument)
        parameter = {"ground": "derives_from", "citing": "citing"}.get(role, "instrument")
        asked.readings.append(Reading(phrase, parameter, value, instrument))
        return ""
    if role in ("ground", "citing"):
        return None
    topic = catalog.exact_topic(phrase)
    if topic is not None:
        asked.readings.append(Reading(phrase, "topic", topic.key, topic.iri))
        return role
    actor = catalog.exact_actor(phrase)
    if actor is not None:
        asked.readings.append(Reading(phrase, "counterparty" if role == "counterparty" else "bearer", actor.rsplit("/", 1)[-1], actor))
        return ""
    return None


def _parameter(catalog: Catalog, iri: str) -> str:
    """An instrument as a parameter names it: by a name that leads back to it, else by its path."""
    name = catalog.instruments[iri].name
    return name if name is not None and catalog.exact_instrument(name) == iri else iri.rsplit("/id/", 1)[-1]


def _known_word(asked: Asked, phrase: str, row: Row, role: str) -> str:
    kind, value = row["role"], row["value"]
    if kind == "skip":
        return role
    if kind in ("ground", "counterparty", "bearer", "since", "until"):
        return kind
    if kind == "citing":
        asked.citing = value
        return kind
    if kind == "kind":
        asked.commitments = value == "commitments"
        asked.readings.append(Reading(phrase, "kind", value))
        return role
    if kind in ("actor", "topic"):
        iri = f"{BASE}actor/{value}" if kind == "actor" else f"{CONCEPT}topic/{value}"
        asked.readings.append(Reading(phrase, ("counterparty" if role == "counterparty" else "bearer") if kind == "actor" else "topic", value, iri))
        return role
    for part in value.split("|"):
        asked.readings.append(Reading(phrase, kind, part))
    if kind == "force" and value == "condemns":
        asked.commitments = False
    return role


def _unknown(asked: Asked, words: list[str], at: int, role: str, catalog: Catalog) -> Asked:
    """A name was due, and none is known that begins here: the rest of the question is taken for it."""
    name = " ".join(words[at:]).strip(",.;:()")
    found = catalog.find_instrument(name)
    if found.iris:
        value = _parameter(catalog, found.iris[0])
        asked.readings.append(Reading(name, "derives_from" if role == "ground" else "citing", value, found.iris[0]))
        return asked
    asked.unknown, asked.near = name, found.near
    return asked
