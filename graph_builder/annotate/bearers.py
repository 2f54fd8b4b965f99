"""Who is bound or called upon by a statement, and towards whom.

What goes in: a draft of a statement (its zones of words), the actors named in its document, the adopting organ. What comes out: `Parties`: bearers and
counterparties as `Mention`s with the words as written. This module must not know verbs or forces beyond their act type.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from graph_builder.annotate.folding import fold
from graph_builder.annotate.frames import Frames, frames
from graph_builder.annotate.parties import Named, Zone, before, only
from graph_builder.annotate.statements.drafts import Draft
from graph_builder.lexicons import table
from graph_builder.model import Document, Mention, Span
from graph_builder.values import dataclass

REACH = 260
"""Characters of what is to be done within which a counterparty is looked for."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of one statement. `implied` is the key of a bearer that no words name: who makes a promise."""

    bearers: tuple[Mention, ...] = ()
    counterparties: tuple[Mention, ...] = ()
    implied: str | None = None


@cache
def speaks_for(organ: str) -> str:
    """The actor that an organ's promises bind."""
    return next((row["speaks_for"] for row in table("speakers.csv", ("id", "speaks_for")) if row.id == organ), organ)


class Reader:
    """Reads the parties of the drafts of one document."""

    def __init__(self, document: Document, found: Sequence[Mention]) -> None:
        self.document = document
        self.found = sorted(found, key=lambda m: m.span)
        self.starts = [m.span.start for m in self.found]
        self.folded = fold(document.text.text)
        self.firsts = self.folded.indexes(self.starts)
        """Where each mention begins in the folded text, and in `closes` where it ends."""
        self.closes = self.folded.indexes([m.span.end for m in self.found])
        self.before: dict[str, tuple[Mention, ...]] = {}
        """The bearers of the last statement of each provision: what a pronoun after it means."""

    def parties(self, draft: Draft, act_type: str) -> Parties:
        provision = self.document.by_path[draft.provision]
        small = frames(provision.language)
        organ = self.document.identity.organ
        bearers: tuple[Mention, ...] = ()
        if small is not None and draft.bearer_zone is not None and draft.bearer != "none" and not (draft.passive and draft.bearer in ("subject", "that")):
            bearers = self._bearers(draft, small)
        counterparties = self._counterparties(draft, small, bearers) if small is not None and act_type in ("directive", "normative", "commissive") else ()
        implied = speaks_for(organ) if organ and not bearers and act_type == "commissive" else None
        if bearers:
            self.before[draft.provision] = bearers
        return Parties(bearers, counterparties, implied)

    # --- bearers ------------------------------------------------------------------------------------------------------------------------

    def _bearers(self, draft: Draft, small: Frames) -> tuple[Mention, ...]:
        zone = draft.bearer_zone
        assert zone is not None
        if draft.bearer == "speaker":
            return self._speaker(draft, zone)
        across = next((m for m in self._starting(zone) if m.span.end > zone.end), None)
        if across is not None:  # a name that the zone cuts: "States parties | to the Convention"
            zone = Span(zone.start, across.span.end)
        low, base = self._fold(zone)
        named = self._named(zone, base)
        directive = draft.bearer == "object"
        sure = directive and self._is_sure(draft, zone, small, low)
        spans = Zone(low, small, named, directive, sure).parties()
        return tuple(self._mention(draft, low, base, span, named, small) for span in spans)

    def _is_sure(self, draft: Draft, zone: Span, small: Frames, low: str) -> bool:
        """Whether the first words of a directive's zone are whom it addresses, whatever they are called."""
        capital = any(map(str.isupper, self.document.text.text[zone.start + 2 : zone.start + 60]))
        if capital and self._goes_on(draft, zone, small):
            return True
        if (capital or self.document.text.text[zone.start + 1 : zone.start + 2].isupper()) and (
            infinitive := small.first("ending", low, 0, min(len(low), 160))
        ) is not None:  # "просит Миссию обеспечить"
            return draft.chapeau is None and "," not in low[: infinitive.start()]
        if "addressed" not in small.kinds:
            return self._is_addressed(draft, small, low)
        addressed = small.first("addressed", low, 0, 24)  # "solicita a la Misión que…"
        clause = small.first("clause", low, addressed.end(), min(len(low), 200)) if addressed is not None else None
        return clause is not None and (capital or " " in clause[0])

    @staticmethod
    def _is_addressed(draft: Draft, small: Frames, low: str) -> bool:
        """In a script without capitals: whether what is to be done follows ("يشجع المعهد على أن"), and the words before it are no thing."""
        clause = small.first("clause", low, 2, min(len(low), 120))
        if clause is None or draft.chapeau is not None or any(mark in low[: clause.start()] for mark in ",،"):
            return False
        start = len(low) - len(low.lstrip())
        return (
            small.at("undone", low, clause.end() + 1, len(low)) is None
            and small.at("thing", low, start, len(low)) is None
            and small.first("stop", low, start, clause.start()) is None
        )

    def _goes_on(self, draft: Draft, zone: Span, small: Frames) -> bool:
        """Whether what is to be done follows the zone at once, so that its words are whom the act addresses, whatever they are called."""
        after = draft.object_zone
        if after is None or draft.chapeau is not None or not 0 <= after.start - zone.end <= 3:
            return False
        words = self._fold(Span(after.start, after.start + 24))[0]
        return small.at("undone", words, 0, len(words)) is None

    def _speaker(self, draft: Draft, zone: Span) -> tuple[Mention, ...]:
        """Who promises, where the provision names them: "We"; Ministers speak for the participating States."""
        span = _trimmed(self.document.text.text, zone)
        if span.end <= span.start:
            return ()
        organ = self.document.identity.organ
        inside = next((m.actor for m in self._inside(span) if m.actor), None)
        actor = speaks_for(inside) if inside else speaks_for(organ) if organ else None
        return (Mention(span, actor, "party.speaker", 0.9, draft.provision),)

    def _starting(self, span: Span) -> list[Mention]:
        return self.found[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def _inside(self, span: Span) -> list[Mention]:
        return [m for m in self._starting(span) if m.span.end <= span.end]

    def _fold(self, span: Span) -> tuple[str, int]:
        """The folded text of a span, and where it begins in that of the document."""
        base = self.folded.index(span.start)
        return self.folded.text[base : self.folded.index(span.end)], base

    def _named(self, zone: Span, base: int) -> list[Named]:
        """The mentions in a zone, in its folded positions."""
        start, end = zone
        found, firsts, closes = self.found, self.firsts, self.closes
        inside = range(bisect_left(self.starts, start), bisect_left(self.starts, end))
        return [(firsts[k] - base, closes[k] - base, found[k]) for k in inside if found[k].span.end <= end]

    def _mention(self, draft: Draft, low: str, base: int, span: tuple[int, int], named: list[Named], small: Frames) -> Mention:
        words = Span(*self.folded.span(base + span[0], base + span[1]))
        text = low[span[0] : span[1]]
        if small.kinds.get("pronoun") is not None and (pronoun := small.kinds["pronoun"].match(text)) and pronoun.end() >= len(text.rstrip()):
            last = self.before.get(draft.provision, ())
            return Mention(words, last[0].actor if len(last) == 1 else None, small.rules["pronoun"], 0.6, draft.provision)
        if small.solid:  # the head closes the words
            mention = max((n for n in named if span[0] <= n[0] and n[1] == span[1]), key=lambda n: n[1] - n[0], default=(0, 0, None))[2]
            if mention is not None:
                return Mention(words, self._in_treaty(mention.actor), mention.rule, mention.confidence, draft.provision)
            return Mention(words, None, small.rules["lead"], 0.6, draft.provision)
        for first, close, mention in named:
            if span[0] <= first and close <= span[1] and only(small, low, span[0], first):
                return Mention(words, self._in_treaty(mention.actor), mention.rule, mention.confidence, draft.provision)
        return Mention(words, None, small.rules["lead"], 0.6, draft.provision)

    def _in_treaty(self, actor: str | None) -> str | None:
        """In a treaty "the Parties" are its States parties, elsewhere those to a conflict or a case."""
        return "states-parties" if actor == "parties" and self.document.identity.treaty else actor

    # --- counterparties -----------------------------------------------------------------------------------------------------------------

    def _counterparties(self, draft: Draft, small: Frames, bearers: tuple[Mention, ...]) -> tuple[Mention, ...]:
        zone = draft.object_zone
        if zone is None or "towards" not in small.kinds:
            return ()
        zone = Span(zone.start, min(zone.end, zone.start + REACH))
        low, base = self._fold(zone)
        named = self._named(zone, base)
        return self._towards_named(draft, small, bearers, low, base, named) or self._towards_us(draft, small, bearers, low, base)

    def _towards_us(self, draft: Draft, small: Frames, bearers: tuple[Mention, ...], low: str, base: int) -> tuple[Mention, ...]:
        """The speakers, where they ask somebody to act towards or with them: "to join us"."""
        organ = self.document.identity.organ
        found = small.first("us", low, 0, len(low))
        if found is None or organ is None or any(b.actor == speaks_for(organ) for b in bearers):
            return ()
        words = Span(*self.folded.span(base + found.start(), base + found.end()))
        return (Mention(words, speaks_for(organ), small.rules["us"], 0.7, draft.provision),)

    def _towards_named(self, draft: Draft, small: Frames, bearers: tuple[Mention, ...], low: str, base: int, named: list[Named]) -> tuple[Mention, ...]:
        for marker in small.kinds["towards"].finditer(low):
            for first, close, mention in named:
                between = low[marker.end() : first]
                if first < marker.end() or len(between) > 45 or "," in between:
                    continue
                lead = small.kinds["lead"]
                ahead = between.split()
                if len(ahead) > 3 and not any(lead.fullmatch(word) for word in ahead[-2:]):
                    break
                start = first
                while (m := before(small, low, marker.end(), start)) is not None:
                    start = m
                if any(b.actor == mention.actor for b in bearers):
                    break
                words = Span(*self.folded.span(base + start, base + close))
                return (Mention(words, self._in_treaty(mention.actor), small.rules["towards"], 0.7, draft.provision),)
        return ()


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:":
        end -= 1
    return Span(start, end)
