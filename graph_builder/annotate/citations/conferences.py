"""Whose Conference of the Parties it is: the convention named right after the words (in Chinese before them) says so.

In: the nouns and bodies of a text, and the names of instruments in it. Out: the same nouns and bodies; a conference whose convention is named is that
convention's body where its symbols are minted (`CONFERENCES`), else `other`: "decision 14/4 of the Conference of the Parties to the Convention on
Biological Diversity" is no decision of the crime convention's conference. A conference without a convention stays short ("the Conference"), for the
context to complete. This module must not know the register.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from graph_builder.annotate.citations.anaphora import ReferenceReader
from graph_builder.annotate.citations.nouns import Lexeme
from graph_builder.annotate.citations.titles import TitleHit
from graph_builder.annotate.citations.tokens import Found, Tokens

CONFERENCES = {"untoc": "untoc-cop", "uncac": "uncac-cosp"}
"""Register key of a convention -> the body whose resolutions and decisions have symbols."""
_GAP = 12
"""Characters of "to the", "en la" between the body and the convention."""
_SHORT = frozenset(("~conference", "~conference-of-states"))


def conferences(events: list[tuple[Found, Lexeme]], titles: list[TitleHit], tokens: Tokens, references: ReferenceReader) -> list[tuple[Found, Lexeme]]:
    """The events with each conference completed by the convention named with it; what lies within the completed name is left out."""
    if not any(lexeme.value in _SHORT for _, lexeme in events):
        return events
    begin = [hit.span.start for hit in titles]
    ends = sorted((hit.span.end, k) for k, hit in enumerate(titles))
    kept: list[tuple[Found, Lexeme]] = []
    for k, (found, lexeme) in enumerate(events):
        if kept and found.start < kept[-1][0].end:
            continue
        if lexeme.value in _SHORT:
            if references.language == "zh":
                found, lexeme = _named_before(found, lexeme, titles, ends)
            else:
                found, lexeme = _named_after(found, lexeme, titles, begin, tokens)
                if lexeme.value in _SHORT and k + 1 < len(events) and _other_convention(found, events[k + 1], references):
                    lexeme = replace(lexeme, value="other")
        kept.append((found, lexeme))
    return kept


def _body(hit: TitleHit) -> str:
    return CONFERENCES.get(hit.targets[0], "other") if len(hit.targets) == 1 else "other"


def _named_after(found: Found, lexeme: Lexeme, titles: list[TitleHit], begin: list[int], tokens: Tokens) -> tuple[Found, Lexeme]:
    at = bisect_left(begin, found.end)
    if at == len(titles) or begin[at] - found.end > _GAP or any(c in tokens.text[found.end : begin[at]] for c in ".,;:()0123456789"):
        return found, lexeme
    end = titles[at].span.end
    return found._replace(last=tokens.index_before(end), end=end), replace(lexeme, value=_body(titles[at]))


def _named_before(found: Found, lexeme: Lexeme, titles: list[TitleHit], ends: list[tuple[int, int]]) -> tuple[Found, Lexeme]:
    at = bisect_left(ends, (found.start + 1, 0)) - 1
    return (found, replace(lexeme, value=_body(titles[ends[at][1]]))) if at >= 0 and found.start - ends[at][0] <= 1 else (found, lexeme)


def _other_convention(found: Found, following: tuple[Found, Lexeme], references: ReferenceReader) -> bool:
    """A convention follows that no table knows: "the Conference of the Parties to the Convention on …"."""
    noun, lexeme = following
    return lexeme.type == "noun" and noun.start - found.end <= _GAP and references.titled(noun)
