"""One pass over a text for the phrases of all readers of citations, where each would else take one of its own.

In: a text's tokens, the register, a language. Out: nothing; the tokens know what was met, and each reader's `Phrases` finds it there. This module must not
know what the phrases mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_builder.annotate.citations.anaphora import pointers
from graph_builder.annotate.citations.governing import governing_phrases
from graph_builder.annotate.citations.nouns import lexicon
from graph_builder.annotate.citations.titles import body_phrases, title_index
from graph_builder.annotate.citations.tokens import Together, Tokens

if TYPE_CHECKING:
    from graph_builder.register import Register

_PASSES: dict[tuple[int, str], tuple[Register, Together]] = {}


def find_all(tokens: Tokens, register: Register, language: str) -> None:
    """Finds the phrases of all readers in a text."""
    key = (id(register), language)
    if key not in _PASSES or _PASSES[key][0] is not register:
        sets = (
            lexicon(language).phrases,
            title_index(register, language).phrases,
            governing_phrases(language),
            pointers(language).classes,
            body_phrases(language)[0],
        )
        _PASSES[key] = (register, Together(sets))
    _PASSES[key][1].find(tokens)
