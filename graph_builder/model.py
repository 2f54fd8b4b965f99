"""The frozen values that flow through the pipeline.

What goes in: nothing. What comes out: the types every stage takes and returns. This module must not know files,
languages, RDF or the register.

Offsets are code points, `start` inclusive, `end` exclusive. **Raw** offsets count in `SourceText.text` (the decoded file, or
the text extracted from a PDF, DOCX, HTML or XML file); **normal** offsets count in `NormalText.text`. Stages after
`text` work on normal offsets; `NormalText.raw_span` leads back, and evidence is always written from the raw text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from graph_builder.values import dataclass

LANGUAGES = ("en", "fr", "es", "ru", "de", "it", "ar", "zh")
"""The languages of the OSCE and the UN, in the order used for tie-breaking (English first)."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Edit(NamedTuple):
    """One change of the normaliser: raw[start:end] reads `replacement`. `rule` is a lexicon row id."""

    start: int
    end: int
    replacement: str
    rule: str
    confidence: float


@dataclass(frozen=True)
class NormalText:
    """A raw text with its edits applied, and the exact way back.

    >>> t = NormalText.of("a réle b", (Edit(2, 6, "rôle", "fr.role", 0.9),))
    >>> t.text, t.raw_span(2, 6), t.raw_span(7, 8)
    ('a rôle b', Span(start=2, end=6), Span(start=7, end=8))
    """

    raw: str
    text: str
    edits: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, raw: str, edits: tuple[Edit, ...] = ()) -> NormalText:
        """Applies `edits` (sorted, not overlapping) to `raw`."""
        parts: list[str] = []
        at = 0
        for edit in edits:
            if edit.start < at or edit.end < edit.start or edit.end > len(raw):
                raise ValueError(f"edits overlap or leave the text at {edit.start}")
            parts += (raw[at : edit.start], edit.replacement)
            at = edit.end
        return cls(raw, "".join((*parts, raw[at:])), edits)

    @cached_property
    def _map(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Normal start, normal end, raw start, raw end of each edit."""
        ns, ne, rs, re = [], [], [], []
        shift = 0
        for edit in self.edits:
            ns.append(edit.start + shift)
            shift += len(edit.replacement) - (edit.end - edit.start)
            ne.append(edit.end + shift)
            rs.append(edit.start)
            re.append(edit.end)
        return ns, ne, rs, re

    def raw_span(self, start: int, end: int) -> Span:
        """The raw range of a normal range; a cut through a replacement takes the whole replaced range."""
        ns, ne, rs, re = self._map
        if not ns:
            return Span(start, end)
        k = bisect_right(ns, start) - 1  # the last edit that begins at or before the start
        first = start if k < 0 else rs[k] if start < ne[k] else start - ne[k] + re[k]
        k = bisect_left(ns, end) - 1  # the last edit that begins before the end
        last = end if k < 0 else re[k] if end <= ne[k] else end - ne[k] + re[k]
        return Span(first, max(first, last))

    def normal_span(self, start: int, end: int) -> Span:
        """The normal range of a raw range; a cut through an edit takes the whole replacement."""
        ns, ne, rs, re = self._map

        def at(position: int, *, closing: bool) -> int:
            k = (bisect_left(rs, position) if closing else bisect_right(rs, position)) - 1
            if k < 0:
                return position
            if position < re[k] or (closing and position == re[k]):
                return ne[k] if closing else ns[k]
            return position - re[k] + ne[k]

        first = at(start, closing=False)
        return Span(first, max(first, at(end, closing=True)))

    def edits_in(self, span: Span) -> tuple[Edit, ...]:
        """The edits that touch a raw range."""
        _, _, rs, re = self._map
        return tuple(self.edits[k] for k in range(bisect_left(re, span.start), bisect_right(rs, span.end)) if rs[k] < span.end and re[k] > span.start)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader of the build must know: `severity` is info, warning or violation; `place` names file and offset or line."""

    code: str
    severity: str
    place: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of structure that a source format gives by itself (Akoma Ntoso, JSON records), in raw offsets.

    `kind` is a provision kind (see `Provision.kind`), or `enacting`, `heading`, `frontmatter`; `depth` counts from 0.
    """

    kind: str
    span: Span
    number: str | None = None
    depth: int = 0


@dataclass(frozen=True)
class SourceText:
    """One source file as read: the bytes' digest and the raw text that every offset counts in."""

    file_name: str
    sha256: str
    media_type: str
    text: str
    encoding: str = "utf-8"
    encoding_by: str = "declared"
    language: str | None = None
    """Given by file name, front matter or markup; None where it must be identified."""
    extracted_by: str | None = None
    """Reader and version where `text` is extracted from the file, e.g. "pypdfium2 5.1"; None where it is the decoded file."""
    ocr: str | None = None
    pages: tuple[int, ...] = ()
    """Raw offset at which each page begins (page 1 first); empty where the format has no pages."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Facts the format states of itself (front matter, FRBR): title, symbol, date, language, source..."""
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __getstate__(self) -> dict[str, object]:  # a mapping proxy does not travel between processes
        return {**self.__dict__, "metadata": dict(self.metadata)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as known: year, year and month, or full; `first`/`last` are its possible days (ISO)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.month and self.day else "")

    @property
    def first(self) -> str:
        return f"{self.year:04}-{self.month or 1:02}-{self.day or 1:02}"

    @property
    def last(self) -> str:
        month = self.month or 12
        days = (31, 29 if self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        return f"{self.year:04}-{month:02}-{self.day or days[month - 1]:02}"

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """From "2020", "2020-12" or "2020-12-04"; ValueError where it is no date of the calendar."""
        parts = [int(part) for part in text.split("-")]
        if not 1 <= len(parts) <= 3:
            raise ValueError(f"not a date: {text!r}")
        date = cls(*parts)
        if date.month is not None and not 1 <= date.month <= 12:
            raise ValueError(f"no such month: {text!r}")
        if date.day is not None and not 1 <= date.day <= int(cls(date.year, date.month).last[-2:]):
            raise ValueError(f"no such day: {text!r}")
        return date


PROVISION_KINDS = ("PreambularParagraph", "OperativeParagraph", "Paragraph", "Article", "Subparagraph", "Division", "Annex", "Footnote")
"""Local names of the ontology's provision classes."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision of a document, in normal offsets.

    `path` is its IRI path below the instrument: `pre/3`, `par/2`, `par/2/a`, `par/2/a/i`, `art/5`, `art/5/par/1`,
    `art/5/par/1/a`, `annex/1`, `annex/1/art/2`, `div/1`, `fn/1`. A paragraph without a printed number in a text of numbered ones
    takes `par/u1`, `par/u2`...; in a text without numbers its place, `par/1`.
    `span` is the evidence: its own words with the printed number, without its subparagraphs and footnotes;
    `body` the same without the number: what the annotators read.
    """

    path: str
    kind: str
    span: Span
    body: Span
    order: int
    language: str
    number: str | None = None
    """As printed, after repair: "5", "(a)" is "a"."""
    printed: str | None = None
    """The raw number where a repair changed it ("S")."""
    parent: str | None = None
    """Path of the enclosing provision; None: the instrument."""
    operative: bool = False
    """Acts: an operative paragraph, an article, and what stands below either; an annex that the text adopts included."""
    heading: Span | None = None
    anchor: Span | None = None
    """Of a footnote: its mark in the body."""
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Identity:
    """Which instrument a text is, and how that is known."""

    iri: str
    """Absolute instrument IRI."""
    rule: str
    kind: str = "Document"
    """Local name of the instrument class."""
    symbol: str | None = None
    title: str | None = None
    """As printed in this text, repaired."""
    title_span: Span | None = None
    organ: str | None = None
    """Actor key of the adopting organ: un-ga, un-sc, un-ecosoc, un-hrc, osce-mc, osce-pc..."""
    organisation: str | None = None
    """un, osce, coe, eu, or None."""
    adopted_on: PartialDate | None = None
    date_span: Span | None = None
    date_rule: str | None = None
    """Rule that found or inferred the date; "register" where the register gave it."""
    register_key: str | None = None
    meeting: str | None = None
    agenda_item: str | None = None
    original_language: str | None = None
    session: str | None = None
    corrected_on: PartialDate | None = None
    """Date of a correction of this language version (a fact of the expression)."""
    relations: tuple[tuple[str, str], ...] = ()
    """(property local name, instrument IRI) that the head states: corrects, replaces (revision), annexedTo..."""
    treaty: bool = False
    confidence: float = 1.0


@dataclass(frozen=True)
class Document:
    """One source text segmented: the input of every annotator."""

    source: SourceText
    text: NormalText
    language: str
    identity: Identity
    provisions: tuple[Provision, ...]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, Provision]:
        return {p.path: p for p in self.provisions}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that denote an actor. `actor` is an actor key of the register; None where the words are no known actor."""

    span: Span
    actor: str | None
    rule: str
    confidence: float
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words that limit, condition or date a statement. `kind`: condition, limit, deadline, discretion."""

    kind: str
    span: Span
    rule: str
    value: str | None = None
    """A deadline's computed date ("2030", "2025-12-31") where it can be computed."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A crime field a statement speaks of. `topic` is the concept key: trafficking-in-persons."""

    topic: str
    span: Span
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One performative act (GUIDE.md of the evaluation, "Statements"), in normal offsets.

    `span` is the evidence: from its performative to the end of its clause; under a chapeau the subparagraph (then `verb`
    lies in the chapeau, outside `span`). `verb` is the performative as written without adverbs; of a split verb the first part.
    """

    provision: str
    span: Span
    verb: Span
    force: str
    """Concept key of the force scheme: urges, obliges..."""
    rule: str
    confidence: float
    commitment: bool = False
    undertaking: bool = False
    qualified: bool = False
    intensity: str | None = None
    speaker: str | None = None
    bearers: tuple[Mention, ...] = ()
    implied_bearer: str | None = None
    """Actor key of who makes a promise, where no words of the provision name it."""
    counterparties: tuple[Mention, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    topics: tuple[TopicHit, ...] = ()
    objects: tuple[str, ...] = ()
    """Marks that derivation reads: `renews-commitments`, `implements`, `in-general-words`."""


@dataclass(frozen=True, slots=True)
class CitationMention:
    """Words that name another instrument, before they are resolved.

    `form`: symbol, title, short-name, dated, anaphor, collective, generic, self. `key` is what the form says: the canonical symbol
    ("A/RES/55/25"), the register key, the head noun of an anaphor; `organ`, `year`, `date` as far as the words say.
    """

    provision: str
    span: Span
    form: str
    rule: str
    confidence: float
    key: str | None = None
    keys: tuple[str, ...] = ()
    organ: str | None = None
    date: PartialDate | None = None
    title: str | None = None
    pin: str | None = None
    """Provision path cited: `art/5/par/1/a`, `par/3`."""
    pin_span: Span | None = None
    pins: tuple[str, ...] = ()
    """All provisions cited, where they are several ("articles 5 to 9"); `pin` is the first."""
    kind: str = "cites"
    role: str = "object"
    """ground (pursuant to, in accordance with...), implement (an instruction to implement it), object, mention."""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An instrument a citation may mean. `reason` is a code: later-than-citing, two-organs, near-title, no-antecedent..."""

    instrument: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A resolved mention. One per target, save `collective` and `anaphoric`, which may hold several. Targets are instrument IRIs."""

    provision: str
    span: Span
    status: str
    """resolved, collective, generic, anaphoric, self, unresolved."""
    kind: str
    rule: str
    confidence: float
    targets: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    """Provision paths below the (single) target."""
    candidates: tuple[Candidate, ...] = ()
    role: str = "object"
    open: bool = False
    """An anaphor whose list of targets is not closed."""
    antecedent: Span | None = None
    symbol: str | None = None
    """Canonical symbol or key as cited, for minting instruments the register does not know."""
    title: str | None = None
    how: str = ""
    """By what the target was found: a class of lexicons/confidences.csv, without `citation.`."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """Statement (or instrument) -> ground, with basis and evidence at the derived end.

    `statement` is the index in `Reading.statements`, None where the instrument itself derives. `ground` is an IRI of an instrument or provision.
    """

    statement: int | None
    ground: str
    basis: str
    """explicit, anaphoric, contextual, restated, tasked, register."""
    confidence: float
    span: Span
    rule: str
    citation: int | None = None
    """Index in `Reading.citations` of the mention that names the ground."""
    ground_quote: str | None = None
    score: float | None = None


@dataclass(frozen=True)
class Reading:
    """Everything read from one source: what `triples` writes."""

    document: Document
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    topics: tuple[tuple[str, TopicHit], ...] = ()
    """(provision path, hit) outside statements."""
    unknown_verbs: tuple[str, ...] = ()
    """Provision openings no lexicon row knows: for the coverage ledger."""
    findings: tuple[Finding, ...] = ()
