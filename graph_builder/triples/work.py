"""One instrument with everything read about it, as N-Quads lines.

What goes in: a `Work` (all versions of one instrument) and the register. What comes out: lines, each in the graph of the source that it was read from;
what belongs to the instrument and not to a version stands in the graph of its first version. This module must not read files or decide
what a text means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from graph_builder.concord import Succession, Work
from graph_builder.concord.work import Joint, Version, authentic
from graph_builder.derive.restated import Reuse
from graph_builder.derive.tasked import Answered
from graph_builder.iris import actor_iri, from_code, source_iri
from graph_builder.model import Document
from graph_builder.register import Register
from graph_builder.triples.citations import citation_lines, derivation_lines
from graph_builder.triples.evidence import Place, evidence
from graph_builder.triples.nquads import boolean, decimal, integer, iri, line, literal, partial_date, typed
from graph_builder.triples.statements import mention_lines, statement_lines
from graph_builder.triples.vocabulary import RDF_TYPE, term


@dataclass(frozen=True)
class Neighbours:
    """What the other instruments of a build say of one: statement IRI -> earlier wording it reuses, the cited instruments whose texts are built
    too, the instrument it continues, its statements that ask for a report, and the taskings of earlier instruments that it answers."""

    reuses: Mapping[str, Sequence[Reuse]] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    continues: Succession | None = None
    asking: frozenset[str] = frozenset()
    answers: tuple[Answered, ...] = ()


def work_lines(work: Work, register: Register, neighbours: Neighbours) -> Iterator[str]:
    """All lines of one instrument, not sorted, perhaps repeated."""
    places = [_place(work, version) for version in work.versions]
    for version, place in zip(work.versions, places, strict=True):
        yield from _source_lines(version, place)
        yield from _expression_lines(work, version, place)
    yield from _instrument_lines(work, places, register)
    yield from _provision_lines(work, places)
    yield from statement_lines(work, places)
    yield from citation_lines(work, places, register, neighbours.held)
    yield from derivation_lines(work, places, neighbours.reuses, neighbours.answers)
    for asking in sorted(neighbours.asking):
        yield line(iri(asking), term("ac:asksForReport"), boolean(True), places[0].graph)
    if neighbours.continues:
        yield line(iri(work.iri), term("ac:continues"), iri(neighbours.continues.older), places[0].graph)
        yield line(iri(work.iri), term("ac:seriesRule"), literal(neighbours.continues.rule), places[0].graph)
        yield line(iri(work.iri), term("ac:seriesConfidence"), decimal(neighbours.continues.confidence), places[0].graph)
    yield from mention_lines(work, places)
    yield from _divergence_lines(work, places)


def _place(work: Work, version: Version) -> Place:
    document = version.reading.document
    return Place(document.source, document.text, f"{work.iri}/expression/{version.tag}", version.tag, version.language)


def _source_lines(version: Version, place: Place) -> Iterator[str]:
    for reading in (version.reading, *version.copies):
        source = reading.document.source
        g = place.graph
        node = iri(source_iri(source.file_name))
        yield line(node, RDF_TYPE, term("ac:Source"), g)
        yield line(node, term("ac:fileName"), literal(source.file_name), g)
        yield line(node, term("ac:sha256"), literal(source.sha256), g)
        yield line(node, term("ac:mediaType"), literal(source.media_type), g)
        yield line(node, term("ac:encoding"), literal(source.encoding), g)
        if source.pages:
            yield line(node, term("ac:pageCount"), integer(len(source.pages)), g)
        if source.ocr:
            yield line(node, term("ac:recognizedBy"), literal(source.ocr), g)
        if source.metadata.get("source"):
            yield line(node, term("dcterms:source"), literal(source.metadata["source"]), g)
        if source.extracted_by:
            text = iri(f"{source_iri(source.file_name)}/text")
            yield line(text, RDF_TYPE, term("ac:ExtractedText"), g)
            yield line(text, term("prov:wasDerivedFrom"), node, g)
            yield line(text, term("ac:fileName"), literal(source.file_name), g)
            yield line(text, term("ac:sha256"), literal(_sha256(source.text)), g)
            yield line(text, term("ac:reader"), literal(source.extracted_by), g)
        yield line(iri(place.expression), term("ac:fromSource"), node, g)
    yield from _edit_lines(version.reading.document, place)


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _edit_lines(document: Document, place: Place) -> Iterator[str]:
    base, g, raw = source_iri(document.source.file_name), place.graph, document.source.text
    edits = [(e.start, e.end, e.replacement, e.rule, e.confidence) for e in document.text.edits]
    for provision in document.provisions:
        if provision.printed is not None and provision.number is not None:
            start = place.raw(provision.span).start
            printed = provision.printed.strip(".)( ")
            at = raw.find(printed, start, start + len(printed) + 8)
            if at >= 0:
                edits.append((at, at + len(printed), provision.number, "numbering.sequence", provision.confidence))
    for n, (start, end, replacement, rule, confidence) in enumerate(sorted(edits), 1):
        node = iri(f"{base}/edit/{n}")
        yield line(node, RDF_TYPE, term("ac:Edit"), g)
        yield line(node, term("oa:hasSource"), place.entity, g)
        yield line(node, term("oa:start"), integer(start), g)
        yield line(node, term("oa:end"), integer(end), g)
        yield line(node, term("ac:replaced"), literal(raw[start:end]), g)
        yield line(node, term("ac:replacement"), literal(replacement), g)
        yield line(node, term("ac:rule"), literal(rule), g)
        yield line(node, term("ac:confidence"), decimal(confidence), g)


def _expression_lines(work: Work, version: Version, place: Place) -> Iterator[str]:
    identity, g, node = version.reading.document.identity, place.graph, iri(place.expression)
    yield line(node, RDF_TYPE, term("ac:Expression"), g)
    yield line(node, term("eli:realizes"), iri(work.iri), g)
    yield line(node, term("ac:language"), literal(version.language), g)
    yield line(node, term("ac:authentic"), boolean(authentic(version)), g)
    if identity.title:
        yield line(node, term("dcterms:title"), literal(identity.title, version.language), g)
    if identity.title and identity.title_span is not None:
        yield from evidence(place.expression, place, identity.title_span)
    if identity.corrected_on:
        yield line(node, term("ac:correctedOn"), partial_date(str(identity.corrected_on)), g)


def _instrument_lines(work: Work, places: Sequence[Place], register: Register) -> Iterator[str]:
    node = iri(work.iri)
    known = register.by_iri.get(work.iri)
    titled: set[str] = {t.language for t in known.titles} if known else set()
    for version, place in zip(work.versions, places, strict=True):
        title = version.reading.document.identity.title
        if title and version.language not in titled:  # the register's title is the official one; the printed one stands on the expression
            titled.add(version.language)
            yield line(node, term("dcterms:title"), literal(title, version.language), place.graph)
    g = places[0].graph
    identities = [version.reading.document.identity for version in work.versions]
    facts = {
        "ac:meeting": None if known and known.meeting else next((i.meeting for i in identities if i.meeting), None),
        "ac:agendaItem": next((i.agenda_item for i in identities if i.agenda_item), None),
        "ac:session": next((i.session for i in identities if i.session), None),
        "ac:originalLanguage": next((i.original_language for i in identities if i.original_language), None),
        "ac:dateRule": next((i.date_rule for i in identities if i.date_rule), None),
        "ac:identityRule": identities[0].rule,
    }
    for name, value in facts.items():
        if value:
            yield line(node, term(name), literal(value), g)
    for version, place in zip(work.versions, places, strict=True):
        for statement in version.reading.statements:
            if "legal-basis" in statement.objects:
                words = " ".join(place.text.text[statement.span.start : statement.span.end].split()).rstrip(",;،， ")
                yield line(node, term("ac:legalBasis"), literal(words, version.language), place.graph)
    for prop, target in sorted({relation for i in identities for relation in i.relations}):
        yield line(node, term(f"ac:{prop}"), iri(target), g)
    if known is None:
        yield line(node, RDF_TYPE, term(f"ac:{identities[0].kind}"), g)
        symbol = next((i.symbol for i in identities if i.symbol), None)
        organ = next((i.organ for i in identities if i.organ), None)
        date = next((i.adopted_on for i in identities if i.adopted_on), None)
        if symbol:
            known_as = from_code(symbol)
            for code in (symbol, *(known_as.aliases if known_as else ())):
                yield line(node, term("ac:symbol"), literal(code), g)
        if organ and register.actor(organ):
            yield line(node, term("ac:adoptedBy"), iri(actor_iri(organ)), g)
        if date:
            yield line(node, term("ac:adoptedOn"), partial_date(str(date)), g)
            yield line(node, term("ac:adoptedFrom"), typed(date.first, "date"), g)
            yield line(node, term("ac:adoptedTo"), typed(date.last, "date"), g)


def _members(work: Work, joint: Joint) -> Iterator[tuple[Version, int]]:
    for v, k in joint.members:
        yield work.versions[v], k


def _provision_lines(work: Work, places: Sequence[Place]) -> Iterator[str]:
    for order, joint in enumerate(work.provisions, 1):
        node = f"{work.iri}/{joint.path}"
        subject = iri(node)
        v0, k0 = joint.members[0]
        first, g = work.versions[v0].reading.document.provisions[k0], places[v0].graph
        yield line(subject, RDF_TYPE, term(f"ac:{first.kind}"), g)
        yield line(subject, term("ac:parent"), iri(f"{work.iri}/{first.parent}" if first.parent else work.iri), g)
        yield line(subject, term("ac:order"), integer(order), g)
        yield line(subject, term("ac:rule"), literal(first.rule or "segment"), g)
        yield line(subject, term("ac:confidence"), decimal(first.confidence), g)
        number = next((n for v, k in joint.members if (n := work.versions[v].reading.document.provisions[k].number)), None)
        if number:
            yield line(subject, term("ac:number"), literal(number), g)
        for v, k in joint.members:
            provision, place = work.versions[v].reading.document.provisions[k], places[v]
            reading = " ".join(place.text.text[provision.body.start : provision.body.end].split())
            if reading:
                yield line(subject, term("ac:text"), literal(reading, provision.language or place.language), place.graph)
            if provision.heading is not None:
                heading = " ".join(place.text.text[provision.heading.start : provision.heading.end].split())
                yield line(subject, term("dcterms:title"), literal(heading, place.language), place.graph)
            yield from evidence(node, place, provision.span)


def _divergence_lines(work: Work, places: Sequence[Place]) -> Iterator[str]:
    count: dict[str, int] = {}
    for divergence in work.divergences:
        count[divergence.subject] = count.get(divergence.subject, 0) + 1
        owner = f"{work.iri}/{divergence.subject}"
        node = f"{owner}/divergence/{count[divergence.subject]}"
        g = places[divergence.sides[0].version].graph
        yield line(iri(node), RDF_TYPE, term("ac:Divergence"), g)
        yield line(iri(node), term("ac:divergenceOf"), iri(owner), g)
        yield line(iri(node), term("ac:divergesIn"), literal(divergence.kind), g)
        for side in divergence.sides:
            place = places[side.version]
            own = f"{node}/side/{place.tag}"
            yield line(iri(node), term("ac:side"), iri(own), place.graph)
            yield line(iri(own), RDF_TYPE, term("ac:Side"), place.graph)
            yield line(iri(own), term("ac:value"), literal(side.value), place.graph)
            yield from evidence(own, place, side.span)
