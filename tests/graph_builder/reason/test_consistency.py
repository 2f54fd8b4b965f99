"""HermiT finds the vocabulary consistent, the sample with it, and each contradiction."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path

import pytest

import ontology
from graph_builder.reason import consistency
from graph_builder.reason.consistency import Consistency, ReasonerError, check


@pytest.fixture(scope="module", autouse=True)
def needs_java() -> None:
    """Without Java these tests are skipped aloud; where everything is required they fail instead."""
    if consistency.java() is None and os.environ.get("ANTICRIME_REQUIRE_ALL") != "1":
        warnings.warn("no Java: the ontology's consistency is NOT checked; ANTICRIME_REQUIRE_ALL=1 makes this a failure", stacklevel=1)
        pytest.skip("no Java: the ontology's consistency is not checked")


def contradictions() -> dict[str, bytes]:
    """Name -> Turtle of each block of the contradictory example."""
    head, *blocks = ontology.example("contradictory").read_text(encoding="utf-8").split("\n# block: ")
    return {name: f"{head}\n{body}".encode() for name, _, body in (block.partition("\n") for block in blocks)}


def test_the_vocabulary_is_consistent_and_every_class_can_have_a_member() -> None:
    assert check() == Consistency(True, ())


def test_the_sample_is_consistent() -> None:
    assert check([ontology.example("sample")]).sound


def test_the_alignments_keep_the_sample_consistent() -> None:
    assert check([ontology.example("sample")], alignments=True).sound


@pytest.mark.parametrize("name", sorted(contradictions()))
def test_each_contradiction_is_found(name: str) -> None:
    assert not check([contradictions()[name]]).consistent


def test_an_unsatisfiable_class_is_named() -> None:
    turtle = b"""@prefix ac: <https://w3id.org/anticrime/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ac:Impossible a owl:Class ; rdfs:subClassOf ac:Instrument , ac:Actor ."""
    result = check([turtle])
    assert result.consistent
    assert not result.sound
    assert f"{ontology.AC}Impossible" in result.unsatisfiable


def test_dates_are_passed_over_and_not_refused() -> None:
    turtle = b"""@prefix ac: <https://w3id.org/anticrime/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <https://example.org/i> a ac:Resolution ; ac:adoptedFrom "2000-11-15"^^xsd:date ; ac:adoptedOn "2000"^^xsd:gYear ."""
    assert check([turtle]).sound


def test_without_java_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consistency, "java", lambda: None)
    with pytest.raises(ReasonerError, match="Java") as caught:
        check()
    assert caught.value.hint


def test_pellet_is_never_called() -> None:
    package = Path(consistency.__file__).parents[1]
    assert not [path for path in package.rglob("*.py") if re.search(r"sync_reasoner(_pellet)?\(", path.read_text(encoding="utf-8"))]
