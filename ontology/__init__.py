"""The vocabulary as files, and where they stand.

What goes in: nothing. What comes out: paths of the modules, schemes, alignments, examples and questions, the namespaces, and the
prefixes that queries know without declaration. This package must not know the pipeline, the store or any RDF library.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).resolve().parent

MODULES = ("instruments", "provisions", "statements", "citations", "derivations", "actors", "evidence", "adoption", "build")
"""Stems of the modules, the same in `ontology/`, `shapes/` and the tests."""

ONTOLOGY = "https://w3id.org/anticrime/ontology"
AC = f"{ONTOLOGY}#"
CONCEPT = "https://w3id.org/anticrime/concept/"
ID = "https://w3id.org/anticrime/id/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "ac": AC,
        "concept": CONCEPT,
        "force": f"{CONCEPT}force/",
        "act": f"{CONCEPT}act-type/",
        "topic": f"{CONCEPT}topic/",
        "nature": f"{CONCEPT}legal-nature/",
        "intensity": f"{CONCEPT}intensity/",
        "id": ID,
        "actor": f"{ID}actor/",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefixes that every query of the project may use without declaring them."""


def module_files() -> tuple[Path, ...]:
    """The modules, without the file that imports them all."""
    return tuple(FOLDER / f"{stem}.ttl" for stem in MODULES)


def scheme_files() -> tuple[Path, ...]:
    """The concept schemes, by name."""
    return tuple(sorted((FOLDER / "schemes").glob("*.ttl")))


def modules() -> tuple[Path, ...]:
    """What a store holds as its ontology graph: the header, the modules, the schemes. None has a blank node."""
    return (FOLDER / "anticrime.ttl", *module_files(), *scheme_files())


def alignment_files() -> tuple[Path, ...]:
    """Mappings to other vocabularies; nothing imports them."""
    return tuple(sorted((FOLDER / "alignments").glob("*.ttl")))


def example(name: str) -> Path:
    """A file of `examples/` by its stem."""
    return FOLDER / "examples" / f"{name}.ttl"


def question_files() -> tuple[Path, ...]:
    """The competency questions, in the order of their names."""
    return tuple(sorted((FOLDER / "competency").glob("*.rq")))


def sparql_prefixes() -> str:
    """The PREFIX lines for `PREFIXES`."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
