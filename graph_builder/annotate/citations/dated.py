"""Acts named by their date alone: "presidential statements of 15 February 2013 and 29 August 2014", "décision du Conseil exécutif en date du 4 février 2015".

In: the nouns and bodies of a provision, its tokens. Out: `DatedHit`s: the words that name each act, and its date. Nothing tells which document it is: such a
mention stays open with its words. A symbol that stands beside the date names the act itself; then there is nothing here. This module must not know the
register.
"""

from __future__ import annotations

import re

from graph_builder.annotate.citations.cover import Cover
from graph_builder.annotate.citations.nouns import Lexeme, Lexicon
from graph_builder.annotate.citations.tokens import Found, Tokens, plain
from graph_builder.model import Span
from graph_builder.values import dataclass

_KINDS = frozenset(("resolution", "decision", "presidential-statement", "declaration", "agreement", "memorandum"))
_BEYOND = 70
"""Characters between a kind of act and its date."""
_NEXT = re.compile(
    r"(?:\s{1,2}(?:года|г\.))?\s{0,2}(?:,|،)?\s{0,2}(?:and|et|y|и|und|e|و)?\s{0,2}(?:of|du|de|del|от|vom|المؤرخ)?\s{0,2}",
)
_SYMBOL = re.compile(r"\s{0,2},?\s{0,2}[(（]?\s?[A-Z]{1,6}/")
_STOP = re.compile(r"[;:.،,(){}«»“”\d]")
_WORD = re.compile(r"\w+")
_HAN_NEXT = re.compile(r"[和、及]")


@dataclass(frozen=True, slots=True)
class DatedHit:
    """`title`: the words that name the act, with its date."""

    span: Span
    title: str
    rule: str
    confidence: float = 0.6


class DatedReader:
    """Reads the dated acts of one text."""

    def __init__(self, text: str, tokens: Tokens, lexicon: Lexicon, small: frozenset[str], dating: frozenset[str]) -> None:
        """`small`: words that may stand between the act and its date, besides bodies; `dating`: words right before a date that make it the act's."""
        self.text, self.tokens, self.lexicon, self.small, self.dating = text, tokens, lexicon, small, dating

    def read(self, area: Span, events: list[tuple[Found, Lexeme]], taken: list[Span]) -> list[DatedHit]:
        """The dated acts of `area`; nouns inside `taken` belong to symbols or titles."""
        pattern = self.lexicon.date
        kinds = _KINDS | {"statement"} if self.lexicon.language == "zh" else _KINDS
        nouns = [(found, lexeme) for found, lexeme in events if lexeme.type == "noun" and lexeme.value in kinds]
        if pattern is None or not nouns:
            return []
        cover = Cover(taken)
        hits: list[DatedHit] = []
        for found, lexeme in nouns:
            if cover.overlaps(Span(found.start, found.end)):
                continue
            dates = self._before(pattern, found, area) if self.lexicon.language == "zh" else self._after(pattern, found, events, area)
            if lexeme.value == "statement" and dates and self.text[max(area.start, dates[0].start - 2) : dates[0].start] not in self.small:
                continue  # 主席2013年2月15日的声明
            if not dates or any(cover.overlaps(date) for date in dates):
                continue
            first, last = (dates[0].start, found.end) if self.lexicon.language == "zh" else (found.start, dates[0].end)
            noun = self.text[found.start : dates[0].start] if self.lexicon.language != "zh" else self.text[found.start : found.end]
            for k, date in enumerate(dates):
                span = Span(first, last) if k == 0 else date
                hits.append(DatedHit(span, " ".join(f"{noun} {self.text[date.start : date.end]}".split()), f"{lexeme.rule}.dated"))
        return hits

    def _after(self, pattern: re.Pattern[str], found: Found, events: list[tuple[Found, Lexeme]], area: Span) -> list[Span]:
        match = self.lexicon.find_date(self.text, found.end, min(area.end, found.end + _BEYOND + 30))
        if match is None or match.start() - found.end > _BEYOND or not self._loose(found.end, match.start(), events):
            return []
        dates = [Span(*match.span())]
        while len(dates) < 20:
            joined = _NEXT.match(self.text, dates[-1].end)
            more = pattern.match(self.text, joined.end()) if joined is not None else None
            if more is None or more.end() > area.end:
                break
            dates.append(Span(*more.span()))
        return [] if _SYMBOL.match(self.text, dates[-1].end) or (len(dates) > 1 and _SYMBOL.match(self.text, dates[0].end)) else dates

    def _loose(self, start: int, end: int, events: list[tuple[Found, Lexeme]]) -> bool:
        """Only small words and bodies stand between two offsets."""
        gap = self.text[start:end]
        head, comma, rest = gap.rpartition(",")
        if comma and 1 <= len(_WORD.findall(rest)) <= 2:  # "la decisión del Consejo, de 4 de febrero de 2015"
            gap = f"{head} {rest}"
        if _STOP.search(gap):
            return False
        bodies = Cover(Span(f.start, f.end) for f, lexeme in events if lexeme.type == "organ" and f.start >= start and f.end <= end)
        words = [(m, start + m.start()) for m in _WORD.finditer(gap)]
        free = [m[0] for m, at in words if not bodies.overlaps(Span(at, at + len(m[0])))]
        unknown = sum(plain(word) not in self.small and not word.isupper() for word in free)
        return len(free) <= 8 and unknown <= 4 and (plain(words[-1][0][0]) in self.dating if words else self.lexicon.language == "ar")

    def _before(self, pattern: re.Pattern[str], found: Found, area: Span) -> list[Span]:
        """In Chinese the dates stand before the act: 2013年2月15日和2014年8月29日的声明."""
        window = max(area.start, found.start - 60)
        matches = list(pattern.finditer(self.text, window, found.start))
        if not matches or self.text[matches[-1].end() : found.start] not in ("", "的"):
            return []
        dates = [Span(*matches[-1].span())]
        for earlier in reversed(matches[:-1]):
            if _HAN_NEXT.fullmatch(self.text, earlier.end(), dates[0].start) is None:
                break
            dates.insert(0, Span(*earlier.span()))
        return dates
