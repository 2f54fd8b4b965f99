from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.store import publish

GRAPH = "https://w3id.org/anticrime/id/graph"
LINES = [
    f'<https://w3id.org/anticrime/id/instrument/untoc> <http://purl.org/dc/terms/title> "Convention against Crime"@en <{GRAPH}/register> .',
    f'<https://w3id.org/anticrime/id/instrument/untoc> <http://purl.org/dc/terms/title> "Convention contre le crime, \\"dite\\" de Palerme"@fr <{GRAPH}/register> .',
    f"<https://w3id.org/anticrime/id/instrument/untoc> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    f"<https://w3id.org/anticrime/ontology#Convention> <{GRAPH}/register> .",
    *(
        f"<https://w3id.org/anticrime/id/instrument/untoc/art/{n}> <https://w3id.org/anticrime/ontology#order> "
        f'"{n}"^^<http://www.w3.org/2001/XMLSchema#integer> <{GRAPH}/source/untoc.txt> .'
        for n in range(400)
    ),
]
CARTESIAN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


@pytest.fixture(scope="session")
def nquads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nquads") / "all.nq"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def folder(nquads: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store") / "store"
    publish([nquads], folder, {"coverage": []})
    return folder
