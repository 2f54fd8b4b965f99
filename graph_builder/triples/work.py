"""One instrument with everything read about it, as N-Quads lines.

What goes in: a `Work` (all versions of one instrument) and the register. What comes out: lines, each in the graph of the source that it was read from;
what belongs to the instrument and not to a version stands in the graph of its first version. This module must not read files or decide
what a text means.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from graph_builder.concord import Work
from graph_builder.concord.work import Joint, Version
from graph_builder.derive.restated import Reuse
from graph_builder.iris import Instrument, actor_iri, graph_iri, parse_iri, slug, source_iri
from graph_builder.model import Citation, Document, Mention, Statement
from graph_builder.register import Register
from graph_builder.triples.evidence import Place, evidence, repaired
from graph_builder.triples.nquads import boolean, decimal, integer, iri, line, literal, partial_date, typed
from graph_builder.triples.vocabulary import RDF_TYPE, concept, term

DIRECT = {
    "recalls": "ac:recalls",
    "reaffirms": "ac:reaffirms",
    "welcomes": "ac:welcomes",
    "notes": "ac:notes",
    "implements": "ac:implements",
    "supplements": "ac:supplements",
    "amends": "ac:amends",
    "replaces": "ac:replaces",
    "pursuant-to": "ac:pursuantTo",
    "cites": "ac:cites",
}
"""Citation kind -> property of the direct edge."""
KINDS = {
    "resolution": "Resolution",
    "decision": "Decision",
    "presidential statement": "PresidentialStatement",
    "statement": "MinisterialStatement",
    "convention": "Convention",
    "protocol": "Protocol",
    "declaration": "Declaration",
    "action plan": "ActionPlan",
}
"""Kind of a symbol (lexicons/symbol_forms.csv) -> class; every other symbol is a Document."""
MENTIONED = iri(graph_iri("mentioned"))
"""Graph of instruments and actors that are known by mentions alone: one graph, so that what many texts mention is said once."""
RESTATED = 0.8
"""Confidence of a derivation that rests on shared wording alone, at a score of 1: the words may come from a common source."""


@dataclass(frozen=True)
class Neighbours:
    """What the other instruments of a build say of one: statement IRI -> earlier wording it reuses, the cited instruments whose texts are built
    too, and the instrument it continues."""

    reuses: Mapping[str, Reuse] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    continues: str | None = None


def work_lines(work: Work, register: Register, neighbours: Neighbours) -> Iterator[str]:
    """All lines of one instrument, not sorted, perhaps repeated."""
    places = [_place(work, version) for version in work.versions]
    for version, place in zip(work.versions, places, strict=True):
        yield from _source_lines(version, place)
        yield from _expression_lines(work, version, place)
    yield from _instrument_lines(work, places, register)
    yield from _provision_lines(work, places)
    yield from _statement_lines(work, places)
    yield from _citation_lines(work, places, register, neighbours.held)
    yield from _derivation_lines(work, places, neighbours.reuses)
    if neighbours.continues:
        yield line(iri(work.iri), term("ac:continues"), iri(neighbours.continues), places[0].graph)
    yield from _mention_lines(work, places)
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
    authentic = not (identity.organisation == "un" and version.language not in ("en", "fr", "es", "ru", "ar", "zh"))
    yield line(node, term("ac:authentic"), boolean(authentic), g)
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
    for prop, target in sorted({relation for i in identities for relation in i.relations}):
        yield line(node, term(f"ac:{prop}"), iri(target), g)
    if known is None:
        yield line(node, RDF_TYPE, term(f"ac:{identities[0].kind}"), g)
        symbol = next((i.symbol for i in identities if i.symbol), None)
        organ = next((i.organ for i in identities if i.organ), None)
        date = next((i.adopted_on for i in identities if i.adopted_on), None)
        if symbol:
            yield line(node, term("ac:symbol"), literal(symbol), g)
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
        yield line(iri(actor), term("skos:prefLabel"), literal(words, place.language), MENTIONED)


def _actor_iri(mention: Mention, place: Place) -> str:
    if mention.actor is not None:
        return actor_iri(mention.actor)
    words = place.text.text[mention.span.start : mention.span.end]
    return actor_iri(f"{place.language}-{slug(words)}")


def _statement_lines(work: Work, places: Sequence[Place]) -> Iterator[str]:
    for joint in work.statements:
        node = f"{work.iri}/{joint.path}"
        subject = iri(node)
        v0, k0 = joint.members[0]
        first, g = work.versions[v0].reading.statements[k0], places[v0].graph
        yield line(subject, RDF_TYPE, term("ac:Statement"), g)
        if first.commitment:
            yield line(subject, RDF_TYPE, term("ac:Commitment"), g)
        if first.undertaking:
            yield line(subject, RDF_TYPE, term("ac:Undertaking"), g)
        yield line(subject, term("ac:statedIn"), iri(f"{work.iri}/{first.provision}"), g)
        yield line(subject, term("ac:force"), concept("force", work.forces[joint.path]), g)
        yield line(subject, term("ac:rule"), literal(first.rule), g)
        yield line(subject, term("ac:confidence"), decimal(first.confidence), g)
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


def _citation_lines(work: Work, places: Sequence[Place], register: Register, held: Container[str]) -> Iterator[str]:
    for joint in work.citations:
        node = f"{work.iri}/{joint.path}"
        subject = iri(node)
        v0, k0 = joint.members[0]
        first, g = work.versions[v0].reading.citations[k0], places[v0].graph
        citing_nodes = [iri(work.iri)]
        yield line(subject, RDF_TYPE, term("ac:Citation"), g)
        if first.provision:  # else it stands in the head of the text
            citing_nodes.append(iri(f"{work.iri}/{first.provision}"))
            yield line(subject, term("ac:citingProvision"), citing_nodes[-1], g)
        yield line(subject, term("ac:citationKind"), literal(first.kind), g)
        yield line(subject, term("ac:resolutionStatus"), literal(first.status), g)
        yield line(subject, term("ac:rule"), literal(first.rule), g)
        yield line(subject, term("ac:confidence"), decimal(first.confidence), g)
        if first.open:
            yield line(subject, term("ac:openList"), boolean(True), g)
        for v, k in joint.members:
            yield from evidence(node, places[v], work.versions[v].reading.citations[k].span)
        for target in first.targets:
            yield line(subject, term("ac:citedInstrument"), iri(target), g)
            if first.status != "self":
                for citing in citing_nodes:
                    yield line(citing, term(DIRECT.get(first.kind, "ac:cites")), iri(target), places[0].graph)
            yield from _cited_instrument_lines(target, first, places[v0].language, register, held)
        for pin in first.pins:
            yield line(subject, term("ac:citedProvision"), iri(f"{first.targets[0]}/{pin}"), g)
        for n, candidate in enumerate(first.candidates, 1):
            own = iri(f"{node}/candidate/{n}")
            yield line(subject, term("ac:candidate"), own, g)
            yield line(own, RDF_TYPE, term("ac:Candidate"), g)
            yield line(own, term("ac:candidateInstrument"), iri(candidate.instrument), g)
            yield line(own, term("ac:reason"), literal(candidate.reason), g)
            yield line(own, term("ac:confidence"), decimal(candidate.confidence), g)
            yield from _cited_instrument_lines(candidate.instrument, None, places[v0].language, register, held)


def _cited_instrument_lines(target: str, citation: Citation | None, language: str, register: Register, held: Container[str]) -> Iterator[str]:
    """What an instrument that only citations name is known by: its kind, and its symbol or title. `held`: instruments whose texts are built."""
    if target in held or register.by_iri.get(target) is not None:
        return
    g = MENTIONED
    name = parse_iri(target)
    symbol = name.symbol if isinstance(name, Instrument) else None
    kind = KINDS.get(symbol.kind, "Document") if symbol else "Document"
    yield line(iri(target), RDF_TYPE, term(f"ac:{kind}"), g)
    if symbol:
        for code in (symbol.text, *symbol.aliases):
            yield line(iri(target), term("ac:symbol"), literal(code), g)
    elif citation is not None and citation.title and len(citation.targets) == 1:
        yield line(iri(target), term("dcterms:title"), literal(citation.title, language), g)


def _derivation_lines(work: Work, places: Sequence[Place], reuses: Mapping[str, Reuse]) -> Iterator[str]:
    """One node per derived thing and ground, with evidence in each version that says so; the strongest basis counts."""
    order = ("explicit", "anaphoric", "tasked", "restated", "contextual", "register")
    statements, citations = work.statement_paths(), work.citation_paths()
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for v, version in enumerate(work.versions):
        for k, derivation in enumerate(version.reading.derivations):
            derived = f"{work.iri}/{statements[v, derivation.statement]}" if derivation.statement is not None else work.iri
            found.setdefault((derived, derivation.ground), []).append((v, k))
    count: dict[str, int] = {}
    for (derived, ground), members in found.items():
        all_of = [(v, work.versions[v].reading.derivations[k]) for v, k in members]
        v0, first = min(all_of, key=lambda item: (order.index(item[1].basis), item[0]))
        g = places[v0].graph
        count[derived] = count.get(derived, 0) + 1
        node = f"{derived}/derivation/{count[derived]}"
        yield line(iri(node), RDF_TYPE, term("ac:Derivation"), g)
        yield line(iri(node), term("ac:derived"), iri(derived), g)
        yield line(iri(node), term("ac:ground"), iri(ground), g)
        yield line(iri(node), term("ac:basis"), literal(first.basis), g)
        yield line(iri(node), term("ac:confidence"), decimal(first.confidence), g)
        yield line(iri(node), term("ac:rule"), literal(first.rule), g)
        if first.score is not None:
            yield line(iri(node), term("ac:score"), decimal(first.score), g)
        if first.citation is not None and (v0, first.citation) in citations:
            yield line(iri(node), term("ac:byCitation"), iri(f"{work.iri}/{citations[v0, first.citation]}"), g)
        written: set[int] = set()
        for v, derivation in all_of:
            if v not in written:
                written.add(v)
                yield from evidence(node, places[v], derivation.span)
    yield from _reuse_lines(work, places, reuses, count)


def _reuse_lines(work: Work, places: Sequence[Place], reuses: Mapping[str, Reuse], count: dict[str, int]) -> Iterator[str]:
    """Derivations of basis `restated`: the score is the share of wording in common."""
    for joint in work.statements:
        derived = f"{work.iri}/{joint.path}"
        reuse = reuses.get(derived)
        if reuse is None:
            continue
        v0, k0 = joint.members[0]
        g = places[v0].graph
        count[derived] = count.get(derived, 0) + 1
        node = f"{derived}/derivation/{count[derived]}"
        yield line(iri(node), RDF_TYPE, term("ac:Derivation"), g)
        yield line(iri(node), term("ac:derived"), iri(derived), g)
        yield line(iri(node), term("ac:ground"), iri(reuse.ground), g)
        yield line(iri(node), term("ac:basis"), literal("restated"), g)
        yield line(iri(node), term("ac:confidence"), decimal(RESTATED * reuse.score), g)
        yield line(iri(node), term("ac:score"), decimal(reuse.score), g)
        yield line(iri(node), term("ac:rule"), literal("restated.shingles"), g)
        yield from evidence(node, places[v0], work.versions[v0].reading.statements[k0].span)


def _mention_lines(work: Work, places: Sequence[Place]) -> Iterator[str]:
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
