"""The founding declaration, entry by entry: what a person read in it must come out of the builder, each with exact evidence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[2]
EXPECTED: dict[str, Any] = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
TEXT = (ROOT / "corpus/tirana-declaration.fr.ocr.txt").read_bytes().decode("utf-8")
ID = "https://w3id.org/anticrime/id/"
WORK = f"{ID}instrument/osce/mc/doc/1-20"
PREFIXES = """PREFIX ac: <https://w3id.org/anticrime/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> """


def rows(graph: ox.Store, query: str) -> list[tuple[str | None, ...]]:
    found = graph.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(getattr(value, "value", None) for value in row) for row in found]


def ask(graph: ox.Store, query: str) -> bool:
    return bool(graph.query(PREFIXES + query, use_default_graph_as_union=True))


def quote(graph: ox.Store, node: str) -> str:
    found = {row[0] for row in rows(graph, f"SELECT ?q {{ <{node}> ac:evidence/oa:hasSelector/oa:exact ?q }}")}
    assert len(found) == 1, (node, found)
    return found.pop() or ""


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("number", EXPECTED["paragraphs"])
def test_paragraph(shipped_graph: ox.Store, number: str) -> None:
    starts, ends = EXPECTED["paragraphs"][number]
    words = spaced(quote(shipped_graph, f"{WORK}/par/{number}"))
    assert re.sub(r"^\w+\. +", "", words).startswith(starts)
    assert words.endswith(ends)


def test_eleven_paragraphs_and_one_footnote(shipped_graph: ox.Store) -> None:
    kinds = rows(
        shipped_graph,
        f"SELECT ?k (COUNT(?p) AS ?n) {{ ?p ac:parent <{WORK}> ; a ?k . FILTER(?k IN (ac:OperativeParagraph, ac:PreambularParagraph, ac:Footnote)) }} GROUP BY ?k",
    )
    assert {(k or "").rsplit("#")[-1]: n for k, n in kinds} == {"OperativeParagraph": "11", "Footnote": "1"}


def test_repaired_number_is_an_edit(shipped_graph: ox.Store) -> None:
    found = rows(shipped_graph, 'SELECT ?s ?r { ?e a ac:Edit ; ac:replaced "S" ; ac:replacement ?r ; oa:start ?s }')
    assert [(TEXT[int(start or 0)], replacement) for start, replacement in found] == [("S", "5")]


def test_correction_belongs_to_the_french_expression(shipped_graph: ox.Store) -> None:
    assert rows(shipped_graph, f"SELECT ?d {{ <{WORK}/expression/fr> ac:correctedOn ?d }}") == [("2021-02-05",)]
    assert quote(shipped_graph, f"{WORK}/fn/1").startswith("1 Comprend une correction")


def test_identity_by_title_and_date_by_anniversary(shipped_graph: ox.Store) -> None:
    assert ("MC.DOC/1/20",) in rows(shipped_graph, f"SELECT ?s {{ <{WORK}> ac:symbol ?s }}")
    rules = [row[0] or "" for row in rows(shipped_graph, f"SELECT ?r {{ <{WORK}> ac:dateRule ?r }}")]
    assert any("anniversary" in rule for rule in rules), rules


@pytest.mark.parametrize("entry", EXPECTED["citations"], ids=lambda e: f"{e[0]}-{e[1][:20]}")
def test_citation(shipped_graph: ox.Store, entry: list[Any]) -> None:
    number, words, targets, kind, status = entry
    found = rows(
        shipped_graph,
        f"SELECT DISTINCT ?c ?q ?k ?s {{ ?c ac:citingProvision <{WORK}/par/{number}> ; ac:citationKind ?k ; ac:resolutionStatus ?s ; ac:evidence/oa:hasSelector/oa:exact ?q }}",
    )
    hits = [c for c, q, k, s in found if k == kind and s == status and (words in spaced(q or "") or spaced(q or "") in words)]
    assert hits, found
    cited = [{row[0] for row in rows(shipped_graph, f"SELECT ?i {{ <{c}> ac:citedInstrument ?i }}")} for c in hits]
    assert {f"{ID}{target}" for target in targets} in cited


def test_no_citation_beyond_those_read(shipped_graph: ox.Store) -> None:
    found = rows(shipped_graph, f"SELECT ?p ?i {{ ?c ac:citingProvision ?p ; ac:citedInstrument ?i . FILTER(STRSTARTS(STR(?p), '{WORK}/')) }}")
    expected = {(f"{WORK}/par/{number}", f"{ID}{target}") for number, _, targets, _, _ in EXPECTED["citations"] for target in targets}
    assert set(found) == expected


def statement(graph: ox.Store, number: str, verb: str) -> str:
    found = rows(graph, f"SELECT DISTINCT ?s ?v {{ ?s ac:statedIn <{WORK}/par/{number}> ; ac:operativeVerb ?v }}")
    hits = sorted({s or "" for s, v in found if verb in (v or "")})
    assert len(hits) == 1, (number, verb, found)
    return hits[0]


