"""What a reference back means: "the Convention", "that resolution", "these documents", "the Protocols thereto".

In: the instruments named so far, with their place. Out: the antecedent, or the candidates and why none was chosen. A wrong antecedent is
worse than none: where two instruments of a kind compete and neither place nor title nor use tells them apart, the answer is candidates.
This module must not change citations.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import field
from functools import cache

from graph_builder.annotate.citations.nouns import Lexicon, nouns_in
from graph_builder.annotate.citations.titles import title_index
from graph_builder.annotate.citations.tokens import Tokens, fold, words
from graph_builder.iris import BASE
from graph_builder.lexicons import split, table
from graph_builder.model import Candidate, CitationMention, Document, Span
from graph_builder.register import Register
from graph_builder.values import dataclass

_NOUNS_OF_KIND = {
    "Convention": ("convention",),
    "Protocol": ("protocol",),
    "Declaration": ("declaration",),
    "Decision": ("decision",),
    "Resolution": ("resolution",),
    "ActionPlan": ("plan",),
    "Charter": ("charter",),
    "FinalAct": ("final-act",),
    "Strategy": ("strategy",),
    "ConceptDocument": ("concept",),
    "MinisterialStatement": ("statement",),
    "PresidentialStatement": ("statement",),
}
_OWN_NOUN = {
    "Convention": "convention",
    "Protocol": "protocol",
    "Declaration": "declaration",
    "Decision": "decision",
    "Resolution": "resolution",
    "Charter": "charter",
    "ActionPlan": "plan",
    "Strategy": "strategy",
}
_BINDING = frozenset(("convention", "protocol", "treaty", "covenant", "agreement", "statute"))
_WIDE = frozenset(("document", "instrument"))
_ACTS = frozenset(("resolution", "decision"))
"""What a text of unknown kind calls itself, where it has named none in the paragraph."""
_THIS_IS_SELF = frozenset(("en", "de"))
"""Languages in which "this resolution" is the text itself, and another is "that resolution"."""
_NEAR = 5
_TITLE_LINES = 400
"""Characters of the lines that name an annexed treaty."""
_MOST = 200
"""Mentions looked back upon within one provision or near it: a longer list is no text."""
_ALSO_BODIES = frozenset(("programme",))
"""What bodies are called too: far from where an instrument was named, "the Programme" is more likely the United Nations Development Programme."""
_PLANS = frozenset(("plan", "programme", "platform"))
_ONE_BREATH = 28
"""Characters after "the Declaration" within which the plan adopted with it is named."""
_PAUSE = re.compile(r"[.,;:()]")
_KNOWN_OUTSIDE = {"charter": "un-charter"}
"""In a text of the United Nations "the Charter" is known without having been named."""


@cache
def _joining(language: str) -> frozenset[str]:
    rows = table("citation_words.csv", ("id", "language", "role", "words"))
    return frozenset(fold(w, language) for row in rows if row["language"] == language and row["role"] == "and" for w in split(row["words"]))


@dataclass(frozen=True, slots=True)
class Answer:
    targets: tuple[str, ...] = ()
    how: str = ""
    """Class of the answer (lexicons/confidences.csv)."""
    candidates: tuple[Candidate, ...] = ()
    span: Span | None = None
    is_self: bool = False
    """The text itself is meant, or the treaty that it annexes where `targets` name it."""
    is_open: bool = False


@dataclass(slots=True)
class _Named:
    iri: str
    nouns: frozenset[str]
    span: Span
    provision: str
    order: int
    form: str = ""
    words: tuple[str, ...] | None = None


@dataclass
class Antecedents:
    """The instruments a text has named so far."""

    document: Document
    register: Register
    lexicon: Lexicon
    named: list[_Named] = field(default_factory=list)
    by_noun: dict[str, list[_Named]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    generic: list[CitationMention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._order = {p.path: p.order for p in self.document.provisions}
        self._nouns: dict[str, frozenset[str]] = {}
        self._title = self._from_title()
        self._annexed = self._from_annexes()
        self._own = self._own_noun()

    def _own_noun(self) -> str:
        """What the text calls itself: a treaty by the first kind of instrument in its title ("Agreement under the … Convention …")."""
        identity = self.document.identity
        if identity.treaty and identity.title:
            found = self.lexicon.find(Tokens(identity.title, self.lexicon.language))
            first = next((lexeme.value for _, lexeme in found if lexeme.type == "noun"), "")
            if first in ("agreement", "treaty", "convention", "protocol", "statute", "charter", "covenant"):
                return first
        return _OWN_NOUN.get(identity.kind, "")

    def _from_title(self) -> dict[str, str]:
        """Kind of instrument -> the one that the text's own title names."""
        title = self.document.identity.title
        if not title:
            return {}
        found: dict[str, str] = {}
        language = self.lexicon.language
        for hit in title_index(self.register, language).find(Tokens(title, language), None):
            if len(hit.targets) == 1 and (known := self.register.by_key.get(hit.targets[0])) is not None and known.iri != self.document.identity.iri:
                for noun in self.nouns_of(known.iri, title[hit.span.start : hit.span.end]):
                    found.setdefault(noun, known.iri)
        return found

    def _from_annexes(self) -> dict[str, str | None]:
        """Path of an annex that holds articles -> the treaty that the lines above its first provision name; None where they name none that is known."""
        found: dict[str, str | None] = {}
        text, language = self.document.text.text, self.lexicon.language
        provisions = self.document.provisions
        for k, provision in enumerate(provisions):
            if provision.kind != "Annex" or not any(p.kind == "Article" and p.path.startswith(provision.path + "/") for p in provisions[k + 1 : k + 40]):
                continue
            title = text[provision.span.start : min(provisions[k + 1].span.start, provision.span.end + _TITLE_LINES)]
            hits = [hit for hit in title_index(self.register, language).find(Tokens(title, language), None) if len(hit.targets) == 1]
            known = self.register.by_key.get(hits[0].targets[0]) if hits else None
            found[provision.path] = known.iri if known is not None and known.kind in ("Convention", "Protocol") else None
        return found

    def _annex_of(self, path: str) -> str | None:
        return next((annex for annex in self._annexed if path.startswith(annex + "/")), None)

    def nouns_of(self, iri: str, written: str = "") -> frozenset[str]:
        """The kinds of instrument that may name one: its own, and those in the words that named it."""
        known = self.register.by_iri.get(iri)
        nouns = set(_NOUNS_OF_KIND.get(known.kind, ())) if known is not None else set()
        if written:
            nouns |= nouns_in(written, self.lexicon.language)
        path = iri.removeprefix(BASE)
        if "/res/" in path:
            nouns.add("resolution")
        if "/dec/" in path:
            nouns.add("decision")
        return frozenset(nouns)

    def note(self, mention: CitationMention, targets: tuple[str, ...], *, collective: bool = False) -> None:
        """Remembers instruments that a mention named."""
        written = self.document.text.text[mention.span.start : mention.span.end]
        for iri in targets:
            if mention.form in ("title", "short-name"):
                key = iri + "|" + mention.rule
                if key not in self._nouns:
                    self._nouns[key] = self.nouns_of(iri, written)
                nouns = self._nouns[key]
            else:
                if iri not in self._nouns:
                    self._nouns[iri] = self.nouns_of(iri)
                nouns = self._nouns[iri] | ({mention.key} if mention.form == "anaphor" and mention.key else set())
            named = _Named(iri, frozenset(nouns), mention.span, mention.provision, self._order.get(mention.provision, 0), mention.form)
            self.named.append(named)
            for noun in nouns:
                self.by_noun[noun].append(named)
                self.counts[noun][iri] += 1

    def shortened(self, mention: CitationMention) -> str | None:
        """The instrument named before whose name begins with these words: "the Political Declaration and Plan of Action" after its full title."""
        language = self.lexicon.language
        wanted = words(self.document.text.text[mention.span.start : mention.span.end], language)
        found = []
        for named in self.named[-_MOST:]:
            if named.form == "title" and named.words is None:
                named.words = words(self.document.text.text[named.span.start : named.span.end], language)
            if named.words is not None and len(named.words) > len(wanted) and named.words[: len(wanted)] == wanted:
                found.append(named.iri)
        return found[-1] if len(set(found)) == 1 else None

    def note_generic(self, mention: CitationMention) -> None:
        self.generic.append(mention)

    def find(self, mention: CitationMention) -> Answer:
        """The antecedent of an anaphor."""
        noun = mention.key or ""
        if mention.plural or noun in _WIDE:
            return self._several(mention, noun)
        fitting = self.by_noun[noun]
        counts = self.counts[noun]
        if (form := self._long_form(mention, noun)) is not None and fitting:
            fitting = [named for named in fitting[-_MOST:] if self._written_so(named, form)]
            counts = Counter(named.iri for named in fitting)
        if noun == "declaration" and (partner := self._adopted_with(mention)) is not None:
            fitting = [n for n in fitting if partner in n.nouns]
            counts = Counter(n.iri for n in fitting)
            if not fitting:
                return Answer(candidates=self._candidates(self.by_noun[noun], "several-antecedents"))
        here = self._here(fitting, mention)
        if self.document.identity.organ is None and not self.document.identity.treaty:  # perhaps many texts in one file: what is far is another's
            fitting = self._since(fitting, self._order.get(mention.provision, 0) - _NEAR)
            counts = Counter(n.iri for n in fitting)
        if mention.title == "this" and noun in _BINDING and (annex := self._annex_of(mention.provision)) is not None:
            own = self._annexed[annex]  # the treaty that speaks, never another
            return Answer((own,) if own is not None else (), is_self=True)
        if mention.title in ("this", "that"):
            if mention.title == "this" and noun == self._own and noun in _ACTS and self.lexicon.language in _THIS_IS_SELF:
                return Answer(is_self=True)
            if mention.title == "this" and not here and (noun == self._own or (not self._own and noun in _ACTS)):
                return Answer(is_self=True)
            return self._nearest(mention, here or fitting, near=bool(here))
        if self.document.identity.treaty and noun == self._own:
            return Answer(is_self=True)
        if noun in _ALSO_BODIES and form is None and not here and noun not in self._title and self.lexicon.language != "zh":
            return Answer(candidates=self._candidates(fitting, "several-antecedents") if fitting else ())
        chosen = self._of_the_text(noun, fitting, here, counts)
        if chosen is not None:
            return chosen
        outside = _KNOWN_OUTSIDE.get(noun)
        if not fitting and outside and self.document.identity.organisation in ("un", None) and (known := self.register.by_key.get(outside)) is not None:
            return Answer((known.iri,), "outside")
        return Answer(candidates=self._candidates(fitting, "several-antecedents") if fitting else ())

    def _adopted_with(self, mention: CitationMention) -> str | None:
        """The plan that is named in one breath with a declaration: "the Declaration and the Programme of Action" are one text, and no other declaration."""
        after = self.document.text.text[mention.span.end : mention.span.end + _ONE_BREATH]
        after = _PAUSE.split(after, maxsplit=1)[0]
        found = words(after, self.lexicon.language)
        if not found or found[0] not in _joining(self.lexicon.language):
            return None
        return next((noun for noun in sorted(nouns_in(after, self.lexicon.language)) if noun in _PLANS), None)

    def _long_form(self, mention: CitationMention, noun: str) -> tuple[str, ...] | None:
        """The kind of instrument in several words, where the anaphor has it: "the Programme of Action" is no other programme."""
        forms = [form for form in self.lexicon.singulars(noun) if len(form) > 1]
        if not forms or self.lexicon.language == "zh":
            return None
        said = words(self.document.text.text[mention.span.start : mention.span.end], self.lexicon.language)
        return next((form for form in forms if said[-len(form) :] == form), None)

    def _written_so(self, named: _Named, form: tuple[str, ...]) -> bool:
        """Whether the words that named an instrument hold these."""
        if named.words is None:
            named.words = words(self.document.text.text[named.span.start : named.span.end], self.lexicon.language)
        return any(named.words[k : k + len(form)] == form for k in range(len(named.words) - len(form) + 1))

    @staticmethod
    def _here(fitting: list[_Named], mention: CitationMention) -> list[_Named]:
        """Those of the mention's own provision: they are the last."""
        at = len(fitting)
        while at and fitting[at - 1].provision == mention.provision and len(fitting) - at < _MOST:
            at -= 1
        return fitting[at:]

    @staticmethod
    def _since(fitting: list[_Named], order: int) -> list[_Named]:
        at = len(fitting)
        while at and fitting[at - 1].order >= order and len(fitting) - at < _MOST:
            at -= 1
        return fitting[at:]

    def _of_the_text(self, noun: str, fitting: list[_Named], here: list[_Named], counts: Counter[str]) -> Answer | None:
        """What "the Convention" means in this text: the one named in this provision, else in the title, else the only one, else the one it keeps naming."""
        near = list(dict.fromkeys(n.iri for n in here))
        if len(near) == 1:
            return Answer((near[0],), "here", span=here[-1].span)
        if noun in self._title and (not near or self._title[noun] in near):
            return Answer((self._title[noun],), "title")
        if len(counts) == 1:
            return Answer((fitting[-1].iri,), "only", span=fitting[-1].span)
        if len(counts) > 1:
            (first, most), (_, second) = counts.most_common(2)
            if most >= 2 * second and most >= 3 and (not near or first in near):
                last = next(n for n in reversed(fitting) if n.iri == first)
                return Answer((first,), "most", span=last.span)
        return None

    def _nearest(self, mention: CitationMention, fitting: list[_Named], *, near: bool) -> Answer:
        """What "that Convention" means: the last one named in this provision; else the only one named at all, if not long before, where the
        provision speaks of no other of its kind. Any other was named just before in words that no table knows, more often than not."""
        if not fitting:
            return Answer()
        last = fitting[-1]
        if near:
            return Answer((last.iri,), "nearest-here", span=last.span)
        only = self._order.get(mention.provision, 0) - last.order <= 2 and len({n.iri for n in fitting[-_MOST:]}) == 1
        if only and (mention.key or "") not in self._kinds_before(mention):
            return Answer((last.iri,), "nearest", span=last.span)
        return Answer(candidates=self._candidates(fitting, "far-antecedent"))

    def _kinds_before(self, mention: CitationMention) -> frozenset[str]:
        """Kinds of instrument spoken of before a mention in its provision: by a name that no table knows, if by none that `named` has."""
        start = self.document.by_path[mention.provision].body.start
        return nouns_in(self.document.text.text[start : mention.span.start], self.lexicon.language)

    def _several(self, mention: CitationMention, noun: str) -> Answer:
        """ "these documents": what this provision has named so far; else what the one before named."""
        pool = self.named if noun in _WIDE else self.by_noun[noun]
        here = self._here(pool, mention)
        if not here and noun not in _WIDE:
            order = self._order.get(mention.provision, 0)
            here = [n for n in self._since(pool, order - 1) if n.order < order]
        if mention.title == "the" and not here:
            return Answer(candidates=self._candidates(pool, "several-antecedents"))
        if noun == "instrument":  # conventions and protocols, where the paragraph names any
            here = [n for n in here if n.nouns & _BINDING] or here
        targets = tuple(dict.fromkeys(n.iri for n in here))
        if not targets:
            return Answer(candidates=self._candidates(pool, "far-antecedent")) if noun not in _WIDE else Answer()
        is_open = any(g.provision == mention.provision for g in self.generic)
        return Answer(targets, "several", span=here[-1].span, is_open=is_open)

    def _candidates(self, fitting: list[_Named], reason: str) -> tuple[Candidate, ...]:
        counts = Counter(n.iri for n in fitting[-_MOST:])
        total = sum(counts.values())
        return tuple(Candidate(iri, reason, round(0.8 * count / total, 3)) for iri, count in counts.most_common(5))

    def members(self, mention: CitationMention) -> tuple[str | None, tuple[str, ...]]:
        """The convention that "the Protocols thereto" belong to, and its protocols by the register."""
        conventions = self.by_noun["convention"] or self.by_noun["treaty"] or self.by_noun["covenant"]
        if self.document.identity.organ is None and not self.document.identity.treaty:
            order = self._order.get(mention.provision, 0)
            conventions = self._since(conventions, order - _NEAR)
        here = [n for n in self._here(conventions, mention) if n.span.start < mention.span.start]
        pool = here or (conventions[-_MOST:] if mention.title == "the" or len({n.iri for n in conventions[-_MOST:]}) == 1 else [])
        for named in reversed(pool):
            members = self._protocols(named.iri)
            if members:
                return named.iri, members
            if here:
                return named.iri, ()
        return (pool[-1].iri if pool else None), ()

    def _protocols(self, convention: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(r.subject for r in self.register.relations if r.object == convention and r.relation == "supplements" and self._is_protocol(r.subject))
        )

    def _is_protocol(self, iri: str) -> bool:
        known = self.register.by_iri.get(iri)
        return known is not None and known.kind == "Protocol"
