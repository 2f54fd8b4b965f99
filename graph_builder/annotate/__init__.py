"""Annotators: pure functions from a `Document` to what stands in it.

What goes in: a segmented `Document` and the register. What comes out: statements, actor mentions, topics and citation mentions, each with its
span, rule and confidence. This package must not know RDF, the store, or how citations resolve.

`statements(document, register)` is the whole reading of acts: drafts (who acts is still a zone of words), then bearers, then `Statement`.
"""

from __future__ import annotations

from graph_builder.annotate.actors import actors, all_mentions
from graph_builder.annotate.bearers import Parties, Reader
from graph_builder.annotate.statements.drafts import Draft
from graph_builder.annotate.statements.reading import FORCES, commitment, drafts
from graph_builder.annotate.topics import Told, topics
from graph_builder.model import Document, Statement
from graph_builder.register import Register

ADOPTERS = frozenset(("states-parties", "osce-ps"))
"""Actors that adopt a text and are bound by it: parties of a treaty, participating States."""


STATES = frozenset(
    ("states", "un-member-states", "states-parties", "osce-ps", "governments", "parties", "armed-conflict-parties", "authorities", "developed-countries")
)
"""Groups of States, and those who act for one."""


def statements(document: Document, register: Register | None = None) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements of a document, and the openings of paragraphs that no lexicon row knows (for the coverage ledger)."""
    found, unknown = drafts(document)
    if not found:
        return (), unknown
    reader = Reader(document, all_mentions(document, register))
    told = Told(document, topics(document))
    return tuple(_statement(document, draft, reader.parties(draft, FORCES[draft.force][1]), told, register) for draft in found), unknown


def _statement(document: Document, draft: Draft, parties: Parties, told: Told, register: Register | None) -> Statement:
    provision = document.by_path[draft.provision]
    force = draft.force
    if force == "tasks" and _only_states(parties, register):  # a request to States is no task: they are not subject to the speaker
        force = "urges"
    commits = commitment(force, provision.operative) and not draft.preambular
    act_type = FORCES[force][1]
    binds_adopters = act_type == "normative" and any(mention.actor in ADOPTERS for mention in parties.bearers)
    return Statement(
        draft.provision,
        draft.span,
        draft.verb,
        force,
        draft.rule,
        draft.confidence,
        commitment=commits,
        undertaking=commits and (act_type == "commissive" or binds_adopters),
        qualified=draft.qualified,
        intensity=draft.intensity,
        speaker=document.identity.organ,
        bearers=parties.bearers,
        implied_bearer=parties.implied,
        counterparties=parties.counterparties,
        qualifiers=draft.qualifiers,
        objects=draft.objects,
        topics=told.of(draft.provision, draft.span, draft.verb),
    )


def _only_states(parties: Parties, register: Register | None) -> bool:
    """Whether all bearers are States, or groups of them, for which the register answers."""
    if register is None or not parties.bearers:
        return False
    kinds = [actor.kind if mention.actor and (actor := register.actor(mention.actor)) else "" for mention in parties.bearers]
    return all(kind == "State" or mention.actor in STATES for kind, mention in zip(kinds, parties.bearers, strict=True))


__all__ = ["Draft", "actors", "all_mentions", "drafts", "statements", "topics"]
