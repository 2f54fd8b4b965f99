"""Citations and derivations of one instrument as N-Quads lines.

What goes in: a `Work`, the places its quotes are cut from, the register. What comes out: lines for citations with their direct edges and candidates, for
instruments that only citations name, and for derivations. This module must not decide what a citation means.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from graph_builder.concord import Work
from graph_builder.derive.restated import Reuse
from graph_builder.derive.tasked import Answered
from graph_builder.iris import Instrument, parse_iri
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import Citation
from graph_builder.register import Register
from graph_builder.triples.evidence import Place, evidence
from graph_builder.triples.nquads import boolean, decimal, iri, line, literal
from graph_builder.triples.statements import MENTIONED
from graph_builder.triples.vocabulary import RDF_TYPE, term

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


def citation_lines(work: Work, places: Sequence[Place], register: Register, held: Container[str]) -> Iterator[str]:
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
        else:
            yield line(subject, term("ac:citingInstrument"), citing_nodes[-1], g)
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


def derivation_lines(work: Work, places: Sequence[Place], reuses: Mapping[str, Sequence[Reuse]], answers: Sequence[Answered] = ()) -> Iterator[str]:
    """One node per derived thing and ground, with evidence in each version that says so; the strongest basis counts."""
    order = ("explicit", "anaphoric", "tasked", "restated", "contextual", "register")
    statements, citations = work.statement_paths(), work.citation_paths()
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    commitments = {member for joint in work.statements if work.told(joint).commitment for member in joint.members}
    versions_of = {f"{work.iri}/{joint.path}": [v for v, _ in joint.members] for joint in work.statements}
    for v, version in enumerate(work.versions):
        for k, derivation in enumerate(version.reading.derivations):
            if derivation.statement is not None and (v, derivation.statement) not in commitments:
                continue  # a commitment in this version alone: what the instrument says derives from nothing
            derived = f"{work.iri}/{statements[v, derivation.statement]}" if derivation.statement is not None else work.iri
            found.setdefault((derived, derivation.ground), []).append((v, k))
    count: dict[str, int] = {}
    for (derived, ground), members in found.items():
        all_of = [(v, work.versions[v].reading.derivations[k]) for v, k in members]
        holding, saying = versions_of.get(derived, [0]), {v for v, _ in members}
        if holding[0] not in saying and 2 * len(saying) <= len(holding):
            continue  # neither the first version nor most of them name this ground: more likely a slip of reading
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
    yield from _tasked_lines(work, places, answers, count)
    yield from _reuse_lines(work, places, reuses, count)


def _tasked_lines(work: Work, places: Sequence[Place], answers: Sequence[Answered], count: dict[str, int]) -> Iterator[str]:
    """Derivations of basis `tasked`: the instrument derives, since the words that take note of a report are no commitment."""
    joints = {f"{work.iri}/{joint.path}": joint for joint in work.statements}
    for answer in answers:
        joint = joints[answer.statement]
        g = places[joint.members[0][0]].graph
        count[work.iri] = count.get(work.iri, 0) + 1
        node = f"{work.iri}/derivation/{count[work.iri]}"
        yield line(iri(node), RDF_TYPE, term("ac:Derivation"), g)
        yield line(iri(node), term("ac:derived"), iri(work.iri), g)
        yield line(iri(node), term("ac:ground"), iri(answer.ground), g)
        yield line(iri(node), term("ac:basis"), literal("tasked"), g)
        yield line(iri(node), term("ac:confidence"), decimal(answer.confidence), g)
        yield line(iri(node), term("ac:rule"), literal(answer.rule), g)
        yield line(iri(node), term("ac:byStatement"), iri(answer.statement), g)
        yield line(iri(node), term("ac:groundEvidence"), iri(f"{answer.ground}/evidence/{answer.ground_tag}"), g)
        for v, k in joint.members:
            yield from evidence(node, places[v], work.versions[v].reading.statements[k].span)


def _reuse_lines(work: Work, places: Sequence[Place], reuses: Mapping[str, Sequence[Reuse]], count: dict[str, int]) -> Iterator[str]:
    """Derivations of basis `restated`: the score is the share of wording in common."""
    for joint in work.statements:
        derived = f"{work.iri}/{joint.path}"
        if not work.told(joint).commitment:
            continue
        v0, k0 = joint.members[0]
        g = places[v0].graph
        for reuse in reuses.get(derived, ()):
            count[derived] = count.get(derived, 0) + 1
            node = f"{derived}/derivation/{count[derived]}"
            yield line(iri(node), RDF_TYPE, term("ac:Derivation"), g)
            yield line(iri(node), term("ac:derived"), iri(derived), g)
            yield line(iri(node), term("ac:ground"), iri(reuse.ground), g)
            yield line(iri(node), term("ac:basis"), literal("restated"), g)
            yield line(iri(node), term("ac:confidence"), decimal(confidence("derivation.restated") * reuse.score), g)
            yield line(iri(node), term("ac:score"), decimal(reuse.score), g)
            yield line(iri(node), term("ac:rule"), literal(reuse.rule), g)
            yield line(iri(node), term("ac:groundEvidence"), iri(f"{reuse.ground}/evidence/{places[0].tag}"), g)
            yield from evidence(node, places[v0], work.versions[v0].reading.statements[k0].span)
