"""The prefixes that every query may use without declaring them.

What goes in: nothing. What comes out: prefix -> namespace. This module must not know stores.
"""

from __future__ import annotations

from types import MappingProxyType

from graph_builder.iris import AC, BASE, CONCEPT

PREFIXES = MappingProxyType(
    {
        "ac": AC,
        "acid": BASE,
        "concept": CONCEPT,
        "force": f"{CONCEPT}force/",
        "act": f"{CONCEPT}act-type/",
        "topic": f"{CONCEPT}topic/",
        "actor": f"{BASE}actor/",
        "instrument": f"{BASE}instrument/",
        "dcterms": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def declarations() -> str:
    """The prefixes as SPARQL, on one line, for endpoints that do not know them."""
    return " ".join(f"PREFIX {name}: <{namespace}>" for name, namespace in PREFIXES.items())
