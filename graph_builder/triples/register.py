"""The register as lines of its own graph: instruments, their relations and what derives by them, actors and memberships.

What goes in: a `Register`. What comes out: N-Quads lines, sorted, in the graph `id/graph/register`. No blank nodes: the n-th relation of an
instrument is `…/relation/n`, what derives by it `…/derivation/register-n`, a membership `id/actor/KEY/membership/GROUP`. What the project itself knows
(status `project`) is written as unverified: an auditor who asks for what no page confirms must see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.iris import Thing, actor_iri, graph_iri, mint
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import PartialDate
from graph_builder.register import Actor, Instrument, Register, Relation
from graph_builder.register.values import DERIVING, RELATIONS
from graph_builder.triples.nquads import decimal, iri, line, literal, partial_date, typed
from graph_builder.triples.vocabulary import RDF_TYPE, concept, term

GRAPH = iri(graph_iri("register"))


def register_lines(register: Register) -> list[str]:
    """Every statement of the register, sorted, each once."""
    lines: set[str] = set()
    for instrument in register.instruments:
        lines.update(_instrument(instrument))
        for number, relation in enumerate(register.relations_from(instrument.iri), 1):
            lines.update(_relation(relation, number))
    for actor in register.actors.values():
        lines.update(_actor(actor))
    return sorted(lines)


def status(text: str) -> str:
    """`verified` or `unverified`, as the graph says it."""
    return literal("verified" if text == "verified" else "unverified")


def date_lines(node: str, date: PartialDate, graph: str) -> Iterator[str]:
    """The date of adoption as known, with its first and last possible day."""
    yield line(node, term("ac:adoptedOn"), partial_date(str(date)), graph)
    yield line(node, term("ac:adoptedFrom"), typed(date.first, "date"), graph)
    yield line(node, term("ac:adoptedTo"), typed(date.last, "date"), graph)


def _instrument(instrument: Instrument) -> Iterator[str]:
    node = iri(instrument.iri)
    yield line(node, RDF_TYPE, term(f"ac:{instrument.kind}"), GRAPH)
    for symbol in instrument.symbols:
        yield line(node, term("ac:symbol"), literal(symbol), GRAPH)
    for title in instrument.titles:
        yield line(node, term("dcterms:title" if title.kind == "title" else "ac:shortName"), literal(title.text, title.language), GRAPH)
    for actor in instrument.adopters:
        yield line(node, term("ac:adoptedBy"), iri(actor_iri(actor)), GRAPH)
    if instrument.adopted_on is not None:
        yield from date_lines(node, instrument.adopted_on, GRAPH)
        yield line(node, term("ac:dateKind"), literal(instrument.date_kind), GRAPH)
    if instrument.adopted_at:
        yield line(node, term("ac:adoptedAt"), literal(instrument.adopted_at), GRAPH)
    if instrument.meeting:
        yield line(node, term("ac:meeting"), literal(instrument.meeting), GRAPH)
    if instrument.entry_into_force is not None:
        yield line(node, term("ac:entryIntoForce"), partial_date(str(instrument.entry_into_force)), GRAPH)
    if instrument.legal_nature:
        yield line(node, term("ac:legalNature"), concept("legal-nature", instrument.legal_nature), GRAPH)
    for topic in instrument.topics:
        yield line(node, term("ac:topic"), concept("topic", topic), GRAPH)
    yield line(node, term("ac:verificationStatus"), status(instrument.status), GRAPH)
    for name in instrument.unverified:
        yield line(node, term("ac:unverifiedField"), literal(name), GRAPH)
    for source in instrument.sources:
        yield line(node, term("dcterms:source"), literal(source), GRAPH)


def _relation(relation: Relation, number: int) -> Iterator[str]:
    start, end = iri(relation.subject), iri(relation.object)
    node = iri(f"{relation.subject}/relation/{number}")
    yield line(start, term(f"ac:{RELATIONS[relation.relation]}"), end, GRAPH)
    yield line(node, RDF_TYPE, term("ac:RegisterRelation"), GRAPH)
    yield line(node, term("ac:relationFrom"), start, GRAPH)
    yield line(node, term("ac:relationTo"), end, GRAPH)
    yield line(node, term("ac:relationKind"), literal(relation.relation), GRAPH)
    if relation.where:
        yield line(node, term("ac:where"), literal(relation.where), GRAPH)
    yield line(node, term("ac:verificationStatus"), status(relation.status), GRAPH)
    for source in relation.sources:
        yield line(node, term("dcterms:source"), literal(source), GRAPH)
    if relation.relation not in DERIVING:
        return
    derivation = iri(f"{relation.subject}/derivation/register-{number}")
    yield line(start, term("ac:derivesDirectlyFrom"), end, GRAPH)
    yield line(derivation, RDF_TYPE, term("ac:Derivation"), GRAPH)
    yield line(derivation, term("ac:derived"), start, GRAPH)
    yield line(derivation, term("ac:ground"), end, GRAPH)
    yield line(derivation, term("ac:basis"), literal("register"), GRAPH)
    yield line(derivation, term("ac:confidence"), decimal(confidence(f"derivation.register.{relation.status}")), GRAPH)
    yield line(derivation, term("ac:rule"), literal(f"register.{relation.relation}"), GRAPH)
    yield line(derivation, term("ac:byRelation"), node, GRAPH)


def _actor(actor: Actor) -> Iterator[str]:
    node = iri(actor.iri)
    yield line(node, RDF_TYPE, term(f"ac:{actor.kind}"), GRAPH)
    preferred = {(name.language, name.text) for name in actor.names if name.kind == "pref"}
    for name in actor.names:
        if name.kind == "pref":
            yield line(node, term("skos:prefLabel"), literal(name.text, name.language), GRAPH)
        elif name.kind != "source" and (name.language, name.text) not in preferred:
            yield line(node, term("skos:altLabel"), literal(name.text, name.language), GRAPH)
    if actor.part_of is not None:
        yield line(node, term("ac:organOf"), iri(actor_iri(actor.part_of)), GRAPH)
    if actor.iso2:
        yield line(node, term("ac:iso2"), literal(actor.iso2), GRAPH)
    if actor.iso3:
        yield line(node, term("ac:iso3"), literal(actor.iso3), GRAPH)
    yield line(node, term("ac:verificationStatus"), status(actor.status), GRAPH)
    for name_of_field in actor.unverified:
        yield line(node, term("ac:unverifiedField"), literal(name_of_field), GRAPH)
    for source in actor.sources:
        yield line(node, term("dcterms:source"), literal(source), GRAPH)
    for membership in actor.memberships:
        group = iri(actor_iri(membership.group))
        own = iri(mint(Thing("actor", actor.key, f"membership/{membership.group}")))
        yield line(node, term("ac:memberOf"), group, GRAPH)
        yield line(own, RDF_TYPE, term("ac:Membership"), GRAPH)
        yield line(own, term("ac:member"), node, GRAPH)
        yield line(own, term("ac:group"), group, GRAPH)
        for prop, date in (("ac:from", membership.from_date), ("ac:to", membership.to_date)):
            if date:
                yield line(own, term(prop), partial_date(date), GRAPH)
        yield line(own, term("ac:verificationStatus"), status(membership.status), GRAPH)
        for source in membership.sources:
            yield line(own, term("dcterms:source"), literal(source), GRAPH)
