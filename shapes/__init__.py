"""The constraints as files: SHACL shapes with the stems of the ontology's modules, and one file for the concept schemes.

What goes in: nothing. What comes out: paths and the namespace. This package must not know the pipeline or any RDF library.
"""

from __future__ import annotations

from pathlib import Path

from ontology import MODULES

FOLDER = Path(__file__).resolve().parent

SHAPES = "https://w3id.org/anticrime/shapes"
SHAPE = f"{SHAPES}#"

STEMS = (*MODULES, "schemes")


def shape_files() -> tuple[Path, ...]:
    """The files of shapes, in the order of the ontology's modules."""
    return tuple(FOLDER / f"{stem}.ttl" for stem in STEMS)
