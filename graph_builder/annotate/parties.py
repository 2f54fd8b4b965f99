"""How the words after a directive, or before a modal, fall into parties.

What goes in: a zone of words, folded, and the actors named in it. What comes out: the range of each party. The small words that decide stand in
`lexicons/parties.LANG.csv` (kinds: docs/concepts/actors.md): a new language is a new file. This module must not know documents or statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.annotate.frames import Frames
from graph_builder.annotate.terms import script
from graph_builder.model import Mention

_IMPERFECT = re.compile(r" ?[يتن]\w{2,}")
"""A verb that opens a clause, in the one language that puts it before its subject and whose verb says so by its first letter."""
_ASIDE = re.compile("[(（][^()（）]{0,30}[)）]")
Named = tuple[int, int, Mention]
"""A mention in a zone, with its folded range."""


class Zone:
    """The parties in one zone, in folded positions."""

    def __init__(self, text: str, small: Frames, named: Sequence[Named], directive: bool, sure: bool = False) -> None:
        self.text, self.small, self.named, self.directive, self.sure = text, small, named, directive, sure
        self.firsts = frozenset(first for first, _, _ in named)

    def parties(self) -> list[tuple[int, int]]:
        pronoun = self.small.at("pronoun", self.text, 0, len(self.text))
        if pronoun is not None and pronoun.end() == len(self.text):
            return [pronoun.span()]
        start = self._begin(0, len(self.text))
        if self.small.solid:
            return [p for p in self._solid(start) if p[1] > p[0]]
        between = self.small.first("between", self.text, start, min(len(self.text), start + 120)) if self.directive else None
        ahead = self.text[start : between.start()].strip() if between is not None else ""
        alone = self.small.kinds["determiner"].fullmatch(ahead) is not None  # "los" of "los esfuerzos de", no pronoun
        if between is not None and (alone or not self._is_party(start, between.start())):  # "cooperation between A and B"
            start = self._begin(between.end(), len(self.text))
        end = len(self.text)
        if self.directive and "subject" in self.small.kinds:
            start, end = self._past_subject(start)
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        found = self._list(start, end)
        if not found and not self.directive:  # an adjunct before the subject without a comma after it: the last who can act
            found = [(start, len(self.text.rstrip(" ,،;:."))) for start in self._last_head()]
        return found

    def _last_head(self) -> list[int]:
        actor = self.small.actor
        heads = [first for first, _, _ in self.named] + ([match.start() for match in actor.finditer(self.text)] if actor else [])
        heads = [head for head in heads if not self._is_adjunct(head)]
        return [max(heads)] if heads and len(self.text) - max(heads) < 60 else []

    def _is_adjunct(self, head: int) -> bool:
        """Whether a preposition governs the noun at `head` past its determiners and adjectives ("in accordance with the present Part")."""
        start = head
        while (first := before(self.small, self.text, 0, start)) is not None and first < start:
            start = first
        words = self.text[:start].split()
        return bool(words) and words[-1] in self.small.prepositions

    def _begin(self, at: int, end: int) -> int:
        """Past prepositions, adverbs and asides before the first party."""
        small, text = self.small, self.text
        marks = " ,،;:.0123456789" if small.solid else " ,،;:"
        while at < end:
            while at < end and text[at] in marks:
                at += 1
            if self._names(at):
                break
            aside = small.at("aside", text, at, end)
            if aside and (determiner := small.at("determiner", text, at, end)) and determiner.end() >= aside.end():
                aside = None  # "die" opens a noun phrase here, no relative clause
            lead = small.at("lead", text, at, end) or small.at("adverb", text, at, end)
            subject = small.at("subject", text, at, end) if self.directive else None
            if subject and self._another(subject.end(), end):
                at = subject.end()
                continue
            if aside and not (lead and lead.end() >= aside.end()):
                comma = _comma(text, at, min(end, at + 260))
                if comma < 0:
                    return at
                at = comma + 1
                continue
            if lead:
                at = lead.end()
                continue
            break
        return self._past_clitic(at, end)

    def _past_subject(self, start: int) -> tuple[int, int]:
        """Where the party stands behind the subject of a verb that goes first: "تشجع فرنسا [الدول]", "توصي اللجنة بأن تتخذ [الدولة الطرف]"."""
        small, text, end = self.small, self.text, len(self.text)
        body = small.at("subject", text, start, end)
        own = max((close for first, close, m in self.named if first == start and (body or (m.actor or "").startswith("state-"))), default=0)
        at = max(own, body.end() if body else 0)
        if not at:
            at = start
        else:
            at, close = self._past_adverbs(at), at
            lead = small.at("lead", text, at, end) if body else None
            if lead is None:
                return (at, end) if self._another(at, end) else (start, end)
            clause = "opener" in small.kinds and small.kinds["opener"].fullmatch(lead[0]) is not None
            if not clause and (self._another(lead.end(), end) or self._is_definite(lead.end())):
                return lead.end(), end
            if not clause:  # "the Group strongly calls for": nobody is addressed
                return (end, end) if text[close:at].strip() else (start, end)
            at = lead.end()
        verb = _IMPERFECT.match(text, at)
        if verb is None or not self._another(verb.end(), end):
            return start, end
        first = verb.end() + 1
        while (close := max((b for a, b, _ in self.named if a == first), default=0)) and text.startswith(" و", close) and self._names(close + 2):
            first = close + 2
        return verb.end() + 1, close or end

    def _past_adverbs(self, at: int) -> int:
        while at < len(self.text):
            adverb = self.small.at("adverb", self.text, at, len(self.text))
            if adverb is None and self.text[at] != " ":
                break
            at = adverb.end() if adverb else at + 1
        return at

    def _is_definite(self, at: int) -> bool:
        """Whether a noun with its article stands at `at` that is no thing to be done."""
        while at < len(self.text) and self.text[at] == " ":
            at += 1
        articles = script(self.small.language).articles
        return self.text.startswith(articles, at) and self.small.at("thing", self.text, at, len(self.text)) is None

    def _another(self, at: int, end: int) -> bool:
        """Whether another party follows at once: what stood before it is the subject of a verb that goes first."""
        while at < end and self.text[at] in " ,،":
            at += 1
        at = self._past_clitic(at, end)
        return self._names(at) or self.small.at("determiner", self.text, at, end) is not None or any(at < first <= at + 4 for first, _, _ in self.named)

    def _past_clitic(self, at: int, end: int) -> int:
        """Past a preposition written onto the words after it."""
        if at + 1 >= end or self.text[at] not in self.small.clitics:
            return at
        rest = self.text[at + 1 : end]
        head = self.small.actor.match(self.text, at + 1, end) if self.small.actor is not None else None
        return at + 1 if head or self._names(at + 1) or self.small.at("determiner", rest, 0, len(rest)) is not None else at

    def _names(self, at: int) -> bool:
        return at in self.firsts

    def _covers(self, at: int) -> bool:
        for first, close, _ in self.named:  # noqa: SIM110 - asked for each separator: a plain loop takes half the time
            if first < at < close:
                return True
        return False

    def _is_party(self, start: int, end: int) -> bool:
        """Whether the words hold who can act."""
        heads = [first for first, close, _ in self.named if start <= first and close <= end]
        if self.small.actor is not None and (match := self.small.actor.search(self.text, start, end)):
            heads.append(match.start())
        if heads:
            return self.small.solid or not self._is_governed(start, min(heads))
        pronoun = self.small.at("pronoun", self.text, start, end)
        return pronoun is not None and not self.text[pronoun.end() : end].strip(" ,;:.")

    def _is_governed(self, start: int, head: int) -> bool:
        """Whether a preposition stands before the first noun that can act: the head is a thing ("the invitation to the Conference")."""
        determiner = self.small.at("determiner", self.text, start, head)  # "others among the States"
        words = self.text[determiner.end() : head].split() if determiner and " " in determiner[0] else self.text[start:head].split()[1:]
        return any(word in self.small.prepositions or self.small.kinds["lead"].fullmatch(word) for word in words)

    def _list(self, start: int, end: int) -> list[tuple[int, int]]:
        small, text = self.small, self.text
        parts: list[tuple[int, int]] = []
        carry: int | None = None
        aside = closed = False
        for joiner, first, last in self._chunks(start, end):
            if parts and self._opens("end", first, last):
                break
            aside_opens = self._is_aside(first, last) or (joiner.startswith(",") and self._is_relative(first, last))
            first = self._past_lead(first, last) if parts or first > start else first
            strong = joiner.strip(" ,،;") != ""
            if first >= last:
                continue
            if (aside or closed) and not (strong and ("," in joiner or "،" in joiner or closed) and (not closed or self._is_led(joiner, first, start))):
                continue
            if aside_opens or (small.at("aside", text, first, last) and not self._names(first) and not small.at("determiner", text, first, last)):
                aside = True
                continue
            aside = False
            stop, ends = self._stop(first, last)
            tail = small.first("tail", text, first + 1, stop if stop is not None else last)
            last = tail.start() if tail else last
            stop = None if tail and not ends and stop is not None and stop > last else stop
            cut = stop if stop is not None else last
            words = text[first:cut].strip()
            if not words:
                if ends:
                    break
                closed = True
                continue
            if self._is_adjectives(first, cut):
                if small.adjectives_first and stop is None:
                    carry = first if carry is None else carry
                    continue
                if parts:
                    if not closed:
                        parts[-1] = (parts[-1][0], cut)
                    if ends:
                        break
                    closed = closed or stop is not None
                    continue
            begin = carry if carry is not None else first
            carry = None
            if not parts or self._is_new(first, cut):
                parts.append((begin, cut))
            elif not closed:
                parts[-1] = (parts[-1][0], cut)
            if ends:
                break
            if stop is not None:
                closed = True
        kept = []
        for first, last in parts:
            while last > first and text[last - 1] in " ,،;:.":
                last -= 1
            if last > first and (self._is_party(first, last) or (self.sure and first == parts[0][0] and last - first < 80)):
                kept.append((first, last))
        return kept

    def _is_led(self, joiner: str, first: int, start: int) -> bool:
        """Whether the joiner, or a preposition after it, takes up the list again: "and upon all States", "as well as"."""
        led = self.text[max(start, first - 8) : first].strip()
        lead = self.small.kinds.get("addressed" if self.directive else "lead") or self.small.kinds["lead"]
        return len(joiner.strip(" ,،;").split()) > 1 or any(lead.fullmatch(word) for word in led.split()[-1:])

    def _chunks(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The words between separators outside names: (what joins them to what stands before, start, end)."""
        chunks: list[tuple[str, int, int]] = []
        at, joiner = start, ""
        for match in self.small.separator.finditer(self.text, start, end):
            if match.start() < at or self._covers(match.start() + 1) or self._covers(match.end()):
                continue
            chunks.append((joiner, at, match.start()))
            joiner, at = match[0], match.end()
        chunks.append((joiner, at, end))
        return chunks

    def _past_lead(self, first: int, last: int) -> int:
        while first < last:
            while first < last and self.text[first] == " ":
                first += 1
            lead = None if self._names(first) else self.small.at("lead", self.text, first, last)
            if lead is None or lead.end() >= last:
                return self._past_clitic(first, last)
            first = lead.end()
        return first

    def _opens(self, kind: str, first: int, last: int) -> bool:
        while first < last and self.text[first] == " ":
            first += 1
        return self.small.at(kind, self.text, first, last) is not None

    def _is_aside(self, first: int, last: int) -> bool:
        """Whether a piece opens with words that are longer than the preposition they begin with: "upon request", "in particular"."""
        while first < last and self.text[first] == " ":
            first += 1
        aside = self.small.at("aside", self.text, first, last)
        if aside is None or self._names(first):
            return False
        lead = self.small.at("lead", self.text, first, last)
        return lead is not None and aside.end() > lead.end()

    def _is_relative(self, first: int, last: int) -> bool:
        """Whether a piece is a relative clause whose pronoun looks like an article: it ends with its verb ("die es nicht getan haben")."""
        verb = self.small.kinds.get("clause-verb")
        words = self.text[first:last].split()
        return verb is not None and len(words) > 2 and verb.fullmatch(words[-1]) is not None and self._opens("aside", first, last)

    def _stop(self, first: int, last: int) -> tuple[int | None, bool]:
        """Where words begin that are no part of the party, and whether the list of parties ends there."""
        best: tuple[int | None, bool] = (None, False)
        for kind in ("end", "ending", "stop"):
            pattern = self.small.kinds.get(kind)
            if pattern is None:
                continue
            for match in pattern.finditer(self.text, first, last):
                if match.start() <= first and kind == "stop" and self._names(first):
                    continue
                if not any(a <= match.start() < b for a, b, _ in self.named):
                    if best[0] is None or match.start() < best[0]:
                        best = (match.start(), kind != "stop")
                    break
        return best

    def _is_adjectives(self, first: int, last: int) -> bool:
        pattern = self.small.kinds.get("adjective")
        if pattern is None or any(first <= start < last for start in self.firsts):
            return False
        at = first
        while at < last:
            while at < last and self.text[at] == " ":
                at += 1
            if at >= last:
                break
            match = pattern.match(self.text, at, last)
            if match is None or match.end() == at:
                return False
            at = match.end()
        return True

    def _is_new(self, first: int, last: int) -> bool:
        """Whether a coordinated piece is a party of its own, and not the end of a name ("on Drugs and Crime")."""
        if any(first <= a <= first + 60 and b <= last for a, b, _ in self.named):
            return True
        actor = self.small.actor
        if actor is not None and actor.search(self.text, first, last):
            return True
        return self.small.at("determiner", self.text, first, last) is not None and self._is_party(first, last)

    # --- scripts without blanks ---------------------------------------------------------------------------------------------------------

    def _solid(self, start: int) -> list[tuple[int, int]]:
        """Runs of names and nouns from `start` up to the first word that is no part of them."""
        small, text = self.small, self.text
        end = next((k for k in range(start, len(text)) if text[k] in "，。；：,;:"), len(text))
        if small.at("relative-first", text, start, end):  # "those that have not yet signed [the treaty]": past the clause
            start = next(filter(None, (self._past_clause(start, first) for first, _ in self._heads(start, end))), start)
        spans = self._heads(start, end)
        found: list[tuple[int, int]] = []
        begin = at = start
        last: int | None = None
        for first, close in spans:
            if first < at:
                if close > at and last is not None:
                    last = at = close
                continue
            gap = text[at:first]
            if last is None and not self._is_quiet(gap, opening=True):
                opened = text.rfind("的", start, first + 1)
                if opened < 0 or not self._is_quiet(text[opened + 1 : first], opening=True):
                    break
                begin = opened + 1
            elif last is not None:
                if not self._is_quiet(gap, opening=False):
                    break
                joiner = small.separator.match(gap)
                bound = small.at("bound", text, at, end) is not None and small.at("unbound", text, at, end) is None
                if joiner and not bound and not self._is_adjectives(begin, last):
                    found.append((begin, last))
                    begin = at + joiner.end()
            last = at = close
        if last is not None:
            found.append((begin, last))
        elif self.directive and (stop := small.first("stop", text, start, end)) is not None and 2 <= stop.start() - start <= 16:
            found.append((start, stop.start()))  # whoever they are, what they are to do follows
        return [(self._past_lead(a, b), b) for a, b in found]

    def _past_clause(self, start: int, head: int) -> int | None:
        """Where the words of a noun begin behind a relative clause: "[that have not signed] all the States"."""
        mark = self.text.rfind("的", max(start, head - 10), head)
        return mark + 1 if mark >= 0 and self._is_quiet(self.text[mark + 1 : head], opening=True) else None

    def _heads(self, start: int, end: int) -> list[tuple[int, int]]:
        heads = {(a, b) for a, b, _ in self.named if start <= a and b <= end}
        actor = self.small.actor
        if actor is not None:
            heads |= {match.span() for match in actor.finditer(self.text, start, end)}
        asides = [match.span() for match in _ASIDE.finditer(self.text, start, end)]
        heads = {head for head in heads if not any(a <= head[0] and head[1] <= b for a, b in asides)}
        return sorted(heads, key=lambda h: (h[0], -h[1]))

    def _is_quiet(self, gap: str, *, opening: bool) -> bool:
        """Whether a gap before or between nouns holds no verb: a joiner, adjectives, or little else."""
        if len(gap) > 24:
            return False
        rest = _ASIDE.sub("", self.small.separator.sub("", gap))
        if "noun" in self.small.kinds:
            rest = self.small.kinds["noun"].sub("", rest)
        return len(rest) <= (20 if opening else 12) and self.small.first("stop", rest, 0, len(rest)) is None


def only(small: Frames, text: str, start: int, end: int) -> bool:
    """Whether text[start:end) holds determiners and adjectives alone."""
    at = start
    while at < end:
        while at < end and text[at] in " ,،":
            at += 1
        if at >= end:
            return True
        match = small.at("determiner", text, at, end) or small.at("adjective", text, at, end) or small.at("lead", text, at, end)
        joiner = small.separator.match(text, at - 1 if at else at, end)
        if match is None and (joiner is None or joiner.end() <= at):
            return small.solid and end - start <= 4
        at = match.end() if match else joiner.end() if joiner else end
    return True


def before(small: Frames, text: str, start: int, end: int) -> int | None:
    """Where the determiner or adjective that ends just before `end` begins."""
    head = text[start:end].rstrip()
    word = head.rfind(" ") + 1
    last = head[word:]
    if last and (small.kinds["determiner"].fullmatch(last) or ("adjective" in small.kinds and small.kinds["adjective"].fullmatch(last))):
        return start + word
    return None


def _comma(text: str, start: int, end: int) -> int:
    found = [at for at in (text.find(mark, start, end) for mark in ",،") if at >= 0]
    return min(found) if found else -1
