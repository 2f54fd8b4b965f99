"""Writes the reference of the vocabulary from the ontology itself: `python -m ontology.reference` renews the pages, a test compares them.

What goes in: the modules, schemes and questions. What comes out: Markdown pages by file name. It must not know the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

import ontology
from ontology.questions import questions

_KINDS = ((OWL.Class, "class"), (OWL.ObjectProperty, "object property"), (OWL.DatatypeProperty, "data property"))
_WHO = {"R": "researchers", "F": "front ends", "A": "auditors"}
_PREFERRED = (*ontology.PREFIXES.items(), ("vann", "http://purl.org/vocab/vann/"))
NOTE = "<!-- Written by `python -m ontology.reference`; edit the ontology, not this page. -->\n"


def short(iri: object) -> str:
    """An IRI with a prefix of the project; the longest namespace that fits.

    >>> short("https://w3id.org/anticrime/concept/force/urges")
    'force:urges'
    """
    text = str(iri)
    fitting = [(len(namespace), name) for name, namespace in _PREFERRED if text.startswith(namespace)]
    if not fitting:
        return text
    length, name = max(fitting)
    return f"{name}:{text[length:]}"


def _in(graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef, language: str) -> str:
    return next((str(o) for o in graph.objects(subject, predicate) if isinstance(o, rdflib.Literal) and o.language == language), "")


def _term(graph: rdflib.Graph, term: rdflib.term.Node, kind: str) -> Iterator[str]:
    yield f"### {short(term)}\n\n{kind}: {_in(graph, term, RDFS.label, 'en')} / *{_in(graph, term, RDFS.label, 'fr')}*\n\n"
    yield f"{_in(graph, term, SKOS.definition, 'en')}\n*{_in(graph, term, SKOS.definition, 'fr')}*\n\n"
    facts = [
        (name, ", ".join(sorted(f"`{short(o)}`" for o in graph.objects(term, predicate))))
        for name, predicate in (("sub-class of", RDFS.subClassOf), ("sub-property of", RDFS.subPropertyOf), ("domain", RDFS.domain), ("range", RDFS.range))
    ]
    if (term, RDF.type, OWL.TransitiveProperty) in graph:
        facts.append(("is", "transitive"))
    lines = [f"* {name}: {value}\n" for name, value in facts if value]
    yield "".join(lines) + ("\n" if lines else "")


def vocabulary() -> str:
    """The page of all classes and properties, module by module."""
    parts = [NOTE, "\n# Vocabulary\n\n", f"Prefix `ac:` is `{ontology.AC}`. What each term may hold is checked by the [shapes](shapes.md).\n"]
    for path in ontology.module_files():
        graph = rdflib.Graph().parse(path)
        header = rdflib.URIRef(f"{ontology.ONTOLOGY}/{path.stem}")
        parts.append(f"\n## {path.stem}\n\n{_in(graph, header, DCTERMS.description, 'en')}\n\n")
        for kind, name in _KINDS:
            for term in sorted((t for t in graph.subjects(RDF.type, kind) if str(t).startswith(ontology.AC)), key=str):
                parts += _term(graph, term, name)
    return "".join(parts).rstrip() + "\n"


def schemes() -> str:
    """The page of the concept schemes, with labels in all languages."""
    parts = [NOTE, "\n# Concept schemes\n"]
    for path in ontology.scheme_files():
        graph = rdflib.Graph().parse(path)
        scheme = next(iter(graph.subjects(RDF.type, SKOS.ConceptScheme)))
        parts.append(f"\n## {_in(graph, scheme, SKOS.prefLabel, 'en')}\n\n`{scheme}`\n\n{_in(graph, scheme, SKOS.definition, 'en')}\n")
        note = _in(graph, scheme, SKOS.editorialNote, "en")
        parts.append(f"\n{note}\n\n" if note else "\n")
        ranked = (None, rdflib.URIRef(f"{ontology.AC}strength"), None) in graph
        parts.append("| concept | " + ("strength | act type | " if ranked else "") + "en | fr | es | ru | de | it | ar | zh |\n")
        parts.append("|---|" + ("---|---|" if ranked else "") + "---|" * 8 + "\n")
        rows = []
        for concept in graph.subjects(SKOS.inScheme, scheme):
            strength = str(graph.value(concept, rdflib.URIRef(f"{ontology.AC}strength")) or "")
            act = str(graph.value(concept, rdflib.URIRef(f"{ontology.AC}actType")) or "").rpartition("/")[2]
            labels = " | ".join(_in(graph, concept, SKOS.prefLabel, language) for language in ("en", "fr", "es", "ru", "de", "it", "ar", "zh"))
            rows.append((-int(strength or 0), str(concept), f"| `{short(concept)}` | " + (f"{strength} | {act} | " if ranked else "") + f"{labels} |\n"))
        parts += [row for _, _, row in sorted(rows)]
        if ranked:
            parts.append("\nOn what each row rests:\n\n")
            for _, concept_iri, _ in sorted(rows):
                parts.append(f"* `{short(concept_iri)}`: {graph.value(rdflib.URIRef(concept_iri), DCTERMS.source)}\n")
    return "".join(parts).rstrip() + "\n"


def question_page() -> str:
    """The page of the competency questions."""
    parts = [NOTE, "\n# Competency questions\n\nEach is a file of `ontology/competency/` that runs as it stands.\n\n"]
    parts.append("| file | asked by | question | parameters |\n|---|---|---|---|\n")
    for question in questions():
        parameters = ", ".join(f"`{p.name}` ({p.labels['en']})" for p in question.parameters)
        parts.append(f"| {question.key} | {_WHO[question.who]} | {question.titles['en']}<br>*{question.titles['fr']}* | {parameters} |\n")
    return "".join(parts)


def pages() -> Mapping[str, str]:
    """File name in `docs/reference/` -> its text."""
    return {"vocabulary.md": vocabulary(), "schemes.md": schemes(), "questions.md": question_page()}


def main() -> None:
    """Writes the pages below the working folder's `docs/reference/`."""
    folder = Path("docs") / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
