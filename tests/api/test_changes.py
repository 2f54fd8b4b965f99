"""What changed between two instruments, over HTTP, on the three resolutions of `tests.graph_builder.test_chain`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph_builder import pipeline
from tests.graph_builder.test_chain import TEXTS

from .conftest import serving


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    texts = tmp_path_factory.mktemp("ports") / "texts"
    texts.mkdir()
    for name, (head, body) in TEXTS.items():
        (texts / f"A_RES_{name.replace('-', '_')}.en.txt").write_text(head + body, encoding="utf-8")
    store: Path = texts.parent / "store"
    assert not pipeline.build([texts], store).refused
    with serving(str(store), workers="2") as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def test_what_changed_since_the_one_it_continues(ports: httpx.Client) -> None:
    found = ports.get("/api/v1/changes", params={"to": "A/RES/93/14", "commitments": "true"}).json()
    assert (found["from"]["symbol"], found["to"]["symbol"], found["continues"], found["language"]) == ("A/RES/92/12", "A/RES/93/14", True, "en")
    told = [(item["kind"], *(side["force"]["key"] if side else None for side in (item["before"], item["after"]))) for item in found["items"]]
    assert told == [("strengthened", "encourages", "urges"), ("weakened", "urges", "invites"), ("dropped", "tasks", None)]
    assert found["counts"]["weakened"] == 1
    assert "reworded" in found["items"][0]["also"]
    assert found["items"][0]["before"]["bearers"][0]["label"]


def test_kinds_and_pages(ports: httpx.Client) -> None:
    found = ports.get("/api/v1/changes", params={"from": "91/10", "to": "A/RES/93/14", "kind": "dropped"})
    assert found.status_code == 404
    found = ports.get("/api/v1/changes", params={"from": "resolution 91/10", "to": "A/RES/93/14", "kind": "dropped"})
    assert {item["kind"] for item in found.json()["items"]} == {"dropped"}
    assert found.json()["continues"] is False
    first = ports.get("/api/v1/changes", params={"to": "A/RES/93/14", "limit": 1}).json()
    assert len(first["items"]) == 1
    assert len(ports.get(first["next"]).json()["items"]) == 1


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 422),
        ({"to": "A/RES/91/10"}, 400),
        ({"to": "A/RES/93/14", "kind": "vanished"}, 400),
        ({"to": "A/RES/93/14", "commitments": "perhaps"}, 400),
        ({"to": "A/RES/93/14", "lang": "fr"}, 404),
        ({"to": "A/RES/1/999"}, 404),
    ],
)
def test_what_cannot_be_compared(ports: httpx.Client, parameters: dict[str, str], status: int) -> None:
    assert ports.get("/api/v1/changes", params=parameters).status_code in (status, 400 if status == 422 else status)


def test_the_page_of_changes_and_the_way_to_it(ports: httpx.Client) -> None:
    html = {"Accept": "text/html"}
    page = ports.get("/changes", params={"to": "A/RES/93/14"}, headers=html).text
    assert "weakened" in page
    assert "Invites Member States to train the harbour police" in page
    assert ports.get("/changes", headers=html).status_code == 200
    instrument = ports.get("/id/instrument/un/a/res/92-12", headers=html).text
    assert "What changed since A/RES/91/10" in instrument
    assert "What changed in A/RES/93/14" in instrument


def test_a_paragraph_over_the_years(ports: httpx.Client) -> None:
    found = ports.get("/api/v1/statements/instrument/un/a/res/92-12/par/1/statement/1/thread").json()
    assert [(item["instrument"]["symbol"], item["force"]["key"], item["this"]) for item in found["items"]] == [
        ("A/RES/91/10", "invites", False),
        ("A/RES/92/12", "encourages", True),
        ("A/RES/93/14", "urges", False),
    ]
    assert found["items"][0]["text"].startswith("Invites Member States to keep lists")
    page = ports.get("/id/instrument/un/a/res/92-12/par/1/statement/1", headers={"Accept": "text/html"}).text
    assert "Over the years" in page
    assert ports.get("/api/v1/statements/instrument/none/thread").status_code == 404
