"""The prefixes that every query may use without declaring them: the ontology's own list and a few more.

What goes in: nothing. What comes out: prefix -> namespace. This module must not know stores.
"""

from __future__ import annotations

from types import MappingProxyType

import ontology
from graph_builder.iris import BASE

PREFIXES = MappingProxyType(
    {
        **ontology.PREFIXES,
        "id": BASE,
        "actor": f"{BASE}actor/",
        "instrument": f"{BASE}instrument/",
        "org": "http://www.w3.org/ns/org#",
        "void": "http://rdfs.org/ns/void#",
    }
)


def declarations() -> str:
    """The prefixes as SPARQL, on one line, for endpoints that do not know them."""
    return " ".join(f"PREFIX {name}: <{namespace}>" for name, namespace in PREFIXES.items())
