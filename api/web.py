"""HTTP matters that every route shares: headers, entity tags, cursors, JSON-LD.

What goes in: requests. What comes out: headers and responses. This module must not know what the answers say.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Link, ETag, X-Anticrime-Build, X-Anticrime-Truncated"}
"""Anyone's page may read what is public: no cookie is ever looked at for data."""


PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, MCP-Protocol-Version",
    "Access-Control-Max-Age": "86400",
}


class SecureHeaders:
    """Puts the security headers on every answer, answers HEAD as GET without a body and preflights, and puts an end to bodies that are too large."""

    def __init__(self, app: ASGIApp, body_bytes: int) -> None:
        self.app = app
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers={**PREFLIGHT, **HEADERS, **OPEN})(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.body_bytes:
                raise Problem(413, "too-large", f"the body has more than {self.body_bytes} bytes", hint="send less")
            return message

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                extra = [(k.lower().encode(), v.encode()) for k, v in {**HEADERS, **OPEN}.items() if k.lower().encode() not in present]
                message["headers"] = [*message["headers"], *extra]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, bounded, with_headers)


def etag(request: Request, build: str, variant: str = "") -> dict[str, str]:
    """The headers that tie an answer to the build: `ETag`, `Cache-Control`, `X-Anticrime-Build`.

    Raises `NotModified` where the client has this very answer. `variant` tells notations and languages of one address apart.
    """
    tag = f'"{build[:32]}{"-" + variant if variant else ""}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "X-Anticrime-Build": build, "Vary": "Accept, Accept-Language, Cookie"}
    known = request.headers.get("if-none-match", "")
    if request.method in ("GET", "HEAD") and (known.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in known.split(",")]):
        raise NotModified(headers)
    return headers


class NotModified(Exception):
    """304."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__("not modified")
        self.headers = headers


async def on_not_modified(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)
    return Response(status_code=304, headers=error.headers)


def write_cursor(build: str, offset: int) -> str:
    """An opaque place in a list of one build."""
    return base64.urlsafe_b64encode(f"{build[:12]}:{offset}".encode()).decode().rstrip("=")


def read_cursor(text: str | None, build: str) -> int:
    """The place that `write_cursor` wrote. Problem for anything else, and where the graph has changed since."""
    if not text:
        return 0
    try:
        name, _, offset = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii").partition(":")
        place = int(offset)
    except ValueError as error:
        raise Problem(400, "bad-cursor", f"cursor={text[:40]!r} cannot be read", hint="take cursors from Link: rel=next") from error
    if place < 0:
        raise Problem(400, "bad-cursor", f"cursor={text[:40]!r} cannot be read", hint="take cursors from Link: rel=next")
    if name != build[:12]:
        raise Problem(410, "bad-cursor", "the graph has changed since this cursor was given", hint="begin the list again")
    return place


def address(request: Request, **changes: str | None) -> str:
    """This address with other parameters; None removes one."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    kept += [(name, value) for name, value in changes.items() if value is not None]
    return request.url.path + ("?" + urlencode(kept) if kept else "")


def json_answer(request: Request, build: str, content: dict[str, Any], *, next_cursor: str | None = None, variant: str = "") -> Response:
    """A JSON answer with its `@context`, its build and the link to the next page."""
    headers = etag(request, build, variant)
    headers["Link"] = '</api/v1/context.jsonld>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
    body: dict[str, Any] = {"@context": "/api/v1/context.jsonld", "build": build, **content}
    if next_cursor is not None:
        following = address(request, cursor=next_cursor)
        headers["Link"] += f', <{following}>; rel="next"'
        body["next"] = following
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")), headers=headers, media_type="application/json")
