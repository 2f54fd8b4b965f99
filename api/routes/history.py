"""`/api/v1/`: what is asked over time: lineage as of a date, and what changed from one instrument to the next.

What goes in: addresses and parameters. What comes out: JSON. The answers are made in `api.reading.lineage` and `api.reading.changes`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.parameters import instrument as find_instrument
from api.parameters import languages_of, read_limit, read_limits, several
from api.problems import Problem
from api.reading import changes as comparing
from api.reading import lineage as reading
from api.reading import lists
from api.reading.cards import instrument_card
from api.reading.statements import items
from api.routes.details import statement_of
from api.routes.lists import note
from api.state import state
from api.web import json_answer, read_cursor, write_cursor
from graph_builder.diff import KINDS, SAME

router = APIRouter(prefix="/api/v1", tags=["history"])


class LineageParameters:
    """The limits of a lineage, for the description of the interface; their values are read by `api.parameters.read_limits`."""

    def __init__(
        self,
        direction: str | None = None,
        depth: str | None = None,
        basis: str | None = None,
        as_of: str | None = None,
        min_confidence: str | None = None,
        hl: str | None = None,
        limit: str | None = None,
        cursor: str | None = None,
    ) -> None:
        """`direction`: ancestors, descendants, both; `depth`: steps of the longest path; `as_of`: 2006, 2006-12 or 2006-12-05."""


Described = Annotated[LineageParameters, Depends()]


def _lineage(request: Request, find: Callable[[], str]) -> Response:
    """`find` gives the thing: it is looked for when the parameters are known to be right."""
    here = state(request)
    catalog, languages = here.catalog, languages_of(request)
    limits = read_limits(request.query_params)
    size, at = read_limit(request.query_params, 100), read_cursor(request.query_params.get("cursor"), catalog.build)
    iri = find()
    found = reading.answer(here.store, iri, limits)
    following = write_cursor(catalog.build, at + size) if at + size < len(found.lines) else None
    content: dict[str, Any] = reading.shown(here.store, catalog, found, limits, languages, offset=at, limit=size)
    if "/statement/" in iri:
        content["item"] = items(here.store, catalog, [iri], languages)[0]
        content["derives_from"] = content["item"].pop("derivations")
    return json_answer(request, catalog.build, {"note": note(languages), **content}, next_cursor=following, variant=languages[0])


@router.get("/commitments/{id:path}/lineage", summary="What a commitment derives from and what derives from it, path by path, as of a date")
@router.get("/statements/{id:path}/lineage", summary="The same for any statement")
def statement_lineage(request: Request, id: str, parameters: Described) -> Response:  # noqa: A002 - the name in the address
    """`id`: the IRI's path after `id/`, percent-encoded. Each path shows its weakest basis, the product of its confidences and its steps with the words
    at both ends; `as_of` leaves out what was adopted later, and says where a date is uncertain."""
    return _lineage(request, lambda: statement_of(request, id))


@router.get("/statements/{id:path}/thread", summary="A recurring paragraph over the years: force, bearer, wording")
def thread(request: Request, id: str, hl: str | None = None) -> Response:  # noqa: A002
    """The statements joined to this one by wording taken up, step by step, the oldest first."""
    here = state(request)
    languages = languages_of(request)
    found = comparing.thread(here.store, here.catalog, statement_of(request, id), languages)
    return json_answer(request, here.catalog.build, {"note": note(languages), "total": len(found), "items": found}, variant=languages[0])


@router.get("/instruments/{name:path}/lineage", summary="What an instrument and its commitments derive from, and what derives from it, as of a date")
def instrument_lineage(request: Request, name: str, parameters: Described) -> Response:
    """`name` in any usual spelling. Its ancestors are its own and those of its commitments: each path says where it begins."""
    return _lineage(request, lambda: find_instrument(state(request).catalog, unquote(name), "name"))


def compared(request: Request) -> dict[str, Any]:
    """What changed between the two instruments that a query string names; `from` may be left out where `to` continues one. Problem 400 or 404 else."""
    here, given = state(request), request.query_params
    catalog, languages = here.catalog, languages_of(request)
    kinds = several(given, "kind")
    if wrong := [kind for kind in kinds if kind not in KINDS]:
        raise Problem(400, "bad-parameter", f"kind={wrong[0]!r} is not known", hint=f"one or more of {', '.join(KINDS)}", parameter="kind")
    if (only := given.get("commitments") or "false") not in ("true", "false"):
        raise Problem(400, "bad-parameter", f"commitments={only!r}", hint="true or false", parameter="commitments")
    if not (later := given.get("to")):
        raise Problem(400, "bad-parameter", "to= is missing", hint="/api/v1/changes?from=A/RES/75/158&to=A/RES/77/194", parameter="to")
    after = find_instrument(catalog, later, "to")
    older, newer = comparing.neighbours(here.store, after)
    if given.get("from"):
        before = find_instrument(catalog, given["from"], "from")
    elif older:
        before = older[0]
    else:
        raise Problem(400, "bad-parameter", "from= is missing", hint=f"nothing is known that {later} continues: name the earlier one", parameter="from")
    held = [set(lists.texts_read(here.store).get(iri, ())) for iri in (before, after)]
    both = sorted(held[0] & held[1], key=lambda name: (name not in languages, languages.index(name) if name in languages else 0, name != "en", name))
    language = given.get("lang") or (both[0] if both else "en")
    if language not in held[0] & held[1]:
        missing = [instrument_card(catalog, iri, languages)["label"] for iri, tongues in zip((before, after), held, strict=True) if language not in tongues]
        hint = f"both are held in {', '.join(both)}" if both else "build their texts first"
        raise Problem(404, "not-found", f"the text of {' and of '.join(missing)} is not held in {language!r}", hint=hint, parameter="lang")
    old, new, changes = comparing.compare(here.store, before, after, language)
    kept = comparing.chosen(changes, kinds, commitments=only == "true")
    ui = next((name for name in languages if name in ("en", "fr")), "en")
    return {
        "from": comparing.head(catalog, before, old, languages),
        "to": comparing.head(catalog, after, new, languages),
        "language": language,
        "continues": before in older,
        "chain": [instrument_card(catalog, iri, languages) for iri in (*older, *newer)],
        "notes": [sentence[ui].format(least=SAME) for sentence in comparing.SENTENCES.values()],
        "counts": comparing.counts(kept),
        "unchanged": len(new) - sum(change.after is not None for change in changes),
        "total": len(kept),
        "items": [comparing.shown(catalog, change, languages) for change in kept],
    }


@router.get("/changes", summary="What changed from one instrument to a later one: added, dropped, strengthened, weakened, moved, reworded")
def changes(
    request: Request,
    to: str,
    kind: str | None = None,
    commitments: str | None = None,
    lang: str | None = None,
    hl: str | None = None,
    limit: str | None = None,
    cursor: str | None = None,
    earlier: Annotated[str | None, Query(alias="from")] = None,
) -> Response:
    """`from`, `to`: instruments in any usual spelling; without `from` the one that `to` continues. `kind`: one or more of added, dropped, strengthened,
    weakened, to-operative, to-preamble, reforced, bearer, reworded; `commitments=true`: where either side is one."""
    build = state(request).catalog.build
    size, at = read_limit(request.query_params, 200), read_cursor(cursor, build)
    content = compared(request)
    following = write_cursor(build, at + size) if at + size < content["total"] else None
    content["items"] = content["items"][at : at + size]
    return json_answer(request, build, {"note": note(languages_of(request)), **content}, next_cursor=following, variant=languages_of(request)[0])
