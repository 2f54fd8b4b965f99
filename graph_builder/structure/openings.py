"""What the first words of a paragraph say of its role: participles open a preamble, finite performatives and modals an act.

What goes in: a normal text and a paragraph's span. What comes out: "pre", "op" or None, by rows of `openings.csv`. A fallback: where a text has
an enacting line and numbers, these decide. This module must not know structure.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.lexicons import table

OPENINGS = ("id", "language", "role", "form", "text")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_VOWELS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
"""Arabic vowel signs and the stretching sign: printed or not, the word is the same."""
_LOOK = 140
_TOKENS = 7


@cache
def _rows(language: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    words: dict[str, str] = {}
    endings: list[tuple[str, str]] = []
    starts: list[tuple[str, str]] = []
    for row in table("openings.csv", OPENINGS, key=("language", "form", "text")):
        if row["language"] == language:
            if row["form"] == "word":
                words[_VOWELS.sub("", row["text"])] = row["role"]
            else:
                {"ending": endings, "start": starts}.get(row["form"], []).append((row["text"], row["role"]))
    longest = sorted(endings, key=lambda e: -len(e[0])), sorted(starts, key=lambda e: -len(e[0]))
    return words, tuple(longest[0]), tuple(longest[1])


def opening(text: str, start: int, end: int, language: str) -> str | None:
    """The role that the first words of text[start:end] speak for.

    >>> opening("Deeply concerned by", 0, 19, "en"), opening("Also requests the Chair", 0, 23, "en"), opening("The Chair", 0, 9, "en")
    ('pre', 'op', None)
    """
    return _role(text[start : min(end, start + _LOOK)], language)


@lru_cache(maxsize=64)
def _role(head: str, language: str) -> str | None:
    """The role of a paragraph's first words; several rules ask for that of the same paragraph in turn."""
    head = head.lstrip("“”\"'«»„_*~ \u200f\u200e\xa0").replace("'", "’")
    if language == "ar":
        head = _VOWELS.sub("", head)
    words, endings, starts = _rows(language)
    for begin, said in starts:
        if head.startswith(begin):
            return said
    for k, found in enumerate(_WORD.finditer(head)):
        if k >= _TOKENS:
            break
        word = found[0].lower()
        role: str | None = words.get(word)
        if role is None:
            role = next((r for e, r in endings if word.endswith(e) and len(word) > len(e) + 1), None)
        if role in ("pre", "op"):
            return role
        if role != "skip" or (k == 0 and found.start() > 2):
            return None
    return None


def role_by_end(text: str, end: int) -> str | None:
    """What the last sign of a paragraph says: a comma goes on to the next reason, a semicolon to the next act."""
    last = text[end - 1 : end]
    return "pre" if last in (",", "，", "،") else "op" if last in (";", "；", "؛") else None


@cache
def _decisions(language: str) -> re.Pattern[str] | None:
    words = [
        row["text"] for row in table("openings.csv", OPENINGS, key=("language", "form", "text")) if row["language"] == language and row["form"] == "anywhere"
    ]
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))), re.I) if words else None


def decides_somewhere(text: str, start: int, end: int, language: str) -> bool:
    """Whether a paragraph acts: opens with a performative, or holds words of recommendation or a first person ("should", "nous")."""
    if opening(text, start, end, language) == "op":
        return True
    pattern = _decisions(language)
    return pattern is not None and pattern.search(text, start, end) is not None


@cache
def clause_openings(language: str) -> re.Pattern[str] | None:
    """Words that open a reason inside a dense preamble of a language that writes them small, after a comma or semicolon (group 1)."""
    words = [
        row["text"] for row in table("openings.csv", OPENINGS, key=("language", "form", "text")) if row["language"] == language and row["form"] == "clause"
    ]
    if not words:
        return None
    return re.compile(r"[,;]\s*((?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + r")(?![^\W_]))")


@cache
def agreement(language: str) -> re.Pattern[str] | None:
    """The clause that closes a treaty's preamble ("have agreed as follows"): no reason, and no act of its own."""
    words = [
        row["text"] for row in table("openings.csv", OPENINGS, key=("language", "form", "text")) if row["language"] == language and row["form"] == "agreement"
    ]
    if not words:
        return None
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf",?\s*(?:{body})", re.I)
