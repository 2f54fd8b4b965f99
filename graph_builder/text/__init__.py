"""From raw to normal text, and from text to language.

What goes in: raw text. What comes out: a NormalText with its logged edits; a language code. This package must not know provisions,
instruments or RDF.
"""

from __future__ import annotations

from graph_builder.text.language import guess, identify, identify_blocks
from graph_builder.text.normalise import normalise

__all__ = ["guess", "identify", "identify_blocks", "normalise"]
