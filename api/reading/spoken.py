"""Actors as people say them: "the civil society", "der Generalsekretär", "гражданского общества", "member state".

What goes in: a few words. What comes out: the actor of the register that they name, by the same tables that find actors in texts, whatever the case,
number and article; None where they say anything besides. This module must not know the graph.
"""

from __future__ import annotations

from functools import cache

from graph_builder.annotate.actors import mentions
from graph_builder.iris import actor_iri
from graph_builder.lexicons import split, tables
from graph_builder.model import LANGUAGES
from graph_builder.register import Register

MOST_WORDS = 10
"""Words of the longest name that is looked for."""


@cache
def beside(language: str) -> frozenset[str]:
    """Words that may stand beside a name and add nothing: articles, "all", "each"."""
    rows = tables("parties.*.csv", ("id", "kind", "forms")).get(language, ())
    forms = [form for row in rows if row["kind"] == "determiner" for form in split(row["forms"])]
    return frozenset(word.rstrip("'’") for form in forms for word in form.casefold().split())


def actor_named(text: str, register: Register) -> str | None:
    """The IRI of the one actor that the words name in one of the languages.

    A name written small is looked for with capitals too, since capitals tell a name from common words in a text, and a reader may leave them out.
    """
    words = " ".join(text.split())
    if not words or len(words.split()) > MOST_WORDS:
        return None
    for spelling in dict.fromkeys((words, words.title())):
        for language in LANGUAGES:
            found = mentions(spelling, language, register)
            if len({mention.actor for mention in found}) != 1 or found[0].actor is None:
                continue
            span = found[0].span
            rest = f"{spelling[: span.start]} {spelling[span.end :]}".casefold().replace("'", " ").replace("’", " ").split()
            if all(word in beside(language) for word in rest):
                return actor_iri(found[0].actor)
    return None
