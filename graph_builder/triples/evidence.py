"""Evidence: the quote in its source, as a W3C Web Annotation specific resource (Web Annotation Data Model, section 4).

What goes in: a version of an instrument and a span of its normal text. What comes out: lines for the evidence node and its two selectors, which
select the identical span. It must not know what the quote proves.

A quote is cut from the raw text here and nowhere else, so a quote that differs from its source cannot be written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from graph_builder.errors import BuildError
from graph_builder.iris import graph_iri, source_iri
from graph_builder.model import NormalText, SourceText, Span
from graph_builder.triples.nquads import integer, iri, line, literal
from graph_builder.triples.vocabulary import RDF_TYPE, term

CONTEXT = 32
"""Characters of prefix and suffix in a text quote selector: enough to find the quote again in a text that moved."""


@dataclass(frozen=True)
class Place:
    """Where quotes of one expression come from: its source, its graph, its texts."""

    source: SourceText
    text: NormalText
    expression: str
    """Expression IRI."""
    tag: str
    """Expression tag in evidence IRIs: fr, fr-2."""
    language: str

    @cached_property
    def graph(self) -> str:
        return iri(graph_iri(f"source/{self.source.file_name}"))

    @cached_property
    def entity(self) -> str:
        """The entity whose characters are counted: the file, or the text extracted from it."""
        base = source_iri(self.source.file_name)
        return iri(f"{base}/text" if self.source.extracted_by else base)

    @cached_property
    def expression_term(self) -> str:
        return iri(self.expression)

    def raw(self, span: Span) -> Span:
        """The raw range of a normal one without white space at its ends. BuildError where nothing is left."""
        found = self.text.raw_span(span.start, span.end)
        words = self.source.text[found.start : found.end]
        start = found.start + len(words) - len(words.lstrip())
        end = found.end - (len(words) - len(words.rstrip()))
        if start >= end:
            raise BuildError(f"no words at {span.start}-{span.end}", place=self.source.file_name, hint="a rule made an empty quote: report it with the file")
        return Span(start, end)

    def page(self, offset: int) -> int | None:
        return bisect_right(self.source.pages, offset) if self.source.pages else None


def repaired(place: Place, span: Span) -> str | None:
    """The repaired reading of a span where it differs from the raw words by more than white space."""
    raw = place.raw(span)
    if not place.text.edits_in(raw):
        return None
    normal = place.text.normal_span(raw.start, raw.end)
    reading = " ".join(place.text.text[normal.start : normal.end].split())
    return reading if re.sub(r"\s+", "", reading) != re.sub(r"\s+", "", place.source.text[raw.start : raw.end]) else None


def evidence(node: str, place: Place, span: Span, *, force: str | None = None) -> list[str]:
    """Lines for the evidence of `node` (an IRI without brackets) in one version. `force`: concept term of that version's own force."""
    raw = place.raw(span)
    text = place.source.text
    subject = f"<{node}>"
    own = f"{node}/evidence/{place.tag}"
    at, words, position = f"<{own}>", f"<{own}/quote>", f"<{own}/position>"
    g = place.graph
    lines = [
        line(subject, term("ac:evidence"), at, g),
        line(at, RDF_TYPE, term("oa:SpecificResource"), g),
        line(at, term("oa:hasSource"), place.entity, g),
        line(at, term("ac:expression"), place.expression_term, g),
        line(at, term("oa:hasSelector"), words, g),
        line(at, term("oa:hasSelector"), position, g),
        line(words, RDF_TYPE, term("oa:TextQuoteSelector"), g),
        line(words, term("oa:exact"), literal(text[raw.start : raw.end]), g),
        line(position, RDF_TYPE, term("oa:TextPositionSelector"), g),
        line(position, term("oa:start"), integer(raw.start), g),
        line(position, term("oa:end"), integer(raw.end), g),
        line(words, term("oa:prefix"), literal(text[max(0, raw.start - CONTEXT) : raw.start]), g),
        line(words, term("oa:suffix"), literal(text[raw.end : raw.end + CONTEXT]), g),
    ]
    reading = repaired(place, span)
    if reading is not None:
        lines.append(line(at, term("ac:repairedText"), literal(reading, place.language), g))
    if force is not None:
        lines.append(line(at, term("ac:force"), force, g))
    page = place.page(raw.start)
    if page is not None:
        lines.append(line(at, term("ac:page"), integer(page), g))
    return lines
