"""The competency questions with the reader's own values.

What goes in: a question of the ontology and what a reader typed for its parameters. What comes out: its query, and what each value was taken for.
An `iri` parameter takes an IRI, a path after `id/`, or any name of an instrument, actor or concept.
"""

from __future__ import annotations

from collections.abc import Mapping

from api.problems import Problem
from api.reading.catalog import Catalog
from graph_builder.iris import BASE, CONCEPT
from ontology.questions import Parameter, Question, questions

__all__ = ["Question", "by_key", "fill", "questions"]


def by_key(key: str) -> Question | None:
    """A question by the name of its file, or by its number."""
    return next((q for q in questions() if q.key == key or str(q.number) == key.lstrip("0")), None)


def _iri(catalog: Catalog, parameter: Parameter, text: str) -> str:
    if text.startswith(("http://", "https://", "urn:")):
        return text
    scheme = {"topic": catalog.topics, "force": catalog.forces}.get(parameter.name)
    matches = [catalog.find_concept(scheme, text)] if scheme is not None else [catalog.find_instrument(text), catalog.find_actor(text)]
    for found in matches:
        if found.iris:
            return found.iris[0]
    if "/" in text and text.split("/")[0] in ("instrument", "actor", "source", "concept"):
        return (BASE if not text.startswith("concept/") else CONCEPT.removesuffix("concept/")) + text
    near = [name for found in matches for name in found.near][:5]
    hint = f"did you mean {', '.join(near)}?" if near else "give an IRI"
    raise Problem(404, "unknown-value", f"{parameter.name}={text!r} is not known here", hint=hint, near=near, parameter=parameter.name)


def fill(question: Question, catalog: Catalog, given: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The query with the values given, and those values as they were taken. Problem 400 or 404 for what cannot be."""
    known = {parameter.name: parameter for parameter in question.parameters}
    values: dict[str, str] = {}
    for name, text in given.items():
        parameter = known.get(name)
        if parameter is None:
            hint = f"it takes {', '.join(known)}" if known else "it takes none"
            raise Problem(400, "bad-parameter", f"this question has no parameter {name!r}", hint=hint, parameter=name)
        if text.strip():
            values[name] = _iri(catalog, parameter, text.strip()) if parameter.kind == "iri" else text.strip()
    try:
        return question.bind(values), values
    except ValueError as error:
        raise Problem(400, "bad-parameter", str(error), hint="see the question's parameters") from error
