"""Titles that neither the register nor `treaty_names` knows, where the writing itself marks a title: capital letters in English, 《》 in
Chinese.

In: a text's tokens and nouns. Out: the span of each such title. Other languages write titles like any words; a title there is found by name
or not at all. This module must not know the register.

In English a title is a kind of instrument with a capital letter, and the capitalised words before and after it, joined by small words:
"Convention on Access to Information", "Declaration of Istanbul on Organ Trafficking and Transplant Tourism". One more capitalised word
right after the noun makes it something else ("Treaty Series").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph_builder.annotate.citations.nouns import Lexeme, nouns_in
from graph_builder.annotate.citations.tokens import Found, Tokens
from graph_builder.lexicons import split, table
from graph_builder.model import Span

_NEEDS_RIGHT = frozenset(("framework", "compact"))
"""Nouns that end the names of arrangements and bodies as well: an instrument's name goes on after them."""
_KINDS = frozenset(
    (
        *("convention", "protocol", "declaration", "charter", "covenant", "treaty", "agreement", "strategy", "plan", "programme", "statute", "statement"),
        *("principles", "rules", "guidelines", "platform", "compact", "framework", "code", "memorandum"),
    )
)
_HAN = re.compile(r"《([^《》\n]{3,60})》")


@dataclass(frozen=True)
class Marks:
    """The small words of a language whose titles are written with capitals."""

    joining: frozenset[str]
    """May stand within a title."""
    left: frozenset[str]
    """May stand within it before the kind of instrument."""
    deep: frozenset[str]
    """May stand within it once it has two words of its own, right before another: "Safety of Life at Sea"."""
    alone: frozenset[str]
    """What many instruments are called: no name ("Optional Protocol", "Political Declaration")."""
    outside: frozenset[str]
    """Never begin a title, though a sentence may begin with them."""
    needs: dict[str, tuple[str, ...]]
    """Kinds that are no instrument alone, and what must be in the title ("Plan of Action")."""


@cache
def _marks(language: str) -> Marks:
    rows = {row["role"]: split(row["words"]) for row in table("citation_words.csv", ("id", "language", "role", "words")) if row["language"] == language}
    needs = {role.removeprefix("title-needs."): words for role, words in rows.items() if role.startswith("title-needs.")}
    joining, left, deep, alone, outside = (frozenset(rows.get(f"title-{role}", ())) for role in ("joining", "left", "deep", "alone", "outside"))
    return Marks(joining, left, deep, alone, outside, needs)


def titles(tokens: Tokens, events: list[tuple[Found, Lexeme]], language: str) -> list[Span]:
    """The spans of titles that the writing marks, in order."""
    if language == "zh":
        return _han(tokens, events)
    marks = _marks(language)
    if not marks.joining:
        return []
    found: list[Span] = []
    for noun, lexeme in events:
        if lexeme.type != "noun" or lexeme.value not in _KINDS or not tokens.text[noun.start].isupper() or (found and noun.start < found[-1].end):
            continue
        span = _capitals(tokens, noun, lexeme.value, marks, language)
        if span is not None:
            found.append(span)
    return found


def _word(tokens: Tokens, index: int) -> str:
    return tokens.text[tokens.starts[index] : tokens.ends[index]]


def _gap(tokens: Tokens, index: int) -> str:
    """What stands between a word and the next."""
    return tokens.text[tokens.ends[index] : tokens.starts[index + 1]]


