"""Addressees that hold another within them: "all stakeholders, including civil society".

What goes in: actors. What comes out: the statements that call upon them so, though their bearer is the wider group. The graph keeps the words: the
bearer's mention ends, a word of `api/data/including.csv` follows, then the actor's own mention. This module must not know HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from api.reading.nodes import rows, values
from api.reading.spoken import beside
from graph_builder.lexicons import Row, read_table
from graph_builder.model import LANGUAGES
from graph_builder.store import Asking

TABLE = Path(__file__).resolve().parent.parent / "data" / "including.csv"
COLUMNS = ("id", "language", "words", "example")
FAR = 32
"""Characters of text that the graph keeps after a mention."""
_QUERY = """SELECT DISTINCT ?s ?after ?gap {{ VALUES ?actor {{ {actors} }}
  ?m ac:denotes ?actor . ?p ac:mentions ?m . ?s ac:statedIn ?p ; ac:bearerMention ?b .
  ?m ac:evidence ?e . ?e ac:expression ?x ; oa:hasSelector/oa:start ?start .
  ?b ac:evidence ?f . ?f ac:expression ?x ; oa:hasSelector ?words , ?place . ?words oa:suffix ?after . ?place oa:end ?end .
  FILTER(?start > ?end && ?start <= ?end + {far}) BIND(?start - ?end AS ?gap) }}"""


@cache
def including() -> tuple[Row, ...]:
    """The rows of the table."""
    return tuple(read_table(TABLE, COLUMNS))


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, row["words"].split())) for row in sorted(including(), key=lambda row: -len(row["words"])))
    return re.compile(rf"[\s,،，(]*(?:{words})(.*)", re.IGNORECASE | re.DOTALL)


def opens(between: str) -> bool:
    """Whether what stands between two mentions says that the first holds the second: one of the words, and articles at most.

    >>> opens(", y compris la "), opens(" to support "), opens(", including by ")
    (True, False, False)
    """
    match = _opening().fullmatch(between)
    return match is not None and all(any(word in beside(language) for language in LANGUAGES) for word in match.group(1).casefold().split())


def named_within(store: Asking, actors: Sequence[str]) -> list[str]:
    """The statements whose addressee is said to hold one of the actors, sorted."""
    found = rows(store, _QUERY.format(actors=values(actors), far=FAR))
    return sorted({row["s"].value for row in found if opens(row["after"].value[: int(row["gap"].value)])})
