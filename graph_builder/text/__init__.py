"""From raw to normal text, and from text to language.

What goes in: raw text. What comes out: a NormalText with its logged edits; a language code. This package must not know provisions,
instruments or RDF.
"""

from __future__ import annotations

from graph_builder.model import NormalText
from graph_builder.text.language import identify, identify_blocks

__all__ = ["identify", "identify_blocks", "normalise"]


def normalise(raw: str, language: str) -> NormalText:
    """The text with its damage repaired, each edit logged."""
    return NormalText.of(raw)
