"""Annotators: pure functions from a `Document` to what stands in it.

What goes in: a segmented `Document`. What comes out: statements, actor mentions, topics and citation mentions, each with its span, rule and
confidence. This package must not know RDF, the store, or how citations resolve.

`statements(document, register)` is the whole reading of acts: drafts (who acts is still a zone of words), then bearers, then `Statement`.
"""

from __future__ import annotations

from graph_builder.annotate.actors import actors, all_mentions
from graph_builder.annotate.bearers import Parties, Reader, speaks_for
from graph_builder.annotate.statements.drafts import Draft
from graph_builder.annotate.statements.reading import FORCES, commitment, drafts
from graph_builder.annotate.topics import topics, with_topics
from graph_builder.model import Document, Statement
from graph_builder.register import Register


def statements(document: Document, register: Register | None = None) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements of a document, and the openings of paragraphs that no lexicon row knows (for the coverage ledger)."""
    found, unknown = drafts(document)
    reader = Reader(document, all_mentions(document, register))
    read = [_statement(document, draft, reader.parties(draft, FORCES[draft.force][1])) for draft in found]
    return with_topics(document, read, topics(document)), unknown


def _statement(document: Document, draft: Draft, parties: Parties) -> Statement:
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
        undertaking=commits and _is_undertaking(document, draft, parties),
        qualified=draft.qualified,
        intensity=draft.intensity,
        speaker=document.identity.organ,
        bearers=parties.bearers,
        counterparties=parties.counterparties,
        implied_bearer=parties.implied,
        qualifiers=draft.qualifiers,
        objects=draft.objects,
    )


def _is_undertaking(document: Document, draft: Draft, parties: Parties) -> bool:
    """Commissive, or normative with the adopters or the parties to the treaty as bearer."""
    act_type = FORCES[draft.force][1]
    if act_type != "normative":
        return act_type == "commissive"
    organ = document.identity.organ
    own = {"states-parties"} if document.identity.treaty or "art/" in draft.provision else set()
    if organ:
        own |= {organ, speaks_for(organ)}
    return any(mention.actor in own for mention in parties.bearers)


__all__ = ["Draft", "actors", "statements", "topics"]
