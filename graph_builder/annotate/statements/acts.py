"""Performative acts in one sentence: which forms of the lexicon are acts of the speaker, and what force each has.

What goes in: a folded text, the forms found in it, and the bounds of a sentence. What comes out: `Act` values, in order. This module
must not know provisions, chapeaus or actors.

A form is an act by what stands before it: nothing (it opens the sentence), a coordinator or comma after another act, or a subject that
is the speaker. What a relative pronoun, a preposition or another's report governs is no act.
"""

from __future__ import annotations

from graph_builder.annotate.statements.context import JOINED, OPENING, SPEAKER, SUBJECT, Act, Before
from graph_builder.annotate.statements.forms import SHORT_GAP, Hit, Sense, is_solid
from graph_builder.annotate.statements.modals import ModalSentence

LOOK_AHEAD = 40
"""Forms after one that are looked at to find its main verb: bounded, so that the time stays linear."""
_SAYING = frozenset(("affirms", "recognizes", "stresses", "recalls", "notes", "condemns", "expresses-concern", "undertakes", "recommits"))
_ASSERTED = _SAYING - {"undertakes", "recommits"} | {"welcomes"}
_DIRECTIVES = frozenset(("tasks", "urges", "recommends", "encourages", "invites"))
_CLOSING = ' ,;."”»)(。！？'
_ASKED = _DIRECTIVES | {"obliges", "prohibits"}
_ATTITUDES = {"with-concern": "with-concern", "with-satisfaction": "with-appreciation", "with-regret": "with-regret"}


