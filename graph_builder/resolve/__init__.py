"""Mentions become citations: which instrument is meant, or which it may be and why that stays open.

    resolve(document, mentions, register) -> (citations, findings)

In: a document and its mentions. Out: one `Citation` per target, save collective and anaphoric ones, which may hold several; and findings (a
date that contradicts, a number that nobody can have given). The register is asked first; what it does not know is minted by symbol, else by
title and year. Nothing resolves to an instrument adopted later than the citing text. An anaphor without one clear antecedent stays
`unresolved` with its candidates. This package must not know RDF.

    organs       the body whose resolution a number is
    antecedents  what "the Convention" refers to
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from graph_builder.annotate.citations.continued import OPEN_TITLE
from graph_builder.annotate.citations.nouns import lexicon
from graph_builder.annotate.citations.symbols import RANGE_ENDS
from graph_builder.iris import Symbol, from_code, mint_instrument, parse_symbol, possible_days, security_council_year, title_iri
from graph_builder.lexicons.confidences import confidence
from graph_builder.model import LANGUAGES, Candidate, Citation, CitationMention, Document, Finding, PartialDate
from graph_builder.register import Instrument, Register
from graph_builder.resolve.antecedents import Antecedents
from graph_builder.resolve.organs import readings

__all__ = ["resolve"]

_SERIES = re.compile(r"(?:A|E|S|A/HRC)/(?:RES|DEC|PRST)/(?:E?S-)?\d{1,4}/\d")
_SERIES_F = re.compile(r"(^|-)F/(?=CN\.|(?:19|20)\d\d/)")


def resolve(document: Document, mentions: Sequence[CitationMention], register: Register) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    """The citations of `document`, in the order of its mentions, and what an auditor must know of them."""
    resolver = _Resolver(document, register)
    for mention in mentions:
        resolver.take(mention)
    return tuple(resolver.citations), tuple(resolver.findings)


class _Resolver:
    def __init__(self, document: Document, register: Register) -> None:
        self.document, self.register = document, register
        identity = document.identity
        self.own = identity.iri
        own_symbol = parse_symbol(identity.symbol) if identity.symbol else None
        self.own_aliases = frozenset(own_symbol.aliases if own_symbol is not None else ())
        self.organ = identity.organ
        self.date = identity.adopted_on
        self.citations: list[Citation] = []
        self.findings: list[Finding] = []
        self.named: tuple[str, ...] = ()
        self.seen: dict[tuple[str, str], Symbol] = {}
        language = document.language if document.language in LANGUAGES else "en"
        self.antecedents = Antecedents(document, register, lexicon(language))

    def take(self, mention: CitationMention) -> None:
        match mention.form:
            case "symbol":
                self._symbol(mention)
            case "title" | "short-name":
                self._name(mention)
            case "self":
                self._add(mention, "self", (self.own,), "self.present")
            case "dated":
                self._add(mention, "unresolved", (), "unresolved.dated", title=mention.title)
            case "collective":
                self._collective(mention)
            case "generic":
                self._add(mention, "generic", (), "generic")
                self.antecedents.note_generic(mention)
            case _:
                self._anaphor(mention)

    # what every case ends with

    def _add(
        self,
        mention: CitationMention,
        status: str,
        targets: tuple[str, ...],
        how: str,
        *,
        candidates: tuple[Candidate, ...] = (),
        symbol: str | None = None,
        title: str | None = None,
        is_open: bool = False,
    ) -> None:
        pins = (mention.pins or ((mention.pin,) if mention.pin else ())) if len(targets) == 1 else ()
        citation = Citation(
            mention.provision,
            mention.span,
            status,
            mention.kind,
            mention.rule,
            confidence(f"citation.{how}"),
            targets,
            pins,
            candidates,
            mention.role,
            is_open,
            None,
            symbol,
            title,
            how,
        )
        self.citations.append(citation)

    def _finding(self, code: str, mention: CitationMention, message: str, hint: str) -> None:
        start = self.document.text.raw_span(mention.span.start, mention.span.end).start
        self.findings.append(Finding(code, "warning", f"{self.document.source.file_name}:{start}", message, hint))

    def _later(self, first_day: str | None) -> bool:
        """Whether something that cannot be older than `first_day` is later than this text."""
        return first_day is not None and self.date is not None and first_day > self.date.last

    # symbols

    def _symbol(self, mention: CitationMention) -> None:
        assert mention.key is not None
        if mention.rule == RANGE_ENDS:
            words = self.document.text.text[mention.span.start : mention.span.end]
            self._finding("range-not-expanded", mention, f"a range up to {words!r} that cannot be counted out", "only its two ends are cited")
        noun, _, number = mention.key.partition(" ")
        if noun not in ("resolution", "decision", "presidential-statement") or not number:
            self._code(mention)
            return
        self._note_organ(mention.organ)
        if mention.organ in (None, "own") and mention.date is None and (known := self.seen.get((noun, number))) is not None:
            self._resolved(mention, known, "symbol.seen")
            return
        if number.endswith(")") and (fault := self._wrong_year(mention, number)) is not None:
            if fault:
                self._resolved(mention, fault, "symbol.year-contradicts")
            elif len(number.partition("(")[0]) >= 3 and noun == "resolution" and mention.organ in (None, "own", "un-sc"):
                self._misprinted(mention, number)
            else:
                self._unknown_number(mention, noun, number)
            return
        found = readings(number, noun, mention.organ, mention.date, self.organ, self.date, self.named)
        if not found:
            self._unknown_number(mention, noun, number)
            return
        best = found[0]
        days = possible_days(best.symbol)
        if best.reason in ("date-contradicts", "later-than-citing"):
            certain = mention.organ is not None and not mention.organ.startswith("~") and mention.organ != "own"
            wrong_date = mention.date is not None and days is not None and not (days[0] <= mention.date.last and mention.date.first <= days[1])
            near = wrong_date and mention.date is not None and days is not None and abs(int(days[0][:4]) - mention.date.year) <= 2
            if wrong_date and not self._later(days[0] if days else None) and ("(" in number or certain or near):
                message = f"{best.symbol.text} is dated {mention.date} here, which its number contradicts"
                self._finding("date-contradicts", mention, message, "a misprint in the date or in the number; see the source")
                self._resolved(replace(mention, date=None), best.symbol, "symbol.date-contradicts")
                return
            candidates = tuple(Candidate(self._iri(r.symbol), r.reason, round(r.confidence, 3)) for r in found[:4])
            self._add(mention, "unresolved", (), "unresolved", candidates=candidates, symbol=best.symbol.text)
            self._finding(
                best.reason,
                mention,
                f"{self.document.text.text[mention.span.start : mention.span.end]!r} fits no instrument known to be of that day",
                "see the candidates",
            )
            return
        if (mention.organ not in (None, "own", "other") and not mention.organ.startswith("~")) or mention.date is not None:
            self.seen[noun, number] = best.symbol
        self._resolved(mention, best.symbol, _how(mention, best.reason))

    def _wrong_year(self, mention: CitationMention, number: str) -> Symbol | Literal[False] | None:
        """A resolution of the Security Council with another year than its number has: the right symbol where the year is a slip of two figures at most,
        False where the number is another body's; None where nothing is wrong."""
        serial, _, year = number[:-1].partition("(")
        if not (serial.isdigit() and year.isdigit() and len(year) == 4):
            return None
        right = security_council_year(int(serial))
        if right is None:
            return False if int(serial) < 647 and int(year) > 1990 else None
        if right == int(year):
            return None
        slip = sum(a != b for a, b in zip(str(right), year, strict=True)) == 1 or abs(right - int(year)) == 1
        if len(serial) < 3 or not slip:
            return False
        message = f"resolution {number} of the Security Council: the number is of {right}"
        self._finding("year-contradicts", mention, message, "a misprint in the year, or in the number")
        return from_code(f"S/RES/{serial}({right})") or False

    def _note_organ(self, organ: str | None) -> None:
        if organ and organ not in ("own", "other") and not organ.startswith("~"):
            self.named = (organ, *(o for o in self.named if o != organ))[:6]

    def _misprinted(self, mention: CitationMention, number: str) -> None:
        """A number and a year of the Security Council that do not belong together, and are too far apart for a slip of one figure."""
        serial = number.partition("(")[0]
        right = security_council_year(int(serial))
        meant = from_code(f"S/RES/{serial}({right})") if right else None
        candidates = (Candidate(self._iri(meant), "year-contradicts", 0.4),) if meant is not None else ()
        self._add(mention, "unresolved", (), "unresolved", candidates=candidates, title=f"resolution {number}")
        self._finding("year-contradicts", mention, f"resolution {number} of the Security Council: the number is of {right}", "a misprint; see the candidate")

    def _unknown_number(self, mention: CitationMention, noun: str, number: str) -> None:
        name = f"{mention.title} {noun} {number}" if mention.title else f"{noun} {number}"
        self._add(mention, "unresolved", (), "unresolved.number", title=name)

    def _iri(self, symbol: Symbol) -> str:
        known = self._known(symbol)
        return known.iri if known is not None else mint_instrument(symbol)

    def _known(self, symbol: Symbol) -> Instrument | None:
        return self.register.by_symbol(symbol)

    def _resolved(self, mention: CitationMention, symbol: Symbol, how: str) -> None:
        known = self._known(symbol)
        iri = known.iri if known is not None else mint_instrument(symbol)
        if known is None and _nobody_gave(symbol):
            self._add(mention, "unresolved", (), "unresolved.number", title=symbol.text)
            self._finding("no-such-symbol", mention, f"{symbol.text} is of a session or year that has not been", "a misprint, or a number of something else")
            return
        first = known.adopted_on.first if known is not None and known.adopted_on is not None else (possible_days(symbol) or (None,))[0]
        if iri == self.own or symbol.text in self.own_aliases:
            if mention.provision:
                self._add(mention, "self", (iri,), "self.symbol", symbol=symbol.text)
            return
        if self._later(first):
            self._add(mention, "unresolved", (), "unresolved", candidates=(Candidate(iri, "later-than-citing", 0.2),), symbol=symbol.text)
            self._finding("later-than-citing", mention, f"{symbol.text} was adopted after this text", "a misprint, or the date of the text is wrong")
            return
        if known is not None and mention.date is not None and known.adopted_on is not None and not _agree(known.adopted_on, mention.date):
            message = f"{symbol.text} is dated {mention.date} here, {known.adopted_on} in the register"
            self._finding("date-contradicts", mention, message, "a misprint in the text, a wrong row of the register, or another instrument")
            how = "symbol.register-date"
        self._add(mention, "resolved", (iri,), how, symbol=symbol.text)
        self.antecedents.note(mention, (iri,))

    def _code(self, mention: CitationMention) -> None:
        assert mention.key is not None
        code = _SERIES_F.sub(r"\1E/", mention.key)  # no series is called F: a bad scan's E
        how = "symbol.damaged" if code != mention.key else "symbol.range" if mention.rule == "range.member" else "symbol.code"
        symbol = from_code(code) or parse_symbol(code, self.document.identity.organisation)
        if symbol is None:
            if _SERIES.match(code):
                self._add(mention, "unresolved", (), "unresolved.number", title=code)
                self._finding("no-such-symbol", mention, f"{code} is no number of its series", "a misprint, or a damaged scan")
            return
        if symbol.form == "un.s.res" and symbol.annex is None and (fault := self._wrong_year(mention, symbol.numbers)) is not None:
            if fault:
                self._resolved(mention, fault, "symbol.year-contradicts")
            else:
                self._misprinted(mention, symbol.numbers)
            return
        self._resolved(mention, symbol, how)

    # names

    def _target(self, name: str, language: str) -> tuple[str, str | None, str | None, Instrument | None]:
        """(IRI, symbol, title, known instrument) of a name's target."""
        if name.startswith("title:"):
            iri, title = _title_target(name)
            return iri, None, title, None
        known = self.register.by_key.get(name)
        if known is not None:
            return known.iri, known.symbol.text if known.symbol else name, None, known
        symbol = from_code(name)
        if symbol is None:
            return title_iri(name), None, name, None
        return mint_instrument(symbol), symbol.text, None, None

    def _name(self, mention: CitationMention) -> None:
        if mention.rule in ("title.as-written", OPEN_TITLE) and (short := self.antecedents.shortened(mention)) is not None:
            self._add(mention, "anaphoric", (short,), "anaphor.shortened")
            self.antecedents.note(mention, (short,))
            return
        if mention.rule == OPEN_TITLE:
            self._add(mention, "unresolved", (), "unresolved.title", title=_title_target(mention.keys[0])[1])
            return
        targets = [self._target(name, self.document.language) for name in mention.keys]
        fitting = [t for t in targets if not self._later(t[3].adopted_on.first if t[3] is not None and t[3].adopted_on is not None else None)]
        if len(fitting) == 1:
            iri, symbol, title, _ = fitting[0]
            if iri == self.own:
                self._add(mention, "self", (iri,), "self.name", symbol=symbol, title=title)
                return
            self._add(mention, "resolved", (iri,), _named(mention, len(targets)), symbol=symbol, title=title)
            self.antecedents.note(mention, (iri,))
            return
        reason = "same-name" if fitting else "later-than-citing"
        shown = fitting or targets
        self._add(mention, "unresolved", (), "unresolved.title", candidates=tuple(Candidate(t[0], reason, round(0.8 / len(shown), 3)) for t in shown[:8]))

    # references

    def _collective(self, mention: CitationMention) -> None:
        if mention.keys:
            targets = tuple(self._target(name, self.document.language)[0] for name in mention.keys)
            self._add(mention, "collective", targets, "collective.class")
            self.antecedents.note(mention, targets)
            return
        base, members = self.antecedents.members(mention)
        members = tuple(m for m in members if not self._later(self._first_day(m)))
        if members and base is not None:
            self._add(mention, "collective", members, "collective.protocols")
            self.antecedents.note(mention, members, collective=True)
        else:
            reason = "no-antecedent" if base is None else "members-unknown"
            self._add(mention, "unresolved", (), "unresolved", candidates=(Candidate(base, reason, 0.2),) if base is not None else ())

    def _first_day(self, iri: str) -> str | None:
        known = self.register.by_iri.get(iri)
        return known.adopted_on.first if known is not None and known.adopted_on is not None else None

    def _anaphor(self, mention: CitationMention) -> None:
        answer = self.antecedents.find(mention)
        if answer.is_self:
            self._add(mention, "self", answer.targets or (self.own,), "self.back")
            return
        if answer.targets:
            self._add(mention, "anaphoric", answer.targets, f"anaphor.{answer.how}", is_open=answer.is_open)
            self.citations[-1] = replace(self.citations[-1], antecedent=answer.span)
            self.antecedents.note(mention, answer.targets)
            return
        if (
            mention.title == "the"
            and not answer.candidates
            and mention.key not in ("convention", "protocol", "charter", "covenant", "declaration", "treaty", "strategy")
        ):
            return  # "the Programme", "the Plan" without anything before them: more likely a body's programme than an instrument
        self._add(mention, "unresolved", (), "unresolved", candidates=answer.candidates)


