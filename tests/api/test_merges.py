"""Titles that were merged: the list, and the old address."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from graph_builder import pipeline
from graph_builder.iris import BASE, title_iri
from tests.graph_builder.test_merge_log import ONE, TWO, text

from .conftest import serving


@pytest.mark.slow
def test_merges_are_listed_and_the_old_address_leads_on(tmp_path: Path) -> None:
    for number, title in ((201, ONE), (202, ONE), (203, TWO)):
        (tmp_path / f"A_RES_70_{number}.en.txt").write_text(text(number, title), encoding="utf-8")
    pipeline.build([tmp_path], tmp_path / "store")
    with serving(str(tmp_path / "store")) as address:
        (merge,) = httpx.get(f"{address}/api/v1/merges").json()["items"]
        assert (merge["kept"], merge["merged"], merge["merged_title"]) == (title_iri(ONE), title_iri(TWO), TWO)
        old, new = (f"/id/{iri.removeprefix(BASE)}" for iri in (title_iri(TWO), title_iri(ONE)))
        answer = httpx.get(f"{address}{old}", headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (308, new)
        assert httpx.get(f"{address}{new}", headers={"Accept": "text/html"}).status_code == 200
        assert "isReplacedBy" in httpx.get(f"{address}{old}", headers={"Accept": "text/turtle"}).text
