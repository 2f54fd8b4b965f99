"""What modals lay down: "Each State Party shall…", "States should…", and the present tense of treaties.

What goes in: the modals found in a sentence that performs no act. What comes out: `Act` values. This module must not know performatives.
"""

from __future__ import annotations

import re

from graph_builder.annotate.statements.context import JOINED, MARKS, OPENING, SUBJECT, Act, Context
from graph_builder.annotate.statements.forms import Form, Hit, Sense, is_solid
from graph_builder.lexicons import Row

_NORMATIVE = ("treaty", "rule")
"""Positions of rows for the present or the future that lays down: their negation forbids."""
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
REACH = 1200
"""Characters before a modal that can be its subject: bounded, so that the time stays linear."""


class ModalSentence(Context):
    """Reads the modals of one sentence."""

    def modal_acts(self, hits: list[Hit], earlier: list[Act]) -> list[Act]:
        found: list[Act] = []
        busy = earlier[-1].end if earlier else self.start
        for hit in hits:
            if hit.start < busy:
                continue
            act = self._modal_act(hit, found)
            if act is not None:
                found.append(act)
                busy = act.end
            elif is_solid(self.text[hit.start]):  # no shorter form within it
                busy = hit.end
        return found

    def _modal_act(self, hit: Hit, found: list[Act]) -> Act | None:
        text = self.text
        if self.lexicon.has("verb-final") and (hit.end >= self.end or text[hit.end] in ",;:.") and not self.opens_with("party"):
            return None  # the end of a subordinate clause
        last = found[-1] if found else None
        if not self.scene.treaty and all(sense.position == "treaty" for sense in hit.form.senses):
            return None
        if self.lexicon.phrases("telling").opening(text, hit.start, self.end) is not None:  # "means": a definition lays nothing down
            return None
        if last is None and self._is_reported(hit.start):
            return None
        lead, negated = self._lead(hit)
        subject = self._subject(lead, last)
        verb_first = self.lexicon.has("subject-after")
        if verb_first and (subject is None or subject[1] <= subject[0] or (last is None and self.is_fronted(subject[1]))):
            subject = self._following(hit, last)
        if subject is not None and last is None and self.content(*subject) >= subject[1]:  # adverbs alone: "Además, se pide a…"
            subject = None if subject[1] > subject[0] else subject
        if subject is None:
            # "il conviendrait de…": no subject is missing; "Deberá prestarse atención": the language needs none
            # "Ferner trifft jeder Vertragsstaat…": it stands behind the verb
            impersonal = self.lexicon.has("pro-drop") or self.lexicon.has("verb-final") or any(s.object == "none" for s in hit.form.senses)
            if not impersonal or last is not None or self.content(self.start, lead) < lead:
                return None
            subject = (lead, lead)
        if subject[1] > subject[0] and self.has(("term",), *subject):  # "Le terme « enfant » désigne…": a definition
            return None
        shared = last.subject if last is not None and subject[1] == subject[0] and last.subject else subject
        sense = next((s for s in hit.form.senses if self._modal_fits(s, shared, hit)), None)
        if sense is None and verb_first and last is not None and last.subject is not None:  # "the Committee considers…, and submits": one subject
            shared = last.subject
            sense = next((s for s in hit.form.senses if self._modal_fits(s, shared, hit)), None)
        if sense is None:
            return None
        if last is not None and sense.position in _NORMATIVE and self._is_double(last.end, lead):
            return None
        end, qualified = self._verb_after(hit)
        start, force = hit.start, sense.force
        if negated is not None and force != "undertakes":
            if sense.position not in _NORMATIVE or force == "permits":  # a negation that no row knows: "cannot" tells what is impossible
                return None
            if force == "obliges" and self.lexicon.phrases("only").opening(text, self.after(hit.end)[0], self.end) is None:
                start, force = negated, "prohibits"
        if force == "permits" and not self.scene.treaty and lead == hit.start and not self._is_allowed(hit, shared):
            return None
        if self.lexicon.has("verb-final") and (inverted := self._inverted(hit.end)) is not None:
            shared = inverted
        if sense.position == "rule" and shared[1] <= shared[0] and last is None:
            shared = self._holder(lead) or shared
        cut = subject[0] if self.start <= subject[0] else self.start
        while cut > self.start and text[cut - 1] in MARKS:
            cut -= 1
        joiner = self.lexicon.phrases("coordinator").closing(text, self.start, cut)
        if joiner:
            cut -= len(joiner)
            while cut > self.start and text[cut - 1] in MARKS:
                cut -= 1
        place = JOINED if last else SUBJECT
        return Act(
            start,
            end,
            cut,
            hit.form,
            sense,
            force,
            place,
            None,
            subject=shared if shared[1] > shared[0] else None,
            rule=sense.id,
            qualified=qualified,
            tail=hit.tail,
        )

    def _is_double(self, end: int, start: int) -> bool:
        """Whether "and" alone stands between two verbs: "se interpretará y aplicará" is one duty."""
        at = self.content(end, start)
        joiner = self.lexicon.phrases("coordinator").opening(self.text, at, start)
        return joiner is not None and self.content(at + len(joiner), start) >= start

    def _lead(self, hit: Hit) -> tuple[int, int | None]:
        """Where the pronouns and the negation that stand before a verb begin ("no se aplicará"), and where the negation does."""
        text, at, negated = self.text, hit.start, None
        while True:
            end = at
            while end > self.start and text[end - 1] == " ":
                end -= 1
            phrase = self.lexicon.phrases("clitic-pronoun").closing(text, self.start, end)
            if phrase is None and (phrase := self.lexicon.phrases("negation").closing(text, self.start, end)) is not None:
                negated = end - len(phrase)
            if phrase is None or (end == at and not phrase.endswith("'")):
                return at, negated
            at = end - len(phrase)

    def _following(self, hit: Hit, last: Act | None) -> tuple[int, int] | None:
        """The subject after a modal that opens the sentence or its clause, in a language that puts the verb first."""
        before = self.before(hit.start)
        if before is None or before.place not in (OPENING, JOINED):
            return None
        if before.place == JOINED and last is None and not (before.joiner.startswith(",") and self.is_fronted(before.end)):
            return None
        if any(sense.object == "none" for sense in hit.form.senses):
            return hit.end, hit.end
        subject = self.subject_after(hit.end)
        if self.content(*subject) >= subject[1]:  # "يجب أن": what must be stands in the clause
            return hit.end, hit.end
        return subject if hit.form.senses[0].force != "permits" or self.is_actor(*subject) else None

    def _is_reported(self, position: int) -> bool:
        """Whether a that-clause of somebody else's report governs the words at `position` ("It was suggested that States should…")."""
        words = self.lexicon.words("that")
        if words is None:  # no word for "that": a verb of saying before the modal governs it
            said = self.forms_in("performative", self.start, position)
            return any(hit.form.senses[0].position not in ("opening", "reason") or "modal" in hit.form.senses[0].trait for hit in said)
        reporting, endings = self.lexicon.phrases("reporting"), self.lexicon.phrases("reporting-ending").forms
        if words is None or not (reporting.forms or endings):
            return False
        for match in words.finditer(self.text, max(self.start + 1, position - REACH), position):
            end = match.start()
            while end > self.start and self.text[end - 1] == " ":
                end -= 1
            if reporting.closing(self.text, self.start, end) or (endings and self.text[max(self.start, end - 6) : end].endswith(endings)):
                return True
        return False

    def _is_allowed(self, hit: Hit, subject: tuple[int, int]) -> bool:
        """Outside articles "may" and "can" permit only those who can act, or in the passive; else they tell what is possible."""
        return self.is_actor(*subject) or self.has(("passive",), hit.end, min(self.end, hit.end + 12))

    def _modal_fits(self, sense: Sense, subject: tuple[int, int], hit: Hit) -> bool:
        if sense.organs and self.scene.organisation not in sense.organs:
            return False
        if sense.position and not self.scene.treaty and not (sense.position == "rule" and self.is_rule(subject)):
            return False
        if sense.position == "rule" and not self.scene.treaty and self.lexicon.phrases("announcing").opening(self.text, hit.start, self.end):
            return False  # "the Committee will continue its work": a plan
        if not sense.object:
            return True
        if sense.object == "none":
            return subject[1] <= subject[0]
        words = self.lexicon.phrases(sense.object)
        at = subject[0]
        while at < subject[1] and self.text[at] in MARKS:
            at += 1
        if words.opening(self.text, at, subject[1]) is not None or words.closing(self.text, at, subject[1]) is not None:
            return True
        return words.opening(self.text, self.content(hit.end, self.end), self.end) is not None  # inversion: "werden die Teilnehmerstaaten"

    def _inverted(self, position: int) -> tuple[int, int] | None:
        """A party straight behind the verb, after an adjunct that opens the sentence: "Zu diesem Zweck trifft jeder Vertragsstaat…"."""
        at = self.content(position, self.end)
        phrase = self.lexicon.phrases("party").opening(self.text, at, self.end)
        return (at, at + len(phrase)) if phrase else None

    def _holder(self, end: int) -> tuple[int, int] | None:
        """Whom the condition of a rule names, where its main clause names nobody: "Cuando un Vicepresidente presida, tendrá…"."""
        words = self.lexicon.words("rule-subject")
        match = words.search(self.text, self.start, end) if words is not None else None
        return match.span() if match else None

    def is_rule(self, subject: tuple[int, int]) -> bool:
        """Outside articles: whether a sentence in the present or the future lays down what holds, and does not tell what happens: its subject
        holds an office, and nothing in it is dated."""
        if self.scene.preamble or _DATED.search(self.text, self.start, self.end):
            return False
        at = self.content(subject[0], subject[1])
        if self.lexicon.phrases("rule-subject").opening(self.text, at, subject[1]) is not None:
            return True
        first = self.content(self.start, self.end)  # "When a Vice-President presides, he…": who it is stands in the condition
        conditional = self.lexicon.phrases("subordinator").opening(self.text, first, self.end) is not None
        return conditional and subject[1] <= subject[0] and self.has(("rule-subject",), first, subject[1])

    def _subject(self, position: int, last: Act | None) -> tuple[int, int] | None:
        """The words that are the subject of a modal at `position`; an empty range where it shares the subject before; None where it has none."""
        lexicon, text = self.lexicon, self.text
        start = last.end if last else self.start
        end = position
        while True:
            while end > start and text[end - 1] in " ":
                end -= 1
            phrase = lexicon.adverbs.closing(text, start, end) or lexicon.phrases("clitic-pronoun").closing(text, start, end)
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
        first = self.content(first, end)
        if not 1 <= end - first <= REACH:
            return None
        speaker = len(lexicon.phrases("speaker").closing(text, first, end) or "")
        if any(len(lexicon.phrases(kind).closing(text, first, end) or "") > speaker for kind in ("relative", "blocker")):
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
        if "," in self.text[start:end] or self.has(("copula",), start, end):
            return False
        match = words.search(self.text, start + 1, end)
        return match is not None and not self._has_verb(match.end(), end)

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a clause that opens with "que", and says nothing of its subject there, has its verb before `end` ("que hayan ratificado el Acuerdo")."""
        lexicon, text = self.lexicon, self.text
        if not lexicon.has("relative-verb"):
            return False
        while start < end and text[start] == " ":
            start += 1
        if any(lexicon.phrases(kind).opening(text, start, end) for kind in ("determiner", "noun-item", "actor", "preposition", "relative")):
            return False
        return text.find(" ", start, end - 1) > 0

    def _verb_after(self, hit: Hit) -> tuple[int, bool]:
        """The end of the anchor ("shall adopt") and whether the verb softens the duty."""
        at, _ = self.after(hit.end)
        soft = self.lexicon.phrases("softener")
        places = [at, hit.start]
        if self.text.startswith(",", hit.end) and (close := self.text.find(",", hit.end + 1, min(self.end, hit.end + 220))) > 0:
            places.append(self.content(close, self.end))  # "shall, subject to their domestic law, endeavour"
        if self.lexicon.has("subject-after"):
            places.append(self.content(self.subject_after(hit.end)[1], self.end))
        qualified = any(soft.opening(self.text, place, self.end) is not None for place in places)
        end = hit.end
        if (
            at < self.end
            and at - hit.end <= 1
            and not any(sense.object == "none" or sense.position == "rule" or (sense.position and sense.force == "obliges") for sense in hit.form.senses)
            and not is_solid(self.text[at])
            and not self.lexicon.has("verb-final")
            and not self._is_small(at)
            and not self.lexicon.phrases("that").closing(self.text, hit.start, hit.end)
        ):
            word = at
            while word < self.end and (self.text[word].isalnum() or self.text[word] in "-'"):
                word += 1
            end = max(end, word)
        return end, qualified

    def _is_small(self, at: int) -> bool:
        """Whether a determiner, preposition or the like stands at `at`: the modal is the verb itself ("protégerons les témoins")."""
        return any(self.lexicon.phrases(kind).opening(self.text, at, self.end) for kind in ("noun-item", "preposition", "coordinator", "filler"))

    def present_duty(self, modals: set[int]) -> Act | None:
        """In treaties of some languages the present tense of a party is a duty ("Jeder Vertragsstaat trifft…"). `modals`: where modals stand."""
        lexicon, text = self.lexicon, self.text
        if not lexicon.has("present-duty"):
            return None
        at: int | None = self.content(self.start, self.end)
        while at is not None:
            party = lexicon.phrases("party").opening(text, at, self.end)
            if party is not None and (verb := self._verb_of_party(at + len(party))) is not None:
                if verb[0] in modals:
                    return None
                rule = next(iter(lexicon.phrases("present-duty").notes.values()))
                sense = Sense(rule, "obliges", "", (), "treaty", ())
                form = Form("modal", text[verb[0] : verb[1]], "", "", "", (sense,), Row(id=rule), None)
                qualified = lexicon.phrases("softener").opening(text, verb[0], self.end) is not None
                negated = lexicon.phrases("negation").opening(text, verb[0], self.end) is not None
                only = negated and lexicon.phrases("only").opening(text, self.after(verb[1])[0], self.end) is not None
                force = "prohibits" if negated and not only else "obliges"
                return Act(verb[0], verb[1], self.start, form, sense, force, SUBJECT, None, subject=(at, at + len(party)), rule=rule, qualified=qualified)
            comma = text.find(",", at, min(self.end, self.start + 300))
            at = self.content(comma, self.end) if comma > 0 and party is None else None
        return None

    def _verb_of_party(self, position: int) -> tuple[int, int] | None:
        """The word after a party, with its pronoun ("s'efforce"), where it can be a verb."""
        lexicon = self.lexicon
        start, _ = self.after(position)
        pronoun = lexicon.phrases("pronoun").opening(self.text, start, self.end)
        word = self.content(start + len(pronoun), self.end) if pronoun else start
        end = word
        while end < self.end and self.text[end].isalpha():
            end += 1
        small = any(lexicon.phrases(kind).opening(self.text, word, end) for kind in ("coordinator", "relative", "blocker", "preposition", "negation"))
        return None if end - word < 3 or small else (start, end)
