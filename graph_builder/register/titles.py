"""Which titles name one instrument, and where their words mean it.

What goes in: instruments with their titles. What comes out: the same titles with `use` and `shared_by` settled; and the rule by which the import
proposes a `use`. Kind words ("convention", "宣言") stand in `lexicons/title_kinds.csv`. This module must not know files or texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from graph_builder.lexicons import split, table
from graph_builder.register.values import Instrument, Title, fold

COLUMNS = ("id", "language", "kind", "words", "example")
_SCRIPTS_WITHOUT_BLANKS = ("zh",)
_ACRONYM = re.compile(r"[A-ZА-Я][A-ZА-Я0-9-]{2,12}(?: [A-ZА-Я]{2,5})?")
_VAGUE = frozenset(("first", "second", "third", "fourth", "new", "old", "joint", "main", "final", "common", "annual"))


@cache
def _kind_words(language: str) -> tuple[tuple[str, str], ...]:
    """(folded words, kind) of a language, the longest first."""
    found = [(fold(words), row["kind"]) for row in table("title_kinds.csv", COLUMNS) if row["language"] == language for words in split(row["words"])]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item)))


def kind_word(text: str, language: str) -> tuple[str, str] | None:
    """(kind, word) of the first kind word that stands where a name has it: among the first words, or (short names, German) as the last; None without.

    >>> kind_word("United Nations Convention against Corruption", "en"), kind_word("Organized Crime", "en")
    (('Convention', 'convention'), None)
    """
    folded = fold(text)
    words = folded.split()
    hits = []
    for word, kind in _kind_words(language):
        if language in _SCRIPTS_WITHOUT_BLANKS:
            if folded.replace(" ", "").endswith(word):
                hits.append((0, -len(word), kind, word))
            continue
        parts = word.split()
        for at in range(len(words) - len(parts) + 1):
            here = words[at : at + len(parts)]
            # German joins the kind word to its subject: Menschenhandelsprotokoll
            if (here == parts or (language == "de" and len(parts) == 1 and here[0].endswith(word))) and (at < 6 or at + len(parts) == len(words)):
                hits.append((at, -len(parts), kind, word))
                break
    return min(hits)[2:] if hits else None


def proposed_use(text: str, language: str, kind: str, instrument_kind: str) -> str:
    """What the import writes as `use`; rows may be set otherwise by hand.

    Acronyms and names with a kind word and something of their own stand anywhere; subjects of resolutions and decisions need a mark beside them.
    """
    if kind == "short" and _ACRONYM.fullmatch(text):
        return "anywhere"
    found = kind_word(text, language)
    if found is None:
        return "marked"
    rest = set(fold(text).split()) - set(found[1].split())
    if language not in _SCRIPTS_WITHOUT_BLANKS and (not rest or rest <= _VAGUE):
        return "marked"
    if kind == "title" and (instrument_kind == "Resolution" or (instrument_kind == "Decision" and found[0] == "Document")):
        return "marked"  # "Implementation of the Plan of Action" is the resolution's subject, the plan another instrument
    return "anywhere"


def with_sharing(instruments: Mapping[str, Instrument], titles: Mapping[str, Sequence[Title]]) -> dict[str, tuple[Title, ...]]:
    """The titles with `shared_by`, and `use` lowered to `line` where a title belongs first to another instrument.

    Where one of several bearers is of the kind that the title says ("Convention"), the title is its own: the resolution that adopts it bears it
    as a title line only. Instruments that follow each other under one title share it.
    """
    bearers: dict[str, dict[str, None]] = defaultdict(dict)
    for iri, own in titles.items():
        for title in own:
            bearers[fold(title.text)][iri] = None
    settled: dict[str, tuple[Title, ...]] = {}
    for iri, own in titles.items():
        made = []
        for title in own:
            names = list(bearers[fold(title.text)])
            if len(names) == 1:
                made.append(title)
                continue
            kind = kind_word(title.text, title.language)
            owners = [name for name in names if kind is not None and instruments[name].kind == kind[0]]
            if len(owners) == 1 and iri == owners[0]:
                made.append(title)
            elif len(owners) == 1:
                made.append(replace(title, use="line", shared_by=tuple(owners)))
            else:
                made.append(replace(title, shared_by=tuple(sorted(name for name in names if name != iri))))
        settled[iri] = tuple(made)
    return settled
