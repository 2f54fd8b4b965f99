"""Lineage over HTTP: limits, dates, words at both ends, errors; and the section of the pages."""

from __future__ import annotations

import httpx
import pytest

from graph_builder.lexicons.confidences import confidence

STATEMENT = "instrument/osce/mc/doc/1-20/par/2/statement/2"


def test_lineage_of_a_statement(client: httpx.Client) -> None:
    answer = client.get(f"/api/v1/statements/{STATEMENT}/lineage", params={"direction": "ancestors", "basis": "explicit,anaphoric"}).json()
    assert [(item["ground"]["instrument"]["symbol"], item["basis"], item["confidence"]) for item in answer["items"]] == [
        ("MC.DEC/3/05", "anaphoric", confidence("derivation.ground.anaphoric")),
        ("MC.DEC/5/06", "anaphoric", confidence("derivation.ground.anaphoric")),
    ]
    (step,) = answer["items"][0]["steps"]
    assert [(quote["end"], " ".join(quote["text"].split())[:20]) for quote in step["quotes"]] == [
        ("derived", "réaffirmons les enga"),
        ("naming", "ces documents"),
    ]
    assert answer["asked"]["basis"] == ["explicit", "anaphoric"]
    assert answer["item"]["id"].endswith(STATEMENT)


def test_lineage_of_an_instrument_as_of_a_date(client: httpx.Client) -> None:
    now = client.get("/api/v1/instruments/MC 5%2F06/lineage", params={"direction": "descendants"}).json()
    assert [item["derived"]["part"] for item in now["items"]] == ["par/2/statement/2", "par/10/statement/1", "par/10/statement/2"]
    assert now["thing"]["adopted"] == {"from": "2006-12-05", "to": "2006-12-05"}
    then = client.get("/api/v1/instruments/MC 5%2F06/lineage", params={"as_of": "2006-12"}).json()
    assert (then["standing"], then["total"]) == ("certain", 0)
    assert then["left_out"]["later"] > 0
    assert any("2006-12-31" in note for note in then["notes"])
    before = client.get("/api/v1/instruments/MC 5%2F06/lineage", params={"as_of": "2006-11", "hl": "fr"}).json()
    assert before["standing"] == "later"
    assert any("n’était pas adopté" in note for note in before["notes"])


def test_pages_of_a_lineage(client: httpx.Client) -> None:
    first = client.get("/api/v1/instruments/MC.DEC%2F5%2F06/lineage", params={"limit": 2}).json()
    second = client.get(first["next"]).json()
    assert (first["total"], len(first["items"]), len(second["items"])) == (3, 2, 1)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("direction", "sideways"), ("depth", "0"), ("depth", "99"), ("depth", "two"), ("basis", "hearsay"), ("as_of", "2006-13"), ("min_confidence", "2")],
)
def test_limits_that_cannot_be_read(client: httpx.Client, parameter: str, value: str) -> None:
    for address in (f"/api/v1/commitments/{STATEMENT}/lineage", "/api/v1/instruments/MC 5%2F06/lineage"):
        answer = client.get(address, params={parameter: value})
        assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_the_pages_have_the_section_with_its_date(client: httpx.Client) -> None:
    page = client.get("/id/instrument/osce/mc/dec/5-06", params={"lineage": "1", "as_of": "2021"}, headers={"Accept": "text/html"}).text
    assert 'name="as_of" value="2021"' in page
    assert "As of 2021-12-31" in page
    assert "how it names its ground" in page
    plain = client.get("/id/instrument/osce/mc/dec/5-06", headers={"Accept": "text/html"}).text
    assert 'name="as_of" value=""' in plain
    statement = client.get(f"/id/{STATEMENT}", headers={"Accept": "text/html", "Accept-Language": "fr"}).text
    assert "comment il nomme son fondement" in statement