def _how(mention: CitationMention, reason: str) -> str:
    """The class of a numbered act: by what the body is known, and whether a date agrees (lexicons/confidences.csv)."""
    if mention.rule == "range.member":
        return "symbol.range"
    return f"symbol.{reason}{'.dated' if mention.date is not None else ''}"


def _named(mention: CitationMention, bearers: int) -> str:
    """The class of a name: of the register, of the table of names, as written, or as it goes on from its kind."""
    if bearers > 1:
        return "name.of-several"
    if mention.rule.endswith((".continued", ".quoted")):
        return "name.continued"
    if not (mention.key or "").startswith("title:"):
        return "name.register" if mention.rule.startswith("title.") else "name.table"
    return "name.as-written" if mention.rule.startswith("title.") else "name.table"


def _nobody_gave(symbol: Symbol) -> bool:
    """Of a session in the next century, or before the organisation was: A/RES/999/1, E/RES/1802/5."""
    days = possible_days(symbol)
    return days is not None and (days[0] >= "2100" or days[1] < "1945-06-26")


@lru_cache(maxsize=4096)
def _title_target(name: str) -> tuple[str, str]:
    """(IRI, title) of `title:TITLE|YEAR`."""
    title, _, year = name.removeprefix("title:").partition("|")
    return title_iri(title, int(year) if year else None), title


def _agree(known: PartialDate, said: PartialDate) -> bool:
    """Two dates that can be the same day; a day more or less is the hour of a long sitting."""
    if known.first <= said.last and said.first <= known.last:
        return True
    return known.year == said.year and known.month == said.month and known.day is not None and said.day is not None and abs(known.day - said.day) <= 1
