"""Names of the vocabularies the builder writes, as N-Quads terms.

What goes in: local names. What comes out: `<iri>` terms. Public terms are described in `ontology/`; this module must not know what they mean.
"""

from __future__ import annotations

from functools import lru_cache

from graph_builder.iris import AC, CONCEPT
from graph_builder.triples.nquads import iri

RDF_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = iri("http://www.w3.org/2000/01/rdf-schema#label")
_PREFIXES = {
    "ac": AC,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


@lru_cache(maxsize=4096)
def term(name: str) -> str:
    """`ac:force` as a term. KeyError for a prefix the builder does not use."""
    prefix, _, local = name.partition(":")
    return iri(_PREFIXES[prefix] + local)


@lru_cache(maxsize=4096)
def concept(scheme: str, key: str) -> str:
    """A concept of one of the project's schemes: concept("force", "urges")."""
    return iri(f"{CONCEPT}{scheme}/{key}")
