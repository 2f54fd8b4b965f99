"""The JSON API: the main question, filters, paging, errors."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest

from .conftest import DECISION, DECLARATION

SPELLINGS = [
    "MC 5/06",
    "MC.DEC/5/06",
    "mc.dec/5/06",
    "MC Decision No. 5/06",
    "Décision n° 5/06 du Conseil ministériel",
    DECISION,
    "instrument/osce/mc/dec/5-06",
]


def of_declaration(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return [item for item in answer.json()["items"] if item["instrument"]["id"] == DECLARATION]


def short(items: list[dict[str, Any]]) -> list[tuple[str, str | None, str]]:
    return [(item["id"].removeprefix(DECLARATION + "/"), item["derives_from"]["basis"], item["act_type"]["key"]) for item in items]


@pytest.mark.parametrize("name", SPELLINGS)
def test_what_derives_from_5_06(client: httpx.Client, name: str) -> None:
    answer = client.get("/api/v1/commitments", params={"derives_from": name})
    items = of_declaration(answer)
    assert short(items) == [
        ("par/2/statement/2", "anaphoric", "commissive"),
        ("par/10/statement/1", "contextual", "commissive"),
        ("par/10/statement/2", "contextual", "normative"),
    ]
    assert [item["derives_from"]["named"] for item in items] == [True, False, False]
    assert DECLARATION in [card["id"] for card in answer.json()["instruments"]]
    assert "no measure of legal effect" in answer.json()["note"]


def test_the_answer_shows_words_force_bearer_and_reason(client: httpx.Client) -> None:
    first, second, third = of_declaration(client.get("/api/v1/commitments", params={"derives_from": "MC 5/06"}))
    assert first["quote"]["text"].startswith("réaffirmons les engagements")
    assert first["quote"]["repaired"].endswith("pour l’OSCE.")
    assert (first["quote"]["start"], first["quote"]["end"]) == (732, 809)
    assert first["force"]["key"] == "recommits"
    assert first["strength"] == 8
    assert first["provision"]["number"] == "2"
    assert first["instrument"]["symbol"] == "MC.DOC/1/20"
    assert [b["label"] for b in first["bearers"]] == ["OSCE participating States"]
    assert [b["label"] for b in third["bearers"]] == ["OSCE executive structures"]
    assert [c["label"] for c in third["counterparties"]] == ["OSCE participating States"]
    (reason,) = first["derives_from"]["reasons"]
    assert reason["ground"]["symbol"] == "MC.DEC/5/06"
    assert " ".join(reason["citation"]["quotes"][0]["text"].split()) == "ces documents"
    assert 0 < second["derives_from"]["confidence"] < 0.5 < first["derives_from"]["confidence"] <= 1


def test_named_grounds_only(client: httpx.Client) -> None:
    for name in ("MC 5/06", "MC.DEC/3/05"):
        items = of_declaration(client.get("/api/v1/commitments", params={"derives_from": name, "basis": "explicit,anaphoric"}))
        assert short(items) == [("par/2/statement/2", "anaphoric", "commissive")]


def test_untoc_is_contextual_alone(client: httpx.Client) -> None:
    assert short(of_declaration(client.get("/api/v1/commitments", params={"derives_from": "untoc"}))) == [("par/10/statement/1", "contextual", "commissive")]
    assert of_declaration(client.get("/api/v1/commitments", params={"derives_from": "UNTOC", "basis": "explicit,anaphoric"})) == []


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"force": "invites"}, {"par/11/statement/1"}),
        ({"force": "invites,encourages"}, {"par/8/statement/2", "par/10/statement/3", "par/11/statement/1"}),
        ({"min_strength": "9"}, {"par/10/statement/2"}),
        ({"act": "commissive"}, {"par/2/statement/2", "par/10/statement/1"}),
        ({"bearer": "OSCE executive structures"}, {"par/10/statement/2"}),
        ({"counterparty": "osce-ps", "force": "obliges"}, {"par/10/statement/2"}),
        ({"q": "résilientes victimes"}, {"par/8/statement/2"}),
        ({"q": "rôle découlant"}, {"par/2/statement/2"}),
        ({"adopted_from": "2021"}, set()),
        ({"adopted_from": "2020-12", "adopted_to": "2020", "act": "normative"}, {"par/10/statement/2"}),
        ({"lang": "fr", "force": "invites"}, {"par/11/statement/1"}),
        ({"lang": "zh"}, set()),
    ],
)
def test_filters(client: httpx.Client, parameters: dict[str, str], found: set[str]) -> None:
    items = of_declaration(client.get("/api/v1/commitments", params={"instrument": "MC.DOC/1/20", "limit": "200", **parameters}))
    assert {item["id"].removeprefix(DECLARATION + "/") for item in items} == found


def test_statements_hold_assertions_too(client: httpx.Client) -> None:
    answer = client.get("/api/v1/statements", params={"instrument": "MC.DOC/1/20"}).json()
    assert answer["total"] == 18
    assert sum(item["commitment"] for item in answer["items"]) == 6


def test_pages_of_a_list_hold_everything_once(client: httpx.Client) -> None:
    address: str | None = "/api/v1/statements?instrument=MC.DOC/1/20&limit=7"
    seen: list[str] = []
    while address:
        answer = client.get(address)
        seen += [item["id"] for item in answer.json()["items"]]
        address = answer.json().get("next")
        assert (address is None) == ('rel="next"' not in answer.headers["link"])
        assert address is None or f"<{address}>" in answer.headers["link"]
    assert len(seen) == len(set(seen)) == 18
    assert client.get("/api/v1/statements?cursor=nonsense").status_code == 400


def test_unknown_names_are_404_with_near_ones(client: httpx.Client) -> None:
    answer = client.get("/api/v1/commitments", params={"derives_from": "MC 5/99"})
    problem = answer.json()
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["code"] == "unknown-instrument"
    assert "MC.DEC/5/06" in problem["near"]
    assert "MC.DEC/5/06" in problem["hint"]
    assert client.get("/api/v1/commitments", params={"bearer": "nobody at all"}).status_code == 404
    near = client.get("/api/v1/commitments", params={"force": "invits"})
    assert near.status_code == 404
    assert "invites" in near.json()["near"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"basis": "vague"},
        {"min_strength": "strong"},
        {"min_strength": "10"},
        {"adopted_from": "2006-13"},
        {"limit": "0"},
        {"lang": "xx"},
        {"colour": "red"},
        {"qualified": "x"},
    ],
)
def test_values_that_cannot_be_read_are_400(client: httpx.Client, parameters: dict[str, str]) -> None:
    answer = client.get("/api/v1/commitments", params=parameters)
    assert answer.status_code == 400
    assert answer.json()["parameter"] in parameters
    assert answer.json()["hint"]


def test_labels_in_the_readers_language(client: httpx.Client) -> None:
    for parameters, headers in (({"hl": "fr"}, {}), ({}, {"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5"})):
        (item,) = of_declaration(client.get("/api/v1/commitments", params={"force": "invites", "instrument": "MC.DOC/1/20", **parameters}, headers=headers))
        assert item["force"]["label"] == "invite"


def test_instruments_by_any_spelling(client: httpx.Client) -> None:
    for name in ("MC.DOC/1/20", "MC.DOC 1/20", "osce-tirana-declaration-2020"):
        (item,) = client.get("/api/v1/instruments", params={"symbol": name}).json()["items"]
        assert item["id"] == DECLARATION
        assert item["texts"] == ["fr"]
    answer = client.get("/api/v1/instruments/MC%205%2F06").json()
    assert answer["id"] == DECISION
    assert answer["legal_nature"]["label"] == "politically binding"
    assert client.get("/api/v1/instruments", params={"read": "true"}).json()["total"] >= 1


def test_provisions_in_printed_order(client: httpx.Client) -> None:
    items = client.get("/api/v1/provisions", params={"instrument": "MC.DOC/1/20"}).json()["items"]
    assert [p["number"] for p in items if p["kind"] == "OperativeParagraph"] == [str(n) for n in range(1, 12)]
    assert [p["kind"] for p in items].count("Footnote") == 1
    second = next(p for p in items if p["id"].endswith("/par/2"))
    assert "rôle" in second["text"]["fr"]
    assert len(second["statements"]) == 2


def test_citations_with_status(client: httpx.Client) -> None:
    answer = client.get("/api/v1/citations", params={"instrument": "MC.DOC/1/20"}).json()
    assert answer["total"] == 10
    assert {c["status"] for c in answer["items"]} >= {"resolved", "collective", "generic", "anaphoric", "self"}
    cited = client.get("/api/v1/citations", params={"cites": "MC 5/06", "instrument": "MC.DOC/1/20"}).json()["items"]
    assert {c["status"] for c in cited} == {"resolved", "anaphoric"}


def test_lineage_both_ways(client: httpx.Client) -> None:
    path = "instrument/osce/mc/doc/1-20/par/2/statement/2"
    for address in (path, path.replace("/", "%2F")):
        answer = client.get(f"/api/v1/commitments/{address}/lineage").json()
        assert {r["ground"]["symbol"] for r in answer["derives_from"]} >= {"MC.DEC/3/05", "MC.DEC/5/06"}
        assert answer["item"]["id"].endswith(path)
    assert client.get("/api/v1/commitments/instrument/none/lineage").status_code == 404
    assert client.get(f"/api/v1/statements/{path}").json()["force"]["key"] == "recommits"


def test_auditors_lists(client: httpx.Client) -> None:
    coverage = client.get("/api/v1/coverage").json()
    row = next(r for r in coverage["items"] if r["file"] == "tirana-declaration.fr.ocr.txt")
    assert (row["paragraphs"], row["statements"], row["citations"]) == (11, 18, 10)
    assert coverage["totals"]["paragraphs"] >= 11
    (build,) = client.get("/api/v1/builds").json()["items"]
    assert build["triples"] > 1000
    assert any(tool.startswith("pyoxigraph") for tool in build["tools"])
    forces = client.get("/api/v1/forces").json()["items"]
    assert forces[0]["strength"] == 9
    assert all(f["source"] for f in forces)


def test_actors_and_topics(client: httpx.Client) -> None:
    actor = client.get("/api/v1/actors", params={"q": "structures exécutives"}).json()["items"][0]
    assert actor["key"] == "osce-executive-structures"
    assert actor["statements"] >= 1
    topics = {t["key"]: t for t in client.get("/api/v1/topics").json()["items"]}
    assert topics["organized-crime"]["labels"]["zh"]


def test_search(client: httpx.Client) -> None:
    answer = client.get("/api/v1/search", params={"q": "communautés résilientes"}).json()
    assert any(item["id"].endswith("/1-20/par/8/statement/2") for item in answer["items"])
    assert client.get("/api/v1/search").status_code == 400


def test_the_context_gives_json_ld(client: httpx.Client) -> None:
    answer = client.get("/api/v1/commitments", params={"force": "invites"})
    assert answer.json()["@context"] == "/api/v1/context.jsonld"
    context = client.get("/api/v1/context.jsonld")
    assert context.headers["content-type"] == "application/ld+json"
    assert context.json()["@context"]["ac"] == "https://w3id.org/anticrime/ontology#"


def test_questions_are_endpoints(client: httpx.Client) -> None:
    listed = client.get("/api/v1/questions").json()
    assert listed["total"] >= 38
    for question in listed["items"]:
        answer = client.get(question["url"])
        assert answer.status_code == 200, (question["id"], answer.text)
        assert answer.json()["query"] == question["query"]
    assert client.get("/api/v1/questions/none").status_code == 404


def test_questions_take_names_for_their_parameters(client: httpx.Client) -> None:
    answer = client.get("/api/v1/questions/1", params={"ground": "MC 3/05"}).json()
    assert answer["values"] == {"ground": "https://w3id.org/anticrime/id/instrument/osce/mc/dec/3-05"}
    found = {row["statement"]["value"] for row in answer["results"]["results"]["bindings"]}
    assert f"{DECLARATION}/par/2/statement/2" in found
    assert client.get("/api/v1/questions/1", params={"ground": "MC 3/99"}).status_code == 404
    assert client.get("/api/v1/questions/1", params={"colour": "red"}).status_code == 400
    assert client.get("/api/v1/questions/8", params={"day": "soon"}).status_code == 400
    bearer = client.get("/api/v1/questions/28", params={"bearer": "structures exécutives de l’OSCE"})
    assert bearer.status_code in (200, 404)


def test_the_report_says_what_was_checked_how_often(client: httpx.Client) -> None:
    report = client.get("/api/v1/validation").json()["report"]
    assert report["conforms"] is True
    checked = {row["shape"].rsplit("#", 1)[-1]: row["focusNodes"] for row in report["checked"]}
    assert checked["Citation"] >= 10


def test_the_same_page_as_a_table(client: httpx.Client) -> None:
    parameters = {"derives_from": "MC 5/06", "instrument": "MC.DOC/1/20"}
    for answer in (
        client.get("/api/v1/commitments", params={**parameters, "format": "csv"}),
        client.get("/api/v1/commitments", params=parameters, headers={"Accept": "text/csv"}),
    ):
        rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
        assert [row["basis"] for row in rows] == ["anaphoric", "contextual", "contextual"]
        assert rows[0]["quote"].startswith("réaffirmons")
        assert "paragraph 2" in rows[0]["citation"]
        assert "MC.DOC/1/20" in rows[0]["citation"]
