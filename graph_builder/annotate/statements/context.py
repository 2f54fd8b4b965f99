"""What stands around a form in a sentence: adverbs passed over, coordinators, speakers, subjects.

What goes in: a folded text and the bounds of a sentence. What comes out: answers about its words, and the values `Scene` and `Act` that the
readers of acts share. This module must not know which forms are acts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from graph_builder.annotate.statements.forms import Form, Hit, Sense, is_solid
from graph_builder.annotate.statements.lexicon import Lexicon
from graph_builder.values import dataclass

OPENING, JOINED, SUBJECT, SPEAKER = "opening", "joined", "subject", "speaker"

MARKS = ' ,;:"“”«»(*_•–—-‐―„·)]['
_BREAKS = ",;:–—―"
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules ask of the provision as a whole."""

    organ: str | None = None
    organisation: str | None = None
    preamble: bool = False
    treaty: bool = False
    item: bool = False
    """A subparagraph."""
    under_speaker: bool = False
    """A subparagraph whose chapeau names the speaker alone ("We:")."""
    subject: tuple[int, int] | None = None
    """A subparagraph's subject, where its chapeau holds no verb ("Each State Party:")."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act, in folded offsets. `cut` is where the words before it end: the clause of an earlier act stops there."""

    start: int
    end: int
    cut: int
    form: Form
    sense: Sense
    force: str
    place: str
    intensity: str | None
    light: bool = False
    that: tuple[int, int] | None = None
    """Subject of the that-clause whose modal decides the force."""
    subject: tuple[int, int] | None = None
    """Words before a modal, or the speaker as named."""
    rule: str = ""
    qualified: bool = False
    tail: tuple[int, int] | None = None
    pronoun: tuple[int, int] | None = None
    """A pronoun before the verb that names whom it addresses ("y los alienta a")."""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a form: `place`, where those words end, what joins, and an adverb's intensity."""

    place: str
    end: int
    joiner: str
    intensity: str | None
    speaker: tuple[int, int] | None = None


