"""From a source text to a document: normal text, language, identity, provisions.

What goes in: a `SourceText` and the register. What comes out: a `Document`. This module must not know statements, citations or RDF.
"""

from __future__ import annotations

import re

from graph_builder.model import Document, Identity, NormalText, SourceText, Span
from graph_builder.register import Register
from graph_builder.structure.drafts import Draft, finish
from graph_builder.structure.enacted import enacting_line, read_enacted
from graph_builder.structure.furniture import BODY, label_pieces
from graph_builder.structure.head import corrections, numbers_of_titles, read_head
from graph_builder.structure.identity import identify_instrument
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
    known = identify_instrument(source, text, language, head, register, titles=titles, treaty=treaty, organ=enacting[1] if enacting else None)
    if not drafts:
        drafts = read_enacted(text, language, found, kinds, own=own_number(known.identity))
    identity = known.identity
    notes = [Span(d.start, d.end) for d in drafts if d.kind == "Footnote"]
    if (corrected := corrections(text, language, notes)) is not None:
        from dataclasses import replace

        identity = replace(identity, corrected_on=corrected.date)
    return Document(source, normal, language, identity, finish(drafts, language), (*source.findings, *known.findings))


def own_number(identity: Identity) -> str | None:
    """The number that the title line of a resolution bears: "35/201" of A/RES/35/201, "2610(XXIV)" of A/RES/2610(XXIV)."""
    found = re.search(r"/RES/((?:S-|ES-)?[\w()-]+(?:/\d+)?)", identity.symbol or "")
    return found[1] if found else None
