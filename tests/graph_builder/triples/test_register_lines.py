"""The register's graph, asked as an auditor asks it."""

import json

import pyoxigraph as ox
import pytest

from graph_builder.iris import graph_iri, mint, parse_iri
from graph_builder.register import load
from graph_builder.register.adoption import read_records
from graph_builder.register.values import DERIVING
from graph_builder.triples.adoption import adoption_lines
from graph_builder.triples.register import register_lines

PREFIXES = """PREFIX ac: <https://w3id.org/anticrime/ontology#> PREFIX id: <https://w3id.org/anticrime/id/> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return register_lines(load())


@pytest.fixture(scope="module")
def store(lines: list[str]) -> ox.Store:
    store = ox.Store()
    store.bulk_load("".join(lines).encode(), format=ox.RdfFormat.N_QUADS)
    return store


def ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    rows = store.query(PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(tuple(value.value if value is not None else "" for value in row) for row in rows)  # type: ignore[union-attr]


def test_lines_are_sorted_once_each_and_without_blank_nodes(lines: list[str]) -> None:
    assert lines == sorted(set(lines))
    assert not any(line.startswith("_:") or " _:" in line.split('"')[0] for line in lines)
    assert all(line.endswith(f"<{graph_iri('register')}> .\n") for line in lines)


def test_every_subject_is_a_name_that_is_read_back(lines: list[str]) -> None:
    subjects = {line.split(" ", 1)[0][1:-1] for line in lines}
    assert len(subjects) > 2000
    for subject in subjects:
        name = parse_iri(subject)
        assert name is not None, subject
        assert mint(name) == subject


def test_an_instrument_says_what_the_register_knows(store: ox.Store) -> None:
    rows = ask(
        store,
        """SELECT ?symbol ?date ?from ?to ?place ?nature ?organ WHERE { <https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06> a ac:Decision ; ac:symbol ?symbol ;
        ac:adoptedOn ?date ; ac:adoptedFrom ?from ; ac:adoptedTo ?to ; ac:adoptedAt ?place ; ac:legalNature ?nature ; ac:adoptedBy ?organ }""",
    )
    assert rows == [
        (
            *("MC.DEC/5/06", "2006-12-05", "2006-12-05", "2006-12-05", "Brussels"),
            *("https://w3id.org/anticrime/concept/legal-nature/politically-binding", "https://w3id.org/anticrime/id/actor/osce-mc"),
        )
    ]


def test_a_partial_date_has_its_possible_days(store: ox.Store) -> None:
    (row,) = ask(store, "SELECT ?d (datatype(?d) AS ?t) ?a ?b WHERE { ?i ac:symbol 'MC.DOC/1/03' ; ac:adoptedOn ?d ; ac:adoptedFrom ?a ; ac:adoptedTo ?b }")
    assert row == ("2003-12", "http://www.w3.org/2001/XMLSchema#gYearMonth", "2003-12-01", "2003-12-31")


def test_titles_have_their_language(store: ox.Store) -> None:
    titles = dict(ask(store, "SELECT (lang(?t) AS ?l) ?t WHERE { <https://w3id.org/anticrime/id/instrument/untoc> dcterms:title ?t }"))
    assert set(titles) == {"en", "fr", "es", "ru", "de", "it", "ar", "zh"}
    assert ("UNTOC",) in ask(store, "SELECT ?t WHERE { <https://w3id.org/anticrime/id/instrument/untoc> ac:shortName ?t }")


def test_the_unconfirmed_facts_can_be_asked_for(store: ox.Store) -> None:
    register = load()
    status = dict(ask(store, "SELECT ?i ?s WHERE { ?i ac:verificationStatus ?s . ?i ac:dateKind ?k }"))
    assert {iri for iri, s in status.items() if s == "unverified"} == {i.iri for i in register.instruments if i.status != "verified"}
    fields = ask(store, "SELECT ?i ?f WHERE { ?i ac:unverifiedField ?f ; ac:symbol 'MC.DEC/5/06' }")
    assert fields == [("https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06", "adoption_date")]


def test_relations_are_edges_and_nodes_with_their_source(store: ox.Store) -> None:
    register = load()
    nodes = ask(
        store,
        "SELECT ?r ?f ?t ?k WHERE { ?r a ac:RegisterRelation ; ac:relationFrom ?f ; ac:relationTo ?t ; ac:relationKind ?k ; ac:verificationStatus ?s ; dcterms:source ?x }",
    )
    assert len({node for node, *_ in nodes}) == len(register.relations)
    edges = ask(store, "SELECT ?t WHERE { <https://w3id.org/anticrime/id/instrument/osce/mc/doc/1-20> ac:recalls ?t . ?t ac:symbol 'MC.DEC/5/06' }")
    assert len(edges) == 1


def test_what_derives_by_the_register_has_basis_and_confidence(store: ox.Store) -> None:
    register = load()
    rows = ask(
        store,
        "SELECT ?d ?a ?b ?basis ?c WHERE { ?d a ac:Derivation ; ac:derived ?a ; ac:ground ?b ; ac:basis ?basis ; ac:confidence ?c ; ac:byRelation ?r . ?a ac:derivesDirectlyFrom ?b }",
    )
    deriving = [r for r in register.relations if r.relation in DERIVING]
    assert {(a, b) for _, a, b, _, _ in rows} == {(r.subject, r.object) for r in deriving}
    assert {basis for *_, basis, _ in rows} == {"register"}
    assert all(0 < float(c) < 1 for *_, c in rows)
    recalled = ask(store, "SELECT ?a WHERE { ?a ac:recalls ?b ; ac:derivesDirectlyFrom ?b }")
    assert {a for (a,) in recalled} <= {r.subject for r in deriving}


def test_actors_have_names_parts_and_memberships(store: ox.Store) -> None:
    names = dict(ask(store, "SELECT (lang(?n) AS ?l) ?n WHERE { <https://w3id.org/anticrime/id/actor/osce-executive-structures> skos:prefLabel ?n }"))
    assert (names["en"], names["fr"]) == ("OSCE executive structures", "structures exécutives de l'OSCE")
    assert len(names) == 8
    assert ask(store, "SELECT ?o WHERE { <https://w3id.org/anticrime/id/actor/osce-mc> ac:organOf ?o }") == [("https://w3id.org/anticrime/id/actor/osce",)]
    members = ask(store, "SELECT ?m ?y WHERE { ?x a ac:Membership ; ac:member ?m ; ac:group <https://w3id.org/anticrime/id/actor/osce-ps> ; ac:from ?y }")
    assert len(members) == 57
    assert ("https://w3id.org/anticrime/id/actor/state-al", "1991") in members


def test_no_actor_has_two_preferred_names_in_a_language(store: ox.Store) -> None:
    assert ask(store, "SELECT ?a WHERE { ?a skos:prefLabel ?x, ?y . FILTER(?x != ?y && lang(?x) = lang(?y)) }") == []
    assert ask(store, "SELECT ?a WHERE { ?a skos:prefLabel ?x ; skos:altLabel ?x }") == []


def test_votes_lead_to_the_states_that_cast_them() -> None:
    record = {
        "symbol": "A/RES/90/1",
        "title": "Lamps",
        "adoption_type": "By a recorded vote",
        "adoption_date": "7 October 2035",
        "MS_in_favour": ["FRANCE"],
        "MS_in_favour_count": "1",
        "MS_against": ["BRAZIL"],
        "MS_against_count": "1",
        "sponsors": ["CHILE"],
    }
    register = load()
    records = read_records(json.dumps(record), register, file_name="90.json")
    store = ox.Store()
    store.bulk_load("".join(adoption_lines(records.adoptions, register, "90.json")).encode(), format=ox.RdfFormat.N_QUADS)
    rows = ask(
        store, "SELECT ?i ?v ?a ?c WHERE { ?i ac:adoption ?x . ?x ac:adoptionType 'recorded vote' ; ac:vote ?v . ?v a ac:Vote ; ac:voter ?a ; ac:voteCast ?c }"
    )
    base = "https://w3id.org/anticrime/id/"
    instrument = base + "instrument/un/a/res/90-1"
    assert rows == [
        (instrument, f"{instrument}/adoption/vote/bra", f"{base}actor/state-br", "against"),
        (instrument, f"{instrument}/adoption/vote/fra", f"{base}actor/state-fr", "in favour"),
    ]
    assert ask(store, "SELECT ?s WHERE { ?x ac:sponsor ?s }") == [(f"{base}actor/state-cl",)]
    assert ask(store, "SELECT ?d WHERE { ?i ac:adoptedOn ?d ; dcterms:title ?t ; ac:adoptedBy ?o }") == [("2035-10-07",)]
