"""The competency questions: what a query asks, its parameters, and how they are put in.

What goes in: the text of an `.rq` file. What comes out: a frozen `Question`, and its query with other values. A file runs as it stands: each parameter
is a line `VALUES ?name { default }` in it and a comment `# param-name: kind | English | French` at its head; `# note-en:` and `# note-fr:` hold what an
answer must say aloud. This module must not know any RDF library.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import ontology

_HEAD = re.compile(r"#\s*([A-Za-z-]{2,40}):\s*(.+)")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _iri(value: str) -> str:
    if not _IRI.fullmatch(value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"


def _number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise ValueError(f"not a number: {value!r}")
    return value


def _string(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def _date(value: str) -> tuple[str, str]:
    """The first and the last day of a date as precise as given."""
    match = _DAY.fullmatch(value)
    if match is None:
        raise ValueError(f"not a date (2006, 2006-12 or 2006-12-05): {value!r}")
    year, earliest, latest = int(match[1]), int(match[2] or 1), int(match[2] or 12)
    if year < 1 or not 1 <= earliest <= 12:
        raise ValueError(f"not a date of the calendar: {value!r}")
    last = monthrange(year, latest)[1]
    if not 1 <= int(match[3] or 1) <= last:
        raise ValueError(f"not a date of the calendar: {value!r}")
    return f"{year:04}-{earliest:02}-{int(match[3] or 1):02}", f"{year:04}-{latest:02}-{int(match[3] or last):02}"


def _since(value: str) -> str:
    return f'"{_date(value)[0]}"'


def _day(value: str) -> str:
    """At the end of the date: what was done in a month had been done at its end."""
    return f'"{_date(value)[1]}"'


KINDS: Mapping[str, Callable[[str], str]] = {"iri": _iri, "number": _number, "string": _string, "since": _since, "day": _day}
"""Kind of parameter -> what writes its value in SPARQL; ValueError for a value of another kind. `since` and `day` take a date as precise as it is known
and stand for its first and its last day."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a reader may change. `default` is in SPARQL syntax, as the file has it."""

    name: str
    kind: str
    labels: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """One competency question. `number` is its place among the forty of the start; later ones go on from 41."""

    key: str
    number: int
    titles: Mapping[str, str]
    who: str
    """R researcher, F front end, A auditor."""
    level: str
    """E easy, M medium, H hard."""
    parameters: tuple[Parameter, ...]
    query: str
    notes: Mapping[str, str] = field(default_factory=dict)
    """What an answer must say aloud, by language; empty where there is nothing to say."""

    def bind(self, values: Mapping[str, str]) -> str:
        """The query with `values` put in for defaults. KeyError for a parameter it has not, ValueError for a value of another kind.

        >>> q = read("01-x", "# en: a\\n# fr: b\\n# number: 1\\n# who: R\\n# level: E\\n# param-x: iri | c | d\\nASK { VALUES ?x { <urn:a> } ?x ?p ?o }")
        >>> q.bind({"x": "urn:b"})
        'ASK { VALUES ?x { <urn:b> } ?x ?p ?o }'
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        query = self.query
        for name, value in values.items():
            written = KINDS[known[name].kind](value)
            for line in reversed(list(_values(name).finditer(query))):  # a group inside a query must name the value again
                query = f"{query[: line.start(1)]}{written}{query[line.end(1) :]}"
        return query


def _values(name: str) -> re.Pattern[str]:
    return re.compile(rf'VALUES \?{re.escape(name)} \{{ ("[^"\n]*"|[^}}"\n]*) \}}')


def read(key: str, text: str) -> Question:
    """A question from the text of its file. ValueError where the head lacks a fact or a parameter has no VALUES line."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    facts = {match.group(1): match.group(2).strip() for line in head if (match := _HEAD.fullmatch(line))}
    query = "\n".join(line for line in lines if not line.startswith("#")).strip()
    if missing := [name for name in ("en", "fr", "number", "who", "level") if name not in facts]:
        raise ValueError(f"{key}: the head lacks {', '.join(missing)}")
    parameters = []
    for name, fact in facts.items():
        if name.startswith("param-"):
            kind, english, french = (part.strip() for part in fact.split("|"))
            found = _values(name[6:]).search(query)
            if kind not in KINDS or found is None:
                raise ValueError(f"{key}: the parameter {name[6:]} is of no known kind or has no line VALUES ?{name[6:]} {{ ... }}")
            parameters.append(Parameter(name[6:], kind, {"en": english, "fr": french}, found.group(1)))
    titles = {"en": facts["en"], "fr": facts["fr"]}
    notes = {name[5:]: fact for name, fact in facts.items() if name in ("note-en", "note-fr")}
    if notes and len(notes) < len(titles):
        raise ValueError(f"{key}: what must be said aloud is said in one language alone")
    return Question(key, int(facts["number"]), titles, facts["who"], facts["level"], tuple(parameters), query, notes)


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of their files."""
    return tuple(read(path.stem, path.read_text(encoding="utf-8")) for path in ontology.question_files())
