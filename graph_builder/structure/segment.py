"""From a source text to a document: normal text, language, identity, provisions.

What goes in: a `SourceText` and the register. What comes out: a `Document`. This module must not know statements, citations or RDF.
"""

from __future__ import annotations

from graph_builder.model import Document, NormalText, SourceText
from graph_builder.structure.drafts import finish
from graph_builder.structure.enacted import read_enacted
from graph_builder.structure.furniture import label_pieces
from graph_builder.structure.identity import identify_instrument
from graph_builder.structure.pieces import pieces
from graph_builder.text import identify, normalise


def segment(source: SourceText, register: object | None = None) -> Document:
    """The document that a source text is."""
    language = source.language or identify(source.text) or "en"
    normal: NormalText = normalise(source.text, language)
    text = normal.text
    found = pieces(text)
    kinds = label_pieces(text, found)
    drafts = read_enacted(text, language, found, kinds)
    identity = identify_instrument(source, text, language, register)
    return Document(source, normal, language, identity, finish(drafts, language), source.findings)
