"""Annotators: pure functions from a `Document` to what stands in it.

What goes in: a segmented `Document`. What comes out: statements, actor mentions, topics and citation mentions, each with its span, rule and
confidence. This package must not know RDF, the store, or how citations resolve.

`statements(document, register)` is the whole reading of acts: drafts (who acts is still a zone of words), then bearers, then `Statement`.
"""

from __future__ import annotations

from graph_builder.annotate.statements.drafts import Draft
from graph_builder.annotate.statements.reading import FORCES, commitment, drafts
from graph_builder.model import Document, Mention, Statement


def statements(document: Document, register: object | None = None) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements of a document, and the openings of paragraphs that no lexicon row knows (for the coverage ledger)."""
    found, unknown = drafts(document)
    return tuple(_statement(document, draft, _bearers(draft)) for draft in found), unknown


def _bearers(draft: Draft) -> tuple[Mention, ...]:
    if draft.bearer_zone is None or draft.bearer == "none":
        return ()
    return (Mention(draft.bearer_zone, None, "zone", 0.3, draft.provision),)


def _statement(document: Document, draft: Draft, bearers: tuple[Mention, ...]) -> Statement:
    provision = document.by_path[draft.provision]
    commits = commitment(draft.force, provision.operative) and not draft.preambular
    return Statement(
        draft.provision,
        draft.span,
        draft.verb,
        draft.force,
        draft.rule,
        draft.confidence,
        commitment=commits,
        undertaking=commits and FORCES[draft.force][1] == "commissive",
        qualified=draft.qualified,
        intensity=draft.intensity,
        speaker=document.identity.organ,
        bearers=bearers,
        qualifiers=draft.qualifiers,
        objects=draft.objects,
    )


__all__ = ["Draft", "statements"]
