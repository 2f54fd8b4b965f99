"""From a source text to a document: normal text, language, identity, provisions.

What goes in: a `SourceText` and the register. What comes out: a `Document`. This module must not know statements, citations or RDF.
"""

from __future__ import annotations

import re

from graph_builder.model import Document, Identity, NormalText, SourceText
from graph_builder.structure.drafts import finish
from graph_builder.structure.enacted import enacting_line, read_enacted
from graph_builder.structure.furniture import BODY, label_pieces
from graph_builder.structure.identity import identify_instrument
from graph_builder.structure.openings import opening
from graph_builder.structure.pieces import pieces
from graph_builder.structure.treaty import article_heads, read_treaty
from graph_builder.text import identify, normalise


def own_number(identity: Identity) -> str | None:
    """The number that the title line of a resolution bears: "35/201" of A/RES/35/201, "2610(XXIV)" of A/RES/2610(XXIV)."""
    found = re.search(r"/RES/((?:S-|ES-)?[\w()-]+(?:/\d+)?)", identity.symbol or "")
    return found[1] if found else None


def segment(source: SourceText, register: object | None = None) -> Document:
    """The document that a source text is."""
    language = source.language or identify(source.text) or "en"
    normal: NormalText = normalise(source.text, language)
    text = normal.text
    found = pieces(text, lambda start, end: opening(text, start, end, language) is not None)
    kinds = label_pieces(text, found)
    identity = identify_instrument(source, text, language, register)
    runs = article_heads(text, found, kinds)
    enacted = next((piece.start for k, piece in enumerate(found) if kinds[k] == BODY and enacting_line(text, piece)), len(text))
    if runs and max(map(len, runs)) >= 3 and runs[0][0].start < enacted:
        drafts = read_treaty(text, language, found, kinds)
    else:
        drafts = read_enacted(text, language, found, kinds, own=own_number(identity))
    return Document(source, normal, language, identity, finish(drafts, language), source.findings)
