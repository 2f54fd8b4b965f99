"""From a source text to a document: normal text, language, identity, provisions.

What goes in: a `SourceText` and the register. What comes out: a `Document`. This module must not know statements, citations or RDF.
"""

from __future__ import annotations

from dataclasses import replace

from graph_builder.model import Document, NormalText, SourceText, Span
from graph_builder.register import Register
from graph_builder.structure.drafts import Draft, finish
from graph_builder.structure.enacted import enacting_line, neighbours, read_enacted
from graph_builder.structure.furniture import BODY, label_pieces
from graph_builder.structure.head import corrections, numbers_of_titles, read_closing, read_head, title_of
from graph_builder.structure.identity import by_symbol, identify_instrument
from graph_builder.structure.openings import opening
from graph_builder.structure.pieces import pieces
from graph_builder.structure.treaty import article_heads, read_treaty
from graph_builder.text import identify, normalise


def segment(source: SourceText, register: Register | None = None) -> Document:
    """The document that a source text is."""
    language = source.language or identify(source.text) or "en"
    normal: NormalText = normalise(source.text, language)
    text = normal.text
    found = pieces(text, lambda start, end: opening(text, start, end, language) is not None)
    kinds = label_pieces(text, found)
    runs = article_heads(text, found, kinds)
    enacting = next(((piece.start, row["organ"]) for k, piece in enumerate(found) if kinds[k] == BODY and (line := enacting_line(text, piece)) for row in (line[1],)), None)
    treaty = bool(runs) and max(map(len, runs)) >= 3 and (enacting is None or runs[0][0].start < enacting[0])
    drafts: list[Draft] = []
    if treaty:
        drafts = read_treaty(text, language, found, kinds)
    elif enacting is None:
        drafts = read_enacted(text, language, found, kinds)
    first = min((d.start for d in drafts if d.kind != "Footnote"), default=0) if drafts else enacting[0] if enacting else 0
    head = read_head(text, language, found, enacting[0] if enacting and not treaty else first, treaty=treaty)
    titles = numbers_of_titles(text, found)
    named = by_symbol(source, head, titles, treaty=treaty)
    own = named.symbol.numbers if named is not None and named.symbol is not None and named.symbol.form.endswith(".res") else None
    marked = neighbours(text, found, kinds, own)
    if own is not None and (title := title_of(text, found, own)) is not None:
        head.title = title
        head.numbers.append(own)
    if not treaty:
        read_closing(text, language, head, [piece for piece, kind in zip(found, marked, strict=True) if kind == BODY and piece.start > first])
    known = identify_instrument(source, text, language, head, register, titles=titles, treaty=treaty, organ=enacting[1] if enacting else None)
    if not drafts:
        drafts = read_enacted(text, language, found, marked)
    identity = known.identity
    notes = [Span(d.start, d.end) for d in drafts if d.kind == "Footnote"]
    if (corrected := corrections(text, language, notes)) is not None:
        identity = replace(identity, corrected_on=corrected.date)
    return Document(source, normal, language, identity, finish(drafts, language), (*source.findings, *known.findings))

