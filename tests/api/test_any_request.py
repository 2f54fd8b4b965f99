"""No request, however odd, is answered with a fault of the service."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ODD = st.lists(
    st.sampled_from(
        [
            "MC 5/06",
            '"',
            "\\",
            "<",
            ">",
            "{",
            "}",
            "\n",
            "\x00",
            "é",
            "漢",
            "ا",
            "untoc",
            "%",
            "&",
            "#",
            "../",
            "} UNION {",
            "1",
            "-1",
            "9" * 30,
            "'",
            "\U0001f600",
            "|",
            ",",
            "\u202e",
        ]
    ),
    min_size=1,
    max_size=4,
).map("".join)
PAGES = ("/commitments", "/statements", "/ask", "/search", "/instruments", "/actors", "/divergences", "/questions/1", "/questions/8", "/sparql")
PARAMETERS = (
    "q",
    "derives_from",
    "basis",
    "force",
    "bearer",
    "topic",
    "question",
    "cursor",
    "min_strength",
    "adopted_from",
    "text",
    "ui",
    "hl",
    "ground",
    "year",
    "query",
    "format",
)


@pytest.fixture(scope="module")
def opened(service: str) -> Any:
    with httpx.Client(base_url=service, timeout=60) as client:
        routes = client.get("/openapi.json").json()["paths"]
        yield client, sorted(path for path in routes if path not in ("/dump/{name}", "/.well-known/void"))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_request_is_answered(opened: tuple[httpx.Client, list[str]], data: st.DataObject) -> None:
    client, routes = opened
    path = data.draw(st.sampled_from([*routes, *PAGES]))
    while "{" in path:
        start, end = path.index("{"), path.index("}")
        path = path[:start] + quote(data.draw(ODD), safe=data.draw(st.sampled_from(["", "/"]))) + path[end + 1 :]
    parameters = data.draw(st.dictionaries(st.sampled_from(PARAMETERS), ODD, max_size=3))
    accept = data.draw(st.sampled_from(["*/*", "text/html", "application/json", "text/turtle", "application/ld+json;q=0.1, x", "q=;;,"]))
    try:
        answer = client.get(path, params=parameters, headers={"Accept": accept})
    except httpx.InvalidURL:
        return
    assert answer.status_code < 500, (path, parameters, answer.text[:500])
    if answer.status_code >= 400:
        assert answer.headers["content-type"].split(";")[0] in ("application/problem+json", "text/html")
