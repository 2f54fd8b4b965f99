"""Nests numbered pieces by their sequence and repairs damaged numbers.

What goes in: labels in reading order. What comes out: for each its level, number and path token, or nothing where it is no number of a
paragraph. Which reading of a label holds ("(i)": roman one or the ninth letter) is what continues an open sequence, innermost first.
This module must not know text, roles or languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph_builder.structure.labels import Label, Reading, path_token

_LOOKS_LIKE = {
    "1": "lIi|!t]/I[",
    "2": "Zz",
    "3": "$B",
    "4": "A",
    "5": "Ss§$",
    "6": "bGd",
    "7": "T?",
    "8": "B",
    "9": "gqyp",
    "0": "OoQDC",
}
"""Digit -> signs that a damaged scan prints for it."""
_SEVERAL = ("dec2.", "dec3.", "dec4.")
MAX_GAP = 3
"""Numbers that may be missing in a sequence (a page lost, a paragraph deleted) before a number is no longer its continuation."""


@dataclass(slots=True)
class Level:
    """An open sequence: the style of its numbers and the last of them. `others`: styles its first number also admitted ("а" is Cyrillic or Latin)."""

    style: str
    last: int
    others: tuple[str, ...] = ()

    def takes(self, style: str) -> bool:
        return _close(style, self.style) or style in self.others


class Placed(NamedTuple):
    """A label in its place: `depth` 0 is the paragraph's own number; `number` as printed after repair, `repaired` whether it was."""

    depth: int
    number: str
    token: str
    reading: Reading
    repaired: bool = False
    gap: int = 0


def family(style: str) -> str:
    return style.strip("().-°'[] ")


def tops(reading: Reading) -> bool:
    """Whether a reading may number the paragraphs themselves: decimals, not ’1‘ of an Arabic list inside one."""
    return family(reading.style) == "dec" and not reading.style.startswith("'")


def _close(a: str, b: str) -> bool:
    """Styles that print one sequence: "5." and "5," and "5 -" are one, "(5)" is another."""
    return a == b or (family(a) == family(b) and not {a[:1], b[:1]} & {"(", "'"} and (a[-1] == b[-1] or ("dec" in a and ")" not in (a[-1], b[-1]))))


def resembles(core: str, value: int) -> bool:
    """Whether a printed core may be `value` damaged: as long, each sign the digit or one that looks like it.

    >>> resembles("S", 5), resembles("1l", 11), resembles("I5", 15), resembles("a", 5)
    (True, True, True, False)
    """
    wanted = str(value)
    damaged = any(not sign.isdecimal() for sign in core)
    return damaged and len(core) == len(wanted) and all(a == b or a in _LOOKS_LIKE.get(b, "") for a, b in zip(core, wanted, strict=True))


@dataclass(slots=True)
class Outline:
    """The open levels of one run of numbered paragraphs. `place` takes the labels in order."""

    levels: list[Level] = field(default_factory=list)

    def place(self, label: Label, *, may_open: bool, may_start: bool = True) -> Placed | None:
        """Where `label` stands. `may_open`: a deeper level may begin here (something stands above it); `may_start`: number one may begin the paragraphs."""
        if label.readings and label.readings[0].style in _SEVERAL:
            return self._below(label, label.readings[0])
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            for reading in label.readings:
                if reading.value == level.last + 1 and reading.style != "bullet" and level.takes(reading.style):
                    return self._at(depth, label, reading)
        if label.weak:
            return None
        for depth in range(len(self.levels) - 1, -1, -1):
            if self.levels[depth].style == "bullet" and label.readings[0].style == "bullet":
                self.levels[depth].last += 1
                del self.levels[depth + 1 :]
                return Placed(depth, "", f"u{self.levels[depth].last}", label.readings[0])
        if not self.levels:
            for reading in label.readings:
                if reading.value == 1 and may_start:
                    return self._open(label, reading)
        elif may_open:
            for reading in label.readings:
                if (reading.value == 1 or reading.style == "bullet") and not any(level.takes(reading.style) for level in self.levels):
                    return self._open(label, reading)
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            for reading in label.readings:
                missing = reading.value - level.last - 1
                if 0 < missing <= MAX_GAP and level.takes(reading.style):
                    return self._at(depth, label, reading, gap=missing)
        return None

    def _below(self, label: Label, reading: Reading) -> Placed | None:
        """The place of a number of several parts ("4.1", "4.1.2"): under the paragraphs that its first parts number."""
        parts = [int(part) for part in label.core.split(".")]
        depth = len(parts) - 1
        if len(self.levels) < depth or any(level.last != part for level, part in zip(self.levels[:depth], parts[:-1], strict=True)):
            return None
        if len(self.levels) > depth and self.levels[depth].style == reading.style:
            return self._at(depth, label, reading) if 0 < reading.value - self.levels[depth].last <= MAX_GAP else None
        if reading.value != 1:
            return None
        del self.levels[depth:]
        return self._open(label, reading)

    def resembles_next(self, label: Label) -> bool:
        """Whether a label may be the next number of the paragraphs themselves, damaged: printed as they are, and next in no list below them."""
        first, *deeper = self.levels
        if family(first.style) != "dec" or label.printed[-1:] != first.style[-1] or not resembles(label.core, first.last + 1):
            return False
        return not any(level.takes(r.style) and r.value == level.last + 1 for level in deeper for r in label.readings)

    def repair(self, label: Label) -> Placed | None:
        """The place of a label whose printed number is damaged: it must look like the next number of an open decimal sequence."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if family(level.style) == "dec" and resembles(label.core, level.last + 1):
                return self._at(depth, label, Reading(level.style, level.last + 1), repaired=True)
        return None

    def _at(self, depth: int, label: Label, reading: Reading, *, gap: int = 0, repaired: bool = False) -> Placed:
        del self.levels[depth + 1 :]
        level = self.levels[depth]
        level.last = reading.value
        return Placed(depth, self._number(label, reading, repaired), path_token(reading, depth), reading, repaired, gap)

    def _open(self, label: Label, reading: Reading) -> Placed:
        first = max(reading.value, 1)
        self.levels.append(Level(reading.style, first, tuple(r.style for r in label.readings if r.value == reading.value and r.style != reading.style)))
        depth = len(self.levels) - 1
        token = "u1" if reading.style == "bullet" else path_token(reading, depth)
        return Placed(depth, self._number(label, reading, repaired=False), token, reading)

    @staticmethod
    def _number(label: Label, reading: Reading, repaired: bool) -> str:
        if reading.style == "bullet":
            return ""
        return str(reading.value) if repaired or (family(reading.style) == "dec" and label.core.isdecimal()) else label.core
