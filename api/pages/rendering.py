"""Turns answers into HTML: templates, the reader's language, the direction of texts.

What goes in: a template and values. What comes out: a page that asks nobody else for anything. Autoescape is always on; words of the interface stand in
`api/data/interface.csv`, a column a language.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from api.parameters import languages_of
from api.problems import PROBLEM
from api.reading.cards import path_of
from api.reading.statements import ADDRESSED, NOTE
from api.reading.texts import anchor, repair_context
from api.state import state
from api.web import etag
from graph_builder.errors import AnticrimeError

HERE = Path(__file__).resolve().parent.parent
INTERFACE = ("en", "fr")
NAMES = {"en": "English", "fr": "Français", "es": "Español", "ru": "Русский", "de": "Deutsch", "it": "Italiano", "ar": "العربية", "zh": "中文"}
RIGHT_TO_LEFT = frozenset({"ar"})


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Key -> language -> words. KeyError at use for a key that is not there."""
    with (HERE / "data" / "interface.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["id"]: {language: row[language] for language in INTERFACE} for row in rows}


def ui_of(request: Request) -> str:
    """The language of the interface: `ui=`, the cookie, Accept-Language, English."""
    for wanted in (request.query_params.get("ui"), request.cookies.get("ui"), *languages_of(request)):
        if wanted in INTERFACE:
            return str(wanted)
    return "en"


def reading_languages(request: Request) -> tuple[str, ...]:
    """The languages of labels on pages: that of the interface first."""
    return tuple(dict.fromkeys((ui_of(request), *languages_of(request))))


def direction(language: str | None) -> str:
    return "rtl" if (language or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"


def with_parameters(path: str, parameters: Mapping[str, Any] | list[tuple[str, str]]) -> str:
    """A local address with its parameters."""
    pairs = list(parameters.items()) if isinstance(parameters, Mapping) else parameters
    kept = [(name, str(value)) for name, value in pairs if value not in (None, "")]
    return path + ("?" + urlencode(kept) if kept else "")


@cache
def environment() -> Environment:
    """The templates, with the few functions they may call."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(path_of=path_of, anchor=anchor, direction=direction, with_parameters=with_parameters, language_names=NAMES)
    made.filters["percent"] = lambda value: "" if value is None else f"{float(value):.2f}"
    made.filters["enc"] = lambda value: quote(str(value), safe="")
    return made


def render(template: str, request: Request, **values: Any) -> str:
    """The HTML of a template."""
    ui = ui_of(request)
    table = words()
    build: str | None = None
    try:
        build = state(request).store.build
    except (AttributeError, AnticrimeError):
        build = None
    return (
        environment()
        .get_template(template)
        .render(
            t=lambda key: table[key][ui],
            ui=ui,
            interface_languages=INTERFACE,
            here=request.url.path,
            parameters=dict(request.query_params),
            build=build,
            note=NOTE[ui],
            addressed=ADDRESSED[ui],
            **values,
        )
    )


def page(request: Request, template: str, *, status: int = 200, headers: dict[str, str] | None = None, cached: bool = True, **values: Any) -> Response:
    """A whole page. It keeps the chosen language of the interface in a cookie, the only one there is."""
    ui = ui_of(request)
    for name in ("items", "item", "derives", "quotes"):
        if values.get(name):
            repair_context(state(request).store, values[name])
    sent = dict(headers or {})
    if cached and status == 200:
        sent = {**etag(request, state(request).store.build, f"html-{ui}"), **sent}
    answer = HTMLResponse(render(template, request, **values), status_code=status, headers=sent)
    answer.headers["Content-Language"] = ui
    if request.query_params.get("ui") in INTERFACE:
        answer.set_cookie("ui", ui, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


def problem_page(request: Request, members: Mapping[str, Any], headers: dict[str, str]) -> Response:
    """A problem document as a page, with the same members; the status is the problem's."""
    answer = page(request, "problem.html", status=int(members["status"]), headers=headers, cached=False, problem=members)
    answer.headers["Link"] = f'</docs/problems#{members["code"]}>; rel="help"; type="{PROBLEM}"'
    return answer
