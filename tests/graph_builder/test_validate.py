"""Validation as a whole: what it takes, where its findings lead, how a report looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import ontology
import shapes
from graph_builder.errors import StoreError
from graph_builder.validate import Data, Report, ShapeFinding, render, validate_store
from graph_builder.validate.catalogue import catalogue
from graph_builder.validate.report import Place

DECLARATION = f"{ontology.ID}instrument/osce/mc/doc/1-20"
STATEMENT = f"{DECLARATION}/par/2/statement/2"
QUOTE_START = "réaffirmons les engagements"
UPDATE = "PREFIX ac: <https://w3id.org/anticrime/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX force: <https://w3id.org/anticrime/concept/force/>\n"


@cache
def sample_nquads() -> bytes:
    quads = ox.parse(path=str(ontology.example("sample")), format=ox.RdfFormat.TURTLE)
    return ox.serialize(sorted(quads, key=str), format=ox.RdfFormat.N_QUADS) or b""


def damaged(update: str) -> ox.Store:
    """The sample after a SPARQL update."""
    store = ox.Store()
    store.load(input=sample_nquads(), format=ox.RdfFormat.N_QUADS)
    store.update(UPDATE + update)
    return store


def found(update: str) -> dict[str, ShapeFinding]:
    """Local name of the shape -> its (last) finding on the damaged sample."""
    return {finding.shape.removeprefix(shapes.SHAPE): finding for finding in validate_store(damaged(update)).findings}


def test_every_form_of_the_same_graph_gives_the_same_report(tmp_path: Path) -> None:
    path = tmp_path / "sample.nq"
    path.write_bytes(sample_nquads())
    store = ox.Store()
    store.load(input=sample_nquads(), format=ox.RdfFormat.N_QUADS)
    lines = sample_nquads().decode().splitlines()
    reports = [validate_store(graph) for graph in (ontology.example("sample"), path, sample_nquads(), lines, store)]
    assert all(report == reports[0] for report in reports)
    assert reports[0].conforms
    held = sum("#type> <https://w3id.org/anticrime/ontology#Statement>" in line for line in lines)
    assert reports[0].checked[f"{shapes.SHAPE}Statement"] == held > 10


class Kept:
    """A store of the project that keeps its graph in Oxigraph, and one that does not."""

    def __init__(self, *, embedded: bool) -> None:
        if embedded:
            self.oxigraph = ox.Store()
            self.oxigraph.load(input=sample_nquads(), format=ox.RdfFormat.N_QUADS)

    def export(self) -> Iterator[bytes]:
        yield sample_nquads()[:1000]
        yield sample_nquads()[1000:]


@pytest.mark.parametrize("embedded", [True, False])
def test_a_store_of_the_project_is_taken_as_it_is(embedded: bool) -> None:
    assert validate_store(Kept(embedded=embedded)) == validate_store(sample_nquads())


def test_a_store_is_only_read() -> None:
    store = damaged("")
    before = len(store)
    validate_store(store)
    assert len(store) == before


@pytest.mark.parametrize(
    ("update", "shape"),
    [
        (f"DELETE WHERE {{ <{STATEMENT}> ac:force ?f }}", "Statement-force"),
        (f"INSERT DATA {{ <{STATEMENT}> ac:force force:urges }}", "Statement-force"),
        (f"DELETE WHERE {{ <{STATEMENT}> ac:rule ?r }}", "Statement-rule"),
        (f"DELETE WHERE {{ <{STATEMENT}/derivation/1> ac:basis ?b }}", "Derivation-basis"),
        (f"DELETE WHERE {{ <{STATEMENT}/derivation/1> ac:ground ?g }}", "Derivation-ground"),
        (f"INSERT DATA {{ <{DECLARATION}/par/2> a ac:PreambularParagraph }}", "Commitment-operative"),
        (
            f"DELETE {{ ?q oa:exact ?x }} INSERT {{ ?q oa:exact 'other' }} WHERE {{ <{STATEMENT}/evidence/fr> oa:hasSelector ?q . ?q oa:exact ?x }}",
            "Evidence-same-span",
        ),
        (f"DELETE WHERE {{ <{STATEMENT}/bearer/1> ac:denotes ?a }}", "Mention-something"),
    ],
)
def test_a_finding_leads_to_the_sentence(update: str, shape: str) -> None:
    finding = found(update)[shape]
    assert finding.severity == "Violation"
    assert set(finding.messages) == {"en", "fr"}
    assert [place.file_name for place in finding.places] == ["tirana-declaration.fr.ocr.txt"]
    text = (Path(__file__).resolve().parents[2] / "corpus" / finding.places[0].file_name).read_text(encoding="utf-8")
    if shape != "Evidence-same-span":
        assert text[finding.places[0].start : finding.places[0].end] == finding.places[0].quote


def test_a_selector_and_a_candidate_lead_to_the_words_they_belong_to() -> None:
    selector = found(f"DELETE WHERE {{ <{STATEMENT}/evidence/fr/quote> oa:exact ?x }}")["Quote-exact"]
    assert [place.quote for place in selector.places] == [""]
    assert selector.places[0].evidence == f"{STATEMENT}/evidence/fr"
    candidate = found("DELETE WHERE { ?c a ac:Candidate ; ac:reason ?r }")  # takes the type too: the citation is at fault
    assert {place.quote for place in candidate["Citation-candidate"].places} == {"resolution 7", "la résolution 7"}


def test_a_finding_in_a_version_of_a_paged_file_names_the_page() -> None:
    finding = found(f"DELETE WHERE {{ <{ontology.ID}instrument/example/res/1-24/par/1/statement/1> ac:operativeVerb ?v }}")["Statement-operativeVerb"]
    assert [(place.file_name, place.page) for place in finding.places] == [("example.en.pdf", 1), ("example.fr.txt", None)]


def test_a_warning_does_not_keep_a_graph_from_conforming() -> None:
    report = validate_store(damaged("INSERT DATA { <urn:i> a ac:Document }"))
    assert [finding.severity for finding in report.findings] == ["Warning"]
    assert report.conforms
    assert report.by_severity == {"Violation": 0, "Warning": 1, "Info": 0}


def test_a_shape_that_met_no_node_is_counted_with_zero() -> None:
    report = validate_store(b"")
    assert report.conforms
    assert report.checked[f"{shapes.SHAPE}Statement"] == 0
    assert report.checked[f"{shapes.SHAPE}Force"] == 19


def test_subclasses_count_without_materialised_types() -> None:
    report = validate_store(b"<urn:i> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/anticrime/ontology#Protocol> .\n")
    assert report.checked[f"{shapes.SHAPE}Instrument"] == 1


@pytest.mark.parametrize(("graph", "engine"), [(b"no triples", "fast"), (b"", "slow"), (Path("nothing.csv"), "fast"), (Path("missing.nq"), "fast")])
def test_what_is_no_graph_or_no_engine_is_one_error_with_a_hint(graph: bytes | Path, engine: str) -> None:
    with pytest.raises(StoreError) as caught:
        validate_store(graph, engine)
    assert caught.value.hint


def test_a_shape_without_an_iri_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.ttl"
    path.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:NodeShape ; sh:targetClass <urn:c> .", encoding="utf-8")
    with pytest.raises(ValueError, match="no IRI"):
        catalogue([path])


@pytest.fixture
def report() -> Report:
    broken = ShapeFinding(
        "Violation",
        f"{shapes.SHAPE}Statement-force",
        "<urn:s>",
        "<urn:p>",
        '"x"',
        "ClassConstraintComponent",
        {"en": "No <force>.", "fr": "Pas de force."},
        (Place("a.txt", 3, 9, 'words "\x0c" & more', 2),),
    )
    warned = ShapeFinding(
        "Warning", f"{shapes.SHAPE}Instrument-named", "<urn:i>", None, "<urn:i>", "OrConstraintComponent", {"en": "No name.", "fr": "Sans nom."}
    )
    return Report("fast", (broken, warned), {f"{shapes.SHAPE}Statement": 4, f"{shapes.SHAPE}Instrument-named": 1, f"{shapes.SHAPE}Edit": 0})


def test_text_shows_the_sentence_and_what_was_checked(report: Report) -> None:
    text = render(report)
    assert 'Violation Statement-force: No <force>.\n  <urn:s> <urn:p> "x"\n  a.txt:3-9, page 2: ' in text
    assert "does not conform: 1 Violation, 1 Warning, 0 Info; 3 shapes, engine fast" in text
    rows = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.startswith("  ") and len(line.split()) == 3 and line.split()[1].isdigit()}
    assert rows == {"Statement": ["4", "1"], "Instrument-named": ["1", "1"], "Edit": ["0", "0"]}
    assert "Pas de force." in render(report, language="fr")


def test_text_shortens_a_long_quote(report: Report) -> None:
    long = replace(report.findings[0], places=(Place("a.txt", 0, 900, "word \n" * 150),))
    shown = next(line for line in render(replace(report, findings=(long,))).splitlines() if "a.txt:0-900" in line)
    assert " … " in shown
    assert len(shown) < 220


def test_an_unknown_format_is_one_error_with_a_hint(report: Report) -> None:
    with pytest.raises(StoreError) as caught:
        render(report, "poem")
    assert "sarif" in caught.value.hint


def test_json_holds_everything(report: Report) -> None:
    data = json.loads(render(report, "json"))
    assert data["conforms"] is False
    assert data["checked"][0] == {"shape": f"{shapes.SHAPE}Statement", "focusNodes": 4, "findings": 1}
    assert data["findings"][0]["places"] == [{"fileName": "a.txt", "start": 3, "end": 9, "quote": 'words "\x0c" & more', "page": 2, "evidence": None}]


def test_junit_is_well_formed_and_fails_the_shape_alone(report: Report) -> None:
    suite = ElementTree.fromstring(render(report, "junit"))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert {case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None} == {"Statement"}


def test_sarif_points_into_the_source_by_code_points(report: Report) -> None:
    run = json.loads(render(report, "sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["Instrument-named", "Statement-force"]
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "Statement-force"
    assert first["level"] == "error"
    assert first["locations"][0]["physicalLocation"]["region"] == {"charOffset": 3, "charLength": 6, "snippet": {"text": 'words "\x0c" & more'}}
    assert run["results"][1]["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "<urn:i>"}]}]


def test_data_knows_the_sub_classes_of_the_vocabulary() -> None:
    data = Data.of(b"<urn:i> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/anticrime/ontology#Protocol> .\n")
    assert data.has_type("<urn:i>", f"{ontology.AC}Instrument")
    assert not data.has_type("<urn:i>", f"{ontology.AC}Provision")


@pytest.mark.slow
def test_the_shipped_graph_conforms(shipped_export: Path) -> None:
    report = validate_store(shipped_export)
    assert report.conforms, render(report)
    assert report.checked[f"{shapes.SHAPE}Statement"] >= 18
