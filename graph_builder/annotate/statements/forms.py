"""What the statement lexicons are made of: forms with their senses, where they were met, and set phrases looked for at one place.

What goes in: words. What comes out: values. This module must not know tables or languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from graph_builder.lexicons import Row

SHORT_GAP, LONG_GAP = "~", "…"


class Sense(NamedTuple):
    """One row of the performatives."""

    id: str
    force: str
    object: str
    organs: tuple[str, ...]
    position: str
    trait: tuple[str, ...]


class Form(NamedTuple):
    """One surface form of a performative, a modal or a qualifier."""

    kind: str
    """performative, modal or qualifier."""
    head: str
    gap: str
    tail: str
    mood: str
    senses: tuple[Sense, ...]
    row: Row
    unless: re.Pattern[str] | None
    """Of a qualifier: the pattern that must follow the head."""


class Hit(NamedTuple):
    """A form in a folded text; `end` closes the head, `tail` is where the second part of a split form stands."""

    start: int
    end: int
    form: Form
    tail: tuple[int, int] | None


def is_solid(character: str) -> bool:
    """Of a script that puts no blanks between words."""
    return "\u2e80" <= character <= "\u9fff"


class _Joins(dict[str, bool]):
    """By character, whether it joins the one beside it to a word; asked for so often that it is worked out once a character."""

    def __missing__(self, character: str) -> bool:
        known = self[character] = (character.isalnum() or character == "-") and not is_solid(character)
        return known


JOINS = _Joins()
new_hit = tuple.__new__
"""Makes a named tuple in half the time of its own call."""


def joins(character: str) -> bool:
    return JOINS[character]


def bounded(text: str, start: int, end: int) -> bool:
    """Whether text[start:end) is not cut out of a longer word."""
    before = start == 0 or is_solid(text[start]) or not joins(text[start - 1])
    after = end >= len(text) or is_solid(text[end - 1]) or not joins(text[end])
    return before and after


@dataclass(frozen=True)
class Phrases:
    """Set phrases that are looked for at one place of a text."""

    forms: tuple[str, ...]
    notes: dict[str, str]
    _first: dict[str, tuple[str, ...]]
    """The forms by their first letters, as many as `_key` says; shorter ones by themselves."""
    _last: dict[str, tuple[str, ...]]
    _key: int
    _short: tuple[int, ...]
    """The lengths of forms that are shorter than a key, the longest first."""
    _begins: frozenset[str]
    """The first letters of all forms, and in `_ends` their last: most questions are answered by them."""
    _ends: frozenset[str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Phrases:
        notes = dict(pairs)
        forms = tuple(sorted(notes, key=lambda form: (-len(form), form)))
        key = 2 if any(is_solid(form[0]) for form in forms) else 3
        short = tuple(sorted({len(form) for form in forms if len(form) < key}, reverse=True))
        first, last = _grouped(forms, lambda form: form[:key]), _grouped(forms, lambda form: form[-key:])
        return cls(forms, notes, first, last, key, short, frozenset(form[0] for form in forms), frozenset(form[-1] for form in forms))

    def closing(self, text: str, start: int, end: int) -> str | None:
        """The longest phrase that ends at `end` and begins at or after `start`."""
        if end <= start or text[end - 1] not in self._ends:
            return None
        forms = self._last.get(text[end - self._key : end], ()) if end >= self._key else ()
        for length in self._short:
            if short := self._last.get(text[end - length : end]):
                forms += short
        for form in forms:
            at = end - len(form)
            if at >= start and text.startswith(form, at) and (at == start or is_solid(form[0]) or not JOINS[text[at - 1]]):
                return form
        return None

    def opening(self, text: str, start: int, end: int) -> str | None:
        """The longest phrase that begins at `start` and ends at or before `end`."""
        if start >= end or text[start] not in self._begins:
            return None
        forms = self._first.get(text[start : start + self._key], ())
        for length in self._short:
            if short := self._first.get(text[start : start + length]):
                forms += short
        for form in forms:
            at = start + len(form)
            if at <= end and text.startswith(form, start) and (at == end or form[-1] == "'" or is_solid(form[-1]) or not JOINS[text[at]]):
                return form
        return None


def _grouped(forms: tuple[str, ...], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for form in forms:
        groups[key(form)] = (*groups.get(key(form), ()), form)
    return groups


NOTHING = Phrases.of(())