class Context:
    """One sentence of a folded text and its scene. Holds no state between questions."""

    def __init__(self, lexicon: Lexicon, text: str, start: int, end: int, scene: Scene, forms: Sequence[Hit]) -> None:
        """`forms`: all that were found in the sentence, in order."""
        self.lexicon, self.text, self.start, self.end, self.scene, self.forms = lexicon, text, start, end, scene, forms

    def forms_in(self, kind: str, start: int, end: int) -> Iterator[Hit]:
        """The forms of a kind that lie in [start, end), in order."""
        for k in range(bisect_left(self.forms, start, key=_start), len(self.forms)):
            hit = self.forms[k]
            if hit.start >= end:
                break
            if hit.form.kind == kind and hit.end <= end and (hit.tail is None or hit.tail[1] <= end):
                yield hit

    def before(self, position: int, *, speaker: bool = True) -> Before | None:
        """How the words before `position` let a form be an act; None where they forbid it."""
        lexicon, text, start = self.lexicon, self.text, self.start
        end, comma, intensity = position, False, None
        if end > start and text[end - 1] in lexicon.clitics:  # a conjunction written onto the verb
            left = text[start : end - 1].rstrip(" ")
            written_on = f",{text[end - 1]}" if left.endswith(tuple(_BREAKS)) else text[end - 1]
            return Before(JOINED if left.strip(MARKS) else OPENING, end - 1, written_on, None)
        while True:
            while end > start and text[end - 1] in MARKS:
                comma = comma or text[end - 1] in _BREAKS
                end -= 1
            phrase = lexicon.adverbs.closing(text, start, end)
            if phrase is None:
                break
            intensity = intensity or lexicon.adverbs.notes[phrase] or None
            end -= len(phrase)
        if end <= start:
            return Before(OPENING, start, "", intensity)
        joiner = lexicon.phrases("coordinator").closing(text, start, end)
        if joiner is not None:
            cut = end - len(joiner)
            bare = cut
            while bare > start and text[bare - 1] in MARKS:
                bare -= 1
            punctuated = any(mark in _BREAKS for mark in text[bare:cut])
            if bare <= start:
                return Before(OPENING, start, joiner, intensity)
            return Before(JOINED, bare, f",{joiner}" if punctuated else f"{joiner}," if comma else joiner, intensity)
        if speaker and (phrase := lexicon.phrases("speaker").closing(text, start, end)):
            named = (end - len(phrase), end)
            outer = self.before(named[0], speaker=False)
            if outer is not None and outer.place != SUBJECT:
                return Before(SPEAKER, outer.end, outer.joiner, intensity or outer.intensity, named)
        if comma:
            return Before(JOINED, end, ",", intensity)
        if lexicon.phrases("blocker").closing(text, start, end) or lexicon.phrases("relative").closing(text, start, end):
            return None
        return Before(SUBJECT, end, "", intensity)

    def has(self, kinds: tuple[str, ...], start: int, end: int) -> bool:
        return any((words := self.lexicon.words(kind)) is not None and words.search(self.text, start, end) is not None for kind in kinds)

    def opens_with(self, kind: str) -> tuple[int, int] | None:
        """Where the sentence opens with words of a kind."""
        at = self.content(self.start, self.end)
        phrase = self.lexicon.phrases(kind).opening(self.text, at, self.end)
        return (at, at + len(phrase)) if phrase else None

    def content(self, start: int, end: int) -> int:
        """Where the words of [start, end) begin after marks, adverbs and insertions."""
        while start < end:
            if self.text[start] in MARKS:
                start += 1
                continue
            phrase = self.lexicon.adverbs.opening(self.text, start, end)
            if phrase is None:
                break
            start += len(phrase)
        return start

    def is_author(self, start: int, end: int) -> bool:
        """Whether text[start:end) can be the body that speaks: a noun phrase whose head is no document, without a clause."""
        start = self.content(start, end)
        if end - start > 330 or end - start < 2:
            return False
        if self.has(("that", "copula"), start, end) or self.lexicon.phrases("subordinator").opening(self.text, start, end) is not None:
            return False
        if "," not in self.text[end : end + 2] and self.has(("relative",), max(start + 1, self.text.rfind(",", start, end)), end):
            return False  # the verb of a relative clause: "a plan under which the Territory commits itself"
        cut = self.lexicon.words("preposition")
        head_end = end
        if cut is not None and (match := cut.search(self.text, start + 1, end)):
            head_end = match.start() if match.start() > start + 2 else end
        if (comma := self.text.find(",", start, head_end)) > 0:
            head_end = comma
        if is_solid(self.text[start]):  # the head closes the words
            return self.lexicon.phrases("document").closing(self.text, start, head_end) is None
        return not self.has(("document",), start, head_end)

    def is_actor(self, start: int, end: int) -> bool:
        """Whether the head of text[start:end) denotes who can act, and the words hold no verb before the modal."""
        if end - start < 2 or self.lexicon.words("actor") is None:
            return False
        opener = self.lexicon.phrases("preposition").opening(self.text, start, end)
        if opener is not None and (words := self.lexicon.words("actor")) is not None:  # "that in its work the Office must": past what goes before
            named = [match.start() for match in words.finditer(self.text, start + len(opener), end)]
            return bool(named) and end - named[-1] < 60 and not self.has(("copula", "that"), named[-1], end)
        head_end = end
        for kind in ("preposition", "relative", "that"):
            words = self.lexicon.words(kind)
            if words is not None and (match := words.search(self.text, start + 1, head_end)):
                head_end = match.start()
        if (comma := self.text.find(",", start, head_end)) > 0:
            head_end = comma
        if self.has(("copula",), start, head_end):
            return False
        if not self.lexicon.has("head-last"):
            return self.has(("actor",), start, head_end)
        while head_end > start and self.text[head_end - 1] in MARKS:
            head_end -= 1
        return self.lexicon.phrases("actor").closing(self.text, start, head_end) is not None

    def is_fronted(self, end: int) -> bool:
        """In a language that puts the verb first: whether the words before it, up to a comma at `end`, are an adjunct."""
        if not self.lexicon.has("subject-after") or end - self.start > 300:
            return False
        at = self.content(self.start, end)
        at += at < end and self.text[at] in self.lexicon.clitics
        return any(self.lexicon.phrases(kind).opening(self.text, at, end) for kind in ("preposition", "fronted", "subordinator"))

    def subject_after(self, start: int) -> tuple[int, int]:
        """The subject of a modal that goes before it: up to the word that opens what is to be done."""
        limit = min(self.end, start + 160)
        words = self.lexicon.words("subject-after")
        stop = words.search(self.text, start + 1, limit) if words is not None else None
        return start, stop.start() if stop else limit

    def after(self, position: int) -> tuple[int, str | None]:
        """Where the object begins after adverbs and insertions, and their intensity."""
        intensity: str | None = None
        at = position
        while at < self.end:
            while at < self.end and self.text[at] in " ,":
                at += 1
            phrase = self.lexicon.adverbs.opening(self.text, at, self.end)
            if phrase is None:
                break
            intensity = intensity or self.lexicon.adverbs.notes[phrase] or None
            at += len(phrase)
        return min(at, self.end), intensity
