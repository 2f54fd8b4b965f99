"""Mentions without a name: "the Convention", "these documents", "the present resolution", "the Protocols thereto", "relevant resolutions".

In: the nouns of a text that no symbol or title has claimed. Out: `ReferenceHit`s with their form (anaphor, self, collective, generic) and
the kind of instrument they speak of. What an anaphor refers to is `resolve`'s question. This module must not know the register.

The words before and after each noun decide, by the tables `anaphora.LANG.csv` and `generic_classes.LANG.csv`. A capital letter is asked of
"the Convention" where the script has them: "the convention" is a habit, not an instrument.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache

from graph_builder.annotate.citations.cover import Cover
from graph_builder.annotate.citations.nouns import Lexeme, Lexicon
from graph_builder.annotate.citations.tokens import Found, Phrases, Tokens, plain, words
from graph_builder.lexicons import split, tables
from graph_builder.model import Span
from graph_builder.values import dataclass

ANAPHORA_COLUMNS = ("id", "role", "words")
GENERIC_COLUMNS = ("id", "class", "members", "words")
_LOWER = frozenset(("resolution", "decision", "document", "instrument"))
"""Nouns that are written small even where they mean one instrument; "the resolution" alone is too vague to be an anaphor."""
_NO_CAPITALS = frozenset(("ar", "de"))
"""Languages whose writing does not set an instrument's noun apart: "the plan" may be any plan."""
_ADJECTIVE_AFTER = frozenset(("fr", "es", "it"))
_PLANS = frozenset(("plan", "programme", "platform", "code", "framework", "agenda", "rules", "principles", "guidelines"))
"""Kinds whose word also begins the names of bodies and of any plan."""
_ANDS = frozenset(("et", "y", "e"))
_YEAR_NEXT = re.compile(r"\s(?:(?:de|of|von|del|لعام|عام|لسنة|سنة)\s)?(?:1[89]|20)\d\d(?!\d)")
_SURE = frozenset(("convention", "protocol", "charter", "covenant", "treaty", "declaration", "strategy", "statute"))
_STOP = re.compile(r"[.;:()«»“”\"]")
_PAUSE = re.compile(r"[,.;:()]")
_NUMBERED = re.compile(r"\s(?:\d|I{1,3}\b|IV\b)")
_NUMBER_NEXT = re.compile(r"[ \u00a0(]{0,3}(?:[A-Z]/|n[°o]|No)?[ \u00a0.]{0,3}\d")
_DIGIT_NEXT = re.compile(r"[ \u00a0]{0,3}\d")
_WIDE = frozenset(("document", "instrument"))
_CLASSES = frozenset(
    (
        "resolution",
        "decision",
        "convention",
        "protocol",
        "treaty",
        "agreement",
        "document",
        "instrument",
        "declaration",
        "statement",
        "strategy",
        "plan",
        "guidelines",
        "rules",
        "principles",
    )
)


@dataclass(frozen=True, slots=True)
class ReferenceHit:
    """`noun` is the kind of instrument; `reach` says how an anaphor points: the, this, that; `members` of a class that names them."""

    span: Span
    form: str
    noun: str
    rule: str
    confidence: float
    reach: str = ""
    plural: bool = False
    members: tuple[str, ...] = ()
    generic_class: str = ""


@dataclass(frozen=True)
class Pointers:
    """The tables of a language, by role."""

    before: dict[tuple[str, ...], tuple[tuple[str, str], ...]]
    """Folded words -> (role, rule)."""
    after: dict[str, tuple[tuple[str, ...], ...]]
    single: dict[str, frozenset[str]]
    classes: Phrases
    class_rows: tuple[tuple[str, tuple[str, ...], str], ...]
    plain: dict[str, frozenset[str]]
    """Words compared as written, by role."""


@cache
def pointers(language: str) -> Pointers:
    before: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    after: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    single: dict[str, set[str]] = defaultdict(set)
    literal: dict[str, set[str]] = defaultdict(set)
    for row in tables("anaphora.*.csv", ANAPHORA_COLUMNS, key=("role", "words")).get(language, ()):
        phrase = words(row["words"], language)
        role = row["role"]
        if role in ("self", "this", "that", "the", "collective-before"):
            before[phrase].append((role, row.id))
        elif role == "after":
            literal[role].add(row["words"])
        elif role in ("generic", "link", "not-small"):
            single[role].update(phrase if len(phrase) == 1 else phrase[-1:])
        else:
            after[role].append(phrase)
    rows = tables("generic_classes.*.csv", GENERIC_COLUMNS, key=("words",)).get(language, ())
    class_phrases, class_rows = [], []
    for row in rows:
        phrase = words(row["words"], language)
        for first in (phrase[0],) if language != "ar" else (phrase[0], "و" + phrase[0], "ب" + phrase[0], "ل" + phrase[0]):
            class_phrases.append((first, *phrase[1:]))
            class_rows.append((row["class"], split(row["members"]), row.id))
    return Pointers(
        {k: tuple(v) for k, v in before.items()},
        {k: tuple(sorted(v, key=lambda p: -len(p))) for k, v in after.items()},
        {k: frozenset(v) for k, v in single.items()},
        Phrases(class_phrases),
        tuple(class_rows),
        {k: frozenset(v) for k, v in literal.items()},
    )


