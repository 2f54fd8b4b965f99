"""Commitments renewed in general words: "our existing commitments", "nos obligations internationales respectives".

In: statements, citations, the register. Out: contextual derivations, confidence under 0.5: the commitment names no instrument, and the same
text recalls some elsewhere. Commitments in general words lead to the politically binding texts named, obligations to the treaties. They
never extend a path, and pages show them on request only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_builder.annotate.citations.anaphora import generic_class
from graph_builder.annotate.citations.governing import renews
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import Citation, Derivation, Document, Statement
from graph_builder.register import Register

_NAMING = frozenset(("recalls", "reaffirms"))


def contextual(
    document: Document, statements: Sequence[Statement], citations: Sequence[Citation], register: Register, known: Iterable[tuple[int | None, str]]
) -> list[Derivation]:
    """One derivation per instrument that the text recalls, for each commitment that renews commitments or obligations in general words."""
    basis = _recalled(citations, register)
    if not any(basis.values()):
        return []
    had = set(known)
    found: list[Derivation] = []
    for index, statement in enumerate(statements):
        if not statement.commitment or not renews(document.text.text[statement.verb.start : statement.verb.end], statement.force, document.language):
            continue
        for k, citation in enumerate(citations):
            if (
                citation.status != "generic"
                or citation.provision != statement.provision
                or not statement.span.start <= citation.span.start < statement.span.end
            ):
                continue
            name = generic_class(citation.rule)
            for iri in basis.get(name, ()):
                if (index, iri) not in had:
                    had.add((index, iri))
                    found.append(Derivation(index, iri, "contextual", confidence(f"derivation.contextual.{name}"), citation.span, f"contextual.{name}", k))
    return found


def _recalled(citations: Sequence[Citation], register: Register) -> dict[str, tuple[str, ...]]:
    """What the text recalls or reaffirms by name: politically binding texts, and treaties."""
    treaties: dict[str, None] = {}
    others: dict[str, None] = {}
    for citation in citations:
        if citation.kind not in _NAMING or citation.status not in ("resolved", "collective"):
            continue
        for iri in citation.targets:
            instrument = register.by_iri.get(iri)
            if instrument is not None and instrument.treaty:
                treaties[iri] = None
            elif instrument is None or instrument.legal_nature != "recommendation":
                others[iri] = None
    return {"commitments": tuple(others), "obligations": tuple(treaties)}
