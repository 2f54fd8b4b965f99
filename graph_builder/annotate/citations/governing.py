"""What a citation is for: its kind and its role, by the words that govern it; and the part of the instrument that it pins.

In: the mentions of one provision, its tokens. Out: the same with `kind` and `role`, and pin-cites. The nearest preposition decides, then
the object of "implement", then the performative; a list hands its preposition on. This module must not know the register.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from graph_builder.annotate.citations.nouns import Lexicon
from graph_builder.annotate.citations.numbers import MOST, is_range, range_words
from graph_builder.annotate.citations.tokens import Found, Phrases, Tokens, words
from graph_builder.lexicons import split, table, tables
from graph_builder.model import Span
from graph_builder.values import dataclass

GROUND_COLUMNS = ("id", "role", "kind", "words")
KIND_COLUMNS = ("id", "language", "kind", "words", "example")
PRONOUN_COLUMNS = ("id", "language", "words", "example")
PIN_COLUMNS = ("id", "language", "part", "words", "after", "example")
_REACH = 16
"""Words that may stand between a preposition and the instrument that it governs ("in accordance with the obligations of States under the …")."""
_TRAILING = frozenset(("de", "di", "a", "al"))
_BREAK = re.compile(r"[;:。；：؛]|[.]\s+[A-ZА-ЯÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Governor:
    """A phrase that says what follows it is for."""

    found: Found
    role: str
    kind: str
    rule: str


@cache
def _governors(language: str) -> tuple[Phrases, tuple[tuple[str, str, str], ...]]:
    phrases: list[tuple[str, ...]] = []
    rows: list[tuple[str, str, str]] = []
    seen: set[tuple[str, ...]] = set()

    def add(text: str, role: str, kind: str, rule: str) -> None:
        phrase = words(text, language)
        if len(phrase) > 1 and phrase[-1] in _TRAILING:  # the preposition melts with the article: de + les = des
            phrase = phrase[:-1]
        variants = [phrase] if language != "ar" else [(p + phrase[0], *phrase[1:]) for p in ("", "و", "ل", "ب", "ول", "وب")]
        for variant in variants:
            if variant not in seen:
                seen.add(variant)
                phrases.append(variant)
                rows.append((role, kind, rule))

    for row in tables("ground_phrases.*.csv", GROUND_COLUMNS, key=("words",)).get(language, ()):
        text = re.sub(r"\s(?:ب|ل)$", "", row["words"]) if language == "ar" else row["words"]
        add(text, row["role"], row["kind"], row.id)
    for row in table("citation_kinds.csv", KIND_COLUMNS):
        if row["language"] == language:
            for text in split(row["words"]):
                add(text, "performative", row["kind"], row.id)
    return Phrases(phrases), tuple(rows)


def governing_phrases(language: str) -> Phrases:
    """What `governors` looks for."""
    return _governors(language)[0]


def governors(tokens: Tokens, language: str) -> list[Governor]:
    """Every governing phrase of a text, the longest at each place, in order."""
    machine, rows = _governors(language)
    return [Governor(found, *rows[found.phrase]) for found in machine.longest(tokens)]


@dataclass(frozen=True, slots=True)
class Governed:
    kind: str
    role: str
    rule: str


def govern(text: str, tokens: Tokens, area: Span, spans: list[Span], near: list[Governor], lexicon: Lexicon) -> list[Governed]:
    """Kind and role of each mention of a provision. `spans` in order; `near` the governing phrases of the provision."""
    out: list[Governed] = []
    starts = [g.found.start for g in near]
    mention_starts = [span.start for span in spans]
    list_begins = 0  # the first mention of the list that the current one belongs to
    for k, span in enumerate(spans):
        if k and not _short_gap(text[spans[k - 1].end : span.start]):
            list_begins = k
        last = bisect_left(starts, span.start) - 1
        choice = Governed("cites", "object", "")
        performative = None
        for g in reversed(near[max(0, last - 11) : last + 1]):
            if g.found.end > span.start:
                continue
            if g.role == "performative":
                performative = performative or g
                break
            if choice.rule and choice.role != "weak":
                continue
            between = text[g.found.end : span.start]
            distance = tokens.index_at(span.start) - g.found.last
            if _BREAK.search(between):
                break
            since = bisect_left(mention_starts, g.found.end)  # the first mention that the phrase may govern
            covered = k - since
            if g.kind in _OF_TEXTS and (covered > 0 or "," in between):
                continue  # "the Convention of 1961 as amended by the 1972 Protocol, the Convention of 1971": not the whole list
            if distance <= _REACH and (covered <= 0 or list_begins <= since) and not _clause(between, covered):
                if choice.role == "weak" and g.role != "ground":
                    break
                choice = Governed(g.kind, g.role, g.rule)
                if g.kind and g.role != "weak":
                    break
        if not choice.rule and k and _joined(text, spans[k - 1], span, lexicon) and out[k - 1].role in ("ground", "implement", "mention") and out[k - 1].rule:
            choice = out[k - 1]
        if not choice.rule and lexicon.language == "zh":
            choice = _han_after(text, span) or choice
        if not choice.rule or not choice.kind:
            if performative is None:
                performative = next((g for g in reversed(near[max(0, last - 11) : last + 1]) if g.role == "performative"), None)
            kind = performative.kind if performative is not None and performative.kind != "other" else "cites"
            if choice.rule:
                choice = Governed(kind, choice.role, choice.rule)
            elif performative is not None and kind != "cites":
                choice = Governed(kind, "object", performative.rule)
        if choice.role == "implement" and lexicon.language == "zh" and _carried_out(text, span):
            choice = Governed(choice.kind, "mention", choice.rule)
        out.append(Governed(choice.kind, "mention", choice.rule) if choice.role == "weak" else choice)
    return out


_OF_TEXTS = frozenset(("amends", "supplements", "replaces"))
"""Kinds that one text has to one other."""
_TO_DO = re.compile(r",\s+(?:and|et|y|и|und|e)\s+(?:to|de|à|a)\s")
_PARTED = re.compile(r"[;:。；]")
_STOPPED = re.compile(r"[;:.。；]")
_WORDS = re.compile(r"\w+")
_ASIDES = re.compile(r"\([^()]{0,60}\)|\d")


def _clause(between: str, covered: int) -> bool:
    """A comma and more words part the phrase from the mention, unless a list stands between."""
    return covered == 0 and _TO_DO.search(between) is not None


def _short_gap(gap: str) -> bool:
    return len(gap) <= 90 and not _PARTED.search(gap) and len(_WORDS.findall(gap)) <= 12


def _joined(text: str, before: Span, span: Span, lexicon: Lexicon) -> bool:
    gap = _ASIDES.sub(" ", lexicon.without_dates(text[before.end : span.start], " "))
    return _STOPPED.search(gap) is None and len(_WORDS.findall(gap)) <= 6


def _han_after(text: str, span: Span) -> Governed | None:
    after = text[span.end : span.end + 12]
    if re.match(r"》?(?:号决议)?(?:第.{1,6}[条段章])?(?:的)?(?:规定|要求)", after):
        return Governed("pursuant-to", "ground", "zh.ground.after")
    return None


@cache
def _done() -> re.Pattern[str]:
    rows = table("citation_words.csv", ("id", "language", "role", "words"))
    forms = sorted(w for row in rows if row["language"] == "zh" and row["role"] == "carried-out" for w in split(row["words"]))
    return re.compile("[^，。；]{0,48}?(?:" + "|".join(map(re.escape, forms)) + ")")


def _carried_out(text: str, span: Span) -> bool:
    """In Chinese what is done stands after: "为执行第1373(2001)号决议采取的措施" are measures taken to implement it, and no instruction."""
    return _done().match(text, span.end) is not None


@cache
def _pin_words(language: str) -> re.Pattern[str]:
    """Any word for a part that is a provision, in small letters."""
    rows = [row for row in table("pin_words.csv", PIN_COLUMNS) if row["language"] == language and row["part"] in ("art", "par")]
    return re.compile("|".join(sorted({re.escape(word.lower()) for row in rows for word in split(row["words"])})) or "(?!)")


@cache
def _pin_patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = [row for row in table("pin_words.csv", PIN_COLUMNS) if row["language"] == language]
    if not rows:
        return ()
    parts = {row["part"]: "|".join(re.escape(w) for w in sorted(split(row["words"]), key=lambda w: -len(w))) for row in rows}
    to = range_words(language)
    if rows[0]["after"] == "yes":
        number = r"[0-9〇一二三四五六七八九十百]{1,6}"
        return tuple(
            (
                part,
                re.compile(
                    rf"^》?(?:号决议)?(?:执行部分)?(?:的)?第\s?(?P<n1>{number})\s?(?:\((?P<i1>[a-z]|[ivx]{{1,4}})\)\s?)?"
                    rf"(?P<l1>(?:(?:{w})?(?:{to}|\s?[、和及与]\s?)第?\s?{number}\s?){{0,4}})(?:{w})"
                ),
            )
            for part, w in parts.items()
        )
    number = r"\d{1,3}|[IVXLC]{1,6}" if "bis" in to else r"\d{1,3}(?:\s?bis)?|[IVXLC]{1,6}"  # article 33 bis, but 3 bis 5 in German
    item = r"(?:\s{{0,2}}\(?(?P<i{0}>[a-z]|[ivx]{{1,4}})\))?"
    joined = rf"(?P<l{{0}}>(?:(?:\s?(?:,|and|et|y|и|und|e|و)\s?|{to.replace('{', '{{').replace('}', '}}')})(?:\d{{{{1,3}}}}|[IVX]{{{{1,5}}}})){{{{0,4}}}})"
    particles = "of|de|des|der|del|della|du|the|la|las|los|le|les|l['’]|its|from|من|в|dem|den|die|das|said|present"
    small = rf"(?:[\s,]{{0,3}}(?:{particles})){{0,3}}[\s,'’]{{0,3}}(?:\w{{1,25}}['’]?\s{{1,2}}){{0,2}}"
    inner = "|".join(parts.values())
    first, second = item.format(1) + joined.format(1), item.format(2) + joined.format(2)
    return tuple(
        (
            part,
            re.compile(
                rf"(?:{w})\s{{1,3}}(?P<n1>{number}){first}(?:\s?,\s?(?:{inner})\s{{1,3}}(?P<n2>{number}){second})?[\s,]{{0,3}}{small}$",
                re.IGNORECASE,
            ),
        )
        for part, w in parts.items()
    )


_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}


def _value(number: str) -> str:
    if number[:1] in "〇一二三四五六七八九十百":
        total, current = 0, 0
        for c in number:
            if c in "十百":
                total += (current or 1) * (10 if c == "十" else 100)
                current = 0
            else:
                current = _HAN_DIGITS[c]
        return str(total + current)
    return number.strip()


_LISTED = re.compile(r"(?P<sign>.{0,24}?)(?P<number>\d{1,3}(?:\s?bis)?|(?<!\w)[IVXLC]{1,6}(?!\w)|[〇一二三四五六七八九十百]{1,6})", re.DOTALL)


def _numbers(first: str, rest: str, language: str) -> list[str]:
    """The numbers of a list: each that is named, and each of a range of at most `MOST`; of a longer one the two ends."""
    found = [_value(first)]
    for match in _LISTED.finditer(rest):
        last = _value(match["number"])
        if _is_range(match["sign"], language) and found[-1].isdigit() and last.isdigit() and 0 < int(last) - int(found[-1]) <= MOST:
            found += [str(n) for n in range(int(found[-1]) + 1, int(last))]
        found.append(last)
    return list(dict.fromkeys(found))


def _with_item(match: re.Match[str], level: int, language: str) -> list[str]:
    """The numbers of one level, the first with its letter: `5`, `1/a`."""
    found = _numbers(match[f"n{level}"], match[f"l{level}"], language)
    return [f"{found[0]}/{match[f'i{level}']}", *found[1:]] if match[f"i{level}"] else found


def _is_range(sign: str, language: str) -> bool:
    return is_range(re.sub(r"[条段]", "", sign) if language == "zh" else sign, language)


def pin(text: str, span: Span, area: Span, language: str) -> tuple[tuple[str, ...], Span] | None:
    """The parts of the instrument that are pinned, as provision paths, with the words that say so; chapters and rules are no provisions."""
    if language != "zh":
        window = text[max(area.start, span.start - 90) : span.start].lower()
        if _pin_words(language).search(window) is None:  # most mentions: told without the patterns
            return None
    for part, pattern in _pin_patterns(language):
        if part not in ("art", "par"):
            continue
        if language == "zh":
            match = pattern.search(text[span.end : span.end + 40])
            if match:
                item = f"/{match['i1']}" if match["i1"] else ""
                paths = [f"{part}/{n}{item if k == 0 else ''}" for k, n in enumerate(_numbers(match["n1"], match["l1"], language))]
                return tuple(paths), Span(span.end, span.end + match.end())
            continue
        low = max(area.start, span.start - 90)
        match = pattern.search(text, low, span.start)
        if match is None:
            continue
        outer = _with_item(match, 1, language)
        inner = _with_item(match, 2, language) if match["n2"] else []
        if part == "art":
            paths = [f"art/{outer[-1]}/par/{n}" for n in inner] or [f"art/{n}" for n in outer]
        else:
            paths = [f"art/{inner[0]}/par/{n}" for n in outer] if inner else [f"par/{n}" for n in outer]
        return tuple("".join(path.split()) for path in paths), Span(match.start(), span.start)  # "33 bis" stands in an IRI as 33bis
    return None


@cache
def _pronoun_pattern(language: str) -> re.Pattern[str] | None:
    rows = [row for row in table("pronoun_grounds.csv", PRONOUN_COLUMNS) if row["language"] == language]
    forms = sorted((form for row in rows for form in split(row["words"])), key=lambda f: (-len(f), f))
    edges = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    return re.compile(edges[0] + "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s{1,3}") for f in forms) + ")" + edges[1], re.IGNORECASE) if forms else None


def pronoun_grounds(text: str, span: Span, language: str) -> Span | None:
    """Where a statement tells to implement what was named before, by a pronoun alone ("to implement them")."""
    pattern = _pronoun_pattern(language)
    match = pattern.search(text, span.start, span.end) if pattern is not None else None
    return Span(*match.span()) if match else None


@cache
def _renewing(language: str) -> frozenset[str]:
    rows = table("citation_kinds.csv", KIND_COLUMNS)
    return frozenset(
        w for row in rows if row["language"] == language and row["kind"] == "reaffirms" for text in split(row["words"]) for w in words(text, language)[:1]
    )


def renews(verb: str, force: str, language: str) -> bool:
    """Whether a performative renews something: a recommitment, or a verb of reaffirming."""
    return force == "recommits" or any(w in _renewing(language) for w in words(verb, language))


__all__ = ["Governed", "Governor", "govern", "governors", "pin", "pronoun_grounds", "renews"]
