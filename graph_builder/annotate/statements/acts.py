"""Performative acts in one sentence: which forms of the lexicon are acts of the speaker, and what force each has.

What goes in: a folded text, the forms found in it, and the bounds of a sentence. What comes out: `Act` values, in order. This module
must not know provisions, chapeaus or actors.

A form is an act by what stands before it: nothing (it opens the sentence), a coordinator or comma after another act, or a subject that
is the speaker. What a relative pronoun, a preposition or another's report governs is no act.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.annotate.statements.lexicon import Form, Hit, Lexicon, Sense, is_solid
from graph_builder.lexicons import Row

OPENING, JOINED, SUBJECT, SPEAKER = "opening", "joined", "subject", "speaker"

_MARKS = " ,;:\"“”«»(*•–—-‐―'‘„·)]["
_BREAKS = ",;:–—―"


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


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a form: `place`, where those words end, what joins, and an adverb's intensity."""

    place: str
    end: int
    joiner: str
    intensity: str | None
    speaker: tuple[int, int] | None = None


class Sentence:
    """Reads one sentence of a folded text. Holds no state between sentences."""

    def __init__(self, lexicon: Lexicon, text: str, start: int, end: int, scene: Scene) -> None:
        self.lexicon, self.text, self.start, self.end, self.scene = lexicon, text, start, end, scene

    # --- what stands before -------------------------------------------------------------------------------------------------------------

    def before(self, position: int, *, speaker: bool = True) -> Before | None:
        """How the words before `position` let a form be an act; None where they forbid it."""
        lexicon, text, start = self.lexicon, self.text, self.start
        end, comma, intensity = position, False, None
        if end > start and text[end - 1] in lexicon.clitics:  # a conjunction written onto the verb
            return Before(OPENING if not text[start : end - 1].strip(_MARKS) else JOINED, end - 1, text[end - 1], None)
        while True:
            while end > start and text[end - 1] in _MARKS:
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
            while bare > start and text[bare - 1] in _MARKS:
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

    # --- acts ---------------------------------------------------------------------------------------------------------------------------

    def acts(self, hits: list[Hit]) -> list[Act]:
        """The performative acts of the sentence, then, where a body performs none, what its modals lay down."""
        found: list[Act] = []
        rejected: list[Hit] = []
        busy = self.start
        forms = [hit for hit in hits if hit.form.kind == "performative"]
        if self.scene.treaty and not self.scene.preamble:  # articles lay down, they do not perform
            forms = []
        for number, hit in enumerate(forms):
            if hit.start < busy:
                continue
            before = self.before(hit.start)
            if before is not None and self._is_act(hit, before, found, rejected, forms[number + 1 :]):
                act = self._act(hit, before, found)
                if act is not None:
                    found.append(act)
                    busy = act.end
                    continue
            rejected.append(hit)
            busy = max(busy, hit.end)
        if not found or (self.scene.treaty and all(act.form.mood == "participle" for act in found)):
            found += self._modal_acts([hit for hit in hits if hit.form.kind == "modal"], found)
        if not found and self.scene.treaty and (act := self._present_duty()):
            found.append(act)
        return sorted(found, key=lambda act: act.start)

    def _present_duty(self) -> Act | None:
        """In treaties of some languages the present tense of a party is a duty ("Jeder Vertragsstaat trifft…")."""
        party = self._opens_with("party") if self.lexicon.has("present-duty") else None
        if party is None:
            return None
        start, _ = self._after(party[1])
        end = start
        while end < self.end and self.text[end].isalpha():
            end += 1
        if end - start < 3 or any(self.lexicon.phrases(kind).opening(self.text, start, end) for kind in ("coordinator", "relative", "blocker", "preposition")):
            return None
        rule = next(iter(self.lexicon.phrases("present-duty").notes.values()))
        sense = Sense(rule, "obliges", "", (), "treaty", ())
        form = Form("modal", self.text[start:end], "", "", "", (sense,), Row(id=rule), None)
        qualified = self.lexicon.phrases("softener").opening(self.text, start, self.end) is not None
        return Act(start, end, self.start, form, sense, "obliges", SUBJECT, None, subject=party, rule=rule, qualified=qualified)

    def _is_act(self, hit: Hit, before: Before, found: list[Act], rejected: list[Hit], later: list[Hit]) -> bool:
        mood, last = hit.form.mood, found[-1] if found else None
        place = before.place
        if mood == "first":
            return self._is_first_person(hit, before, last)
        if place == OPENING:
            return True
        if mood == "finite":
            if place == SPEAKER:
                return True
            if place == SUBJECT:
                return not found and self._is_author(self.start, before.end)
            if last is not None:
                return self._continues(before, hit, rejected, last)
            return before.joiner.strip(",") == "" and self._is_fronted(before.end) or before.joiner.startswith(",") or self._opens_unknown()
        if place == SUBJECT and not found and self.scene.preamble and self.lexicon.has("verb-final"):
            return hit.start - self.start < 120
        if place != JOINED:
            return False
        if self.scene.preamble:
            return last is None or self._continues(before, hit, rejected, last)
        if last is not None and last.form.mood == "participle":  # a run of participles, whatever paragraph it stands in
            return self._continues(before, hit, rejected, last)
        # a participle beside finite verbs: only one that stands before its main verb is the speaker's ("and, recognizing…, encourages")
        following = any(self._is_main_after(other) for other in later if other.form.mood != "participle" and other.start - hit.start < 600)
        if last is None:
            return following
        return following and (before.joiner.endswith(",") and before.joiner != "," or self._is_while(before))

    def _is_main_after(self, hit: Hit) -> bool:
        """Whether a comma alone, or the speaker, stands before a form: it closes a bracketed participle."""
        before = self.before(hit.start)
        return before is not None and (before.place == SPEAKER or before.place == JOINED and before.joiner == ",")

    def _is_while(self, before: Before) -> bool:
        return before.joiner.strip(",") in self.lexicon.phrases("concurrent").forms

    def _continues(self, before: Before, hit: Hit, rejected: list[Hit], last: Act) -> bool:
        """A coordinated form goes on with the speaker's acts, unless a like form inside a relative clause is nearer."""
        if before.joiner.startswith(",") or before.joiner.endswith(",") or ";" in self.text[before.end : hit.start]:
            return True
        return not any(other.start > last.start and other.form.mood == hit.form.mood for other in rejected)

    def _is_first_person(self, hit: Hit, before: Before, last: Act | None) -> bool:
        if before.place == SPEAKER:
            return True
        infinitives_too = self.lexicon.has("base-first")
        if before.place == OPENING:
            return not infinitives_too or self.scene.under_speaker
        opens = self._opens_with("plural-speaker" if self.lexicon.has("plural-speaker") else "speaker")
        if last is None:
            return opens is not None and before.place in (JOINED, SUBJECT) and self._is_apposition(opens, before.end)
        if before.place != JOINED or last.form.mood == "finite":
            return False
        if not infinitives_too:
            return True
        if last.form.mood != "first" and opens is None:
            return False
        words = self.lexicon.words("infinitive")
        return "," in before.joiner or words is None or words.search(self.text, last.end, before.end) is None

    def _opens_with(self, kind: str) -> tuple[int, int] | None:
        """Where the sentence opens with words of a kind."""
        at = self._content(self.start, self.end)
        phrase = self.lexicon.phrases(kind).opening(self.text, at, self.end)
        return (at, at + len(phrase)) if phrase else None

    def _content(self, start: int, end: int) -> int:
        """Where the words of [start, end) begin after marks, adverbs and insertions."""
        while start < end:
            if self.text[start] in _MARKS:
                start += 1
                continue
            phrase = self.lexicon.adverbs.opening(self.text, start, end)
            if phrase is None:
                break
            start += len(phrase)
        return start

    def _is_apposition(self, speaker: tuple[int, int], end: int) -> bool:
        """The words between the speaker and the verb ("We, the Ministers of…") hold no clause of their own."""
        if end - speaker[1] >= 700 or self._has(("that", "copula"), speaker[1], end):
            return False
        return not self.lexicon.has("base-first") or not self._has(("infinitive",), speaker[1], end)

    def _has(self, kinds: tuple[str, ...], start: int, end: int) -> bool:
        return any((words := self.lexicon.words(kind)) is not None and words.search(self.text, start, end) is not None for kind in kinds)

    def _is_fronted(self, end: int) -> bool:
        """The words up to `end` are an adjunct or a subject with its apposition: no report, no document, no clause."""
        return self._is_author(self.start, end)

    def _opens_unknown(self) -> bool:
        """The sentence opens with a word that no lexicon row knows, as a resolution's paragraph does: coordinated acts still count."""
        return not self.scene.treaty

    def _is_author(self, start: int, end: int) -> bool:
        """Whether text[start:end) can be the body that speaks: a noun phrase whose head is no document, without a clause."""
        start = self._content(start, end)
        if end - start > 330 or end - start < 2:
            return False
        if self._has(("that",), start, end):
            return False
        cut = self.lexicon.words("preposition")
        head_end = end
        if cut is not None and (match := cut.search(self.text, start + 1, end)):
            head_end = match.start() if match.start() > start + 2 else end
        if (comma := self.text.find(",", start, head_end)) > 0:
            head_end = comma
        return not self._has(("document",), start, head_end)

    # --- force --------------------------------------------------------------------------------------------------------------------------

    def _act(self, hit: Hit, before: Before, found: list[Act]) -> Act | None:
        senses = [s for s in hit.form.senses if (not s.organs or self.scene.organ in s.organs) and self._position_fits(s, before, found)]
        if not senses:
            return None
        after, intensity = self._after(hit.tail[1] if hit.tail and hit.form.gap == "~" else hit.end)
        chosen, end = self._sense(senses, hit.tail[1] if hit.tail and hit.form.gap == "~" else hit.end, after)
        if chosen is None:
            return None
        light = chosen.object != "" and any("light" in s.trait for s in hit.form.senses)
        clause = self._that_clause(hit, chosen, after) if not chosen.object or chosen.object.startswith("that-") else None
        force, that, rule = chosen.force, None, chosen.id
        if clause is not None:
            force, that, rule = clause
        elif chosen.object.startswith("that-"):
            bare = [s for s in senses if not s.object]
            if not bare:
                return None
            force, rule, chosen = bare[0].force, bare[0].id, bare[0]
        anchor = hit.end
        if light and end is not None:
            anchor = end
        note = next((row_intensity for row_intensity in (self._object_intensity(chosen),) if row_intensity), None)
        return Act(hit.start, anchor, before.end, hit.form, chosen, force, before.place, note or before.intensity or intensity, light, that, before.speaker, rule, tail=hit.tail)

    @staticmethod
    def _object_intensity(sense: Sense) -> str | None:
        return {"with-concern": "with-concern", "with-satisfaction": "with-appreciation", "with-regret": "with-regret"}.get(sense.object)

    def _position_fits(self, sense: Sense, before: Before, found: list[Act]) -> bool:
        if sense.position == "opening":
            return before.place in (OPENING, SPEAKER, SUBJECT) or not found or (before.joiner.strip(",") != "" and "," in before.joiner)
        if sense.position == "speaker":
            return before.place == SPEAKER
        if sense.position == "minute":
            return self.lexicon.phrases("minute").opening(self.text, self.start, self.end) is not None
        return True

    def _after(self, position: int) -> tuple[int, str | None]:
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

    def _sense(self, senses: list[Sense], start: int, after: int) -> tuple[Sense | None, int | None]:
        """The sense whose object stands nearest after the verb; the bare one where none does. Rows with an organ go first."""
        best: tuple[int, int, Sense, int] | None = None
        built_in: Sense | None = None
        for order, sense in enumerate(senses):
            if sense.object.startswith("that-") and sense.object not in self.lexicon.objects:
                built_in = built_in or sense
                continue
            for pattern, reach, _ in self.lexicon.objects.get(sense.object, ()):
                match = pattern.search(self.text, start, min(self.end, after + reach + 40))
                if match and match.start() <= after + reach and (reach > 100 or not self._is_broken(after, match.start())):
                    key = (match.start(), order, sense, match.end())
                    if best is None or key[:2] < best[:2]:
                        best = key
        if best is not None:
            return best[2], best[3]
        if built_in is not None:
            return built_in, None
        bare = [s for s in senses if not s.object]
        bare.sort(key=lambda s: not s.organs)
        return (bare[0] if bare else None), None

    def _is_broken(self, start: int, end: int) -> bool:
        """Whether the words between a verb and its object lead elsewhere: a preposition, a clause, another item."""
        return start < end and ("," in self.text[start:end] or self._has(("preposition", "that", "coordinator", "infinitive"), start, end))

    def _that_clause(self, hit: Hit, sense: Sense, after: int) -> tuple[str, tuple[int, int], str] | None:
        """Force, subject and rule where a that-clause with a modal over an actor decides."""
        if "modal" not in sense.trait and not sense.object.startswith("that-") and not any(s.object.startswith("that-") for s in hit.form.senses):
            return None
        opener = self.lexicon.phrases("that").opening(self.text, after, self.end)
        if opener is None:
            return None
        start = after + len(opener)
        return self.modal_clause(start, hit, {s.object: s for s in hit.form.senses if s.object.startswith("that-")}, "modal" in sense.trait)

    def modal_clause(self, start: int, hit: Hit, rows: dict[str, Sense], any_verb: bool) -> tuple[str, tuple[int, int], str] | None:
        """Reads "X must…" from `start`: the force, X, and the rule."""
        while start < self.end and self.text[start] in " ,:":
            start += 1
        for modal in self.lexicon.hits(self.text[start : min(self.end, start + 330)]):
            if modal.form.kind != "modal":
                continue
            kind = next((s for s in modal.form.senses if s.trait), None)
            if kind is None:
                continue
            subject = (start, start + modal.start)
            if not self._is_actor(*subject):
                return None
            made = {"duty": "obliges", "ban": "prohibits", "advice": "recommends"}[kind.trait[0]]
            row = rows.get(f"that-{kind.trait[0]}") or (rows.get("that-duty") if kind.trait[0] == "ban" else None)
            if row is not None:
                return (row.force if kind.trait[0] != "ban" or row.object == "that-ban" else made), subject, row.id
            return (made, subject, f"{hit.form.row.id}+{kind.id}") if any_verb else None
        return None

    def _is_actor(self, start: int, end: int) -> bool:
        """Whether the head of text[start:end) denotes who can act, and the words hold no verb before the modal."""
        if end - start < 2 or self.lexicon.words("actor") is None:
            return False
        head_end = end
        for kind in ("preposition", "relative", "that"):
            words = self.lexicon.words(kind)
            if words is not None and (match := words.search(self.text, start + 1, head_end)):
                head_end = match.start()
        if (comma := self.text.find(",", start, head_end)) > 0:
            head_end = comma
        if self._has(("copula",), start, head_end):
            return False
        if not self.lexicon.has("head-last"):
            return self._has(("actor",), start, head_end)
        while head_end > start and self.text[head_end - 1] in _MARKS:
            head_end -= 1
        return self.lexicon.phrases("actor").closing(self.text, start, head_end) is not None

    # --- modals -------------------------------------------------------------------------------------------------------------------------

    def _modal_acts(self, hits: list[Hit], earlier: list[Act]) -> list[Act]:
        found: list[Act] = []
        busy = earlier[-1].end if earlier else self.start
        for hit in hits:
            if hit.start < busy:
                continue
            act = self._modal_act(hit, found)
            if act is not None:
                found.append(act)
                busy = act.end
        return found

    def _modal_act(self, hit: Hit, found: list[Act]) -> Act | None:
        text = self.text
        last = found[-1] if found else None
        subject = self._subject(hit.start, last)
        if subject is None:
            return None
        shared = last.subject if last is not None and subject[1] == subject[0] and last.subject else subject
        sense = next((s for s in hit.form.senses if self._modal_fits(s, shared, hit.end)), None)
        if sense is None:
            return None
        end, qualified = self._verb_after(hit)
        cut = subject[0] if self.start <= subject[0] else self.start
        while cut > self.start and text[cut - 1] in _MARKS:
            cut -= 1
        joiner = self.lexicon.phrases("coordinator").closing(text, self.start, cut)
        if joiner:
            cut -= len(joiner)
            while cut > self.start and text[cut - 1] in _MARKS:
                cut -= 1
        place = JOINED if last else SUBJECT
        return Act(hit.start, end, cut, hit.form, sense, sense.force, place, None, subject=shared if shared[1] > shared[0] else None, rule=sense.id, qualified=qualified, tail=hit.tail)

    def _modal_fits(self, sense: Sense, subject: tuple[int, int], hit_end: int) -> bool:
        if sense.organs and self.scene.organisation not in sense.organs:
            return False
        if sense.position == "treaty" and not self.scene.treaty:
            return False
        if not sense.object:
            return True
        words = self.lexicon.phrases(sense.object)
        at = subject[0]
        while at < subject[1] and self.text[at] in _MARKS:
            at += 1
        if words.opening(self.text, at, subject[1]) is not None or words.closing(self.text, at, subject[1]) is not None:
            return True
        return words.opening(self.text, self._content(hit_end, self.end), self.end) is not None  # inversion: "werden die Teilnehmerstaaten"

    def _subject(self, position: int, last: Act | None) -> tuple[int, int] | None:
        """The words that are the subject of a modal at `position`; an empty range where it shares the subject before; None where it has none."""
        lexicon, text = self.lexicon, self.text
        start = last.end if last else self.start
        end = position
        while True:
            while end > start and text[end - 1] in " ":
                end -= 1
            phrase = lexicon.adverbs.closing(text, start, end)
            if phrase is None:
                break
            end -= len(phrase)
        joiner = lexicon.phrases("coordinator").closing(text, start, end)
        if last is None and end <= start and self.scene.subject is not None:
            return self.scene.subject
        if last is not None and (joiner or (end > start and text[end - 1] in ",;")):
            return (end, end) if not joiner or last.form.kind == "modal" else None
        if joiner and last is None:
            return None
        first = start
        if last is not None:  # a new clause: after a semicolon, or after ", and"
            semicolon = text.rfind(";", start, end)
            comma = text.rfind(",", start, end)
            first = max(semicolon, comma) + 1
            if first == 0:
                return None
            while first < end and text[first] == " ":
                first += 1
            opener = lexicon.phrases("coordinator").opening(text, first, end)
            if opener is None and semicolon + 1 != first - 1 and semicolon < comma:
                return None
            if opener:
                first += len(opener)
        while first < end and text[first] in _MARKS:
            first += 1
        if end - first < 1:
            return None
        if lexicon.phrases("relative").closing(text, first, end) and not lexicon.phrases("speaker").closing(text, first, end):
            return None
        if lexicon.phrases("blocker").closing(text, first, end):
            return None
        comma = text.rfind(",", first, end)
        tail = comma + 1 if comma > 0 else first
        while tail < end and text[tail] == " ":
            tail += 1
        if lexicon.phrases("subordinator").opening(text, first, end):
            if comma < 0:
                return None
            first = tail
        elif comma > 0 and (lexicon.phrases("preposition").opening(text, first, end) or lexicon.phrases("fronted").opening(text, first, end)):
            first = tail  # "In the case of…, each State Party"
        elif tail < end and tail > first and (lexicon.phrases("subordinator").opening(text, tail, end) or lexicon.phrases("relative").opening(text, tail, end)):
            if not lexicon.phrases("speaker").opening(text, tail, end):
                return None
            first = tail
        if self._relative_is_open(first, end):
            return None
        return (first, end)

    def _relative_is_open(self, start: int, end: int) -> bool:
        """Whether a relative clause without a comma after it, or a that-clause, still governs the words before `end`."""
        words = self.lexicon.words("that")
        if words is None:
            return False
        comma = self.text.rfind(",", start, end)
        return words.search(self.text, max(start + 1, comma + 1), end) is not None and comma < 0 and self._has(("copula",), start, end) is False

    def _verb_after(self, hit: Hit) -> tuple[int, bool]:
        """The end of the anchor ("shall adopt") and whether the verb softens the duty."""
        at, _ = self._after(hit.end)
        soft = self.lexicon.phrases("softener")
        places = [at, hit.start]
        if self.text.startswith(",", hit.end) and (close := self.text.find(",", hit.end + 1, min(self.end, hit.end + 220))) > 0:
            places.append(self._content(close, self.end))  # "shall, subject to their domestic law, endeavour"
        qualified = any(soft.opening(self.text, place, self.end) is not None for place in places)
        end = hit.end
        if at < self.end and at - hit.end <= 1 and not is_solid(self.text[at]):
            word = at
            while word < self.end and (self.text[word].isalnum() or self.text[word] in "-'"):
                word += 1
            end = max(end, word)
        return end, qualified

