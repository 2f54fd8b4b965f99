"""The inferred graph: what follows, once, and nothing that was said already."""

from __future__ import annotations

import pyoxigraph as ox

from graph_builder.reason.closure import SUBCLASS, close, instrument_of, supers

AC = "https://w3id.org/anticrime/ontology#"
ID = "https://w3id.org/anticrime/id/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
G = f"<{ID}graph/source/x>"


def closed(*triples: str) -> set[tuple[str, str, str]]:
    lines = list(close([f"{triple} {G} .\n" for triple in triples], {"urges": "directive"}))
    assert lines == sorted(set(lines))
    quads = ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)
    return {
        (
            str(q.subject).strip("<>").removeprefix(ID),
            str(q.predicate).strip("<>").removeprefix(AC),
            str(q.object).strip("<>").removeprefix(ID).removeprefix(AC),
        )
        for q in quads
    }


def test_superclasses_but_not_what_was_said() -> None:
    found = closed(f"<{ID}a> {TYPE} <{AC}Undertaking>", f"<{ID}a> {TYPE} <{AC}Statement>")
    assert ("a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "Commitment") in found
    assert not any(o == "Statement" for _, _, o in found)


def test_superproperties() -> None:
    assert ("a", "cites", "b") in closed(f"<{ID}a> <{AC}recalls> <{ID}b>")
    assert ("a", "partOf", "b") in closed(f"<{ID}a> <{AC}parent> <{ID}b>")


def test_act_type_follows_the_statements_force_not_a_versions() -> None:
    concept = "https://w3id.org/anticrime/concept/"
    assert ("s", "actType", f"{concept}act-type/directive") in closed(f"<{ID}s> <{AC}force> <{concept}force/urges>")
    assert not closed(f"<{ID}s/evidence/fr> <{AC}force> <{concept}force/urges>")


def test_derivation_of_two_steps_has_a_path_with_weakest_basis_and_product() -> None:
    def derivation(node: str, derived: str, ground: str, basis: str, confidence: str) -> tuple[str, ...]:
        n = f"<{ID}{node}/derivation/1>"
        return (
            f"{n} <{AC}derived> <{ID}{derived}>",
            f"{n} <{AC}ground> <{ID}{ground}>",
            f'{n} <{AC}basis> "{basis}"',
            f'{n} <{AC}confidence> "{confidence}"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        )

    statement = "instrument/a/par/1/statement/1"
    found = closed(
        *derivation(statement, statement, "instrument/b", "explicit", "0.9"), *derivation("instrument/b", "instrument/b", "instrument/c", "register", "0.8")
    )
    assert (statement, "derivesExplicitlyFrom", "instrument/b") in found
    assert (statement, "derivesFrom", "instrument/c") in found
    assert (statement, "derivesDirectlyFrom", "instrument/c") not in found
    path = f"{statement}/path/1"
    assert (path, "basis", '"register"') in found
    assert any(s == path and p == "steps" and o.startswith('"2"') for s, p, o in found)
    assert any(s == path and p == "confidence" and "0.72" in o for s, p, o in found)


def test_supers_are_transitive_and_proper() -> None:
    classes = supers(SUBCLASS)
    assert f"<{AC}Statement>" in classes[f"<{AC}Undertaking>"]
    assert all(term not in above for term, above in classes.items())


def test_instrument_of() -> None:
    assert instrument_of(f"<{ID}instrument/osce/mc/doc/1-20/par/2/statement/1>") == f"<{ID}instrument/osce/mc/doc/1-20>"
    assert instrument_of(f"<{ID}instrument/untoc>") is None
