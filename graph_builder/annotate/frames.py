"""The small words around parties, of one language: `lexicons/parties.LANG.csv`, compiled.

What goes in: a language. What comes out: `Frames`, patterns by kind (docs/concepts/actors.md). This module must not know texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.annotate.alternatives import alternatives
from graph_builder.annotate.folding import fold
from graph_builder.annotate.statements.lexicon import lexicon
from graph_builder.annotate.terms import script
from graph_builder.lexicons import split, tables

COLUMNS = ("id", "kind", "forms")
KINDS = (
    *("lead", "determiner", "and", "bound", "unbound", "aside", "tail", "stop", "end", "ending", "adjective", "after", "between"),
    *("towards", "us", "pronoun", "undone", "relative-first", "subject", "actor", "addressed", "clause", "clause-verb", "noun", "thing", "opener"),
)
"""Kinds of rows; docs/concepts/actors.md says what each is for."""


@dataclass(frozen=True)
class Frames:
    """The small words of one language, compiled."""

    language: str
    solid: bool
    kinds: dict[str, re.Pattern[str]]
    rules: dict[str, str]
    actor: re.Pattern[str] | None
    separator: re.Pattern[str]
    adjectives_first: bool
    prepositions: frozenset[str] = frozenset()
    clitics: str = ""
    """Prepositions of one letter that are written onto the next word."""

    def at(self, kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
        pattern = self.kinds.get(kind)
        return pattern.match(text, start, end) if pattern else None

    def first(self, kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
        pattern = self.kinds.get(kind)
        return pattern.search(text, start, end) if pattern else None


def _bodies(forms: Sequence[str], solid: bool) -> list[str]:
    """A pattern of each form, the longest first."""
    parts = []
    for form in sorted({fold(f).text for f in forms}, key=lambda f: (-len(f), f)):
        body = re.escape(form).replace(r"\*", r"\w*")
        parts.append(body if solid or form.endswith("'") else body + r"(?!\w)")
    return parts


def _any_of(forms: Sequence[str], language: str) -> re.Pattern[str]:
    return re.compile(alternatives(_bodies(forms, not script(language).spaced), _behind(language)))


def _behind(language: str) -> str:
    """What must stand before a word, asked behind its first letter: nothing of another word, save what the script writes onto it (Arabic و, ب, وب)."""
    written = script(language)
    if not written.spaced:
        return ""
    joined = sorted({prefix for prefix in written.bare if prefix} if written.articles else set(), key=lambda p: (len(p), p))
    letters = "".join(prefix for prefix in joined if len(prefix) == 1)
    return rf"(?:(?<!\w.)|(?<=(?<!\w)[{letters}].)|(?<=(?<!\w)[{letters}]{{2}}.))" if letters else r"(?<!\w.)"


@cache
def frames(language: str) -> Frames | None:
    """The frames of a language; None where it has no table."""
    rows = tables("parties.*.csv", COLUMNS, key=("kind",)).get(language)
    if rows is None:
        return None
    solid = not script(language).spaced
    forms = {row["kind"]: split(row["forms"]) for row in rows}
    kinds = {kind: _any_of(cell, language) for kind, cell in forms.items() if kind not in ("ending", "and", "after", "actor")}
    lex = lexicon(language)
    if lex is not None and lex.adverbs.forms:
        kinds["adverb"] = _any_of(lex.adverbs.forms, language)
    if "ending" in forms:
        kinds["ending"] = re.compile(rf"(?<!\w)\w+(?:{'|'.join(map(re.escape, forms['ending']))})(?!\w)")
    joined = script(language).articles != ()
    joiners = [f for f in forms["and"] if not (joined and len(f) == 1)]
    clitic = "|".join(f for f in forms["and"] if joined and len(f) == 1)
    word = f"(?:{'|'.join(_bodies(joiners, solid))})"
    clitics = "".join(f for f in forms["lead"] if joined and len(f) == 1)
    if solid:
        separator = rf"[,،;、]?\s*{word}|[,،;、]"
    else:
        written_on = rf"(?:{clitic})(?=\w{{3}})" if clitic else "(?!)"
        # written so that it begins with one character of a set: see `alternatives`
        after_comma = rf"\s*(?:{word}\s+|{written_on})?"
        separator = rf"[\s,،;](?:(?<=\s)\s*[,،;]{after_comma}|(?<=[,،;]){after_comma}|(?<=\s)\s*(?:{word}\s+|{written_on}))"
    rules = {row["kind"]: row.id for row in rows}
    actor = _actor(language, forms.get("actor", ()))
    prepositions = frozenset(lex.phrases("preposition").forms) if lex is not None else frozenset()
    return Frames(language, solid, kinds, rules, actor, re.compile(separator), "after" not in forms, prepositions, clitics)


def _actor(language: str, more: Sequence[str]) -> re.Pattern[str] | None:
    """The head nouns of those who can act: of the statements' frames, and more."""
    lex = lexicon(language)
    forms = (*(lex.phrases("actor").forms if lex else ()), *more)
    return _any_of(forms, language) if forms else None
