"""The one error shape of the service: problem details (RFC 9457).

What goes in: an error of the project, of the framework, or a `Problem` raised by a route. What comes out: `application/problem+json` with a stable
`type`, a `title`, the `status`, a `detail` that names the place, and a `hint`; a browser that asks for HTML gets the same on a page.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph_builder.errors import AnticrimeError, QueryRefused, QueryTimeout, StoreError
from graph_builder.store.answers import negotiate
from graph_builder.store.pool import StoreBusy

PROBLEM = "application/problem+json"
TYPES = "/docs/problems#"
log = logging.getLogger("api")

TITLES = {
    "bad-request": "The request cannot be read",
    "not-found": "There is no such thing here",
    "unknown-instrument": "No instrument has this name",
    "unknown-value": "This value is not known",
    "bad-parameter": "A parameter cannot be read",
    "bad-cursor": "This cursor is not one of ours",
    "query-refused": "The query is not run",
    "query-timeout": "The query was stopped at its limit",
    "query-failed": "The query failed",
    "not-acceptable": "None of the accepted media types can be given",
    "unsupported-media-type": "The body is of another media type than this address takes",
    "method-not-allowed": "The method is not allowed here",
    "too-large": "The body is too large",
    "store-busy": "All workers are busy",
    "store": "The store does not answer",
    "internal": "A fault of the service",
}


class Problem(Exception):
    """An answer that is an error. `extra` are further members, such as `near` or `line`."""

    def __init__(self, status: int, code: str, detail: str, *, hint: str = "", headers: dict[str, str] | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.hint = hint
        self.headers = headers or {}
        self.extra = extra


def from_error(error: AnticrimeError) -> Problem:
    """The problem that an error of the project is."""
    if isinstance(error, QueryRefused):
        if error.code == "not-acceptable":
            return Problem(406, "not-acceptable", error.message, hint=error.hint)
        place: dict[str, Any] = {} if error.line is None else {"line": error.line, "column": error.column}
        where = "" if error.line is None else f" (line {error.line}, column {error.column})"
        return Problem(400, "query-refused", error.message + where, hint=error.hint, **place)
    if isinstance(error, QueryTimeout):
        return Problem(504, "query-timeout", error.message, hint=error.hint)
    if isinstance(error, StoreBusy):
        return Problem(503, "store-busy", error.message, hint=error.hint, headers={"Retry-After": "2"})
    if isinstance(error, StoreError):
        return Problem(503, "store", error.message, hint=error.hint, headers={"Retry-After": "5"})
    return Problem(500, "internal", str(error), hint=error.hint)


def document(problem: Problem, instance: str) -> dict[str, Any]:
    """The members of the problem document."""
    members: dict[str, Any] = {
        "type": TYPES + problem.code,
        "title": TITLES[problem.code],
        "status": problem.status,
        "detail": problem.detail,
        "instance": instance,
        "code": problem.code,
    }
    if problem.hint:
        members["hint"] = problem.hint
    return members | problem.extra


def response(request: Request, problem: Problem) -> Response:
    """The problem in the notation the client likes: JSON, or a page for a browser."""
    members = document(problem, request.url.path)
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    if negotiate(request.headers.get("accept"), (PROBLEM, "application/json", "text/html")) == "text/html":
        from api.pages import problem_page

        return problem_page(request, members, headers)
    return Response(json.dumps(members, ensure_ascii=False, indent=1), problem.status, headers, PROBLEM)


_BY_STATUS = {404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported-media-type", 406: "not-acceptable"}


def install(app: FastAPI) -> None:
    """Answers every error of `app` in this shape."""

    async def on_problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return response(request, error)

    async def on_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, AnticrimeError)
        return response(request, from_error(error))

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = _BY_STATUS.get(error.status_code, "bad-parameter" if error.status_code < 500 else "internal")
        detail = f"{request.method} {request.url.path}: {error.detail}"
        return response(request, Problem(error.status_code, code, detail, hint="see /docs", headers=dict(error.headers or {})))

    async def on_validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        faults = [{"parameter": ".".join(str(part) for part in fault["loc"][1:]), "message": fault["msg"]} for fault in error.errors()]
        detail = "; ".join(f"{fault['parameter']}: {fault['message']}" for fault in faults)
        return response(request, Problem(400, "bad-parameter", detail, hint="see /docs for what the parameter takes", errors=faults))

    async def on_fault(request: Request, error: Exception) -> Response:
        log.exception("fault at %s %s", request.method, request.url.path, exc_info=error)
        return response(request, Problem(500, "internal", "an unexpected fault; it is in the log", hint="report it with the address"))

    handlers: list[tuple[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]] = [
        (Problem, on_problem),
        (AnticrimeError, on_error),
        (HTTPException, on_http),
        (RequestValidationError, on_validation),
        (Exception, on_fault),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)