@pytest.mark.parametrize("entry", EXPECTED["statements"], ids=lambda e: f"{e[0]}-{e[1]}")
def test_statement(shipped_graph: ox.Store, entry: list[Any]) -> None:
    number, verb, force, commitment, bearer, counterparty = entry
    node = statement(shipped_graph, number, verb)
    assert rows(shipped_graph, f"SELECT ?f {{ <{node}> ac:force ?f }}") == [(f"https://w3id.org/anticrime/concept/force/{force}",)]
    assert ask(shipped_graph, f"ASK {{ <{node}> a ac:Commitment }}") is commitment
    assert verb in quote(shipped_graph, node)
    act = rows(shipped_graph, f"SELECT ?t {{ <{node}> ac:actType ?t }}")
    assert len(act) == 1
    if bearer is not None:
        assert (f"{ID}actor/{bearer}",) in rows(shipped_graph, f"SELECT ?a {{ <{node}> ac:bearer ?a }}")
    if counterparty is not None:
        assert (f"{ID}actor/{counterparty}",) in rows(shipped_graph, f"SELECT ?a {{ <{node}> ac:counterparty ?a }}")


def test_eighteen_statements(shipped_graph: ox.Store) -> None:
    assert rows(shipped_graph, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ac:Statement ; ac:statedIn ?p . FILTER(STRSTARTS(STR(?p), '{WORK}/')) }}") == [
        ("18",)
    ]


def test_derivations(shipped_graph: ox.Store) -> None:
    found = rows(
        shipped_graph,
        f"SELECT ?s ?g ?b ?c {{ ?d a ac:Derivation ; ac:derived ?s ; ac:ground ?g ; ac:basis ?b ; ac:confidence ?c . FILTER(STRSTARTS(STR(?s), '{WORK}/')) }}",
    )
    expected = {(statement(shipped_graph, number, verb), f"{ID}{ground}", basis) for number, verb, ground, basis in EXPECTED["derivations"]}
    assert {row[:3] for row in found} == expected
    confidences = {(basis, float(confidence or 0)) for _, _, basis, confidence in found}
    assert all(c < 0.5 for basis, c in confidences if basis == "contextual")
    assert all(c > 0.5 for basis, c in confidences if basis == "anaphoric")


def test_obligations_of_each_state_are_less_certain_than_commitments_of_the_organisation(shipped_graph: ox.Store) -> None:
    node = statement(shipped_graph, "10", "engageons")
    found = {g: float(c or 0) for g, c in rows(shipped_graph, f"SELECT ?g ?c {{ ?d ac:derived <{node}> ; ac:ground ?g ; ac:confidence ?c }}")}
    assert found[f"{ID}instrument/untoc"] < found[f"{ID}instrument/osce/mc/dec/5-06"]


@pytest.mark.parametrize("actor", EXPECTED["actors"])
def test_actor_is_mentioned(shipped_graph: ox.Store, actor: str) -> None:
    assert ask(shipped_graph, f"ASK {{ ?m a ac:Mention ; ac:denotes <{ID}actor/{actor}> . FILTER(STRSTARTS(STR(?m), '{WORK}/')) }}")


@pytest.mark.parametrize(
    ("symbol", "basis", "expected"),
    [
        ("instrument/osce/mc/dec/5-06", None, [("2", "réaffirmons"), ("10", "engageons"), ("10", "réaffirmons")]),
        ("instrument/osce/mc/dec/5-06", "named", [("2", "réaffirmons")]),
        ("instrument/osce/mc/dec/3-05", None, [("2", "réaffirmons"), ("10", "engageons"), ("10", "réaffirmons")]),
        ("instrument/osce/mc/dec/3-05", "named", [("2", "réaffirmons")]),
        ("instrument/untoc", None, [("10", "engageons")]),
        ("instrument/untoc", "named", []),
    ],
)
def test_which_commitments_derive(shipped_graph: ox.Store, symbol: str, basis: str | None, expected: list[tuple[str, str]]) -> None:
    edge = "ac:derivesExplicitlyFrom" if basis else "ac:derivesFrom"
    found = {row[0] for row in rows(shipped_graph, f"SELECT DISTINCT ?s {{ ?s a ac:Commitment ; {edge} <{ID}{symbol}> }}")}
    assert found == {statement(shipped_graph, number, verb) for number, verb in expected}


def test_every_quote_is_the_sources_own(shipped_graph: ox.Store) -> None:
    found = rows(
        shipped_graph,
        "SELECT DISTINCT ?f ?s ?e ?q { ?ev oa:hasSource/ac:fileName ?f ; oa:hasSelector/oa:start ?s ; oa:hasSelector/oa:end ?e ; oa:hasSelector/oa:exact ?q }",
    )
    assert len(found) > 50
    for _, start, end, exact in found:
        assert TEXT[int(start or 0) : int(end or 0)] == exact
