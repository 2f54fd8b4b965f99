"""The graph of the ontology: its modules and schemes as N-Quads lines, so that labels and definitions can be asked for beside the data.

What goes in: Turtle files. What comes out: lines of the ontology graph. Blank nodes (OWL class expressions, lists) stay out: queries read
labels and hierarchies, reasoners read the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graph_builder.iris import graph_iri

GRAPH = graph_iri("ontology")


def ontology_lines(modules: Iterable[Path]) -> Iterator[str]:
    """One line for each triple without a blank node."""
    for path in modules:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
                continue
            yield f"{quad.subject} {quad.predicate} {quad.object} <{GRAPH}> .\n"
