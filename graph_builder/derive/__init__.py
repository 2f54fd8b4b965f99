"""Commitments and what they rest on, within one text.

    derive(document, statements, citations, register) -> derivations

In: the statements and resolved citations of a document. Out: one `Derivation` per commitment and ground, with its basis and the words that
name the ground. What counts is written in docs/concepts/derivations.md. This package must not know RDF; relations of the register and
likeness of wording across texts are derived elsewhere (`wording`, the graph of the register).

    grounds     named grounds: explicit and anaphoric
    general     commitments renewed in general words: contextual
    wording     wording reused from an earlier text: restated
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.derive.general import contextual
from graph_builder.derive.grounds import named
from graph_builder.model import Citation, Derivation, Document, Statement
from graph_builder.register import Register

__all__ = ["derive"]


def derive(document: Document, statements: Sequence[Statement], citations: Sequence[Citation], register: Register) -> tuple[Derivation, ...]:
    """The derivations of `document`, by statement, the named grounds before the inferred ones."""
    found = named(document, statements, citations)
    found += contextual(document, statements, citations, register, {(d.statement, d.ground) for d in found})
    return tuple(sorted(found, key=lambda d: (-1 if d.statement is None else d.statement, d.basis == "contextual", d.span, d.ground)))
