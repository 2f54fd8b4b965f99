"""The normaliser: stages of repair, each on the text the one before left, all edits logged in raw offsets.

What goes in: raw text and its language. What comes out: a NormalText. Characters, look-alikes and hyphenation are repaired in every text;
words, lost accents and numbers only in one that reads like a bad scan, so that a clean text keeps its words. This module must not know
documents.
"""

from __future__ import annotations

from collections.abc import Callable

from graph_builder.model import Edit, NormalText
from graph_builder.text.characters import accent_edits, character_edits, homoglyph_edits, mojibake_edits
from graph_builder.text.edits import chain
from graph_builder.text.elision import elision_edits
from graph_builder.text.language import identify_blocks
from graph_builder.text.patterns import context_edits, hyphen_edits, pattern_edits
from graph_builder.text.vocabulary import vocabulary
from graph_builder.text.words import DAMAGED, damage, digit_edits, roman_edits, word_edits


def normalise(raw: str, language: str) -> NormalText:
    """The text with its damage repaired, each edit logged with rule and confidence.

    >>> t = normalise("Nous réaffirmons le réle de 1’Organisation a cette fin et sa sireté.", "fr")
    >>> t.text
    'Nous réaffirmons le rôle de l’Organisation à cette fin et sa sûreté.'
    """
    words = vocabulary(language)
    text = NormalText.of(raw)
    text = chain(text, mojibake_edits(text.text))
    text = chain(text, character_edits(text.text, language))
    text = chain(text, accent_edits(text.text))
    text = chain(text, homoglyph_edits(text.text, language))
    text = chain(text, hyphen_edits(text.text, words))
    damaged = damage(text.text, language) >= DAMAGED
    text = chain(text, pattern_edits(text.text, language, words, damaged=damaged))
    if damaged:
        text = chain(text, _by_block(text.text, language, word_edits))
        text = chain(text, _by_block(text.text, language, context_edits))
        text = chain(text, _by_block(text.text, language, elision_edits))
        text = chain(text, roman_edits(text.text))
        text = chain(text, digit_edits(text.text))
    return text


def _by_block(text: str, language: str, find: Callable[[str, str], list[Edit]]) -> list[Edit]:
    """Edits of a damaged text that may be bilingual: each block by the words of its own language."""
    found: list[Edit] = []
    for span, own in identify_blocks(text, language):
        found += (edit._replace(start=edit.start + span.start, end=edit.end + span.start) for edit in find(text[span.start : span.end], own))
    return found
