"""The statement lexicons of one language, compiled: forms in one automaton, small words as sets.

What goes in: the tables `performatives`, `modals`, `adverbs`, `objects`, `frames` and `qualifiers` of a language (columns: the
docstring of the package). What comes out: `lexicon(language)`. This module must not know documents.

A row that contradicts another (the same form, mood, object, organ and position twice with different forces) is refused, both rows named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from graph_builder.annotate.alternatives import alternatives, automaton
from graph_builder.annotate.statements.dates import placeholders
from graph_builder.annotate.statements.forms import JOINS, LONG_GAP, NOTHING, SHORT_GAP, Form, Hit, Phrases, Sense, bounded, is_solid, joins, new_hit
from graph_builder.errors import LexiconError
from graph_builder.lexicons import FOLDER, Row, read_table, split

PERFORMATIVES = ("id", "lemma", "participle", "finite", "first", "force", "object", "organ", "position", "trait", "unless", "source", "example")
MODALS = ("id", "lemma", "forms", "force", "subject", "organisation", "position", "that", "unless", "source", "example")
ADVERBS = ("id", "forms", "intensity", "example")
OBJECTS = ("id", "class", "forms", "reach", "example")
FRAMES = ("id", "kind", "forms", "note")
QUALIFIERS = ("id", "kind", "forms", "extent", "example")
QUALIFIERS_MAY = ("after", "not_after", "opens")

MOODS = ("participle", "finite", "first")
BUILT_IN_OBJECTS = ("that-duty", "that-ban", "that-advice")
NEAR = 60
"""Characters of a short gap."""


class _Kinds(dict[str, Phrases]):
    """Phrases by kind; none of a kind that the language does not have."""

    def __missing__(self, kind: str) -> Phrases:
        return NOTHING


class Lexicon:
    """Everything the engine asks of one language."""

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self.language = language
        self._folder = folder
        self._frames = self._table("frames", FRAMES)
        self._phrases = self._small_words()
        # both are asked for a hundred thousand times a megabyte: the look-up itself, no call around it
        self.phrases: Callable[[str], Phrases] = self._phrases.__getitem__
        """The small words of a kind, with their row ids."""
        self.has: Callable[[str], bool] = self._phrases.__contains__
        """Whether the language has words of a kind."""
        self.adverbs = Phrases.of((form, row["intensity"]) for row in self._table("adverbs", ADVERBS) for form in split(row["forms"]))
        self.objects = self._objects()
        self.modal_rows = {row.id: row for row in self._table("modals", MODALS)}
        forms = [*self._performatives(), *self._modals(), *self._qualifiers(), *self._compounds()]
        by_head: dict[str, list[Form]] = {}
        for form in forms:
            by_head.setdefault(form.head, []).append(form)
        self._heads = tuple(sorted(by_head))
        # a head before a gap is looked for with the blank after it: "a" of "a ~ conscience" would else be found in every word
        self._automaton = automaton(
            [head + " " * all(form.gap in (SHORT_GAP, LONG_GAP) for form in by_head[head]) * (not is_solid(head[0])) for head in self._heads]
        )
        self._loose = tuple(is_solid(head[0]) or any(form.gap == "*" for form in by_head[head]) for head in self._heads)
        self._shapes = tuple((len(head), is_solid(head[-1])) for head in self._heads)
        # what is asked of each form at each place, worked out once: which forms it competes with, and whether its head is all of it
        slots: dict[tuple[str, str], int] = {}
        self._plans = tuple(
            tuple(
                (
                    form,
                    slots.setdefault((form.kind, form.mood), len(slots)),
                    form.unless if form.kind == "qualifier" else None,
                    not form.gap and form.unless is None,
                )
                for form in by_head[head]
            )
            for head in self._heads
        )

    def _table(self, name: str, columns: tuple[str, ...], optional: tuple[str, ...] = ()) -> tuple[Row, ...]:
        return read_table(self._folder / f"{name}.{self.language}.csv", columns, optional=optional)

    def _small_words(self) -> _Kinds:
        kinds: dict[str, list[tuple[str, str]]] = {}
        for row in self._frames:
            kinds.setdefault(row["kind"], []).extend((form, row.id) for form in split(row["forms"]))
        for row in self._table("qualifiers", QUALIFIERS, QUALIFIERS_MAY):
            if row["kind"] == "softener":
                kinds.setdefault("softener", []).extend((form, row.id) for form in split(row["forms"]))
        return _Kinds((kind, Phrases.of(pairs)) for kind, pairs in kinds.items())

    @cache  # noqa: B019 - a lexicon lives as long as the process
    def words(self, kind: str) -> re.Pattern[str] | None:
        """A pattern that finds any word of a kind; None where the language has none."""
        forms = self.phrases(kind).forms
        if not forms:
            return None
        solid = is_solid(forms[0][0])
        bodies = [re.escape(form) + ("" if form.endswith("'") or solid else r"(?![\w-])") for form in forms]
        return re.compile(alternatives(bodies, "" if solid else r"(?<![\w-].)"))

    def hits(self, text: str) -> list[Hit]:
        """The longest form of each kind and mood at each place of a folded text, in order."""
        best: dict[tuple[int, int], Hit] = {}
        clitics, shapes, loose, plans, size = self.clitics, self._shapes, self._loose, self._plans, len(text)
        met = self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton is not None else []
        for index, start, _ in met:
            if start and not loose[index] and JOINS[text[start - 1]] and not (text[start - 1] in clitics and (start == 1 or not joins(text[start - 2]))):
                continue
            length, solid = shapes[index]
            end = start + length
            closed = solid or end >= size or not JOINS[text[end]]
            for form, slot, rest, whole in plans[index]:
                if rest is not None:
                    match = rest.match(text, end)
                    if match is None or not bounded(text, start, match.end()):
                        continue
                    hit = new_hit(Hit, (start, match.end(), form, None))
                elif not closed:
                    continue
                elif whole:
                    hit = new_hit(Hit, (start, end, form, None))
                elif (completed := self._complete(text, start, end, form)) is not None:
                    hit = completed
                else:
                    continue
                key = (hit.start, slot)
                old = best.get(key)
                if old is None or self._rank(hit) > self._rank(old):
                    best[key] = hit
        hits = sorted(best.values(), key=lambda hit: (hit.start, hit.start - hit.end, hit.form.kind, hit.form.mood))
        return _outside_compounds(hits) if self.has("compound") else hits

    def places(self, kind: str, text: str) -> list[int]:
        """Where words of a kind may begin in a text, in order: no word of `words(kind)` begins elsewhere."""
        automaton = self._literals(kind)
        return [] if automaton is None else sorted({start for _, start, _ in automaton.find_matches_as_indexes(text, overlapping=True)})

    @cache  # noqa: B019 - a lexicon lives as long as the process
    def _literals(self, kind: str) -> AhoCorasick | None:
        forms = self.phrases(kind).forms
        return automaton(forms)

    @cached_property
    def modal_words(self) -> frozenset[str]:
        """The modals of one word."""
        return frozenset(form for row in self.modal_rows.values() for form in split(row["forms"]) if " " not in form)

    @cached_property
    def clitics(self) -> tuple[str, ...]:
        return self.phrases("clitic").forms

    @staticmethod
    def _rank(hit: Hit) -> tuple[int, bool, bool, int]:
        """Longer heads first, whole words before word endings, then split forms, then the nearer second part."""
        if hit.tail is None:
            return hit.end - hit.start, hit.form.gap != "*", False, 0
        return hit.end - hit.start, True, True, -hit.tail[0]

    def _complete(self, text: str, start: int, end: int, form: Form) -> Hit | None:
        """The hit of a form of which the head is only a part; None where the rest does not follow."""
        tail: tuple[int, int] | None = None
        if form.gap == SHORT_GAP and text.find(form.tail, end, end + NEAR + len(form.tail)) < 0:
            return None
        if form.gap == "*":  # a word ending: the form is the whole word
            first = start
            while first > 0 and text[first - 1].isalpha():
                first -= 1
            return Hit(first, end, form, None) if first < start and (end == len(text) or not joins(text[end])) else None
        if form.gap == SHORT_GAP:
            tail = self._near(text, end, form.tail)
        elif form.gap == LONG_GAP:
            tail = self._far(text, end, form.tail, closing=form.kind == "performative")
        if form.gap and tail is None:
            return None
        if tail and not text[end : tail[0]].strip():  # nothing in the gap: one form
            end, tail = tail[1], None
        if form.unless and form.unless.match(text, tail[1] if tail and form.gap == SHORT_GAP else end):
            return None
        return Hit(start, end, form, tail)

    def _near(self, text: str, at: int, tail: str) -> tuple[int, int] | None:
        limit = min(len(text), at + NEAR)
        while at < limit:
            while at < limit and text[at] in " ,":
                at += 1
            if text.startswith(tail, at) and bounded(text, at, at + len(tail)):
                return at, at + len(tail)
            phrase = self.adverbs.opening(text, at, len(text)) or self.fillers.opening(text, at, len(text))
            if phrase is None:
                return None
            at += len(phrase)
        return None

    @cached_property
    def fillers(self) -> Phrases:
        """Determiners and adjectives that may stand in a short gap."""
        return self.phrases("filler")

    def _far(self, text: str, at: int, tail: str, *, closing: bool) -> tuple[int, int] | None:
        limit = min(len(text), at + 900)
        position = at
        while (position := text.find(tail, position, limit)) >= 0:
            close = position + len(tail)
            rest = text[close : close + 12].lstrip(" ")
            if bounded(text, position, close) and (not closing or not rest or rest[0] in ",;.:)" or rest.startswith(self._closers)):
                between = text[at:position]
                return (position, close) if ";" not in between and ": " not in between else None
            position = close
        return None

    @cached_property
    def _closers(self) -> tuple[str, ...]:
        return tuple(form + " " for form in self.phrases("coordinator").forms)

    def _objects(self) -> dict[str, list[tuple[re.Pattern[str], int, str]]]:
        found: dict[str, list[tuple[re.Pattern[str], int, str]]] = {}
        for row in self._table("objects", OBJECTS):
            parts = []
            for form in sorted(split(row["forms"]), key=lambda form: (-len(form), form)):
                words = r" (?:[^\s,;]+ ){0,3}?".join(map(re.escape, form.split(f" {SHORT_GAP} ")))
                parts.append(words if form.endswith("'") or is_solid(form[-1]) else words + r"(?!\w)")
            solid = is_solid(split(row["forms"])[0][0])
            found.setdefault(row["class"], []).append((re.compile(alternatives(parts, "" if solid else r"(?<![\w-].)")), int(row["reach"]), row.id))
        return found

    def _performatives(self) -> list[Form]:
        name = f"performatives.{self.language}.csv"
        lemmas: dict[str, list[Row]] = {}
        for row in self._table("performatives", PERFORMATIVES):
            lemmas.setdefault(row["lemma"], []).append(row)
        forms: list[Form] = []
        claims: dict[tuple[str, str], Row] = {}
        for rows in lemmas.values():
            head = rows[0]
            if not any(head[mood] for mood in MOODS):
                raise LexiconError(
                    f"row {head.id!r} gives no form and no earlier row of its lemma does",
                    place=f"{name}:{head.line}",
                    hint="the first row of a lemma lists its forms",
                )
            seen: dict[tuple[str, str, str], Row] = {}
            for row in rows:
                key = (row["object"], row["organ"], row["position"])
                if key in seen:
                    raise LexiconError(
                        f"row {row.id!r} contradicts row {seen[key].id!r} (line {seen[key].line}): same lemma, object, organ and position",
                        place=f"{name}:{row.line}",
                        hint="keep one of the two rows",
                    )
                if row["object"] and row["object"] not in self.objects and row["object"] not in BUILT_IN_OBJECTS:
                    raise LexiconError(
                        f"row {row.id!r} names the unknown object class {row['object']!r}",
                        place=f"{name}:{row.line}",
                        hint=f"objects.{self.language}.csv lists the classes",
                    )
                if row is not head and any(row[mood] for mood in MOODS):
                    raise LexiconError(
                        f"row {row.id!r} gives forms of its own beside row {head.id!r} (line {head.line})",
                        place=f"{name}:{row.line}",
                        hint="rows of one lemma share the forms of the first",
                    )
                seen[key] = row
            senses = tuple(Sense(row.id, row["force"], row["object"], split(row["organ"]), row["position"], split(row["trait"])) for row in rows)
            unless = _following(head["unless"])
            for mood in MOODS:
                for written in split(head[mood]):
                    other = claims.setdefault((written, mood), head)
                    if other is not head:
                        raise LexiconError(
                            f"row {head.id!r} contradicts row {other.id!r} (line {other.line}): both claim the {mood} form {written!r}",
                            place=f"{name}:{head.line}",
                            hint="keep the form in one row",
                        )
                    forms.append(_form("performative", written, mood, senses, head, unless))
        return forms

    def _modals(self) -> list[Form]:
        name = f"modals.{self.language}.csv"
        forms = []
        claims: dict[tuple[str, str, str, str], Row] = {}
        for row in self._table("modals", MODALS):
            for written in split(row["forms"]):
                key = (written, row["subject"], row["organisation"], row["position"])
                other = claims.setdefault(key, row)
                if other is not row:
                    raise LexiconError(
                        f"row {row.id!r} contradicts row {other.id!r} (line {other.line}): both claim {written!r}",
                        place=f"{name}:{row.line}",
                        hint="keep the form in one row",
                    )
        by_form: dict[str, list[Row]] = {}
        for row in self.modal_rows.values():
            for written in split(row["forms"]):
                by_form.setdefault(written, []).append(row)
        for written, rows in by_form.items():
            rows = sorted(rows, key=lambda row: not (row["subject"] or row["organisation"] or row["position"]))  # the special before the general
            senses = tuple(Sense(row.id, row["force"], row["subject"], split(row["organisation"]), row["position"], split(row["that"])) for row in rows)
            forms.append(_form("modal", written, "", senses, rows[0], _following("|".join(row["unless"] for row in rows))))
        return forms

    def _compounds(self) -> list[Form]:
        """Words of a script without blanks that hold a form and are none: "response" holds "should" in Chinese."""
        return [Form("compound", written, "", "", "", (), row, None) for row in self._frames if row["kind"] == "compound" for written in split(row["forms"])]

    def _qualifiers(self) -> list[Form]:
        forms = []
        for row in self._table("qualifiers", QUALIFIERS, QUALIFIERS_MAY):
            for written in split(row["forms"]) if row["kind"] != "softener" else ():
                head, mark, rest = written.partition("{")
                pattern = placeholders(self.language, mark + rest) if mark else None
                forms.append(Form("qualifier", head, "", "", "", (), row, pattern))
        return forms


def _outside_compounds(hits: list[Hit]) -> list[Hit]:
    """The forms, in order, that are not cut out of a compound."""
    kept: list[Hit] = []
    closed = 0
    for hit in hits:
        if hit.form.kind == "compound":
            closed = max(closed, hit.end)
        elif hit.start >= closed or hit.form.kind == "qualifier":
            kept.append(hit)
    return kept


def _following(cell: str) -> re.Pattern[str] | None:
    words = split(cell)
    return re.compile(r"[ ,]*(?:" + "|".join(re.escape(word) + ("" if is_solid(word[-1]) else r"(?!\w)") for word in words) + ")") if words else None


def _form(kind: str, written: str, mood: str, senses: tuple[Sense, ...], row: Row, unless: re.Pattern[str] | None) -> Form:
    if written.startswith("*"):
        return Form(kind, written[1:], "*", "", mood, senses, row, unless)
    for gap in (SHORT_GAP, LONG_GAP):
        head, mark, tail = written.partition(f" {gap} ")
        if mark:
            return Form(kind, head, gap, tail, mood, senses, row, unless)
    return Form(kind, written, "", "", mood, senses, row, unless)


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language; None where the project has no performatives of it."""
    if not (FOLDER / f"performatives.{language}.csv").exists():
        return None
    return Lexicon(language)
