"""Hygiene of the vocabulary: every row of every check below is a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

import ontology
from graph_builder.lexicons import FOLDER, table
from graph_builder.model import LANGUAGES, PROVISION_KINDS
from ontology import reference

AC = rdflib.Namespace(ontology.AC)
CONCEPT = rdflib.Namespace(ontology.CONCEPT)

PUBLIC = re.findall(
    r"\w+",
    """
Instrument Convention Protocol Declaration Decision Resolution ActionPlan Charter FinalAct Strategy ConceptDocument Document MinisterialStatement
PresidentialStatement symbol shortName adoptedBy adoptedOn adoptedFrom adoptedTo adoptedAt entryIntoForce legalBasis originalLanguage corrects supplements
amends replaces annexedTo endorses followsUp continues verificationStatus legalNature Adoption adoptionType meeting vote Vote voter voteCast sponsor
Provision PreambularParagraph OperativeParagraph Paragraph Article Subparagraph Division Annex Footnote parent partOf number order text
Expression language authentic fromSource Source fileName sha256 mediaType pageCount
Statement statedIn operativeVerb force speaker bearer counterparty bearerMention counterpartyMention Mention denotes topic deadline qualified intensity
qualifier Qualifier strength actType Commitment Undertaking Divergence divergesIn side
Citation citingProvision citedInstrument citedProvision citationKind resolutionStatus candidate Candidate reason confidence cites recalls reaffirms
implements welcomes notes pursuantTo
Derivation derived ground basis derivesDirectlyFrom derivesExplicitlyFrom derivesFrom
Actor Organization Organ Office State ActorGroup organOf memberOf Membership member group from to
evidence expression page repairedText Edit rule replaced replacement
topicMention denotesTopic qualifierKind RegisterRelation relationFrom relationTo relationKind
""",
)
"""The terms that the project promises: none may go."""


@pytest.fixture(scope="module")
def modules() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in ontology.module_files():
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def schemes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in ontology.scheme_files():
        graph.parse(path)
    return graph


def own_terms(graph: rdflib.Graph) -> list[rdflib.term.Node]:
    return sorted((s for s in set(graph.subjects(RDF.type, None)) if str(s).startswith(ontology.AC)), key=str)


def test_every_public_term_is_there(modules: rdflib.Graph) -> None:
    assert [name for name in PUBLIC if (AC[name], RDF.type, None) not in modules] == []


def test_every_term_is_labelled_and_defined_in_english_and_french(modules: rdflib.Graph) -> None:
    for term in own_terms(modules):
        for predicate in (RDFS.label, SKOS.definition):
            languages = sorted(str(o.language) for o in modules.objects(term, predicate) if isinstance(o, rdflib.Literal))
            assert languages == ["en", "fr"], f"{term} {predicate}"


def test_every_term_says_which_module_defines_it_and_stands_there() -> None:
    for path in ontology.module_files():
        graph = rdflib.Graph().parse(path)
        module = rdflib.URIRef(f"{ontology.ONTOLOGY}/{path.stem}")
        assert (module, RDF.type, OWL.Ontology) in graph
        assert own_terms(graph)
        for term in own_terms(graph):
            assert set(graph.objects(term, RDFS.isDefinedBy)) == {module}, term


def test_no_file_has_a_blank_node() -> None:
    for path in (*ontology.modules(), ontology.example("sample")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            assert not isinstance(quad.subject, ox.BlankNode), path
            assert not isinstance(quad.object, ox.BlankNode), path


def test_every_term_that_is_used_is_declared_in_the_same_file() -> None:
    builtin = tuple(str(ns) for ns in (RDF, RDFS, OWL, rdflib.XSD))
    for path in ontology.module_files():
        graph = rdflib.Graph().parse(path)
        other = {*ontology_terms()}
        declared = {str(s) for s in graph.subjects(RDF.type, None)} | other
        used = {str(p) for p in graph.predicates()}
        used |= {str(o) for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith) for o in graph.objects(None, p)}
        assert sorted(u for u in used - declared if not u.startswith(builtin)) == [], path.name


def ontology_terms() -> set[str]:
    return {
        quad.subject.value
        for path in ontology.module_files()
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value == str(RDF.type)
    }


def test_a_property_that_several_classes_share_has_no_domain(modules: rdflib.Graph) -> None:
    """A domain would make a wrong type of every other subject."""
    shared = re.findall(
        r"\w+",
        "force evidence rule confidence operativeVerb language meeting topic legalNature verificationStatus fileName derived ground basis cites deadline",
    )
    assert [name for name in shared if (AC[name], RDFS.domain, None) in modules] == []


def test_nothing_that_is_derived_from_is_transitive(modules: rdflib.Graph) -> None:
    assert set(modules.subjects(RDF.type, OWL.TransitiveProperty)) == {AC.partOf}


def test_the_header_imports_all_modules_and_the_versions_agree() -> None:
    header = rdflib.Graph().parse(ontology.FOLDER / "anticrime.ttl")
    root = rdflib.URIRef(ontology.ONTOLOGY)
    assert {str(o).rpartition("/")[2] for o in header.objects(root, OWL.imports)} == set(ontology.MODULES)
    version = str(header.value(root, OWL.versionInfo))
    assert str(header.value(root, OWL.versionIRI)) == f"{ontology.ONTOLOGY}/{version}"
    for path in ontology.module_files():
        graph = rdflib.Graph().parse(path)
        assert str(graph.value(rdflib.URIRef(f"{ontology.ONTOLOGY}/{path.stem}"), OWL.versionIRI)) == f"{ontology.ONTOLOGY}/{path.stem}/{version}"
    assert f"## {ontology.ONTOLOGY}/{version}\n" in (ontology.FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")


def test_provision_kinds_are_those_of_the_model(modules: rdflib.Graph) -> None:
    assert {str(s).removeprefix(ontology.AC) for s in modules.subjects(RDFS.subClassOf, AC.Provision)} == set(PROVISION_KINDS)


def test_the_force_scheme_says_what_the_table_says(schemes: rdflib.Graph) -> None:
    rows = table("forces.csv", ["id", "strength", "act_type", "broader", "source"])
    scheme = {str(s).removeprefix(f"{CONCEPT}force/"): s for s in schemes.subjects(SKOS.inScheme, CONCEPT.force)}
    assert sorted(scheme) == sorted(row.id for row in rows)
    for row in rows:
        concept = scheme[row.id]
        assert int(str(schemes.value(concept, AC.strength))) == int(row["strength"])
        assert schemes.value(concept, AC.actType) == CONCEPT[f"act-type/{row['act_type']}"]
        assert str(schemes.value(concept, rdflib.DCTERMS.source)) == row["source"]
        assert schemes.value(concept, SKOS.broader) == (CONCEPT[f"force/{row['broader']}"] if row["broader"] else None)


def test_the_force_scheme_says_that_it_orders_wording(schemes: rdflib.Graph) -> None:
    notes = {o.language: str(o) for o in schemes.objects(CONCEPT.force, SKOS.editorialNote) if isinstance(o, rdflib.Literal)}
    assert "no measure of legal effect" in notes["en"]
    assert "non une mesure de l'effet juridique" in notes["fr"]


def test_every_concept_has_a_label_in_each_of_the_eight_languages(schemes: rdflib.Graph) -> None:
    for concept in {*schemes.subjects(RDF.type, SKOS.Concept), *schemes.subjects(RDF.type, SKOS.ConceptScheme)}:
        languages = sorted(str(o.language) for o in schemes.objects(concept, SKOS.prefLabel) if isinstance(o, rdflib.Literal))
        assert languages == sorted(LANGUAGES), concept


def test_no_two_concepts_of_a_scheme_share_a_label(schemes: rdflib.Graph) -> None:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        labels = [label for concept in schemes.subjects(SKOS.inScheme, scheme) for label in schemes.objects(concept, SKOS.prefLabel)]
        assert len(labels) == len(set(labels)), scheme


def test_a_concept_is_known_by_its_key(schemes: rdflib.Graph) -> None:
    for concept, scheme in schemes.subject_objects(SKOS.inScheme):
        assert str(concept) == f"{scheme}/{schemes.value(concept, SKOS.notation)}"


def test_broader_concepts_stand_in_the_same_scheme_and_top_concepts_have_none(schemes: rdflib.Graph) -> None:
    for concept, broader in schemes.subject_objects(SKOS.broader):
        assert schemes.value(concept, SKOS.inScheme) == schemes.value(broader, SKOS.inScheme)
    for concept, scheme in schemes.subject_objects(SKOS.inScheme):
        top = (concept, SKOS.broader, None) not in schemes
        assert ((concept, SKOS.topConceptOf, scheme) in schemes) is top
        assert ((scheme, SKOS.hasTopConcept, concept) in schemes) is top


@pytest.mark.parametrize(("column", "scheme"), [("force", "force"), ("intensity", "intensity"), ("topic", "topic")])
def test_lexicons_use_only_concepts_of_the_schemes(column: str, scheme: str, schemes: rdflib.Graph) -> None:
    known = {str(schemes.value(s, SKOS.notation)) for s in schemes.subjects(SKOS.inScheme, CONCEPT[scheme])}
    unknown = []
    for path in sorted(FOLDER.glob("*.csv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
        header = lines[0].split(",")
        if column in header:
            rows = table(path.name, header)
            unknown += [
                f"{path.name}: {row.id} {row[column]}" for row in rows if row[column] and row[column] not in known and re.fullmatch(r"[a-z-]+", row[column])
            ]
    assert unknown == []


def test_alignments_speak_only_of_our_terms_and_nothing_imports_them() -> None:
    names = ontology_terms() | {
        quad.subject.value
        for path in ontology.scheme_files()
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    stems = {path.stem for path in ontology.alignment_files()}
    assert stems == {"akoma-ntoso", "cito", "dcterms", "eli", "legalruleml", "lkif", "org", "prov-o", "skos", "undo", "web-annotation"}
    for path in ontology.alignment_files():
        graph = rdflib.Graph().parse(path)
        mapped = {s for s, p in graph.subject_predicates() if p in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch, SKOS.exactMatch)}
        assert mapped
        assert sorted(str(s) for s in mapped if str(s) not in names) == [], path.name
        assert (None, OWL.imports, None) not in graph
    for path in ontology.modules():
        assert "alignments/" not in path.read_text(encoding="utf-8")


def test_the_sample_quotes_the_founding_declaration_exactly() -> None:
    text = (Path(__file__).resolve().parents[2] / "corpus" / "tirana-declaration.fr.ocr.txt").read_text(encoding="utf-8")
    graph = rdflib.Graph().parse(ontology.example("sample"))
    oa = rdflib.Namespace(ontology.PREFIXES["oa"])
    source = rdflib.URIRef(f"{ontology.ID}source/tirana-declaration.fr.ocr.txt")
    checked = 0
    for evidence in graph.subjects(oa.hasSource, source):
        values = {p: o for selector in graph.objects(evidence, oa.hasSelector) for p, o in graph.predicate_objects(selector)}
        if values:
            assert text[int(str(values[oa.start])) : int(str(values[oa.end]))] == str(values[oa.exact])
            checked += 1
    assert checked > 15


@pytest.mark.slow
def test_the_shipped_graph_uses_only_declared_terms(shipped_graph: ox.Store) -> None:
    declared = ontology_terms()
    rows = shipped_graph.query("SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(rows, ox.QuerySolutions)
    used = {row["p"].value for row in rows}
    kinds = shipped_graph.query("SELECT DISTINCT ?c { GRAPH ?g { ?s a ?c } }")
    assert isinstance(kinds, ox.QuerySolutions)
    used |= {row["c"].value for row in kinds}
    assert sorted(term for term in used - declared if term.startswith(ontology.AC)) == []


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_the_reference_pages_are_up_to_date(name: str) -> None:
    page = ontology.FOLDER.parent / "docs" / "reference" / name
    assert page.read_text(encoding="utf-8") == reference.pages()[name], "run: python -m ontology.reference"


def test_the_builder_writes_only_declared_terms() -> None:
    declared = {term.removeprefix(ontology.AC) for term in ontology_terms() if term.startswith(ontology.AC)}
    written = {
        (path.name, name)
        for path in sorted((FOLDER.parent).rglob("*.py"))
        for name in re.findall(r"[\"'\s(<{]ac:([A-Za-z][A-Za-z0-9]*)", path.read_text(encoding="utf-8"))
    }
    assert sorted(pair for pair in written if pair[1] not in declared) == []
