"""Adoption records as lines in the graph of the file they were read from.

What goes in: adoptions and the register. What comes out: N-Quads lines: `…/adoption` with its votes `…/adoption/vote/ISO3`, and what the register does not
know of the instrument (kind, symbol, title, date). This module must not read files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_builder.iris import actor_iri, graph_iri, mint_instrument, source_iri
from graph_builder.register import Register
from graph_builder.register.adoption import Adoption, RecordFile
from graph_builder.triples.nquads import iri, line, literal
from graph_builder.triples.register import date_lines
from graph_builder.triples.vocabulary import RDF_TYPE, term

KINDS = {"resolution": "Resolution", "decision": "Decision"}


def record_lines(file: RecordFile, register: Register) -> list[str]:
    """Every statement of a file of records, and the file itself as a source; sorted, each once."""
    graph, node = iri(graph_iri(f"source/{file.file_name}")), iri(source_iri(file.file_name))
    source = (
        line(node, RDF_TYPE, term("ac:Source"), graph),
        line(node, term("ac:fileName"), literal(file.file_name), graph),
        line(node, term("ac:sha256"), literal(file.sha256), graph),
        line(node, term("ac:mediaType"), literal("application/json"), graph),
    )
    return sorted({*source, *adoption_lines(file.records.adoptions, register, file.file_name)})


def adoption_lines(adoptions: Iterable[Adoption], register: Register, file_name: str) -> list[str]:
    """Every statement of the records of one file, sorted, each once."""
    graph = iri(graph_iri(f"source/{file_name}"))
    return sorted({text for adoption in adoptions for text in _lines(adoption, register, graph)})


def _lines(adoption: Adoption, register: Register, g: str) -> Iterator[str]:
    known = register.by_symbol(adoption.symbol)
    instrument = known.iri if known is not None else mint_instrument(adoption.symbol)
    node, own = iri(instrument), iri(f"{instrument}/adoption")
    yield line(node, RDF_TYPE, term(f"ac:{known.kind if known else KINDS.get(adoption.symbol.kind, 'Document')}"), g)
    if known is None:
        for symbol in (adoption.symbol.text, *adoption.symbol.aliases):
            yield line(node, term("ac:symbol"), literal(symbol), g)
        if adoption.symbol.organ is not None:
            yield line(node, term("ac:adoptedBy"), iri(actor_iri(adoption.symbol.organ)), g)
        if adoption.adopted_on is not None:
            yield from date_lines(node, adoption.adopted_on, g)
    if adoption.title and (known is None or known.title() is None):
        yield line(node, term("dcterms:title"), literal(adoption.title, "en"), g)
    yield line(node, term("ac:adoption"), own, g)
    yield line(own, RDF_TYPE, term("ac:Adoption"), g)
    for prop, text in (("ac:adoptionType", adoption.adoption_type), ("ac:session", adoption.session), ("ac:meeting", adoption.meeting)):
        if text:
            yield line(own, term(prop), literal(text), g)
    for item in adoption.agenda_items:
        yield line(own, term("ac:agendaItem"), literal(item), g)
    if adoption.agenda_title:
        yield line(own, term("ac:agendaItem"), literal(adoption.agenda_title), g)
    for subject in adoption.subjects:
        yield line(own, term("ac:subject"), literal(subject), g)
    for words in adoption.submitted:
        yield line(own, term("ac:submittedBy"), literal(words), g)
    if adoption.committee is not None:
        yield line(own, term("ac:committee"), iri(actor_iri(adoption.committee)), g)
    for sponsor in adoption.sponsors:
        yield line(own, term("ac:sponsor"), iri(actor_iri(sponsor)), g)
    for group in adoption.groups:
        yield line(own, term("ac:onBehalfOf"), iri(actor_iri(group)), g)
    for vote in adoption.votes:
        actor = register.actors[vote.actor]
        ballot = iri(f"{instrument}/adoption/vote/{(actor.iso3 or actor.key).lower()}")
        yield line(own, term("ac:vote"), ballot, g)
        yield line(ballot, RDF_TYPE, term("ac:Vote"), g)
        yield line(ballot, term("ac:voter"), iri(actor.iri), g)
        yield line(ballot, term("ac:voteCast"), literal(vote.cast), g)
