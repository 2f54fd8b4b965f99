"""SHACL validation: does a graph keep what `shapes/` asks, and which sentence does each finding lead to?

What goes in: a graph (a pyoxigraph store, N-Quads or N-Triples bytes, a file, lines). What comes out: a frozen `Report`. Two engines
behind one `Validator` give the same findings: `fast` (the `shacl` package, SPARQL constraints once over the whole store) and
`pyshacl` (the reference). This package must not know how a graph was built or where it is kept.
"""

from __future__ import annotations

from pathlib import Path

from graph_builder.errors import StoreError
from graph_builder.validate.data import Data, Graphlike
from graph_builder.validate.engines import ENGINES, FastValidator, ReferenceValidator, Validator
from graph_builder.validate.render import FORMATS, render
from graph_builder.validate.report import Place, Report, ShapeFinding

__all__ = [
    "ENGINES",
    "FORMATS",
    "Data",
    "FastValidator",
    "Graphlike",
    "Place",
    "ReferenceValidator",
    "Report",
    "ShapeFinding",
    "Validator",
    "render",
    "validate_store",
]


def validate_store(graph: Graphlike, engine: str = "fast", *, nquads: bytes | None = None) -> Report:
    """Validates `graph` against the project's shapes. `nquads`: the same graph as N-Quads, where the caller has it at hand: it saves a dump.

    StoreError for an engine or a form of graph that is not known.
    """
    if engine not in ENGINES:
        raise StoreError(f"no such engine: {engine}", hint=f"one of {', '.join(ENGINES)}")
    try:
        data = Data.of(graph, nquads=nquads)
    except (SyntaxError, ValueError, OSError) as error:
        raise StoreError(f"is no graph ({error})", place=graph.name if isinstance(graph, Path) else "", hint="give N-Quads, N-Triples or Turtle") from error
    return ENGINES[engine]().validate(data)
