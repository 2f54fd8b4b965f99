"""The parameters of a list of statements, as people write them, turned into a `Filter` of IRIs.

What goes in: the query string. What comes out: a `Filter` and how it was understood; an unknown name is a 404 with near names, a value that
cannot be read a 400.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import QueryParams

from api.problems import Problem
from api.reading.cards import named
from api.reading.catalog import Catalog, Match
from api.reading.reasons import BASES
from api.reading.statements import Filter
from graph_builder.errors import AnticrimeError
from graph_builder.history.lineage import DEPTH, DIRECTIONS, Limits
from graph_builder.model import LANGUAGES, PartialDate

MAX_LIMIT = 200
LISTS = {"bearer": "actors", "counterparty": "actors", "force": "forces"}
"""Where the values of a parameter are listed."""
NAMES = frozenset(
    {
        "derives_from", "basis", "act", "force", "min_strength", "bearer", "counterparty", "topic", "instrument", "adopted_from", "adopted_to",
        "q", "lang", "hl", "ui", "cursor", "limit", "qualified", "format",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Understood:
    """A filter and, for people, what each parameter was taken to mean."""

    filter: Filter
    said: dict[str, Any]


def languages_of(request: Request) -> tuple[str, ...]:
    """The reader's languages: `hl=` first, then Accept-Language, then the project's order."""
    found: list[str] = []
    if (wanted := request.query_params.get("hl")) in LANGUAGES:
        found.append(str(wanted))
    weighted = []
    for k, part in enumerate(request.headers.get("accept-language", "").split(",")):
        name, _, q = part.strip().partition(";q=")
        try:
            weighted.append((-float(q or 1), k, name.split("-")[0].lower()))
        except ValueError:
            continue
    found += [name for _, _, name in sorted(weighted) if name in LANGUAGES]
    return tuple(dict.fromkeys([*found, "en"]))


def several(parameters: QueryParams, name: str) -> list[str]:
    """The values of a parameter: repeated, or separated by commas."""
    return [part.strip() for value in parameters.getlist(name) for part in re.split(r"[,|]", value) if part.strip()]


def instrument(catalog: Catalog, text: str, parameter: str) -> str:
    """The IRI of an instrument named by a user. Problem 404 with near symbols."""
    found = catalog.find_instrument(text)
    if len(found.iris) == 1:
        return found.iris[0]
    near = list(found.near)
    hint = f"did you mean {', '.join(near)}?" if near else "see /api/v1/instruments"
    raise Problem(404, "unknown-instrument", f"{parameter}={text!r} names no instrument of this graph", hint=hint, near=near, parameter=parameter)


def _known(found: Match, parameter: str, text: str) -> tuple[str, ...]:
    if found.iris:
        return found.iris
    near = list(found.near)
    hint = (
        f"did you mean {', '.join(near)}?"
        if near
        else f"see /api/v1/{ {'bearer': 'actors', 'counterparty': 'actors', 'topic': 'topics'}.get(parameter, 'topics') }"
    )
    raise Problem(404, "unknown-value", f"{parameter}={text!r} is not known here", hint=hint, near=near, parameter=parameter)


def day(parameters: QueryParams, name: str) -> PartialDate | None:
    """A date as precise as it is written. Problem 400 for what is none."""
    text = parameters.get(name)
    if not text:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise Problem(400, "bad-parameter", f"{name}={text!r} is no date", hint="write 2006, 2006-12 or 2006-12-05", parameter=name) from error


def read_filter(parameters: QueryParams, catalog: Catalog, languages: Sequence[str], *, commitments: bool) -> Understood:
    """The filter that a query string means."""
    unknown = sorted(set(parameters) - NAMES)
    if unknown:
        raise Problem(400, "bad-parameter", f"unknown parameter {unknown[0]!r}", hint=f"known: {', '.join(sorted(NAMES))}", parameter=unknown[0])
    said: dict[str, Any] = {}
    values: dict[str, Any] = {"commitments": commitments}
    for name in ("derives_from", "instrument"):
        if text := parameters.get(name):
            iri = instrument(catalog, text, name)
            values[name] = iri
            said[name] = named(catalog, iri, languages)
    basis = several(parameters, "basis")
    for name in basis:
        if name not in BASES:
            raise Problem(400, "bad-parameter", f"basis={name!r} is not known", hint=f"one or more of {', '.join(BASES)}", parameter="basis")
    if basis:
        values["basis"] = said["basis"] = tuple(basis)
    for name, scheme in (("force", catalog.forces), ("topic", catalog.topics), ("act", catalog.acts)):
        if texts := several(parameters, name):
            iris = tuple(iri for text in texts for iri in _known(catalog.find_concept(scheme, text), name, text))
            values[name] = iris
            said[name] = [named(catalog, iri, languages) for iri in iris]
    for name in ("bearer", "counterparty"):
        if texts := several(parameters, name):
            iris = tuple(iri for text in texts for iri in _known(catalog.find_actor(text), name, text))
            values[name] = iris
            said[name] = [named(catalog, iri, languages) for iri in iris]
    if text := parameters.get("min_strength"):
        try:
            strength = int(text)
        except ValueError:
            strength = -1
        if not 0 <= strength <= 9:
            raise Problem(400, "bad-parameter", f"min_strength={text!r} is no strength", hint="a whole number from 0 to 9", parameter="min_strength")
        values["min_strength"] = said["min_strength"] = strength
    for name in ("adopted_from", "adopted_to"):
        if (date := day(parameters, name)) is not None:
            values[name] = said[name] = date.last if name == "adopted_to" else date.first
    if text := parameters.get("lang"):
        if text not in LANGUAGES:
            raise Problem(400, "bad-parameter", f"lang={text!r} is not a language held", hint=f"one of {', '.join(LANGUAGES)}", parameter="lang")
        values["language"] = said["lang"] = text
    if text := parameters.get("q"):
        values["words"] = tuple(text.split()[:12])
        said["q"] = text
    if text := parameters.get("qualified"):
        if text not in ("true", "false"):
            raise Problem(400, "bad-parameter", f"qualified={text!r}", hint="true or false", parameter="qualified")
        values["qualified"] = said["qualified"] = text == "true"
    return Understood(Filter(**values), said)


def read_limit(parameters: QueryParams, default: int = 50) -> int:
    """`limit=`, from 1 to 200."""
    text = parameters.get("limit")
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MAX_LIMIT:
        raise Problem(400, "bad-parameter", f"limit={text!r}", hint=f"a whole number from 1 to {MAX_LIMIT}", parameter="limit")
    return number


def read_limits(parameters: QueryParams) -> Limits:
    """The limits that a query string means. Problem 400 for a value that cannot be read."""
    direction = parameters.get("direction") or "both"
    if direction not in DIRECTIONS:
        raise Problem(400, "bad-parameter", f"direction={direction!r}", hint=f"one of {', '.join(DIRECTIONS)}", parameter="direction")
    text = parameters.get("depth") or str(DEPTH)
    depth = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 1 <= depth <= DEPTH:
        raise Problem(400, "bad-parameter", f"depth={text!r}", hint=f"a whole number from 1 to {DEPTH}", parameter="depth")
    basis = several(parameters, "basis")
    if wrong := [name for name in basis if name not in BASES]:
        raise Problem(400, "bad-parameter", f"basis={wrong[0]!r} is not known", hint=f"one or more of {', '.join(BASES)}", parameter="basis")
    text = parameters.get("min_confidence") or "0"
    try:
        least = float(text)
    except ValueError:
        least = -1.0
    if not 0 <= least <= 1:
        raise Problem(400, "bad-parameter", f"min_confidence={text!r}", hint="a number from 0 to 1", parameter="min_confidence")
    return Limits(direction, depth, tuple(basis), least, day(parameters, "as_of"))


def problem_of(error: AnticrimeError) -> str:
    """One line for a page."""
    return f"{error.message}. {error.hint}" if error.hint else error.message
