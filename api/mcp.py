"""`/mcp`: the JSON API as tools of the Model Context Protocol (revision 2025-06-18 and later), for language-model clients.

What goes in: the application, whose description of itself (OpenAPI) names its questions. What comes out: an ASGI endpoint that speaks the protocol over
HTTP, without sessions. A call of a tool is a request to the application: limits, errors and answers are those of the API. This module must not know what
the answers say.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import httpx
from fastapi import FastAPI
from mcp import types
from mcp.server import Server, ServerRequestContext
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import Receive, Scope, Send

from api.problems import Problem

PATH = "/mcp"
PREFIX = "/api/v1/"
LEFT_OUT = frozenset({"/api/v1/context.jsonld"})
INSTRUCTIONS = (
    "Who promised what, to whom, how strongly, in which words, on the basis of which earlier promise, in instruments against crime. Every answer carries the "
    "words of the text as evidence: quote them, and give the id (an address that can be opened). Strength orders wording, and is no measure of legal effect. "
    "Being in an addressed group is not being bound. A derivation is named (explicit, anaphoric) or inferred (contextual, restated, tasked): say which. "
    "An instrument is named by its symbol in any usual spelling (MC.DEC/5/06, A/RES/55/25), its short name (UNTOC) or its id."
)


class Tools:
    """The questions of an application as tools: one for each GET of the JSON API, and `sparql`."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._paths: dict[str, str] = {}
        self._tools: list[types.Tool] = []
        for path, methods in sorted(app.openapi()["paths"].items()):
            if "get" in methods and path not in LEFT_OUT and (path.startswith(PREFIX) or path == "/sparql"):
                self._add(path, methods["get"])

    def _add(self, path: str, described: Mapping[str, Any]) -> None:
        name = re.sub(r"s/\{\w+(?::path)?\}", "", path.removeprefix(PREFIX)).strip("/").replace("/", "_")  # instruments/{name}/lineage: instrument_lineage
        properties: dict[str, Any] = {}
        for parameter in described.get("parameters", ()):
            schema = {key: value for key, value in parameter.get("schema", {}).items() if key in ("type", "enum", "default")}
            properties[parameter["name"]] = {"type": "string", **schema, **({"description": parameter["description"]} if "description" in parameter else {})}
        asked = {
            "type": "object",
            "properties": properties,
            "required": [p["name"] for p in described.get("parameters", ()) if p.get("required")],
            "additionalProperties": path.endswith("/questions/{key}"),  # a question has parameters of its own
        }
        words = ". ".join(part for part in (described.get("summary", ""), described.get("description", "").replace("\n", " ")) if part)
        self._paths[name] = path
        self._tools.append(
            types.Tool(name=name, description=words, input_schema=asked, annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False))
        )

    async def list(self, _: ServerRequestContext[Any], __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=self._tools)

    async def call(self, _: ServerRequestContext[Any], asked: types.CallToolRequestParams) -> types.CallToolResult:
        """The answer of the API as text; a problem (RFC 9457) is an error of the tool, with its hint."""
        template = self._paths.get(asked.name)
        if template is None:
            return _said(f"there is no tool {asked.name!r}; there are {', '.join(self._paths)}", wrong=True)
        given = {str(key): str(value) for key, value in (asked.arguments or {}).items() if value is not None}
        try:
            path = re.sub(r"\{(\w+)(?::path)?\}", lambda slot: quote(given.pop(slot[1]), safe=""), template)
        except KeyError as error:
            return _said(f"{asked.name} needs {error}", wrong=True)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=self._app, raise_app_exceptions=False), base_url="http://anticrime") as client:
            answer = await client.get(path, params=given, headers={"Accept": "application/json, application/sparql-results+json, application/ld+json"})
        return _said(answer.text, wrong=answer.status_code >= 400)


def _said(text: str, *, wrong: bool) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=wrong)


class Endpoint:
    """The ASGI endpoint of `/mcp`; it answers while `running` is entered."""

    def __init__(self, app: FastAPI, version: str) -> None:
        self._app = app
        self._version = version
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """For the life of the application."""
        tools = Tools(self._app)
        server: Server[Any] = Server("anticrime", version=self._version, instructions=INSTRUCTIONS, on_list_tools=tools.list, on_call_tool=tools.call)
        open_data = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # all that is served is public
        manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True, security_settings=open_data)
        async with manager.run():
            self._manager = manager
            yield
            self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] != "POST":
            hint = "POST JSON-RPC; people find the same answers under / and /docs"
            raise Problem(405, "method-not-allowed", "this address is for clients of the Model Context Protocol", hint=hint, headers={"Allow": "POST"})
        if self._manager is None:
            raise Problem(503, "internal", "the service is not up", hint="ask again in a moment")
        await self._manager.handle_request(scope, receive, send)
