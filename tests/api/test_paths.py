"""A derivation of several steps: the weakest basis, the product, and the steps in order."""

from __future__ import annotations

from pathlib import Path

from api.reading.catalog import Catalog
from api.reading.statements import Filter, find, items
from graph_builder.store import open_store, publish

AC = "https://w3id.org/anticrime/ontology#"
BASE = "https://w3id.org/anticrime/id/instrument"
S, A, B = f"{BASE}/x/par/1/statement/1", f"{BASE}/a", f"{BASE}/b"


def lines() -> list[str]:
    node = {"first": f"{S}/derivation/1", "second": f"{A}/derivation/1", "path": f"{S}/path/1"}
    triples = [
        (S, "type", f"<{AC}Statement>"), (S, "type", f"<{AC}Commitment>"), (S, "statedIn", f"<{BASE}/x/par/1>"),
        (S, "force", "<https://w3id.org/anticrime/concept/force/urges>"), (S, "derivesFrom", f"<{A}>"), (S, "derivesFrom", f"<{B}>"),
        *((i, "type", f"<{AC}Instrument>") for i in (f"{BASE}/x", A, B)),
        (node["second"], "type", f"<{AC}Derivation>"), (node["second"], "derived", f"<{A}>"), (node["second"], "ground", f"<{B}>"),
        (node["second"], "basis", '"register"'), (node["second"], "confidence", '"0.9"'),
        (node["first"], "type", f"<{AC}Derivation>"), (node["first"], "derived", f"<{S}>"), (node["first"], "ground", f"<{A}>"),
        (node["first"], "basis", '"explicit"'), (node["first"], "confidence", '"0.8"'),
        (node["path"], "type", f"<{AC}DerivationPath>"), (node["path"], "derived", f"<{S}>"), (node["path"], "ground", f"<{B}>"),
        (node["path"], "basis", '"register"'), (node["path"], "confidence", '"0.72"'), (node["path"], "step", f"<{node['second']}>"),
        (node["path"], "step", f"<{node['first']}>"),
    ]  # fmt: skip
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return [f"<{s}> <{kind if p == 'type' else AC + p}> {o} <https://w3id.org/anticrime/id/graph/x> .\n" for s, p, o in triples]


def test_a_path_shows_its_weakest_basis_product_and_steps(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("".join(lines()), encoding="utf-8")
    publish([tmp_path / "x.nq"], tmp_path / "store")
    with open_store(tmp_path / "store") as store:
        catalog = Catalog(store)
        assert find(store, catalog, Filter(derives_from=B)) == [S]
        assert find(store, catalog, Filter(derives_from=B, basis=("register",))) == [S]
        assert find(store, catalog, Filter(derives_from=B, basis=("explicit", "anaphoric"))) == []
        (item,) = items(store, catalog, [S], ("en",), B)
        (far,) = item["derives_from"]["reasons"]
        assert (item["derives_from"]["basis"], item["derives_from"]["confidence"], item["derives_from"]["named"]) == ("register", 0.72, True)
        assert [(step["basis"], step["ground_id"]) for step in far["steps"]] == [("explicit", A), ("register", B)]
        (near,) = items(store, catalog, [S], ("en",), A)
        assert "steps" not in near["derives_from"]["reasons"][0]
        (whole,) = items(store, catalog, [S], ("en",))
        assert [len(r.get("steps", ())) for r in whole["derivations"]] == [0, 2]