def _capitals(tokens: Tokens, noun: Found, kind: str, marks: Marks, language: str) -> Span | None:
    last = len(tokens.starts) - 1
    # to the left: capitalised words, and small ones between two of them
    first = noun.first
    at = first - 1
    left = 0
    while at >= 0 and noun.first - at <= 14 and re.fullmatch(r"[\s\u00a0]{1,2}|['’]s?\s|['’]|/", _gap(tokens, at)) is not None:
        word = _word(tokens, at)
        if (word[:1].isupper() and word.lower() not in marks.outside) or (word.isdigit() and at + 1 < noun.first):
            first, left = at, left + 1
        elif word not in marks.left or at == 0 or not _word(tokens, at - 1)[:1].isupper() or _word(tokens, at - 1).lower() in marks.outside or word == "the":
            break
        at -= 1
    while first < noun.first and _word(tokens, first).lower() in marks.outside:
        first += 1
    # to the right
    end = noun.last - 1
    at = noun.last
    right = 0
    pending = 0
    while at <= last and at - noun.last < 40:
        gap = _gap(tokens, at - 1)
        word = _word(tokens, at)
        if re.fullmatch(r"[\s\u00a0]{1,2}|-|–|['’]|,\s", gap) is None and word != "s":
            break
        capital = word[:1].isupper() and not (word.isupper() and len(word) == 1)
        deep = right > 1 and not pending and word in marks.deep and gap.strip() == "" and at < last and _word(tokens, at + 1)[:1].isupper()
        if capital:
            if at == noun.last and gap.strip() == "" and not _verb_after(tokens, at):
                return None  # "Treaty Series", "Convention Secretariat"
            if "," in gap and pending == 0 and end == noun.last - 1:
                break
            end, pending, right = at, 0, right + 1
        elif (word.lower() in marks.joining and pending < 4 and "," not in gap) or ("," in gap and word == "and") or deep:
            pending += 1
        else:
            break
        at += 1
    end = _one_of_two(tokens, noun, kind, end, language)
    right = sum(_word(tokens, k)[:1].isupper() for k in range(noun.last, end + 1))
    written = tokens.text[tokens.starts[first] : tokens.ends[end]]
    if _only_kinds(written, language):
        return None  # "those Conventions and Protocols"
    if (kind in marks.needs and not any(n in written for n in marks.needs[kind])) or (kind in _NEEDS_RIGHT and not right) or left + right < 1:
        return None
    return Span(tokens.starts[first], tokens.ends[end])


def is_name(written: str, language: str) -> bool:
    """Whether a title names an instrument, and not what many are called ("Optional Protocol"); with a year it does.

    >>> is_name("Lima Declaration", "en"), is_name("Political Declaration", "en"), is_name("2009 Political Declaration", "en")
    (True, False, True)
    """
    return written.lower() not in _marks(language).alone


_TREATIES = frozenset(("convention", "protocol", "treaty", "covenant", "agreement"))


def _only_kinds(written: str, language: str) -> bool:
    """Treaties of several kinds, and no name: what was named before is meant."""
    capitals = [word for word in re.findall(r"\w+", written) if word[:1].isupper()]
    return all(nouns_in(word, language) & _TREATIES for word in capitals)


_PLANS = frozenset(("plan", "programme", "platform", "agenda"))
"""Kinds that are adopted with a declaration as one text: "Declaration and the Programme of Action"."""


def _one_of_two(tokens: Tokens, noun: Found, kind: str, end: int, language: str) -> int:
    """The last word of a title, without another instrument or body that is named after it: "Convention on X and (to) the Convention on Y",
    "Programme of Action and the Partnership on Y"."""
    small = {_word(tokens, k).lower() for k in range(noun.last, end + 1)}
    if "and" not in small:
        return end
    for at in range(noun.last, end):
        if _word(tokens, at) != "and":
            continue
        after = [_word(tokens, k).lower() for k in range(at + 1, min(at + 3, end + 1))]
        until = next((k for k in range(at + 1, end + 1) if _word(tokens, k) == "and"), end + 1)
        others = nouns_in(tokens.text[tokens.starts[at + 1] : tokens.ends[until - 1]], language) & _KINDS
        with_article = after[:1] == ["the"]
        subject = any(_word(tokens, k) in ("on", "for", "against", "to", "concerning", "relating", "regarding", "between") for k in range(noun.last, at))
        if (
            after == ["to", "the"]
            or (kind in others and (with_article or subject))
            or (with_article and others and not (kind == "declaration" and others & _PLANS))
            or (with_article and not others and not subject)
        ):
            return at - 1
    return end


def _verb_after(tokens: Tokens, at: int) -> bool:
    return _word(tokens, at) in ("II", "I", "III")


def _han(tokens: Tokens, events: list[tuple[Found, Lexeme]]) -> list[Span]:
    """Titles in 《》 that end with a kind of instrument."""
    ends = {found.end for found, lexeme in events if lexeme.type == "noun" and lexeme.value in _KINDS}
    return [Span(m.start(), m.end()) for m in _HAN.finditer(tokens.text) if m.end(1) in ends and len(m[1]) > 4]