class Sentence(ModalSentence):
    """Reads one sentence of a folded text."""

    def acts(self, hits: list[Hit]) -> list[Act]:
        """The performative acts of the sentence, then, where a body performs none, what its modals lay down."""
        found: list[Act] = []
        rejected: list[Hit] = []
        busy = self.start
        forms = [hit for hit in hits if hit.form.kind == "performative"]
        if (self.scene.treaty and not self.scene.preamble) or self._is_rule_of_case(forms):  # articles lay down, they do not perform
            forms = []
        for number, hit in enumerate(forms):
            if hit.start < busy:
                continue
            pronoun = self._object_pronoun(hit)
            at = pronoun[0] if pronoun else hit.start
            before = self.before(self._past_object(at, hit) if self._objects_first else at)
            if before is not None and self._is_act(hit, before, found, rejected, forms[number + 1 : number + LOOK_AHEAD]):
                act = self._act(hit, before, found, pronoun)
                if act is not None:
                    found.append(act)
                    busy = act.tail[1] if act.tail and act.form.gap == SHORT_GAP else act.end
                    continue
            if number + 1 < len(forms) and forms[number + 1].start == hit.start:
                continue  # the same word in another mood
            rejected.append(hit)
            busy = max(busy, hit.end)
        if not found or (self.scene.treaty and not self.scene.preamble and all(act.form.mood == "participle" for act in found)):
            modals = [hit for hit in hits if hit.form.kind == "modal"]
            duty = self.present_duty({hit.start for hit in modals}) if self.scene.treaty else None
            if duty is not None:
                found.append(duty)
            found += self.modal_acts([hit for hit in modals if duty is None or hit.start > duty.end], found)
        return sorted(found, key=lambda act: act.start)

    def _is_rule_of_case(self, forms: list[Hit]) -> bool:
        """Whether a sentence says what an office does in a case: "If the time is over, the President calls the speaker to order"."""
        lexicon, at = self.lexicon, self.content(self.start, self.end)
        if not forms or not lexicon.has("rule-subject") or lexicon.phrases("subordinator").opening(self.text, at, self.end) is None:
            return False
        comma = self.text.rfind(",", at, forms[-1].start)
        subject = (self.content(comma, forms[-1].start), forms[-1].start) if comma > 0 else (at, at)
        return forms[-1].form.mood == "finite" and self.is_rule(subject)

    def _is_act(self, hit: Hit, before: Before, found: list[Act], rejected: list[Hit], later: list[Hit]) -> bool:
        mood, last = hit.form.mood, found[-1] if found else None
        if self.lexicon.phrases("impersonal").closing(self.text, self.start, hit.end) is not None:  # "il convient de": nobody agrees
            return False
        place = before.place
        if self._is_noun(hit):
            return False
        if mood == "first":
            return self._is_first_person(hit, before, last)
        if mood == "participle" and before.speaker is not None and self.text.startswith(",", before.speaker[1]):
            place, before = JOINED, Before(JOINED, before.end, ",", before.intensity)  # "The Council, deeply concerned…, decides"
        if place == OPENING:
            return mood == "finite" or self.scene.preamble or not self._is_foreign(hit, later)
        if mood == "finite":
            if place == SPEAKER:
                return not (self._objects_first and self.has(("report",), self.start, before.end))
            if self.scene.preamble and last is not None and last.form.mood == "participle" and before.joiner in (",", ""):
                return False  # in a preamble the verb of a that-clause: "recognizing that this risk, which grows, requires…"
            solid = is_solid(self.text[hit.start])
            if place == SUBJECT and found:
                return not solid and self._is_author_after(found, before.end)
            if place == SUBJECT:
                return self.is_author(self.start, before.end) and (not solid or self._ends_in_body(before.end))
            if last is not None:
                return self._continues(before, hit, rejected, last)
            if solid and self.has(("report",), self.start, before.end):
                return False
            if before.joiner == "," or solid:
                return before.joiner.startswith(",") and (
                    self.is_author(self.start, before.end) or self._is_presented(before.end) or self.is_fronted(before.end)
                )
            return before.joiner.startswith(",") and not self.has(("copula",), self.start, before.end)  # after a verb that no row knows
        if place == SUBJECT and self.scene.preamble and self.lexicon.has("verb-final"):
            return self._closes_clause(hit, last) if last is not None else hit.start - self.start < 120
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
        if self._is_remark(hit, before, last):
            return True
        return following and ((before.joiner.endswith(",") and before.joiner != ",") or self._is_while(before))

    def _is_remark(self, hit: Hit, before: Before, last: Act) -> bool:
        """A participle of saying after an assertion is the speaker's: "Recognizes the progress, emphasizing the need for more"."""
        sense = hit.form.senses[0]
        if last.force not in _ASSERTED or last.that is not None or sense.force not in _ASSERTED or sense.position in ("aside", "reason"):
            return False
        listed = self.lexicon.phrases("coordinator").opening(self.text, self.content(hit.end, self.end), self.end)  # "supporting, recognizing and protecting"
        return (before.joiner == "," or self._is_while(before)) and listed is None

    def _is_noun(self, hit: Hit) -> bool:
        """In a script without blanks: whether nothing follows a verb that wants an object, so that it is a noun ("Recommendations")."""
        if not is_solid(self.text[hit.start]) or hit.end - hit.start > 4 or self.lexicon.phrases("object-last").opening(self.text, hit.start, hit.end):
            return False
        at = hit.end
        while at < self.end and self.text[at] in _CLOSING:
            at += 1
        return at >= self.end

    @property
    def _objects_first(self) -> bool:
        return self.lexicon.has("object-first")

    def _past_object(self, position: int, hit: Hit) -> int:
        """Where the object of an attitude begins that stands before its verb: "[at the losses] expresses concern" in Chinese."""
        words = self.lexicon.words("object-first")
        if words is None or not self.lexicon.phrases("object-last").opening(self.text, hit.start, hit.end):
            return position
        first = max(self.start, position - 200)
        start = max(self.text.rfind(mark, first, position) for mark in ",;:") + 1
        for match in words.finditer(self.text, max(start, first), position):
            before = self.before(match.start())
            if before is not None and (before.place != SUBJECT or self._ends_in_body(before.end)):
                return match.start()
        return position

    def _closes_clause(self, hit: Hit, last: Act) -> bool:
        """Whether a participle stands behind its object and ends its clause: "…, zu ihrer Fortsetzung ermutigend und…"."""
        after = self.text[hit.end : hit.end + 1]
        if after not in (",", ";", "") and self.lexicon.phrases("coordinator").opening(self.text, hit.end + 1, self.end) is None:
            return False
        words = self.lexicon.words("coordinator")
        joined = [match.end() for match in words.finditer(self.text, last.end, hit.start)] if words is not None else []
        opens = max(self.text.rfind(",", last.end, hit.start) + 1, *joined, 0)
        return opens > 0 and hit.start - opens < 160 and not self.has(("relative", "that"), opens, hit.start)

    def _is_author_after(self, found: list[Act], end: int) -> bool:
        """Whether the author stands between participles and the main verb: "Mindful of the risk, the Group of Experts reiterates"."""
        comma = self.text.rfind(",", found[-1].end, end)
        if self.scene.preamble or comma < 0 or any(act.form.mood != "participle" for act in found):
            return False
        start = self.content(comma, end)
        opens = any(self.lexicon.phrases(kind).opening(self.text, start, end) for kind in ("determiner", "noun-item"))
        return opens and self.is_author(start, end)

    def _is_presented(self, end: int) -> bool:
        """Whether an insertion between commas that says who the author is stands before a verb: "The Network, which…, welcomes"."""
        comma = self.text.find(",", self.start, min(end, self.start + 160))
        if not 0 < comma < end or end - comma > 700:
            return False
        at = self.content(comma, end)
        opens = self.lexicon.phrases("apposition").opening(self.text, at, end) or self.lexicon.phrases("relative").opening(self.text, at, end)
        return (
            opens is not None
            and not self.lexicon.phrases("preposition").opening(self.text, self.content(self.start, comma), comma)
            and self.is_author(self.start, comma)
        )

    def _ends_in_body(self, end: int) -> bool:
        """In a script without blanks: whether the words before a verb close with who can speak, or are as short as a State's name."""
        if self.lexicon.phrases("actor").closing(self.text, self.start, end) is not None:
            return not self.has(("report",), self.start, end)
        return end - self.start <= 12 and not self.has(("blocker", "preposition", "coordinator"), self.start, end)

    def _says(self, hit: Hit) -> bool:
        """A bare verb that opens a paragraph says or promises ("Recognize the importance of…", "Emphasize that…"); a bare directive instructs."""
        if hit.form.senses[0].force not in _SAYING:
            return False
        after, _ = self.after(hit.end)
        return any(self.lexicon.phrases(kind).opening(self.text, after, self.end) for kind in ("that", "noun-item"))

    def _is_foreign(self, hit: Hit, later: list[Hit]) -> bool:
        """An opening participle whose main verb is no act of ours: "Building on their talks, the chairs have proposed…"."""
        if not self.text.startswith(".", self.end - 1) or any(other.form.mood != "participle" for other in later):
            return False
        comma = self.text.find(",", hit.end, self.end)
        return comma > 0 and self.has(("copula",), comma, self.end)

    def _is_main_after(self, hit: Hit) -> bool:
        """Whether a comma alone, or the speaker, stands before a form: it closes a bracketed participle."""
        before = self.before(hit.start)
        return before is not None and (before.place == SPEAKER or (before.place == JOINED and before.joiner == ","))

    def _is_while(self, before: Before) -> bool:
        return before.joiner.strip(",") in self.lexicon.phrases("concurrent").forms

    def _continues(self, before: Before, hit: Hit, rejected: list[Hit], last: Act) -> bool:
        """A coordinated form goes on with the speaker's acts, unless a like form inside a relative clause is nearer."""
        if before.joiner.startswith(",") or before.joiner.endswith(",") or ";" in self.text[before.end : hit.start]:
            return True
        if is_solid(self.text[hit.start]):  # no comma: "deplores and condemns", "calls upon Governments and encourages organizations"
            between = self.text[last.end : before.end]
            return not between or (len(between) <= 24 and self.lexicon.phrases("actor").closing(self.text, last.end, before.end) is not None)
        return not any(other.start > last.start and other.form.mood == hit.form.mood for other in rejected[-LOOK_AHEAD:])

    def _is_first_person(self, hit: Hit, before: Before, last: Act | None) -> bool:
        if before.place == SPEAKER:
            return True
        infinitives_too = self.lexicon.has("base-first")
        if before.place == OPENING:
            return not infinitives_too or self.scene.under_speaker or self._says(hit)
        opens = self.opens_with("plural-speaker" if self.lexicon.has("plural-speaker") else "speaker")
        if last is None:
            if opens is None or before.place not in (JOINED, SUBJECT):
                return False
            pronoun = self.lexicon.phrases("we").opening(self.text, *opens) is not None
            return self._is_apposition(opens, before.end) and (before.place == JOINED or not pronoun)
        if before.place != JOINED or last.form.mood == "finite":
            return False
        if not infinitives_too:
            return True
        if last.form.mood != "first" and opens is None:
            return False
        return "," in before.joiner or not self._has_infinitive(max(last.end, before.end - 700), before.end)

    def _has_infinitive(self, start: int, end: int) -> bool:
        """Whether an infinitive stands in [start, end): its marker, and no determiner after it ("to the Charter")."""
        words = self.lexicon.words("infinitive")
        if words is None:
            return False
        for match in words.finditer(self.text, start, end):
            at = self.content(match.end(), end)
            if not any(self.lexicon.phrases(kind).opening(self.text, at, self.end) for kind in ("determiner", "noun-item")):
                return True
        return False

    def _is_apposition(self, speaker: tuple[int, int], end: int) -> bool:
        """The words between the speaker and the verb ("We, the Ministers of…") hold no clause of their own."""
        if end - speaker[1] >= 700 or self.has(("that", "copula"), speaker[1], end):
            return False
        return not self.lexicon.has("base-first") or not self.has(("infinitive",), speaker[1], end)

    def _object_pronoun(self, hit: Hit) -> tuple[int, int] | None:
        """The pronoun straight before a directive that names whom it addresses ("y los alienta a", "et le prie de")."""
        if hit.form.mood == "first" or hit.form.senses[0].force not in _DIRECTIVES:
            return None
        end = hit.start
        while end > self.start and self.text[end - 1] == " ":
            end -= 1
        phrase = self.lexicon.phrases("object-pronoun").closing(self.text, self.start, end)
        return (end - len(phrase), end) if phrase and (end < hit.start or phrase.endswith("'")) else None

    def _act(self, hit: Hit, before: Before, found: list[Act], pronoun: tuple[int, int] | None = None) -> Act | None:
        senses = [s for s in hit.form.senses if (not s.organs or self.scene.organ in s.organs) and self._position_fits(s, hit, before, found)]
        if not senses:
            return None
        after, intensity = self.after(hit.tail[1] if hit.tail and hit.form.gap == "~" else hit.end)
        chosen, end = self._sense(senses, hit.end, after)
        if pronoun is not None:  # "y le solicita que…": the pronoun is the addressee
            chosen = next((s for s in senses if s.object == "addressee"), chosen)
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
        note = _ATTITUDES.get(chosen.object)
        return Act(
            hit.start,
            anchor,
            before.end,
            hit.form,
            chosen,
            force,
            before.place,
            note or before.intensity or intensity,
            light,
            that,
            before.speaker,
            rule,
            tail=hit.tail,
            pronoun=pronoun,
        )

    def _goes_on(self, hit: Hit, before: Before, found: list[Act]) -> bool:
        """Whether a form that mostly opens a sentence goes on with the speaker's acts: "recalling the plan, considering that…"."""
        if before.place != JOINED or not found or found[-1].form.mood != hit.form.mood:
            return False
        after, _ = self.after(hit.end)
        return self.lexicon.phrases("that").opening(self.text, after, self.end) is not None

    def _position_fits(self, sense: Sense, hit: Hit, before: Before, found: list[Act]) -> bool:
        if sense.position == "opening":
            return (
                before.place in (OPENING, SPEAKER)
                or (not found and before.place == JOINED and self.scene.preamble)
                or (before.joiner.strip(",") != "" and "," in before.joiner and not self._is_while(before) and not self._objects_first)
                or self._goes_on(hit, before, found)
            )
        if sense.position == "speaker":
            return before.place == SPEAKER
        if sense.position == "joined":  # a comma alone does not do: "a country that fights corruption, supports victims"
            joined = before.place == JOINED and before.joiner.strip(",") != "" and (not found or found[-1].force not in _ASKED)
            return joined or before.place in (OPENING, SPEAKER)
        if sense.position == "own":  # what follows a directive is for its addressee to do
            return before.place != JOINED or not found or found[-1].force not in _ASKED
        if sense.position == "reason":  # a reason is the speaker's own in a preamble; elsewhere it goes with what somebody is to do
            return before.place != JOINED or self.scene.preamble
        if sense.position == "act":
            return before.place != JOINED or not found or not self.scene.preamble
        if sense.position == "minute":
            return self.lexicon.phrases("minute").opening(self.text, self.start, self.end) is not None
        return True

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
        if start >= end:
            return False
        kinds = ("preposition", "that", "coordinator") if self.lexicon.has("infinitive-ending") else ("preposition", "that", "coordinator", "infinitive")
        return "," in self.text[start:end] or self.has(kinds, start, end)

    def _that_clause(self, hit: Hit, sense: Sense, after: int) -> tuple[str, tuple[int, int], str] | None:
        """Force, subject and rule where a that-clause with a modal over an actor decides."""
        if (
            not {"modal", "clause"} & set(sense.trait)
            and not sense.object.startswith("that-")
            and not any(s.object.startswith("that-") for s in hit.form.senses)
        ):
            return None
        opener = self.lexicon.phrases("that").opening(self.text, after, self.end)
        if opener is None and self.lexicon.has("that"):
            return None
        start = after + len(opener or "")  # a language without such a word goes straight on
        rows = {s.object: s for s in hit.form.senses if s.object.startswith("that-")}
        clause = self.modal_clause(start, hit, rows, "modal" in sense.trait or "clause" in sense.trait)
        if clause is None or rows or self.lexicon.has("that") or self.text.startswith((",", ":"), hit.end):
            return clause
        # without a comma "stresses X must…" is "stresses the need for X to…", as far as the row does not say otherwise
        return clause if "modal" in sense.trait and clause[0] == "recommends" else None

    def _opens_as(self, kind: str, start: int, end: int) -> bool:
        """Whether a modal that wants a subject of a kind has it: "that no State may…"."""
        return kind != "nobody" or self.lexicon.phrases(kind).opening(self.text, start, end) is not None

    def modal_clause(self, start: int, hit: Hit, rows: dict[str, Sense], any_verb: bool) -> tuple[str, tuple[int, int], str] | None:
        """Reads "X must…" from `start`: the force, X, and the rule."""
        while start < self.end and self.text[start] in " ,:":
            start += 1
        for modal in self.forms_in("modal", start, min(self.end, start + 330)):
            subject = (start, modal.start)
            kind = next((s for s in modal.form.senses if s.trait and self._opens_as(s.object, *subject)), None)
            if kind is None:
                continue
            if self.lexicon.has("subject-after"):
                if modal.start == start:
                    subject = self.subject_after(modal.end)
                elif kind.position == "treaty":
                    continue
            elif not self.lexicon.has("that") and self.text.count(",", *subject) > 1:
                return None
            if not self.is_actor(*subject):
                return None
            made = {"duty": "obliges", "ban": "prohibits", "advice": "recommends"}[kind.trait[0]]
            row = rows.get(f"that-{kind.trait[0]}") or (rows.get("that-duty") if kind.trait[0] == "ban" else None)
            if row is not None:
                return (row.force if kind.trait[0] != "ban" or row.object == "that-ban" else made), subject, row.id
            return (made, subject, f"{hit.form.row.id}+{kind.id}") if any_verb else None
        return None
