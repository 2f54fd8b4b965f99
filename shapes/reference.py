"""Writes the reference of the shapes: `python -m shapes.reference` renews the page, a test compares it.

What goes in: the shapes. What comes out: one Markdown page. It must not know the validator.
"""

from __future__ import annotations

from pathlib import Path

import rdflib
from rdflib.namespace import RDF, SH

import shapes
from ontology.reference import short

NOTE = "<!-- Written by `python -m shapes.reference`; edit the shapes, not this page. -->\n"


def page() -> str:
    """All shapes, file by file: what they look at, how grave a finding is, what it says."""
    parts = [NOTE, f"\n# Shapes\n\nA shape's IRI is `{shapes.SHAPE}` and its name. A graph conforms when no finding is a violation.\n"]
    for path in shapes.shape_files():
        graph = rdflib.Graph().parse(path)
        parts.append(f"\n## {path.stem}\n\n| shape | severity | message |\n|---|---|---|\n")
        nodes = {*graph.subjects(RDF.type, SH.PropertyShape), *graph.subjects(RDF.type, SH.NodeShape)}
        for node in sorted(nodes, key=str):
            name = str(node).removeprefix(shapes.SHAPE)
            target = graph.value(node, SH.targetClass) or graph.value(node, SH.targetSubjectsOf)
            messages = {str(o.language): str(o) for o in graph.objects(node, SH.message) if isinstance(o, rdflib.Literal)}
            severity = str(graph.value(node, SH.severity) or SH.Violation).rpartition("#")[2]
            if messages:
                parts.append(f"| {name} | {severity} | {messages['en']}<br>*{messages['fr']}* |\n")
            elif target is not None:
                parts.append(f"| **{name}** | | every `{short(target)}` |\n")
    return "".join(parts)


def pages() -> dict[str, str]:
    """File name in `docs/reference/` -> its text."""
    return {"shapes.md": page()}


def main() -> None:
    """Writes the page below the working folder's `docs/reference/`."""
    folder = Path("docs") / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
