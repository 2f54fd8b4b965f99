"""Names that share their noun: "the Basel, Rotterdam and Stockholm conventions", "les conventions de Bâle, de Rotterdam et de Stockholm".

In: a text's tokens and nouns, the index of names. Out: one `TitleHit` a name, the first with the noun. Each member must be a known name with its noun in
the singular; the list ends with the first that is none. This module must not know the register.
"""

from __future__ import annotations

import re

from graph_builder.annotate.citations.cover import Cover
from graph_builder.annotate.citations.nouns import Lexeme, Lexicon
from graph_builder.annotate.citations.titles import TitleHit, TitleIndex
from graph_builder.annotate.citations.tokens import Found, Tokens, plain
from graph_builder.model import Span

_KINDS = frozenset(("convention", "protocol", "declaration", "treaty", "agreement", "covenant", "charter", "strategy", "plan"))
_NAMES_AFTER = frozenset(("fr", "es", "it", "ar"))
"""Languages that write the name after its noun; the others before it."""
_LINKS = frozenset(("de", "d", "di", "del", "della", "des", "du", "la", "le", "el"))
_JOINED = re.compile(r"\s*(?:,|،)?\s*(?:(?:and|et|y|e|и|und|sowie|و)\s+)?")
_MOST = 8


def coordinated(tokens: Tokens, events: list[tuple[Found, Lexeme]], titles: list[TitleHit], index: TitleIndex, lexicon: Lexicon) -> list[TitleHit]:
    """The names of lists, in reading order."""
    if lexicon.language == "zh":
        return []
    found: list[TitleHit] = []
    taken = Cover(hit.span for hit in titles)
    for noun, lexeme in events:
        if lexeme.type != "noun" or lexeme.value not in _KINDS:
            continue
        if lexeme.number != "plural" and plain(tokens.text[noun.start : noun.end]) not in lexicon.plurals and lexicon.language != "ru":
            continue
        singular = lexicon.singulars(lexeme.value)
        found += (
            _after(tokens, noun, singular, index, taken, lexicon.language)
            if lexicon.language in _NAMES_AFTER
            else _before(tokens, noun, singular, index, taken)
        )
    return found


def _hit(index: TitleIndex, phrase: tuple[str, ...], span: Span) -> TitleHit | None:
    known = index.lookup(phrase)
    return None if known is None else TitleHit(span, known[1], known[0].rule, 0.9 if len(known[1]) == 1 else 0.5)


def _word(tokens: Tokens, at: int) -> str:
    return tokens.text[tokens.starts[at] : tokens.ends[at]]


def _after(tokens: Tokens, noun: Found, singular: tuple[tuple[str, ...], ...], index: TitleIndex, taken: Cover, language: str) -> list[TitleHit]:
    hits: list[TitleHit] = []
    at, last = noun.last, noun.end
    while at < len(tokens.starts) and len(hits) < _MOST:
        joined = _JOINED.match(tokens.text, last)
        at = tokens.index_at(joined.end() if joined is not None else last)
        link: tuple[str, ...] = ()
        while at < len(tokens.starts) and tokens.folded[at] in _LINKS and len(link) < 2:
            link, at = (*link, tokens.folded[at]), at + 1
        if at >= len(tokens.starts) or tokens.starts[at] - last > 12:
            break
        word = tokens.folded[at]
        forms = (word, word.removeprefix("و")) if language == "ar" else (word,)
        if language != "ar" and not _word(tokens, at)[:1].isupper():
            break
        span = Span(tokens.starts[at] if hits else noun.start, tokens.ends[at])
        phrases = [(*first, *small, form) for first in singular for small in (link, link[:1], ("de",), ("di",), ()) for form in forms]
        hit = next((h for phrase in phrases if (h := _hit(index, phrase, span)) is not None), None)
        if hit is None:
            break
        hits.append(hit)
        last, at = tokens.ends[at], at + 1
    return [hit for hit in hits if not taken.overlaps(hit.span)] if len(hits) > 1 else []


def _before(tokens: Tokens, noun: Found, singular: tuple[tuple[str, ...], ...], index: TitleIndex, taken: Cover) -> list[TitleHit]:
    hits: list[TitleHit] = []
    at, end = noun.first - 1, noun.start
    while at >= 0 and len(hits) < _MOST:
        if not _word(tokens, at)[:1].isupper() or _JOINED.fullmatch(tokens.text, tokens.ends[at], end) is None:
            break
        span = Span(tokens.starts[at], tokens.ends[at] if hits else noun.end)
        hit = next((h for last in singular if (h := _hit(index, (tokens.folded[at], *last), span)) is not None), None)
        if hit is None:
            break
        hits.insert(0, hit)
        end = tokens.starts[at]
        at -= 1
        while at >= 0 and tokens.folded[at] in ("and", "и", "und", "sowie"):
            at -= 1
    return [hit for hit in hits if not taken.overlaps(hit.span)] if len(hits) > 1 else []
