"""Mentions of other instruments: every place where a text names one, refers back to one, or speaks of a class of them.

In: a `Document`, the register, and (where known) the statements. Out: `CitationMention`s in reading order: what the words say, not yet
which instrument is meant: that is `resolve`'s. This package must not know RDF, nor decide between candidates.

    tokens      words folded so that inflection and accents do not matter
    nouns       the lexicons: kinds of instruments, bodies, dates
    conferences the Conference of the Parties: whose, by the convention named with it
    codes       symbols written out
    numbers     the shapes of numbers
    symbols     governed numbers, lists, ranges
    dated       acts named by their date alone
    coordinated names that share their noun
    continued   titles that go on from their kind of instrument
    titles      titles and short names
    anaphora    this, that, the present, the Protocols thereto, relevant resolutions
    governing   kind, role and pin-cite, by the words around
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from graph_builder.annotate.citations import unregistered
from graph_builder.annotate.citations.anaphora import ReferenceHit, ReferenceReader
from graph_builder.annotate.citations.codes import SymbolHit, codes
from graph_builder.annotate.citations.conferences import conferences
from graph_builder.annotate.citations.continued import OPEN_TITLE, Continued, ContinuedReader
from graph_builder.annotate.citations.coordinated import coordinated
from graph_builder.annotate.citations.cover import Cover
from graph_builder.annotate.citations.dated import DatedHit, DatedReader
from graph_builder.annotate.citations.governing import Governed, Governor, govern, governors, pin
from graph_builder.annotate.citations.nouns import Lexeme, lexicon
from graph_builder.annotate.citations.passes import find_all
from graph_builder.annotate.citations.symbols import NumberReader
from graph_builder.annotate.citations.titles import TitleHit, body_phrases, title_index
from graph_builder.annotate.citations.tokens import Found, Tokens, fold, plain
from graph_builder.lexicons import split, table
from graph_builder.model import LANGUAGES, CitationMention, Document, Span, Statement

if TYPE_CHECKING:
    from graph_builder.register import Register

__all__ = ["citations"]

_NOWHERE = ""
_FOLDED = ("own", "within")
"""Roles of small words that are compared folded; the others as written, without accents and case."""
_ROLES = (
    *_FOLDED,
    *("adopted", "and", "dated", "dating", "entitled", "glue", "goes-on", "theirs"),
    *("title-alone", "title-begins", "title-inner", "title-list", "title-stop"),
)
_YEAR_NEAR = re.compile(r"[^,;.\n]{0,60}?\b((?:19|20)\d\d)\b")
_YEARS = re.compile(r"\s?,?\s?((?:19|20)\d\d)\s?[-–]\s?(?:19|20)?\d\d(?!\d)")
_HAN_NUMBER_AFTER = re.compile(r"[”》]的[^，。；”]{0,30}第?\d")
_TITLE_NEAR, _TITLE_LONG = 60, 360
"""Characters between a number and the quotation mark of its title; length of such a title."""
_RUN = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def _slice(starts: list[int], area: Span) -> slice:
    """The indexes of what begins within an area, by the sorted beginnings."""
    return slice(bisect_left(starts, area.start), bisect_left(starts, area.end))


@cache
def _small_words(language: str, role: str) -> frozenset[str]:
    rows = table("citation_words.csv", ("id", "language", "role", "words"))
    found = [word for row in rows if row["language"] == language and row["role"] == role for word in split(row["words"])]
    return frozenset(fold(w, language) if role in _FOLDED else plain(w) for w in found)


@cache
def _written(role: str, language: str) -> tuple[str, ...]:
    rows = table("citation_words.csv", ("id", "language", "role", "words"))
    return tuple(word for row in rows if row["language"] == language and row["role"] == role for word in split(row["words"]))


def citations(document: Document, register: Register, statements: Sequence[Statement] = ()) -> tuple[CitationMention, ...]:
    """All mentions of `document`, by provision in document order and by place within it."""
    return _Reader(document, register).read()


class _Reader:
    """The machines over one text, and what they find, provision by provision."""

    def __init__(self, document: Document, register: Register) -> None:
        self.document, self.register = document, register
        self.text = document.text.text
        self.language = document.language if document.language in LANGUAGES else "en"
        self.tokens = Tokens(self.text, self.language)
        find_all(self.tokens, register, self.language)
        self.words = lexicon(self.language)
        self.references = ReferenceReader(self.text, self.tokens, self.words)
        index = title_index(register, self.language)
        self.titles = index.find(self.tokens, None)
        events = self.words.find(self.tokens)
        if shared := coordinated(self.tokens, events, self.titles, index, self.words):
            self.titles = sorted([*self.titles, *shared], key=lambda hit: hit.span)
        self.events = conferences(events, self.titles, self.tokens, self.references)
        self._event_starts = [found.start for found, _ in self.events]
        self.codes = codes(self.text)
        self.marked = unregistered.titles(self.tokens, self.events, self.language)
        self.bodies = self._bodies()
        self.governors = governors(self.tokens, self.language)
        small = {role: _small_words(self.language, role) for role in _ROLES}
        self.theirs = small["theirs"]
        own = frozenset(plain(word) for word in _written("own", self.language))
        self.continued = ContinuedReader(self.tokens, self.words, self.references, small).read(self.events)
        self.dated = DatedReader(self.text, self.tokens, self.words, small["glue"] | own | small["dated"], small["dating"])
        self.numbers = NumberReader(self.text, self.tokens, self.words, small)

    def _bodies(self) -> dict[int, str]:
        """Offset where a name would begin (or, after it, end) -> why it is part of another name."""
        machine, rows = body_phrases(self.language)
        found: dict[int, str] = {}
        for hit in machine.find(self.tokens):
            role = rows[hit.phrase][0]
            at = hit.start if role == "body-after" else self.tokens.starts[hit.last] if hit.last < len(self.tokens.starts) else hit.end
            found.setdefault(at, role)
        return found

    def read(self) -> tuple[CitationMention, ...]:
        event_starts = self._event_starts
        code_starts = [hit.span.start for hit in self.codes]
        title_starts = [hit.span.start for hit in self.titles]
        continued_starts = [hit.span.start for hit in self.continued]
        marked_starts = [span.start for span in self.marked]
        class_starts = [hit.span.start for hit in self.references.classes]
        governor_starts = [g.found.start for g in self.governors]
        mentions: list[CitationMention] = []
        for provision in self.document.provisions:
            area = provision.body
            if area.end <= area.start:
                continue

            events = self.events[_slice(event_starts, area)]
            written = self.codes[_slice(code_starts, area)]
            titles = self.titles[_slice(title_starts, area)]
            classes = self.references.classes[_slice(class_starts, area)]
            if not (events or written or titles or classes):
                continue
            symbols = written + self.numbers.read(area, events, [h.span for h in written])
            named = self._kept_titles(titles, symbols)
            named += self._unregistered(self.marked[_slice(marked_starts, area)], [h.span for h in symbols] + [h.span for h in titles], area)
            named += self._continued(self.continued[_slice(continued_starts, area)], [h.span for h in symbols] + [h.span for h in titles + named], area)
            named.sort(key=lambda h: h.span)
            taken = [h.span for h in symbols] + [h.span for h in titles] + [h.span for h in named] + [h.head for h in symbols if h.head is not None]
            dated = self.dated.read(area, events, taken)
            taken += [h.span for h in dated]
            references = self.references.read(area, events, taken, classes)
            collective = Cover(r.span for r in references if r.form == "collective")
            references = [r for r in references if not self._part_of_body(r.span) and (r.form == "collective" or not collective.overlaps(r.span))]
            mentions += self._mentions(provision.path, area, symbols, named, [*references, *dated], self.governors[_slice(governor_starts, area)])
        return (*self._outside(), *mentions)

    def _outside(self) -> list[CitationMention]:
        """Symbols and names that stand in no provision: in the head ("[on the report of the Third Committee (A/79/459)]"), at the end, or in lines that
        segmentation could not place. Their provision is empty. The text's own title is passed over: it is read as the antecedent of "the Convention"."""
        found: list[CitationMention] = []
        codes = [h.span.start for h in self.codes]
        titles_at = [h.span.start for h in self.titles]
        governors_at = [g.found.start for g in self.governors]
        for area in self._uncovered():
            written = self.codes[_slice(codes, area)]
            events = self.events[_slice(self._event_starts, area)]
            own_titles = self.titles[_slice(titles_at, area)]
            if not (written or events or own_titles):
                continue
            symbols = written + self.numbers.read(area, events, [h.span for h in written])
            titles = self._kept_titles(own_titles, symbols)
            near = self.governors[_slice(governors_at, area)]
            found += self._mentions(_NOWHERE, area, symbols, titles, [], near)
        return found

    def _uncovered(self) -> list[Span]:
        """Lines, or runs of lines, outside every provision, where a symbol or a name may stand."""
        covered = sorted(p.span for p in self.document.provisions)
        own = self.document.identity.title_span
        gaps: list[Span] = []
        at = 0
        for span in [*covered, Span(len(self.text), len(self.text))]:
            if span.start > at:
                gaps.append(Span(at, span.start))
            at = max(at, span.end)
        areas: list[Span] = []
        for gap in gaps:
            for match in _RUN.finditer(self.text, gap.start, gap.end):
                area = Span(*match.span())
                if own is None or not area.overlaps(own):
                    areas.append(area)
        return areas

    def _part_of_body(self, span: Span) -> bool:
        """The Conference of the Parties to *the Convention* is a body, no mention of the convention."""
        role = self.bodies.get(span.start) or self.bodies.get(self._noun_start(span))
        if role == "body":
            return True
        after = span.end + (self.text[span.end : span.end + 1] == "》")
        return self.bodies.get(after) == "body-after"

    def _noun_start(self, span: Span) -> int:
        last = self.tokens.index_before(span.end) - 1
        return self.tokens.starts[last] if last >= 0 else span.start

    def _kept_titles(self, titles: list[TitleHit], symbols: list[SymbolHit]) -> list[TitleHit]:
        """Without names within names, names of bodies, and titles that only repeat the number before them ("resolution 55/25, entitled …")."""
        kept: list[TitleHit] = []
        if not titles:
            return kept
        numbered = Cover(h.span for h in symbols)
        ends = sorted(h.span.end for h in symbols)
        for hit in titles:
            role = self.bodies.get(hit.span.start)
            if self._part_of_body(hit.span) or numbered.overlaps(hit.span):
                continue
            if role == "nested" and ((kept and hit.span.start - kept[-1].span.end < 60) or self._opens_with_protocol(hit)):
                continue
            if hit.marked and not self._kind_before(hit.span):
                continue  # in quotation marks, but an item of an agenda
            if self._goes_on(hit) or self._theirs(hit.span):
                continue
            near = bisect_right(ends, hit.span.start)
            if near and self._within_title(hit.span, ends[near - 1]):
                continue
            if self.language == "zh" and hit.quoted and _HAN_NUMBER_AFTER.match(self.text, hit.span.end):
                continue  # 题为“…”的…第73/189号决议
            if hit.quoted and near and hit.span.start - ends[near - 1] < 160 and not re.search(r"[;.]\s", self.text[ends[near - 1] : hit.span.start]):
                continue
            if kept and kept[-1].targets == hit.targets and re.fullmatch(r"\s*\([\w\s'’]{0,12}[\"“«]?", self.text[kept[-1].span.end : hit.span.start]):
                continue  # "the … Rules (the Bangkok Rules)": one name and its short form
            kept.append(hit)
        return kept

    def _unregistered(self, spans: list[Span], taken: list[Span], area: Span) -> list[TitleHit]:
        """Titles known by their writing alone; they become instruments by title and year. What many texts are called stays open with its words."""
        found: list[TitleHit] = []
        if not spans:
            return found
        cover = Cover(taken)
        for span in spans:
            if span.end > area.end or cover.overlaps(span) or self._part_of_body(span) or self._protocols(span):
                continue
            title = re.sub(r"\s+", " ", self.text[span.start : span.end]).strip("《》")
            year = re.match(r"[,\s]{1,3}(?:of|adopted in|\()?\s?((?:19|20)\d\d)\b", self.text[span.end : span.end + 20])
            name = unregistered.is_name(title, self.language)
            year = year or (None if name else _YEAR_NEAR.match(self.text, span.end))  # "Joint Ministerial Statement of the 2014 high-level review"
            rule = "title.as-written" if name or year else OPEN_TITLE
            found.append(TitleHit(span, (f"title:{title}|{year[1] if year else ''}",), rule, 0.7))
        return found

    def _protocols(self, span: Span) -> bool:
        """ "the Optional Protocols": all of a convention's, no title."""
        at = bisect_left(self._event_starts, span.end) - 1
        if at < 0 or self.events[at][0].end != span.end:
            return False
        found, lexeme = self.events[at]
        return lexeme.value == "protocol" and (lexeme.number == "plural" or plain(self.text[found.start : found.end]) in self.words.plurals)

    def _continued(self, hits: list[Continued], taken: list[Span], area: Span) -> list[TitleHit]:
        """Titles that go on from their kind: an instrument by title and year where the end is certain, else open with its words."""
        cover = Cover(taken)
        found: list[TitleHit] = []
        for hit in hits:
            if hit.span.end > area.end or cover.overlaps(hit.span) or self._part_of_body(hit.span):
                continue
            rule = hit.rule if hit.certain else OPEN_TITLE
            found.append(TitleHit(hit.span, (f"title:{hit.title}|{hit.year}",), rule, 0.6))
        return found

    def _within_title(self, span: Span, number_end: int) -> bool:
        """A name within the title of a numbered act: "resolution 1992/22, entitled “Implementation of … the Milan Plan of Action”"."""
        between = self.text[number_end : span.start]
        if len(between) > _TITLE_LONG:
            return False
        opened = max(between.rfind(sign) for sign in "“„«")
        return 0 <= opened <= _TITLE_NEAR and not any(sign in between[opened:] for sign in "”»;") and ";" not in between[:opened]

    def _goes_on(self, hit: TitleHit) -> bool:
        """A short name that is the beginning of another title: "the Doha Declaration on Financing for Development", "the Global Action Plan 2018–2030"."""
        span = hit.span
        first, last = self.tokens.index_at(span.start), self.tokens.index_before(span.end)
        if last - first > 4:
            return False
        years = _YEARS.match(self.text, span.end)
        if years is not None and not any(self._year(target) in (None, int(years[1]), int(years[1]) - 1) for target in hit.targets):
            return True
        return last - first <= 3 and self.references.follows("complement", Found(0, first, last, span.start, span.end)) is not None

    def _year(self, target: str) -> int | None:
        known = self.register.by_key.get(target)
        return known.adopted_on.year if known is not None and known.adopted_on is not None else None

    def _theirs(self, span: Span) -> bool:
        """ "its Plan of Action", where the word for "its" says that it is another's (Russian)."""
        first = self.tokens.index_at(span.start)
        return bool(self.theirs) and first > 0 and plain(self.text[self.tokens.starts[first - 1] : self.tokens.ends[first - 1]]) in self.theirs

    def _kind_before(self, span: Span) -> bool:
        """Whether a word for an instrument stands shortly before a title in quotation marks."""
        last = self.tokens.index_before(span.start)
        return any(found.last <= last and last - found.last <= 12 for found, lexeme in self._nouns_before(span.start) if lexeme.type == "noun")

    def _nouns_before(self, offset: int) -> list[tuple[Found, Lexeme]]:
        at = bisect_left(self._event_starts, offset)
        return self.events[max(0, at - 3) : at]

    def _opens_with_protocol(self, hit: TitleHit) -> bool:
        return re.search(r"rotocol|ротокол|بروتوكول", self.text[max(0, hit.span.start - 40) : hit.span.start]) is not None

    def _mentions(
        self, provision: str, area: Span, symbols: list[SymbolHit], titles: list[TitleHit], references: Sequence[ReferenceHit | DatedHit], near: list[Governor]
    ) -> list[CitationMention]:
        hits: list[SymbolHit | TitleHit | ReferenceHit | DatedHit] = sorted(
            [*symbols, *titles, *references], key=lambda h: (h.span.start, h.span.end, str(getattr(h, "number", "")))
        )
        spans = [h.span for h in hits]
        governed = govern(self.text, self.tokens, area, spans, near, self.words)
        return [self._mention(provision, area, hit, g) for hit, g in zip(hits, governed, strict=True)]

    def _mention(self, provision: str, area: Span, hit: SymbolHit | TitleHit | ReferenceHit | DatedHit, g: Governed) -> CitationMention:
        pinned = pin(self.text, hit.span, area, self.language)
        paths, pin_span = pinned if pinned else ((), None)
        path = paths[0] if paths else None
        pins = paths if len(paths) > 1 else ()
        if isinstance(hit, DatedHit):
            return CitationMention(provision, hit.span, "dated", hit.rule, hit.confidence, title=hit.title, kind=g.kind, role=g.role)
        if isinstance(hit, SymbolHit):
            key = hit.number if hit.noun == "code" else f"{hit.noun} {hit.number}"
            return CitationMention(
                provision,
                hit.span,
                "symbol",
                hit.rule,
                hit.confidence,
                key=key,
                organ=hit.organ,
                date=hit.date,
                title=hit.organ_name,
                pin=path,
                pin_span=pin_span,
                pins=pins,
                kind=g.kind,
                role=g.role,
            )
        if isinstance(hit, TitleHit):
            form = "title" if len(hit.span) and hit.span.end - hit.span.start > 24 else "short-name"
            return CitationMention(
                provision,
                hit.span,
                form,
                hit.rule,
                hit.confidence,
                key=hit.targets[0] if len(hit.targets) == 1 else None,
                keys=hit.targets,
                pin=path,
                pin_span=pin_span,
                pins=pins,
                kind=g.kind,
                role=g.role,
            )
        return CitationMention(
            provision,
            hit.span,
            hit.form,
            hit.rule,
            hit.confidence,
            key=hit.noun,
            keys=hit.members,
            title=hit.generic_class or hit.reach or None,
            pin=path,
            pin_span=pin_span,
            pins=pins,
            kind=g.kind,
            role=g.role,
            plural=hit.plural,
        )
