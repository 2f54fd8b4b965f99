"""Governed numbers: `resolutions 46/152 and 60/1`, `第55/25号决议`, read by the word before or after that governs them.

In: a text, its tokens and lexicon. Out: `SymbolHit`s: what the words say (number, resolution or decision, body, date), not yet which
instrument that is: "resolution 47/22" may be the Assembly's or the Council's, and `resolve` knows the document it stands in.
This module must not know the register.

The numbers are found first, by their shape (`numbers`); each is then read in the light of the nouns and bodies around it.
A list hands its noun and its body on: "its resolutions 46/152 of 18 December 1991 and 60/1 of 16 September 2005".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace

from graph_builder.annotate.citations.codes import SymbolHit
from graph_builder.annotate.citations.cover import Cover
from graph_builder.annotate.citations.nouns import Lexeme, Lexicon, month_words, read_date
from graph_builder.annotate.citations.numbers import MOST, NUMBER, bare_range, is_range, session, spell, tail, within
from graph_builder.annotate.citations.tokens import Found, Tokens, plain
from graph_builder.model import PartialDate, Span

_SENTENCE = re.compile(r"[;；。؛]|[.]\s+(?=[A-ZÀ-ÞА-Я])|[.]\s*$|[!?؟]")
_HAN_LIST = re.compile(r"[、，,和及与以至到\s号號第A-H]")
_NUMBER_SIGN = re.compile(r"(?:No\.?|(?<!\w)nn?\.|Nos\.?|n\.?\s?[°ºo]\.?|núms?\.?|Nr\.?|№|رقم|第)\s{0,3}$", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/.,-])(\d{1,4})(?![\w/]|[.,]\d)")
_IN_CODE = re.compile(r"/[A-Za-z]{1,12}\.$")
"""A number is the end of a longer code: "Ext/Assembly/AU/Dec.1(XI)"."""
_OLD_NUMBERS = frozenset(("un-ga", "un-ecosoc", "~assembly", "~council"))
"""Bodies that wrote their sessions in Roman figures."""
_SUBJECT = 320
"""Characters that a subject may fill between a number and the words that say who adopted it."""
_HAN_SUBJECT = re.compile(r"(?:在?第[^，。；]{1,8}[届次]会议)?(?:上?通过的?)?(?:关于|题为)[^。；]{0,220}第?")
_HAN_OWNER = re.compile(r"[根据依照按在经以通过]{0,4}")
RANGE_ENDS = "range.ends"
"""Rule of the second end of a range whose members cannot be told: two sessions, falling numbers, too many."""
GOVERNING = ("resolution", "decision", "presidential-statement")


class NumberReader:
    """Reads the governed numbers of one provision."""

    def __init__(self, text: str, tokens: Tokens, lexicon: Lexicon, small: Mapping[str, frozenset[str]]) -> None:
        """`small`: the words of `citation_words.csv` by role."""
        self.text, self.tokens, self.lexicon = text, tokens, lexicon
        self.glue, self.own, self.within = small["glue"], small["own"], small["within"]
        self.goes_on, self.conjunctions, self.adopted = small["goes-on"], small["and"], small["adopted"]
        self.months = month_words(lexicon.language)
        self.han = lexicon.language == "zh"
        self._noun_starts: list[int] = []

    def read(self, area: Span, events: list[tuple[Found, Lexeme]], taken: list[Span]) -> list[SymbolHit]:
        """The hits of `area`, given the nouns and bodies within it; numbers inside `taken` (codes, dates) are passed over."""
        nouns = [e for e in events if e[1].type == "noun" and e[1].value in GOVERNING]
        if not nouns:
            return []
        self._noun_starts = [found.start for found, _ in nouns]
        cover = Cover(taken)
        written = any(self.text.find(sign, area.start, area.end) >= 0 for sign in "/(（")
        numbers = [m for m in NUMBER.finditer(self.text, area.start, area.end) if not cover.overlaps(Span(*m.span()))] if written else []
        numbers = [m for m in numbers if self.text[m.start() - 1 : m.start()] != "." or not _IN_CODE.search(self.text, max(0, m.start() - 16), m.start())]
        organs = [(f, self._whole(f, lexeme)) for f, lexeme in events if lexeme.type == "organ"]
        hits: list[SymbolHit] = []
        groups = self._group_han(numbers, nouns, area) if self.han else self._group(numbers, nouns, area)
        for noun, members in groups:
            hits += self._read_group(noun, members, organs, area)
        if not self.han:
            hits += self._plain_numbers(nouns, organs, area, {n.start() for n in numbers})
        return hits

    def _whole(self, found: Found, lexeme: Lexeme) -> Lexeme:
        """A short name that goes on is another body's: "the Commission" is the one named before, "the Economic Commission for Europe" is not."""
        if not lexeme.value.startswith("~"):
            return lexeme
        after = re.match(r"\s+(\w+)", self.text[found.end : found.end + 30])
        goes_on = after is not None and plain(after[1]) in self.goes_on
        before = re.search(r"(\w+)[ \u00a0]$", self.text[max(0, found.start - 30) : found.start])
        named = before is not None and before[1][:1].isupper() and plain(before[1]) not in self.glue and self.lexicon.language in ("en", "ru", "de")
        if named and before is not None:  # a capital letter at the beginning of a sentence says nothing
            head = self.text[max(0, found.start - len(before[0]) - 3) : found.start - len(before[0])].rstrip(" \t\u00a0")
            named = bool(head) and head[-1] not in '\n.;:”"('
        if goes_on and self.lexicon.date is not None and self.lexicon.date.match(self.text, found.end + len(after[0]) + 1 if after else found.end):
            goes_on = False
        return replace(lexeme, value="other") if goes_on or named else lexeme

    # which noun governs which number

    def _group(self, numbers: list[re.Match[str]], nouns: list[tuple[Found, Lexeme]], area: Span) -> list[tuple[tuple[Found, Lexeme], list[re.Match[str]]]]:
        groups: list[tuple[tuple[Found, Lexeme], list[re.Match[str]]]] = []
        at, broken = -1, False
        last_end = area.start
        for number in numbers:
            moved = False
            while at + 1 < len(nouns) and nouns[at + 1][0].start < number.start():
                at, moved = at + 1, True
            if at < 0:
                last_end = number.end()
                continue
            head = nouns[at][0]
            since = head.end if moved else last_end
            if moved:
                broken = False
            if _SENTENCE.search(self.text, since, number.start()) and not _NUMBER_SIGN.search(self.text[max(since, number.start() - 8) : number.start()]):
                broken = True
            last_end = number.end()
            if broken:
                continue
            if moved or not groups:
                groups.append((nouns[at], []))
            groups[-1][1].append(number)
        return [g for g in groups if g[1]]

    def _group_han(self, numbers: list[re.Match[str]], nouns: list[tuple[Found, Lexeme]], area: Span) -> list[tuple[tuple[Found, Lexeme], list[re.Match[str]]]]:
        """In Chinese the noun follows: 第55/25号决议; the numbers of a list share it, and each has 第 before or 号 after it."""
        groups: list[tuple[tuple[Found, Lexeme], list[re.Match[str]]]] = []
        at = 0
        for number in numbers:
            while at < len(nouns) and nouns[at][0].start < number.end():
                at += 1
            follows = self.text[number.end() : number.end() + 3].lstrip()
            if follows[:1] in "号號" and follows[1:2] and not re.match(r"[号號][、，,和及与以至到并()决決年 ]", follows):
                continue  # LC 30/16号文件: the number of something else
            marked = follows[:1] in ("号", "號") or self.text[max(area.start, number.start() - 2) : number.start()].rstrip().endswith("第")
            after = nouns[at] if at < len(nouns) and not re.search(r"[。；;]", self.text[number.end() : nouns[at][0].start]) else None
            listed = (
                after is not None and bool(groups) and groups[-1][0] is after and not _HAN_LIST.sub("", self.text[groups[-1][1][-1].end() : number.start()])
            )
            if after is not None and not marked and not listed:
                gap = NUMBER.sub("", self.text[number.end() : after[0].start])
                listed = not _HAN_LIST.sub("", gap)
            noun = after if marked or listed else None
            if noun is None and marked and at > 0:
                noun = nouns[at - 1]
            if noun is None:
                continue
            if groups and groups[-1][0] == noun:
                groups[-1][1].append(number)
            else:
                groups.append((noun, [number]))
        return groups

    # which body it is, and what day

    def _loose(self, start: int, end: int) -> bool:
        """Only joining words, dates and signs stand between two offsets."""
        if end <= start:
            return True
        gap = self.lexicon.without_dates(self.text[start:end], " ")
        return all(w in self.glue or w.isdigit() for w in _gap_words(gap))

    def _organ_after(self, at: int, organs: list[tuple[Found, Lexeme]], limit: int) -> tuple[Found, Lexeme] | None:
        k = bisect_left(organs, at, key=_organ_start)
        if k == len(organs):
            return None
        found = organs[k][0]
        if found.start >= limit or found.start - at >= 120 or not self._loose(at, found.start):
            return None
        if any(w in self.conjunctions for w in _gap_words(self.text[at : found.start])):
            return None  # "resolution 73/177 and Human Rights Council resolutions": the next one's
        return organs[k]

    def _organ_before(self, at: int, organs: list[tuple[Found, Lexeme]], floor: int, *, strict: bool) -> tuple[Found, Lexeme] | None:
        k = bisect_right(organs, at, key=_organ_end)
        best = organs[k - 1] if k else None
        if best is None or best[0].end < floor:
            return None
        gap = self.text[best[0].end : at]
        if strict:
            return best if not re.sub(r"['’]s?|\s|[\"“”«»]", "", gap) else None
        return best if self._loose(best[0].end, at) else None

    def _adopter(self, at: int, organs: list[tuple[Found, Lexeme]], limit: int) -> tuple[Found, Lexeme] | None:
        """The body named after the subject: "resolution 65/2 on …, adopted by the Commission"."""
        following = bisect_left(self._noun_starts, at)  # the next noun's adopter is not this one's
        limit = min(limit, at + _SUBJECT, *self._noun_starts[following : following + 1])
        for organ in organs[bisect_left(organs, at, key=_organ_start) :][:3]:
            found = organ[0]
            if found.start >= limit or any(c in self.text[at : found.start] for c in ";；"):
                return None
            gap = _gap_words(self.text[max(at, found.start - 70) : found.start])
            nearest = next((k for k in range(len(gap) - 1, -1, -1) if gap[k] in self.adopted), None)
            if nearest is not None and all(w in self.glue or w.isdigit() or w in self.months for w in gap[nearest + 1 :]):
                return organ
        return None

    def _own(self, noun: tuple[Found, Lexeme]) -> bool:
        found, lexeme = noun
        before = self.tokens.folded[max(0, found.first - 3) : found.first]
        return lexeme.own or any(word in self.own for word in before)

    def _owner(self, found: Found, first: re.Match[str], organs: list[tuple[Found, Lexeme]]) -> tuple[Found, Lexeme] | None:
        """Whose "its" is: "mandated by the Human Rights Council in its resolution 45/34". A body that never numbered so is passed over."""
        k = bisect_right(organs, found.start, key=_organ_end)
        old = "old" in first.re.groupindex and first["old"] is not None
        passed = False
        for organ, lexeme in reversed(organs[max(0, k - 3) : k]):
            if found.first - organ.last > (12 if passed else 7) or re.search(r"[;:.(]", self.text[organ.end : found.start]):
                return None
            if old and lexeme.value not in _OLD_NUMBERS:
                passed = True
                continue
            between = self.tokens.folded[organ.last : found.first]
            small = all(w in self.own or w in self.within or w.isdigit() for w in between)
            return (organ, lexeme) if small or passed else None
        return None

    def _head_organ(
        self, noun: tuple[Found, Lexeme], first: re.Match[str], organs: list[tuple[Found, Lexeme]], area: Span
    ) -> tuple[str | None, Span, str | None]:
        """The body that the noun names for the whole list, with the span of noun and body."""
        found = noun[0]
        span = Span(found.start, found.end)
        if self.han:
            return None, span, None
        after = self._organ_after(found.end, organs, first.start())
        if after is not None and self._loose(after[0].end, first.start()):
            return after[1].value, span, self.text[after[0].start : after[0].end]
        before = self._organ_before(found.start, organs, area.start, strict=True)
        if before is not None:
            return before[1].value, Span(before[0].start, found.end), self.text[before[0].start : before[0].end]
        if not self._own(noun):
            return None, span, None
        owner = self._owner(found, first, organs)
        if owner is not None:
            return owner[1].value, span, self.text[owner[0].start : owner[0].end]
        return "own", span, None

    def _read_group(self, noun: tuple[Found, Lexeme], members: list[re.Match[str]], organs: list[tuple[Found, Lexeme]], area: Span) -> list[SymbolHit]:
        organ, head, name = self._head_organ(noun, members[0], organs, area)
        hits: list[SymbolHit] = []
        pending: list[int] = []
        for k, number in enumerate(members):
            limit = members[k + 1].start() if k + 1 < len(members) else area.end
            date = self._date(number, members[k - 1].end() if k else area.start, limit)
            own_organ, own_name, backfill = organ, name, False
            if self.han:
                own_organ, own_name = self._han_organ(number, members[k - 1] if k else None, organs, area, organ)
                organ = own_organ
            elif (after := self._organ_after(number.end(), organs, limit)) is not None:
                own_organ, own_name, backfill = after[1].value, self.text[after[0].start : after[0].end], True
            elif own_organ is None and (adopter := self._adopter(number.end(), organs, limit)) is not None:
                own_organ, own_name, backfill = adopter[1].value, self.text[adopter[0].start : adopter[0].end], True
            if not self._plausible(number, noun, k, hits, dated=date is not None):
                continue
            start = head.start if not hits and not self.han and number.start() - head.end < 80 else number.start()
            if self.han:
                start = number.start() - (self.text[max(area.start, number.start() - 1) : number.start()] == "第")
            spelled, rule = spell(number), noun[1].rule
            if k and hits and is_range(self.text[members[k - 1].end() : number.start()], self.lexicon.language):
                rule = self._fill(hits, spelled[0], number.end(), rule, date)
            for one in spelled:
                hits.append(SymbolHit(Span(start, number.end()), noun[1].value, one, own_organ, rule, 0.95, date, head, own_name))
                start = number.start()
            self._tail(hits, number, noun, date, limit)
            if backfill and organ in (None, "own"):
                for j in pending:
                    if hits[j].organ is None:
                        hits[j] = replace(hits[j], organ=own_organ, organ_name=own_name)
                pending = []
            elif own_organ is None:
                if pending and not self._loose(members[k - 1].end(), number.start()):
                    pending = []
                pending.append(len(hits) - 1)
        return hits

    def _plural(self, noun: tuple[Found, Lexeme]) -> bool:
        found, lexeme = noun
        return self.han or lexeme.number == "plural" or plain(self.text[found.start : found.end]) in self.lexicon.plurals

    def _fill(self, hits: list[SymbolHit], last: str, end: int, rule: str, date: PartialDate | None) -> str:
        """The members between the last hit and `last`, each with the words of the whole range; the rule of the second end: `RANGE_ENDS` where the
        members cannot be told."""
        first = hits[-1]
        between = within(first.number, last)
        if between is None:
            return RANGE_ENDS
        hits += [replace(first, span=Span(first.span.start, end), number=number, rule="range.member", confidence=0.85, date=date) for number in between]
        return rule

    def _tail(self, hits: list[SymbolHit], number: re.Match[str], noun: tuple[Found, Lexeme], date: PartialDate | None, limit: int) -> None:
        """The second end of a range joined by a dash, or written without its session."""
        match = tail(self.lexicon.language).match(self.text, number.end()) if hits and number["session"] and not number["letters"] else None
        if match is None or (match["session"] is not None and limit < match.end()) or (match["session"] is None and not self._plural(noun)):
            return
        head, _, no = hits[-1].number.rpartition("/")
        if match["session"] is None and ((len(no) == 2 and no[0] == "0") or int(match["no"]) <= int(no)):
            return
        first, last = hits[-1], f"{match['session'] or head}/{match['no']}"
        rule = self._fill(hits, last, match.end(), first.rule, date)
        hits.append(replace(first, span=Span(number.start(), match.end()), number=last, rule=rule, confidence=0.9, date=date))

    def _han_organ(
        self, number: re.Match[str], previous: re.Match[str] | None, organs: list[tuple[Found, Lexeme]], area: Span, inherited: str | None
    ) -> tuple[str | None, str | None]:
        """In Chinese the body stands before date and number, perhaps with the title between: 经社理事会关于…的1980年7月25日第1980/67号决议."""
        floor = previous.end() if previous else area.start
        k = bisect_right(organs, number.start(), key=_organ_end)
        best = organs[k - 1] if k and organs[k - 1][0].start >= floor else None
        if best is not None:
            gap = self.lexicon.without_dates(self.text[best[0].end : number.start()], "")
            if len(gap) < 260 and "决议" not in gap and "决定" not in gap and _HAN_SUBJECT.fullmatch(gap) is not None:
                return best[1].value, self.text[best[0].start : best[0].end]
            gap = re.sub(r"关于.{0,200}?的|题为.{0,120}?的|[在的第以往和、及与,，\s“”《》]|各项|有关|相关|通过", "", gap)
            if not gap:
                return best[1].value, self.text[best[0].start : best[0].end]
        own = re.search(r"其[^，。；]{0,60}$", self.text[max(floor, number.start() - 60) : number.start()])
        if own:
            at = max(floor, number.start() - 60) + own.start()
            if best is not None and _HAN_OWNER.fullmatch(self.text, best[0].end, at):
                return best[1].value, self.text[best[0].start : best[0].end]
            return "own", None
        return (
            inherited if previous is not None and not re.search(r"[，。；]", self.text[previous.end() : number.start()].replace("，第", "")) else None
        ), None

    def _date(self, number: re.Match[str], floor: int, limit: int) -> PartialDate | None:
        pattern = self.lexicon.date
        if pattern is None:
            return None
        if self.han:
            window = self.text[max(floor, number.start() - 16) : number.start()]
            before = list(pattern.finditer(window))
            return read_date(before[-1], "zh") if before and len(window) - before[-1].end() <= 2 else None
        match = self.lexicon.find_date(self.text, number.end(), min(limit, number.end() + 90))
        if match is None:
            return None
        gap = _gap_words(self.text[number.end() : match.start()])
        if len(gap) > 7 or not all(w in self.glue for w in gap[-2:]) or any(c in self.text[number.end() : match.start()] for c in ";()"):
            return None
        return read_date(match, self.lexicon.language)

    def _plausible(self, number: re.Match[str], noun: tuple[Found, Lexeme], k: int, hits: list[SymbolHit], *, dated: bool) -> bool:
        """A fraction, a season (2020/21) or a day and month (9/11) far from its noun is no symbol."""
        if not number["session"]:
            return noun[1].value != "presidential-statement"
        if noun[1].value == "presidential-statement" and len(number["session"]) != 4:
            return False
        near = abs(number.start() - noun[0].end) <= 60 or abs(noun[0].start - number.end()) <= 60
        digits = session(number["session"]).rpartition("-")[2]
        if len(digits) == 4:
            if not 1946 <= int(digits) <= 2100 or int(number["no"]) > 999:
                return False  # "in 2020/2021"
            season = len(number["no"]) in (2, 4) and int(number["no"][-2:]) == (int(digits) + 1) % 100
            listed = bool(hits) and len(hits[-1].number.partition("/")[0]) == 4
            return (k == 0 and near) or listed or dated if season else True
        if int(digits) > 130:
            return False
        return near or k > 0 or int(number["no"]) > 12 or int(digits) > 12

    def _plain_numbers(self, nouns: list[tuple[Found, Lexeme]], organs: list[tuple[Found, Lexeme]], area: Span, known: set[int]) -> list[SymbolHit]:
        """Decisions of the Permanent Council ("Decision No. 1048") and resolutions of the Security Council without their year."""
        hits = []
        for noun in nouns:
            if (ranged := self._bare_range(noun, organs, area)) is not None:
                hits += ranged
                continue
            match = _BARE.search(self.text, noun[0].end, min(area.end, noun[0].end + 60))
            if match is None or match.start() in known or NUMBER.match(self.text, match.start()):
                continue
            between = self.text[noun[0].end : match.start()]
            if not self._loose(noun[0].end, match.start()) and self._organ_after(noun[0].end, organs, match.start()) is None:
                continue
            if len(_gap_words(between)) > 6 or _SENTENCE.search(_NUMBER_SIGN.sub("", between)) is not None:
                continue
            numbered = bool(_NUMBER_SIGN.search(between))
            organ, head, name = self._head_organ(noun, match, organs, area)
            if organ is None and (after := self._organ_after(match.end(), organs, area.end)) is not None:
                organ, name = after[1].value, self.text[after[0].start : after[0].end]
            resolution = noun[1].value == "resolution"
            short = resolution and plain(self.text[noun[0].start : noun[0].end]) in ("unscr", "scr")
            bare = resolution and organ in (None, "own") and len(match[1]) == 4 and not 1940 < int(match[1]) < 2040 and not between.strip()
            numbered_decision = noun[1].value == "decision" and numbered and organ in ("osce-pc", None) and len(match[1]) >= 3
            if numbered_decision or bare or (resolution and (short or organ == "un-sc") and len(match[1]) >= 3):
                named = "un-sc" if short or bare else organ
                hits.append(SymbolHit(Span(head.start, match.end()), noun[1].value, match[1], named, noun[1].rule, 0.8, None, head, name))
        return hits

    def _bare_range(self, noun: tuple[Found, Lexeme], organs: list[tuple[Found, Lexeme]], area: Span) -> list[SymbolHit] | None:
        """ "resolutions 1 to 7": each, where the body numbers all its acts in one series; else one mention that stays open."""
        if not self._plural(noun) or noun[1].value not in ("resolution", "decision"):
            return None
        match = bare_range(self.lexicon.language).search(self.text, noun[0].end, min(area.end, noun[0].end + 40))
        if match is None or not self._loose(noun[0].end, match.start()) or _gap_words(self.text[noun[0].end : match.start()])[1:]:
            return None
        organ, head, name = self._head_organ(noun, match, organs, area)
        if organ is None and (after := self._organ_after(match.end(), organs, area.end)) is not None:
            organ, name = after[1].value, self.text[after[0].start : after[0].end]
        first, last = int(match["first"]), int(match["last"])
        span = Span(head.start, match.end())
        if organ in ("un-sc", "osce-pc") and 0 < last - first <= MOST:
            return [SymbolHit(span, noun[1].value, str(n), organ, "range.member", 0.85, None, head, name) for n in range(first, last + 1)]
        if not first < last <= 999:
            return None
        return [SymbolHit(span, noun[1].value, f"{first}–{last}", "other", RANGE_ENDS, 0.5, None, head, name)]


_WORD = re.compile(r"\w+")


def _gap_words(gap: str) -> list[str]:
    return [plain(w) for w in _WORD.findall(gap)]


def _organ_start(organ: tuple[Found, Lexeme]) -> int:
    return organ[0].start


def _organ_end(organ: tuple[Found, Lexeme]) -> int:
    return organ[0].end