class ReferenceReader:
    """Reads the unnamed mentions of one text."""

    def __init__(self, text: str, tokens: Tokens, lexicon: Lexicon) -> None:
        self.text, self.tokens, self.lexicon = text, tokens, lexicon
        self.language = lexicon.language
        self.pointers = pointers(self.language)
        self._organs: list[Found] = []
        self._small_after = self.pointers.plain.get("after", frozenset())
        self.classes = self._classes()

    def _classes(self) -> list[ReferenceHit]:
        hits: list[ReferenceHit] = []
        for found in self.pointers.classes.longest(self.tokens):
            name, members, rule = self.pointers.class_rows[found.phrase]
            form = "collective" if name == "collective" else "generic"
            hits.append(ReferenceHit(Span(found.start, found.end), form, "convention" if members else "instrument", rule, 0.8, "", True, members, name))
        return hits

    def read(self, area: Span, events: list[tuple[Found, Lexeme]], taken: list[Span], classes: list[ReferenceHit]) -> list[ReferenceHit]:
        """The references within `area`; nouns inside `taken` belong to symbols or titles."""
        cover = Cover(taken)
        hits = [h for h in classes if not cover.overlaps(h.span)]
        claimed = Cover(taken + [h.span for h in hits])
        self._organs = [f for f, lex in events if lex.type == "organ"]
        for found, lexeme in events:
            if lexeme.type != "noun" or claimed.overlaps(Span(found.start, found.end)):
                continue
            hit = self._one(area, found, lexeme)
            if hit is not None and not cover.overlaps(hit.span):
                hits.append(hit)
        return sorted(hits, key=lambda h: h.span)

    # one noun

    def _capital(self, found: Found) -> bool:
        first = self.text[found.start]
        return first.lower() == first.upper() or first.isupper()

    def _role_before(self, found: Found, area: Span) -> tuple[str, str, int] | None:
        """(role, rule, first word) of the words right before the noun, the longest known."""
        for length in (4, 3, 2, 1):
            first = found.first - length
            if first < 0 or self.tokens.starts[first] < area.start:
                continue
            known = self.pointers.before.get(tuple(self.tokens.folded[first : found.first]))
            if known and not _STOP.search(self.text[self.tokens.ends[found.first - 1] : found.start]):
                role, rule = known[0]
                return role, rule, first
        return None

    def follows(self, role: str, found: Found) -> tuple[str, ...] | None:
        """The words of a role right after the noun or name, without a stop between."""
        rest = tuple(self.tokens.folded[found.last : found.last + 4])
        if found.last < len(self.tokens.starts) and _PAUSE.search(self.text[found.end : self.tokens.starts[found.last]]):
            return None
        for phrase in self.pointers.after.get(role, ()):
            if rest[: len(phrase)] == phrase:
                return phrase
        return None

    def titled(self, found: Found) -> bool:
        """Whether a title goes on after the noun: "the Convention on …", "the Declaration of Istanbul"."""
        if self.follows("complement", found) is not None or _YEAR_NEXT.match(self.text, found.end):
            return True
        if self.language in _ADJECTIVE_AFTER and self._capital_next(found):
            return True
        phrase = self.follows("complement-capital", found)
        if phrase is None:
            return False
        at = found.last + len(phrase)
        return at < len(self.tokens.starts) and self.text[self.tokens.starts[at]].isupper()

    def _capital_next(self, found: Found) -> bool:
        """ "el Protocolo Adicional", "la Estrategia y Plan de Acción": the noun is the beginning of a name."""
        at = found.last
        if at < len(self.tokens.starts) and self.tokens.folded[at] in _ANDS:
            at += 1
        return (
            at < len(self.tokens.starts)
            and self.text[self.tokens.starts[at]].isupper()
            and not self.text[found.end : self.tokens.starts[at]].strip(" eyt\u00a0")
        )

    def _one(self, area: Span, found: Found, lexeme: Lexeme) -> ReferenceHit | None:
        plural = lexeme.number == "plural" or plain(self.text[found.start : found.end]) in self.lexicon.plurals
        if self.language == "zh":
            return self._han(found, lexeme)
        if not self._capital(found) and self.tokens.folded[found.first] in self.pointers.single.get("not-small", frozenset()):
            return None  # "la presente carta": a letter
        if _NUMBERED.match(self.text[found.end : found.end + 4]) and lexeme.value not in _LOWER:
            return None  # Protocol I, Protocols 1 and 2
        before = self._role_before(found, area)
        span = Span(found.start, found.end)
        if lexeme.value == "protocol" and (hit := self._collective(found, lexeme, before, plural)) is not None:
            return hit
        if before is not None:
            role, rule, first = before
            span = Span(self.tokens.starts[first], found.end)
            roles = {r for r, _ in self.pointers.before[tuple(self.tokens.folded[first : found.first])]}
            if "self" in roles and ("this" not in roles or lexeme.value in ("resolution", "decision")) and not plural and lexeme.value not in _WIDE:
                return ReferenceHit(span, "self", lexeme.value, rule, 0.95)
            if role in ("this", "self"):
                if not self._capital(found) and lexeme.value not in _LOWER and not self._alone(found):
                    return None
                return ReferenceHit(span, "anaphor", lexeme.value, rule, 0.8, "this", plural)
            if role == "that" and (self._capital(found) or lexeme.value in _LOWER):
                return ReferenceHit(span, "anaphor", lexeme.value, rule, 0.8, "that", plural)
        if (marked := self.follows("after-that", found)) is not None and (self._capital(found) or lexeme.value in _LOWER):
            end = self.tokens.ends[found.last + len(marked) - 1]
            return ReferenceHit(Span(span.start, end), "anaphor", lexeme.value, lexeme.rule, 0.8, "that", plural)
        if lexeme.value not in _LOWER and self._definite(found, lexeme, before) and not self.titled(found):
            return ReferenceHit(span, "anaphor", lexeme.value, before[1] if before else lexeme.rule, 0.75, "the", plural)
        if lexeme.value in _CLASSES and (plural or self.language == "ru"):
            return self._generic(area, found, lexeme)
        return None

    def _alone(self, found: Found) -> bool:
        """Nothing that would make a name of the noun follows ("cette déclaration.")."""
        return not self.titled(found)

    def _definite(self, found: Found, lexeme: Lexeme, before: tuple[str, str, int] | None) -> bool:
        if self.language in _NO_CAPITALS and lexeme.value not in _SURE:
            return False
        if self.language == "ar":
            written = plain(self.text[found.start : found.end])
            return re.match(r"[وفبلك]?(?:ال|لل)", written) is not None
        if self.language == "ru":
            return self._capital(found) and not (found.first and self._adjective(found)) and self._closed(found)
        if self.language in _ADJECTIVE_AFTER and lexeme.value in _PLANS and not self._closed(found):
            return False  # "le Programme alimentaire mondial"
        return before is not None and before[0] == "the" and self._capital(found)

    def _closed(self, found: Found) -> bool:
        """A stop or a small word follows, not an adjective or a name in the genitive ("План осуществления…")."""
        after = re.match(r"\s*(\W|\w+)", self.text[found.end : found.end + 30])
        return after is None or not after[1][0].isalpha() or after[1].lower() in self._small_after

    def _adjective(self, found: Found) -> bool:
        """In Russian: the word before is a capitalised or relational adjective, part of a name ("Римская конвенция")."""
        word = self.text[self.tokens.starts[found.first - 1] : self.tokens.ends[found.first - 1]]
        gap = self.text[self.tokens.ends[found.first - 1] : found.start]
        return (
            not gap.strip()
            and (word[:1].isupper() or re.search(r"(?:ая|ой|ую|ый|ого|ому|ым|ом|ие|ых|ыми|ий|его|ей)$", word) is not None)
            and word.lower() not in ("этой", "той", "самой", "какой", "другой")
        )

    def _han(self, found: Found, lexeme: Lexeme) -> ReferenceHit | None:
        start, end = found.start, found.end
        quoted = self.text[start - 1 : start] == "《" and self.text[end : end + 1] == "》"
        at = start - 1 if quoted else start
        before = self.text[max(0, at - 6) : at]
        for words_, known in self.pointers.before.items():
            if before.endswith("".join(words_)):
                role, rule = known[0]
                span = Span(at - len(words_), end + quoted)
                if role == "self":
                    return ReferenceHit(span, "self", lexeme.value, rule, 0.95)
                if role in ("this", "that"):
                    return ReferenceHit(span, "anaphor", lexeme.value, rule, 0.8, "that", "些" in before or "各" in before)
        if lexeme.value == "protocol" and re.search(r"(?:其|所附)(?:各项|三项)?(?:补充|任择|附加)?《?$", before):
            return ReferenceHit(Span(at, end + quoted), "collective", "protocol", lexeme.rule, 0.8, "", True)
        if quoted:
            return ReferenceHit(Span(at, end + 1), "anaphor", lexeme.value, lexeme.rule, 0.8, "the")
        window = self.text[max(0, start - 14) : start]
        generic = next((w for w in sorted(self.pointers.single.get("generic-han", frozenset())) if w in window), None)
        match = re.search(r"(?:有关|相关|各项|以往|所有|其他|历次|现有)[^，。；《》]{0,8}$", window)
        if (match or generic) and lexeme.value in _CLASSES:
            return ReferenceHit(Span(start - len(match[0]) if match else start, end), "generic", lexeme.value, lexeme.rule, 0.7, "", True)
        return None

    def _collective(self, found: Found, lexeme: Lexeme, before: tuple[str, str, int] | None, plural: bool) -> ReferenceHit | None:
        """ "the Protocols thereto", "its Protocols": all protocols of the convention named before."""
        if not (plural or self.language in ("ru", "ar", "de")):
            return None
        if lexeme.own:  # Arabic: وبروتوكولاتها
            return ReferenceHit(Span(found.start, found.end), "collective", lexeme.value, lexeme.rule, 0.8, "", True)
        after = self.follows("collective", found)
        start = self.tokens.starts[before[2]] if before else found.start
        if after is not None:
            return ReferenceHit(Span(start, self.tokens.ends[found.last + len(after) - 1]), "collective", lexeme.value, lexeme.rule, 0.85, "", True)
        if before is not None and any(r == "collective-before" for r, _ in self.pointers.before[tuple(self.tokens.folded[before[2] : found.first])]):
            return ReferenceHit(Span(start, found.end), "collective", lexeme.value, before[1], 0.8, "", True)
        if before is not None and before[0] == "the" and self._capital(found) and plural and not self.titled(found):
            return ReferenceHit(Span(start, found.end), "collective", lexeme.value, before[1], 0.6, "the", True)
        return None

    def _generic(self, area: Span, found: Found, lexeme: Lexeme) -> ReferenceHit | None:
        """A plural with an adjective of class ("relevant", "international") or a body, and no number of its own."""
        generic = self.pointers.single.get("generic", frozenset())
        at = bisect_left(self._organs, found.start, key=lambda f: f.start)
        organs = self._organs[max(0, at - 4) : at + 4]
        first, seen = found.first, False
        while first > 0 and self.tokens.starts[first - 1] >= area.start and found.first - first < 9:
            word = self.tokens.folded[first - 1]
            body = next((f for f in organs if f.last == first and f.first >= found.first - 9), None)
            if _PAUSE.search(self.text[self.tokens.ends[first - 1] : self.tokens.starts[first]]):
                break
            if body is not None:
                first, seen = body.first, True
            elif word in generic:
                first, seen = first - 1, True
            else:
                break
        end = found.end
        after = self.tokens.folded[found.last : found.last + 6]
        for k, word in enumerate(after):
            if word in generic and (
                k == 0
                or all(
                    w in self.pointers.single.get("link", frozenset()) or any(f.first <= found.last + j < f.last for f in organs)
                    for j, w in enumerate(after[:k])
                )
            ):
                seen, end = True, self.tokens.ends[found.last + k]
                break
        following = next((f for f in organs if f.first >= found.last), None)
        if following is not None and following.first - found.last <= 2 and not re.search(r"[,.;:()\d]", self.text[found.end : following.start]):
            seen, end = True, max(end, following.end)
        if not seen or _NUMBER_NEXT.match(self.text, end) or _DIGIT_NEXT.match(self.text, found.end):
            return None
        return ReferenceHit(Span(self.tokens.starts[first], end), "generic", lexeme.value, lexeme.rule, 0.7, "", True)


@cache
def _generic_classes() -> dict[str, str]:
    return {row.id: row["class"] for rows in tables("generic_classes.*.csv", GENERIC_COLUMNS, key=("words",)).values() for row in rows}


def generic_class(rule: str) -> str:
    """The class of a generic mention by its rule: commitments, obligations, generic, collective; empty where the rule is no class's."""
    return _generic_classes().get(rule, "")
