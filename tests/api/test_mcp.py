"""`/mcp` with a client of the protocol, over a real socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

from api.mcp import INSTRUCTIONS

from .conftest import DECLARATION

T = TypeVar("T")


def talk(service: str, what: Callable[[ClientSession], Awaitable[T]]) -> T:
    async def session() -> T:
        async with streamable_http_client(f"{service}/mcp") as (read, write, *_), ClientSession(read, write) as client:
            said = await client.initialize()
            assert (said.server_info.name, said.instructions) == ("anticrime", INSTRUCTIONS)
            return await what(client)

    return asyncio.run(session())


def ask(service: str, tool: str, **given: str) -> tuple[bool, str]:
    async def what(client: ClientSession) -> tuple[bool, str]:
        answer = await client.call_tool(tool, dict(given))
        (words,) = answer.content
        assert isinstance(words, TextContent)
        return bool(answer.is_error), words.text

    return talk(service, what)


def test_the_questions_of_the_interface_are_tools(service: str) -> None:
    async def what(client: ClientSession) -> dict[str, set[str]]:
        return {tool.name: set(tool.input_schema["properties"]) for tool in (await client.list_tools()).tools}

    tools = talk(service, what)
    assert {"commitments", "commitment_lineage", "instrument", "search", "divergences", "question", "sparql"} <= set(tools)
    assert {"derives_from", "basis", "act", "force", "bearer"} <= tools["commitments"]
    described = httpx.get(f"{service}/openapi.json").json()["paths"]
    answers = [path for path, methods in described.items() if path.startswith("/api/v1/") and "get" in methods and not path.endswith(".jsonld")]
    assert len(tools) == len(answers) + 1  # and sparql


def test_which_commitments_derive_from_a_decision(service: str) -> None:
    wrong, text = ask(service, "commitments", derives_from="MC 5/06", basis="anaphoric")
    items = json.loads(text)["items"]
    assert not wrong
    assert [item["id"] for item in items] == [f"{DECLARATION}/par/2/statement/2"]
    assert json.loads(ask(service, "commitment", id=items[0]["id"])[1])["quote"]["text"] == items[0]["quote"]["text"]
    assert json.loads(ask(service, "question", key="1", ground="MC 3/05")[1])["rows"] > 0


@pytest.mark.parametrize(
    ("tool", "given", "hint"),
    [
        ("instrument", {"name": "MC 99/06"}, "did you mean"),
        ("instrument", {}, "needs 'name'"),
        ("sparql", {"query": "DROP ALL"}, "hint"),
        ("weather", {}, "there is no tool"),
    ],
)
def test_what_cannot_be_answered_is_an_error_with_a_hint(service: str, tool: str, given: dict[str, str], hint: str) -> None:
    wrong, text = ask(service, tool, **given)
    assert wrong
    assert hint in text


def test_other_methods_are_told_what_the_address_is_for(client: httpx.Client) -> None:
    answer = client.get("/mcp")
    assert (answer.status_code, answer.headers["allow"], answer.headers["content-type"]) == (405, "POST", "application/problem+json")
    assert client.post("/mcp", content=b"no json", headers={"Content-Type": "application/json", "Accept": "application/json"}).status_code == 400
