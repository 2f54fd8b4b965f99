"""Addressees that hold another within them, row by row of the table, and in the founding text."""

from __future__ import annotations

import httpx
import pytest

from api.reading.within import including, opens
from graph_builder.annotate.actors import mentions
from graph_builder.lexicons import Row
from graph_builder.register import load

from .conftest import DECLARATION


@pytest.mark.parametrize("row", including(), ids=lambda row: row.id)
def test_every_row_opens_its_example(row: Row) -> None:
    text = row["example"]
    at = text.index(row["words"])
    before = max(text.rfind(mark, 0, at) for mark in ",،，")
    inner = next(mention.span for mention in mentions(text, row["language"], load()) if mention.span.start > at)
    assert opens(text[before : inner.start])


@pytest.mark.parametrize("between", [" to support ", ", including by ", ", ", " and ", ", including through the work of "])
def test_what_opens_nothing(between: str) -> None:
    assert not opens(between)


@pytest.mark.parametrize("words", ["civil society", "la société civile", "Zivilgesellschaft"])
def test_civil_society_is_encouraged_by_the_founding_text(client: httpx.Client, words: str) -> None:
    found = client.get("/api/v1/commitments", params={"bearer": words}).json()
    assert [item["id"] for item in found["items"]] == [f"{DECLARATION}/par/8/statement/2"]
    assert client.get("/api/v1/commitments", params={"bearer": words, "force": "invites"}).json()["total"] == 0
    assert client.get("/api/v1/commitments", params={"bearer": "women"}).json()["total"] == 0
