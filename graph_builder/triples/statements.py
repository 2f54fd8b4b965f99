"""Statements and mentions of one instrument as N-Quads lines.

What goes in: a `Work` and the places its quotes are cut from. What comes out: lines for statements, the parties, qualifiers and topics of each, and for
the actors named elsewhere in its provisions. This module must not know citations or the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.concord import Work
from graph_builder.concord.work import Joint, Version
from graph_builder.iris import actor_iri, graph_iri, slug
from graph_builder.lexicons import split, table
from graph_builder.model import Mention, Statement
from graph_builder.triples.evidence import Place, evidence, repaired
from graph_builder.triples.nquads import boolean, decimal, iri, line, literal, partial_date
from graph_builder.triples.vocabulary import RDF_TYPE, concept, term

MENTIONED = iri(graph_iri("mentioned"))
"""Graph of instruments and actors that are known by mentions alone: one graph, so that what many texts mention is said once."""


@cache
def _natures() -> dict[tuple[str, str, str], str]:
    """(organ, kind of instrument, force) -> legal nature of a commitment, where it is not that of its instrument."""
    rows = table("statement_natures.csv", ("id", "organ", "kind", "forces", "nature", "source"))
    return {(row["organ"], row["kind"], force): row["nature"] for row in rows for force in split(row["forces"])}


def statement_lines(work: Work, places: Sequence[Place]) -> Iterator[str]:
    identity = work.versions[0].reading.document.identity
    organ, kind = identity.organ or "", identity.kind
    for joint in work.statements:
        node = f"{work.iri}/{joint.path}"
        subject = iri(node)
        v0, k0 = joint.members[0]
        first, g = work.versions[v0].reading.statements[k0], places[v0].graph
        yield line(subject, RDF_TYPE, term("ac:Statement"), g)
        agreed = work.told(joint)
        if agreed.commitment:
            yield line(subject, RDF_TYPE, term("ac:Commitment"), g)
        if agreed.undertaking:
            yield line(subject, RDF_TYPE, term("ac:Undertaking"), g)
        yield line(subject, term("ac:statedIn"), iri(f"{work.iri}/{first.provision}"), g)
        yield line(subject, term("ac:force"), concept("force", work.forces[joint.path]), g)
        yield line(subject, term("ac:rule"), literal(first.rule), g)
        yield line(subject, term("ac:confidence"), decimal(first.confidence), g)
        nature = _natures().get((organ, kind, work.forces[joint.path])) if first.commitment else None
        if nature:
            yield line(subject, term("ac:legalNature"), concept("legal-nature", nature), g)
        if first.qualified:
            yield line(subject, term("ac:qualified"), boolean(True), g)
        if first.intensity:
            yield line(subject, term("ac:intensity"), concept("intensity", first.intensity), g)
        if first.implied_bearer and not first.bearers:
            yield line(subject, term("ac:bearer"), iri(actor_iri(first.implied_bearer)), g)
        if first.speaker:
            yield line(subject, term("ac:speaker"), iri(actor_iri(first.speaker)), g)
        for v, k in joint.members:
            statement, place = work.versions[v].reading.statements[k], places[v]
            verb = " ".join(place.source.text[slice(*place.raw(statement.verb))].split())
            yield line(subject, term("ac:operativeVerb"), literal(verb, place.language), place.graph)
            yield from evidence(node, place, statement.span, force=concept("force", statement.force))
            reading = repaired(place, statement.verb)
            if reading is not None:
                yield line(iri(f"{node}/evidence/{place.tag}"), term("ac:operativeVerb"), literal(reading, place.language), place.graph)
        yield from _party_lines(work, places, joint, node)
        yield from _qualifier_lines(node, first, places[v0])


def _party_lines(work: Work, places: Sequence[Place], joint: Joint, node: str) -> Iterator[str]:
    """Bearers and counterparties: the nth mention of one version is the nth of another where both count the same."""
    v0, k0 = joint.members[0]
    first = work.versions[v0].reading.statements[k0]
    for role, name in (("bearers", "bearer"), ("counterparties", "counterparty")):
        expected: tuple[Mention, ...] = getattr(first, role)
        for v, k in joint.members:
            mentions: tuple[Mention, ...] = getattr(work.versions[v].reading.statements[k], role)
            place = places[v]
            for n, mention in enumerate(mentions, 1):
                own = f"{node}/{name}/{n}" if v == v0 or len(mentions) == len(expected) else f"{node}/{name}/{place.tag}-{n}"
                shown, shown_place = (mention, place)
                if v != v0 and len(mentions) == len(expected):
                    shown, shown_place = expected[n - 1], places[v0]
                actor = _actor_iri(shown, shown_place)
                if v == v0 or len(mentions) != len(expected):
                    yield from _mention(own, mention, place, f"ac:{name}Mention", node)
                    yield line(iri(node), term(f"ac:{name}"), iri(actor), place.graph)
                else:
                    yield from evidence(own, place, mention.span)


def _qualifier_lines(node: str, statement: Statement, place: Place) -> Iterator[str]:
    g = place.graph
    for n, qualifier in enumerate(statement.qualifiers, 1):
        own = f"{node}/qualifier/{n}"
        yield line(iri(node), term("ac:qualifier"), iri(own), g)
        yield line(iri(own), RDF_TYPE, term("ac:Qualifier"), g)
        yield line(iri(own), term("ac:qualifierKind"), literal(qualifier.kind), g)
        yield line(iri(own), term("ac:rule"), literal(qualifier.rule), g)
        yield line(iri(own), term("ac:confidence"), decimal(qualifier.confidence), g)
        yield from evidence(own, place, qualifier.span)
        if qualifier.kind == "deadline" and qualifier.value:
            yield line(iri(node), term("ac:deadline"), partial_date(qualifier.value), g)
    for n, hit in enumerate(statement.topics, 1):
        own = f"{node}/topic/{n}"
        yield line(iri(node), term("ac:topic"), concept("topic", hit.topic), g)
        yield line(iri(node), term("ac:topicMention"), iri(own), g)
        yield line(iri(own), RDF_TYPE, term("ac:Mention"), g)
        yield line(iri(own), term("ac:denotesTopic"), concept("topic", hit.topic), g)
        yield line(iri(own), term("ac:rule"), literal(hit.rule), g)
        yield line(iri(own), term("ac:confidence"), decimal(hit.confidence), g)
        yield from evidence(own, place, hit.span)


def mention_lines(work: Work, places: Sequence[Place]) -> Iterator[str]:
    """Actors named in a provision: the nth mention of an actor in one version is the nth in another."""
    joined: dict[tuple[str, str, int], list[tuple[int, Mention]]] = {}
    for v, version in enumerate(work.versions):
        nth: dict[tuple[str, str], int] = {}
        for mention in version.reading.mentions:
            if mention.actor is None or not mention.provision:
                continue
            key = (mention.provision, mention.actor)
            nth[key] = nth.get(key, 0) + 1
            joined.setdefault((*key, nth[key]), []).append((v, mention))
    count: dict[str, int] = {}
    for (provision, _, _), members in joined.items():
        count[provision] = count.get(provision, 0) + 1
        owner = f"{work.iri}/{provision}"
        node = f"{owner}/mention/{count[provision]}"
        v0, first = members[0]
        yield from _mention(node, first, places[v0], "ac:mentions", owner)
        for v, mention in members[1:]:
            yield from evidence(node, places[v], mention.span)
    for v, version in enumerate(work.versions):
        yield from _topic_lines(work, version, places[v])


def _topic_lines(work: Work, version: Version, place: Place) -> Iterator[str]:
    for path, hit in version.reading.topics:
        yield line(iri(f"{work.iri}/{path}"), term("ac:topic"), concept("topic", hit.topic), place.graph)


def _mention(node: str, mention: Mention, place: Place, role: str, owner: str) -> Iterator[str]:
    """A mention with its evidence; the actor is minted from its words where the register knows none."""
    g = place.graph
    actor = _actor_iri(mention, place)
    yield line(iri(owner), term(role), iri(node), g)
    yield line(iri(node), RDF_TYPE, term("ac:Mention"), g)
    yield line(iri(node), term("ac:denotes"), iri(actor), g)
    yield line(iri(node), term("ac:rule"), literal(mention.rule), g)
    yield line(iri(node), term("ac:confidence"), decimal(mention.confidence), g)
    yield from evidence(node, place, mention.span)
    if mention.actor is None:
        words = " ".join(place.text.text[mention.span.start : mention.span.end].split())
        yield line(iri(actor), RDF_TYPE, term("ac:ActorGroup"), MENTIONED)
        yield line(iri(actor), term("skos:altLabel"), literal(words, place.language), MENTIONED)  # the closure chooses the preferred one


def _actor_iri(mention: Mention, place: Place) -> str:
    if mention.actor is not None:
        return actor_iri(mention.actor)
    words = place.text.text[mention.span.start : mention.span.end]
    return actor_iri(f"{place.language}-{slug(words)}")
