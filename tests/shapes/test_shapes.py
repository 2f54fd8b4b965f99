"""Each shape passes the conforming sample and catches its own broken node, in both engines, with the same findings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SH

import ontology
import shapes
from graph_builder.validate import ENGINES, Data, Report, ShapeFinding
from graph_builder.validate.catalogue import project_catalogue
from shapes import reference

BROKEN = Path(__file__).parent / "broken"
EXAMPLE = "https://example.org/broken/"
CATALOGUE = project_catalogue()
IN_SCHEME = f"{shapes.SHAPE}in-scheme-"

SHAPES = tuple(
    iri
    for iri, shape in CATALOGUE.shapes.items()
    if not iri.startswith(IN_SCHEME) and (shape.path or shape.select or set(CATALOGUE.graph.predicates(rdflib.URIRef(iri))) & {SH["or"], SH.xone, SH["not"]})
)
"""Every shape that can raise a finding of its own."""


def name(iri: str) -> str:
    return iri.removeprefix(shapes.SHAPE)


@cache
def broken(engine: str) -> Report:
    store = ox.Store()
    for stem in shapes.STEMS:
        store.load(path=str(BROKEN / f"{stem}.ttl"), format=ox.RdfFormat.TURTLE)
    return ENGINES[engine]().validate(Data.of(store))


@cache
def sample(engine: str) -> Report:
    return ENGINES[engine]().validate(Data.of(ontology.example("sample")))


@cache
def caught(engine: str) -> frozenset[tuple[str, str]]:
    return frozenset((finding.shape, finding.focus) for finding in broken(engine).findings)


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("shape", SHAPES, ids=name)
def test_a_shape_catches_its_broken_node(shape: str, engine: str) -> None:
    assert (shape, f"<{EXAMPLE}{name(shape)}>") in caught(engine), f"add ex:{name(shape)} to tests/shapes/broken"


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_the_sample_conforms_without_a_warning(engine: str) -> None:
    assert sample(engine).findings == ()
    assert sample(engine).conforms


def test_no_shape_passes_the_sample_for_want_of_nodes() -> None:
    assert [name(shape) for shape, number in sample("fast").checked.items() if not number] == []


def _compared(finding: ShapeFinding) -> tuple[str, ...]:
    return (finding.severity, finding.shape, finding.focus, finding.path or "", finding.value or "", finding.component)


def test_both_engines_find_the_same() -> None:
    fast, reference = ({_compared(f) for f in broken(engine).findings} for engine in ("fast", "pyshacl"))
    assert sorted(fast - reference) == []
    assert sorted(reference - fast) == []
    assert broken("fast").checked == broken("pyshacl").checked


@pytest.mark.parametrize("shape", sorted(CATALOGUE.shapes), ids=name)
def test_every_shape_says_what_is_wrong_in_english_and_french(shape: str) -> None:
    known = CATALOGUE.shapes[shape]
    if known.path or known.select or shape in SHAPES:
        assert set(known.messages) == {"en", "fr"}


def test_every_class_of_the_ontology_that_has_members_of_its_own_has_a_shape() -> None:
    graph = rdflib.Graph()
    for path in ontology.module_files():
        graph.parse(path)
    targets = {shape.target_class for shape in CATALOGUE.targets}
    classes = {str(c) for c in graph.subjects(rdflib.RDF.type, rdflib.OWL.Class) if str(c).startswith(ontology.AC)}
    parents = {str(c): {str(p) for p in graph.transitive_objects(c, rdflib.RDFS.subClassOf)} for c in map(rdflib.URIRef, classes)}
    assert sorted(c for c in classes if not parents[c] & targets) == []


def test_shapes_use_only_terms_that_the_ontology_has() -> None:
    graph = rdflib.Graph()
    for path in ontology.module_files():
        graph.parse(path)
    known = {str(s) for s in graph.subjects(rdflib.RDF.type, None)}
    used = {str(term) for triple in CATALOGUE.graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(ontology.AC)}
    assert sorted(used - known) == []


def test_shapes_and_modules_have_the_same_stems() -> None:
    assert {path.stem for path in shapes.FOLDER.glob("*.ttl")} == {*ontology.MODULES, "schemes"}
    assert {path.stem for path in BROKEN.glob("*.ttl")} == {*ontology.MODULES, "schemes"}


def test_sparql_constraints_keep_to_what_pre_binding_allows() -> None:
    """SHACL, section 5.2.1: no MINUS, SERVICE or VALUES; and `$this` is what a set-wise run selects."""
    for shape in CATALOGUE.targets:
        if shape.select is not None:
            assert "$this" in shape.select.split("WHERE")[0]
            assert not {"MINUS", "SERVICE", "VALUES"} & set(shape.select.split())


@pytest.mark.parametrize("page", sorted(reference.pages()))
def test_the_reference_page_is_up_to_date(page: str) -> None:
    path = shapes.FOLDER.parent / "docs" / "reference" / page
    assert path.read_text(encoding="utf-8") == reference.pages()[page], "run: python -m shapes.reference"
