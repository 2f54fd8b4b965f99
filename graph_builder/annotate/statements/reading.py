"""Provisions read: sentences, acts, chapeaus with their subparagraphs, spans and zones.

What goes in: a `Document`. What comes out: `drafts(document)`: drafts in the order of the text, and the openings of provisions that no
lexicon row knows. This module must not know the register.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from graph_builder.annotate.statements.acts import Sentence
from graph_builder.annotate.statements.context import SUBJECT, Act, Scene
from graph_builder.annotate.statements.drafts import Draft
from graph_builder.annotate.statements.fold import Folded, fold
from graph_builder.annotate.statements.forms import Hit, is_solid
from graph_builder.annotate.statements.lexicon import Lexicon, lexicon
from graph_builder.annotate.statements.qualify import qualifiers
from graph_builder.annotate.statements.zones import zones
from graph_builder.lexicons import table
from graph_builder.model import Document, Provision
from graph_builder.values import dataclass

FORCES = {row.id: (int(row["strength"]), row["act_type"]) for row in table("forces.csv", ("id", "strength", "act_type", "broader", "source"))}

READ_KINDS = frozenset(("PreambularParagraph", "OperativeParagraph", "Paragraph", "Article", "Subparagraph", "Annex", "Division"))
_STOP = re.compile(r"[.!?。！？](?:(?<=[。！？])|(?=[\s\"”»)]*\s))")
_NUMBER = re.compile(r"[ \"“«(]*(?:\d{1,3}|[a-z]|[ivx]{1,4}) ?[.)] +")
_TRAILING = " ,;:–—-"
_CONFIDENCE = {"opening": 0.98, "speaker": 0.97, "joined": 0.95, "subject": 0.9}


@dataclass(frozen=True, slots=True)
class _Read:
    """What one provision yields: its acts, each with the end of its clause, and how it opens."""

    provision: Provision
    start: int
    end: int
    acts: tuple[tuple[Act, int], ...]
    known: bool


def drafts(document: Document) -> tuple[tuple[Draft, ...], tuple[str, ...]]:
    """The drafts of a document, and the lower-cased first words of provisions that no row opens."""
    languages = sorted({p.language for p in document.provisions})
    folded = fold(document.text.text)
    out: list[Draft] = []
    unknown: list[str] = []
    for language in languages:
        lex = lexicon(language)
        if lex is None:
            continue
        reader = _Reader(document, folded, lex, language)
        reader.read()
        out += reader.drafts
        unknown += reader.unknown
    order = {p.path: p.order for p in document.provisions}
    out.sort(key=lambda d: (order[d.provision], d.span, d.verb))
    return tuple(out), tuple(unknown)


class _Reader:
    """Reads the provisions of one language in one document."""

    def __init__(self, document: Document, folded: Folded, lex: Lexicon, language: str) -> None:
        self.document, self.folded, self.lexicon = document, folded, lex
        self.provisions = [p for p in document.provisions if p.language == language and p.kind in READ_KINDS]
        self.hits = lex.hits(folded.text)
        self.starts = [hit.start for hit in self.hits]
        self.children: dict[str, list[Provision]] = {}
        for p in self.provisions:
            if p.parent is not None:
                self.children.setdefault(p.parent, []).append(p)
        self.bare: dict[str, _Read] = {}
        """Chapeaus without a verb, by path."""
        self.articles: dict[str, bool] = {}
        self.places = {kind: lex.places(kind, folded.text) for kind in ("implements", "in-general-words")}
        self.basis = lex.words("legal-basis")
        self.drafts: list[Draft] = []
        self.unknown: list[str] = []

    def read(self) -> None:
        done: set[str] = set()
        for provision in self.provisions:
            if provision.path not in done:
                self._provision(provision, None, done)

    # --- one provision ------------------------------------------------------------------------------------------------------------------

    def _provision(self, provision: Provision, chapeau: tuple[_Read, Act] | None, done: set[str]) -> bool:
        """Reads a provision and what stands below it. With a chapeau: whether it completes it."""
        done.add(provision.path)
        start, end = self.folded.at(provision.body.start), self.folded.at(provision.body.end)
        labelled = provision.number is not None
        if printed := _NUMBER.match(self.folded.text, start, end):  # a number that the sequence did not claim
            start, labelled = printed.end(), True
        below = [child for child in self.children.get(provision.path, []) if child.path not in done]
        opens_list = bool(below) and self.folded.text[start:end].rstrip(' "”»').endswith((":", "—", "–", "-", ",", "："))
        completes = chapeau is not None and self._completes(start, end, chapeau, labelled=labelled)
        if completes and chapeau is not None:
            if opens_list and self._list(provision, below, (chapeau[0], chapeau[1]), done):
                return True
            self._add_completion(provision, start, end, chapeau)
            return True
        read = self._acts(provision, start, end, under=chapeau[0] if chapeau else self.bare.get(provision.parent or ""))
        pending = read.acts[-1] if read.acts and opens_list else None
        inner = pending
        if pending is not None and self._list(provision, below, (read, pending[0]), done):
            read = replace(read, acts=read.acts[:-1])
        elif opens_list and not read.acts and end - start < 200:  # "Each State Party:", "We:"
            self.bare[provision.path] = read
        for act, clause_end in read.acts:
            self._add(provision, act, clause_end)
        if not read.acts and inner is None and not read.known and chapeau is None:
            self._note_unknown(provision, start, end)
        return False

    def _list(self, provision: Provision, below: list[Provision], chapeau: tuple[_Read, Act], done: set[str]) -> bool:
        """Whether any subparagraph completes the chapeau (each that does becomes a statement)."""
        completing = [self._provision(child, chapeau, done) for child in below if child.path not in done]
        return any(completing)

    def _completes(self, start: int, end: int, chapeau: tuple[_Read, Act], *, labelled: bool) -> bool:
        """Whether a subparagraph goes on with the chapeau's act: an infinitive, a clause, an -ing form after "by"; no list of things."""
        lex, text = self.lexicon, self.folded.text
        while start < end and text[start] in ' "“«(•-–—*':
            start += 1
        read, act = chapeau
        opening = [hit for hit in self._hits(start, min(end, start + 60)) if hit.form.kind == "performative" and hit.start == start]
        force_type = FORCES[act.force][1]
        tail = text[act.end : read.end].rstrip(' :,—–-"”»')
        by = lex.phrases("gerund-opener").closing(tail, 0, len(tail)) is not None
        if lex.phrases("thing-list").closing(tail, 0, len(tail)) is not None:
            return False
        bare = start < end and is_solid(text[start]) and self._says_more(tail)  # no infinitive tells what is to be done from what is done
        if opening and opening[0].form.mood != "first" and not by and not bare:
            return False
        if not bare and any(act.form.kind == "performative" and act.form.mood == "finite" for act, _ in self._acts(read.provision, start, end, None).acts):
            return False  # a subparagraph that performs an act of its own
        copula = lex.words("copula")
        if force_type == "assertive" and copula is not None and copula.search(text, act.end, read.end):
            return False  # "Reaffirming that the plan was developed: (a) To…": the items go on with another verb
        if lex.phrases("completion").opening(text, start, end):
            return (
                labelled
                or self._is_lower(start)
                or self._ends_like(lex, "infinitive-ending", text, start, end)
                or lex.phrases("infinitive").opening(text, start, end) is not None
            )
        gerund = (by or force_type == "directive") and self._ends_like(lex, "gerund-ending", text, start, end, 1)
        if gerund or self._ends_like(lex, "infinitive-ending", text, start, end):
            return labelled or self._is_lower(start)
        last_word = tail[tail.rfind(" ") + 1 :]
        if labelled and (last_word in lex.modal_words or lex.phrases("infinitive").closing(tail, 0, len(tail))):
            return True  # "all States shall: (a) Prevent…", "calls upon all States to: (a) Find…"
        if not labelled or lex.phrases("noun-item").opening(text, start, end):
            return False
        if lex.phrases("that").closing(tail, 0, len(tail)):
            return True
        if force_type != "directive":
            return False
        infinitives = lex.words("infinitive")
        if infinitives is None and (endings := lex.phrases("infinitive-ending").forms):  # "to submit a report on: (a) …": the items are things
            return not any(word.rstrip(",;:").endswith(endings) for word in tail.split(" "))
        return infinitives is None or infinitives.search(text, act.end, read.end) is None

    def _says_more(self, tail: str) -> bool:
        """Whether the words between a chapeau's verb and its items say whom, or what, it asks; not "and therefore:" alone."""
        lex, end = self.lexicon, len(tail)
        last = tail[max(tail.rfind(","), tail.rfind(";")) + 1 :]
        return bool(tail.strip()) and not any(words.closing(tail, 0, end) == last.strip() for words in (lex.adverbs, lex.phrases("coordinator")))

    @staticmethod
    def _ends_like(lex: Lexicon, kind: str, text: str, start: int, end: int, words: int = 3) -> bool:
        """Whether one of the first words has an ending of the kind (infinitives of Russian, -ing forms)."""
        endings = lex.phrases(kind).forms
        if not endings or lex.phrases("noun-item").opening(text, start, end):
            return False
        at = start
        for _ in range(words):
            close = text.find(" ", at, min(end, start + 60))
            close = close if close > 0 else min(end, start + 60)
            if text[at:close].rstrip(",;:").endswith(endings):
                return True
            if lex.phrases("preposition").opening(text, at, close):  # "measures for implementing": the item is a thing
                return False
            at = close + 1
        return False

    def _is_speaker_alone(self, start: int, end: int) -> bool:
        words = self.folded.text[start:end].strip(' :,—–-"“”')
        return bool(words) and self.lexicon.phrases("speaker").opening(words, 0, len(words)) == words

    def _in_article(self, provision: Provision) -> bool:
        """Whether a provision stands in an article, or in a division headed as one."""
        found = self.articles.get(provision.path)
        if found is None:
            above = self.document.by_path.get(provision.parent) if provision.parent else None
            found = provision.kind == "Article" or (above is not None and self._in_article(above))
            if not found and provision.kind == "Division":
                start = self.folded.at((provision.heading or provision.span).start)
                found = self.lexicon.phrases("article").opening(self.folded.text, start, start + 40) is not None
            self.articles[provision.path] = found
        return found

    def _scene(self, provision: Provision, under: _Read | None) -> Scene:
        identity = self.document.identity
        treaty = identity.treaty or self._in_article(provision)
        return Scene(
            identity.organ,
            identity.organisation,
            preamble=(not provision.operative and provision.kind != "Subparagraph") or provision.path.startswith("pre/"),
            treaty=treaty,
            item=provision.kind == "Subparagraph",
            under_speaker=under is not None and self._is_speaker_alone(under.start, under.end),
            subject=(under.start, under.end) if under is not None and not under.acts else None,
        )

    def _acts(self, provision: Provision, start: int, end: int, under: _Read | None) -> _Read:
        scene = self._scene(provision, under)
        found: list[tuple[Act, int]] = []
        known = False
        for a, b in self._sentences(start, end):
            inside = self._hits(a, b)
            hits = [hit for hit in inside if hit.form.kind != "modal" or hit.start <= a + 2 or self._is_lower(hit.start)]  # no month of May
            if not hits and not scene.treaty:
                continue
            acts = Sentence(self.lexicon, self.folded.text, a, b, scene, inside).acts(hits)
            known = known or bool(acts)
            for act, after in zip(acts, [*acts[1:], None], strict=False):
                found.append((act, after.cut if after is not None and after.cut > act.end else b))
        return _Read(provision, start, end, tuple(found), known)

    def _hits(self, start: int, end: int) -> list[Hit]:
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of folded [start, end): a full stop, blank, capital; not after an abbreviation or an ordinal."""
        text, cased = self.folded.text, self.folded.cased
        bounds, at = [], start
        for match in _STOP.finditer(text, start, end):
            if match.end() >= end:
                break
            if match[0] == ".":
                word_start = text.rfind(" ", at, match.start()) + 1 or at
                word = text[max(word_start, at) : match.end()]
                if len(word.strip('("“«.')) <= 1 or self.lexicon.phrases("abbreviation").notes.get(word.lstrip('("“«')) is not None:
                    continue
                if word[:-1].isdigit() and len(word) <= 3:
                    continue
                after = match.end()
                while after < end and text[after] in ' "”»“«)(':
                    after += 1
                if after >= end:
                    break
                first = cased[after]
                if first.islower() or (first.isdigit() and len(word) <= 4):
                    continue
            bounds.append((at, match.end()))
            at = match.end()
        bounds.append((at, end))
        return bounds

    # --- drafts -------------------------------------------------------------------------------------------------------------------------

    def _add(self, provision: Provision, act: Act, clause_end: int) -> None:
        end = self._trim(act.end, clause_end)
        self.drafts.append(self._draft(provision, act, act.start, max(end, act.end), _CONFIDENCE[act.place]))

    def _add_completion(self, provision: Provision, start: int, end: int, chapeau: tuple[_Read, Act]) -> None:
        read, act = chapeau
        self.drafts.append(self._draft(read.provision, act, act.start, read.end, 0.94, (provision, start, self._trim(start, end))))

    def _draft(self, provision: Provision, act: Act, start: int, end: int, confidence: float, below: tuple[Provision, int, int] | None = None) -> Draft:
        """The draft of an act; `below`: the subparagraph that completes it, and what of it."""
        after = below[1:] if below is not None else None
        act_type = FORCES[act.force][1]
        lex, text = self.lexicon, self.folded.text
        bearer, bearer_zone, object_zone, passive = zones(lex, text, self._is_lower, act, act_type, end)
        marked = after or (act.end, end)
        if after is not None:
            object_zone = after
        given, demands = self.document.text.text, FORCES[act.force][0] > 0
        found = qualifiers(lex, given, self.folded, self._hits(*marked), *marked, demands=demands)
        if after is not None:
            found += qualifiers(lex, given, self.folded, self._hits(act.end, end), act.end, end, demands=demands)
        back = self.folded.back
        return Draft(
            below[0].path if below is not None else provision.path,
            back(*(after or (start, end))),
            back(act.start, act.end),
            act.force,
            act.rule,
            confidence if act.that is None else min(confidence, 0.9),
            act.qualified,
            act.intensity,
            found,
            self._marks(act, marked),
            bearer,
            back(*bearer_zone) if bearer_zone else None,
            back(*object_zone) if object_zone and object_zone[1] > object_zone[0] else None,
            act.form.mood == "participle" or self._is_preambular(provision, act),
            passive,
            provision.path if below is not None else None,
        )

    def _is_preambular(self, provision: Provision, act: Act) -> bool:
        """Where no participle tells a preamble: a word before the verb, or the mark that closes the paragraph."""
        lex, text = self.lexicon, self.folded.text
        mark = lex.phrases("preamble-mark")
        if mark.forms and (mark.closing(text, 0, act.start) is not None or mark.closing(text, 0, act.start - 1) is not None):
            return True
        ends = lex.phrases("preamble-end").forms
        if not ends or act.place == SUBJECT:
            return False
        close = self.folded.at(provision.body.end)
        return text[max(0, close - 4) : close].rstrip().endswith(ends)

    def _marks(self, act: Act, zone: tuple[int, int]) -> tuple[str, ...]:
        """What derivation asks of a statement: see `Statement.objects`."""
        found = ["renews-commitments"] if act.force == "recommits" else []
        for kind, places in self.places.items():
            first = bisect_left(places, zone[0])
            if first < len(places) and places[first] < zone[1]:
                words = self.lexicon.words(kind)
                if words is not None and words.search(self.folded.text, places[first], zone[1]) is not None:
                    found.append(kind)
        if self.basis is not None and self.basis.match(self.folded.text, act.start) is not None:
            found.append("legal-basis")
        return tuple(found)

    def _is_lower(self, position: int) -> bool:
        return not self.folded.cased[position].isupper()

    def _trim(self, start: int, end: int) -> int:
        """The end of the words without closing marks and a dangling "; and"."""
        text = self.folded.text
        while True:
            while end > start and text[end - 1] in _TRAILING:
                end -= 1
            joiner = self.lexicon.phrases("coordinator").closing(text, start, end)
            if joiner is None or text[end - len(joiner) - 2 : end - len(joiner)] not in ("; ", ", "):
                return end
            end -= len(joiner)

    def _note_unknown(self, provision: Provision, start: int, end: int) -> None:
        """For the coverage ledger: the first words of a paragraph that acts but opens with no known form."""
        if provision.kind not in ("PreambularParagraph", "OperativeParagraph"):
            return
        words = self.folded.text[start : min(end, start + 80)].strip(' "“«(').split(" ")[:3]
        if words and words[0]:
            self.unknown.append(" ".join(words).rstrip(",;:."))


def commitment(force: str, operative: bool) -> bool:
    """Whether a statement is an `ac:Commitment`: strength 2 or more in a provision that acts."""
    return operative and FORCES[force][0] >= 2


__all__ = ["FORCES", "commitment", "drafts"]
