"""Edits by form: elided articles, stray marks, symbols, numbers, words parted at line ends, words that lost an accent and are still words.

What goes in: text, its language, whether it reads like a bad scan. What comes out: edits, sorted, not overlapping.
Rows: `lexicons/normal_patterns.csv`, `lexicons/ocr_context.csv`. This module must not know confusions of letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph_builder.lexicons import table
from graph_builder.model import Edit
from graph_builder.text.letters import characters
from graph_builder.text.vocabulary import Vocabulary

PATTERN_COLUMNS = ("id", "language", "when", "hint", "pattern", "to", "known", "confidence", "example", "expected")
CONTEXT_COLUMNS = ("id", "language", "word", "to", "after", "before", "share", "confidence", "example", "expected")


class _Pattern(NamedTuple):
    id: str
    damaged: bool
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    to: str
    known: int
    confidence: float


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    found = []
    for row in table("normal_patterns.csv", PATTERN_COLUMNS):
        if row["language"] in ("*", language):
            hints = tuple(hint.replace("␠", " ").replace("\\n", "\n") for hint in row["hint"].split())
            found.append(
                _Pattern(
                    row.id,
                    row["when"] == "damaged",
                    hints,
                    re.compile(row["pattern"]),
                    row["to"].replace("␠", " "),
                    int(row["known"] or 0),
                    float(row["confidence"]),
                )
            )
    return tuple(found)


def pattern_edits(text: str, language: str, words: Vocabulary, *, damaged: bool) -> list[Edit]:
    """What the rows of the language find; of two that meet, the earlier in the text, then the earlier row."""
    found: list[tuple[int, int, Edit]] = []
    known = characters(text)
    for order, rule in enumerate(_patterns(language)):
        if rule.damaged and not damaged:
            continue
        if rule.hints and not any(known.issuperset(hint) and hint in text for hint in rule.hints):
            continue
        for match in rule.pattern.finditer(text):
            if rule.known and match[rule.known].lower() not in words:
                continue
            replacement = match.expand(rule.to)
            if replacement != match[0]:
                found.append((match.start(), order, Edit(match.start(), match.end(), replacement, rule.id, rule.confidence)))
    found.sort(key=lambda item: item[:2])
    edits: list[Edit] = []
    for _, _, edit in found:
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    return edits


_LINE_END = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,40})([-\u2010\u00ac])[ \t]?\n[ \t]*([^\W\d_]{2,40})(?![^\W\d_])")
_WORD_BEFORE = re.compile(r"(?<![\w-])[^\W\d_]{2,30}\Z")
_WORD_BEHIND = re.compile(r"[^\W\d_]{2,30}(?![\w-])")


def hyphen_edits(text: str, words: Vocabulary) -> list[Edit]:
    """Words parted by a hyphen at a line end, and words that kept such a hyphen inside a line.

    A word joins where the vocabulary knows it joined; it keeps its hyphen where both parts are words and the whole is none.
    """
    edits: list[Edit] = []
    if "-\n" in text or "- \n" in text or "\u2010\n" in text or "\u00ac" in text or "-\t\n" in text:
        for match in _LINE_END.finditer(text):
            left, right = match[1].lower(), match[3].lower()
            start, end = match.start(2), match.start(3)
            if left + right in words or not words.counts:
                edits.append(Edit(start, end, "", "hyp.line-end", 0.95))
            elif f"{left}-{right}" in words or (left in words and right in words) or match[3][0].isupper():
                edits.append(Edit(start + 1, end, "", "hyp.line-end-compound", 0.85))
            else:
                edits.append(Edit(start, end, "", "hyp.line-end-unknown", 0.75))
    edits += _inner_hyphens(text, words)
    edits.sort()
    return edits


INNER = 3
"""Different words with such a hyphen from which a text is taken to have lost its line ends; fewer may be a spelling of their own ("co-ordinate")."""


def _inner_hyphens(text: str, words: Vocabulary) -> list[Edit]:
    if not words.counts:
        return []
    found: dict[str, list[Edit]] = {}
    at = text.find("-")
    while at >= 0:
        if text[at + 1 : at + 2].islower() and text[at - 1 : at].isalpha():
            before, behind = _WORD_BEFORE.search(text, max(0, at - 32), at), _WORD_BEHIND.match(text, at + 1)
            if before and behind:
                left, right = before[0].lower(), behind[0].lower()
                if words.count(left + right) >= 3 and f"{left}-{right}" not in words and not (left in words and right in words):
                    found.setdefault(left + right, []).append(Edit(at, at + 1, "", "hyp.inside", 0.9))
        at = text.find("-", at + 1)
    return [edit for edits in found.values() for edit in edits] if len(found) >= INNER else []


class _Context(NamedTuple):
    id: str
    word: str
    to: str
    find: re.Pattern[str]
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    share: float
    confidence: float


@cache
def _contexts(language: str) -> tuple[_Context, ...]:
    found = []
    for row in table("ocr_context.csv", CONTEXT_COLUMNS):
        if row["language"] == language:
            find = re.compile(rf"(?<![\w’'/.-]){re.escape(row['word'])}(?=\s+[^\W\d_])")
            after = re.compile(row["after"]) if row["after"] else None
            before = re.compile(row["before"]) if row["before"] else None
            found.append(_Context(row.id, row["word"], row["to"], find, after, before, float(row["share"]), float(row["confidence"])))
    return tuple(found)


def context_edits(text: str, language: str) -> list[Edit]:
    """Words that are still words without their accent, where their neighbours say which was meant."""
    edits: list[Edit] = []
    for rule in _contexts(language):
        places = [m.start() for m in rule.find.finditer(text)]
        right = len(re.findall(rf"(?<!\w){re.escape(rule.to)}(?!\w)", text))
        if not places or right >= rule.share * (right + len(places)):
            continue
        for start in places:
            end = start + len(rule.word)
            if rule.after and rule.after.search(text[max(0, start - 40) : start].lower()):
                continue
            if rule.before and rule.before.match(text[end : end + 40].lstrip().lower()):
                continue
            edits.append(Edit(start, end, rule.to, rule.id, rule.confidence))
    edits.sort()
    return edits
