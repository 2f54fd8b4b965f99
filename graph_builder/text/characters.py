"""Edits for characters that are never right: soft hyphens, ligatures, presentation forms, detached accents, look-alike letters of another script.

What goes in: text and its language. What comes out: edits, sorted, not overlapping. Rows: `lexicons/normal_characters.csv`.
This module must not know words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from graph_builder.errors import LexiconError
from graph_builder.lexicons import Row, table
from graph_builder.model import Edit
from graph_builder.text.letters import characters
from graph_builder.text.vocabulary import vocabulary

COLUMNS = ("id", "language", "from", "to", "between", "confidence", "example", "expected")


def unescape(cell: str) -> str:
    """A cell with \\n, \\t, \\r and \\uXXXX read as the characters they name.

    >>> unescape("a\\\\u00adb") == "a\\u00adb"
    True
    """
    return re.sub(r"\\(u([0-9a-fA-F]{4})|[ntr])", lambda m: chr(int(m[2], 16)) if m[2] else {"n": "\n", "t": "\t", "r": "\r"}[m[1]], cell)


class _Rule(NamedTuple):
    id: str
    characters: str
    to: str
    between: bool
    confidence: float


@cache
def _rules(language: str) -> dict[str, _Rule]:
    by_character: dict[str, _Rule] = {}
    for row in table("normal_characters.csv", COLUMNS):
        if row["language"] in ("*", language):
            rule = _Rule(row.id, _expand(row), unescape(row["to"]), row["between"] == "letters", float(row["confidence"]))
            for ch in rule.characters:
                by_character.setdefault(ch, rule)
    return by_character


@lru_cache(maxsize=1024)
def _any_of(found: frozenset[str]) -> re.Pattern[str]:
    """Runs of the characters of the table that a text has: these few are found faster than any of the table's."""
    return re.compile(f"[{re.escape(''.join(sorted(found)))}]+")


def _expand(row: Row) -> str:
    characters = ""
    for part in row["from"].split():
        first, _, last = part.removeprefix("U+").partition("-")
        try:
            characters += "".join(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
        except ValueError as error:
            raise LexiconError(
                f"has no code point: {part!r}", place=f"lexicons/normal_characters.csv:{row.line}", hint="write U+00AD or U+FB00-FB06"
            ) from error
    return characters


def character_edits(text: str, language: str) -> list[Edit]:
    """Single characters and runs of them that the table replaces."""
    rules = _rules(language)
    edits: list[Edit] = []
    found = characters(text).intersection(rules.keys())
    if not found:
        return edits
    for match in _any_of(found).finditer(text):
        start = match.start()
        run = match[0]
        while run:
            rule = rules[run[0]]
            n = next((k for k, ch in enumerate(run) if rules[ch] is not rule), len(run))
            piece, run = run[:n], run[n:]
            end = start + n
            if rule.between and not (_letter(text, start - 1) and _letter(text, end)):
                start = end
                continue
            if rule.id == "chr.cr":
                replacement = "" if text[end : end + 1] == "\n" else "\n" * n
            elif rule.to == "nfkc":
                replacement = unicodedata.normalize("NFKC", piece)
            else:
                replacement = rule.to * n
            if replacement != piece:
                edits.append(Edit(start, end, replacement, rule.id, rule.confidence))
            start = end
    return edits


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalpha() and text[at] != "\u0640"


_DETACHED = re.compile(r"[A-Za-zА-Яа-яіІ][\u0300-\u0331]{1,3}")
_COMBINING = "\u0300\u0301\u0302\u0303\u0306\u0308\u030a\u030c\u0327"
_SPACING = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "¸": "\u0327"}
_SPACED = re.compile(r"(?<=[^\W\d_])([´`¨ˆ¸])([aeiouAEIOUcC])(?=[^\W\d_])")


def accent_edits(text: str) -> list[Edit]:
    """Accents that stand as characters of their own (e + U+0301, "e´"), composed with their letter."""
    edits: list[Edit] = []
    if text.isascii():
        return edits
    found = characters(text)
    if not found.isdisjoint(_COMBINING):
        for match in _DETACHED.finditer(text):
            composed = unicodedata.normalize("NFC", match[0])
            if composed != match[0]:
                edits.append(Edit(match.start(), match.end(), composed, "chr.detached-accent", 0.99))
    if not found.isdisjoint(_SPACING):
        for match in _SPACED.finditer(text):
            composed = unicodedata.normalize("NFC", match[2] + _SPACING[match[1]])
            if len(composed) == 1:
                edits.append(Edit(match.start(), match.end(), composed, "chr.spacing-accent", 0.9))
    edits.sort()
    return edits


_LOOKALIKE = "AaBCcEeHIiJKMOoPpSTXxy"
_CYRILLIC_OF = dict(zip(_LOOKALIKE, "АаВСсЕеНІіЈКМОоРрЅТХху", strict=True))
_LATIN_OF = {cyrillic: latin for latin, cyrillic in _CYRILLIC_OF.items()}
_CYRILLIC_OF = {latin: cyrillic for latin, cyrillic in _CYRILLIC_OF.items() if latin not in "IiJS"}
_RUNS = {"Latin": re.compile(r"[A-Za-z]+"), "Cyrillic": re.compile(r"[А-Яа-яЁё]+")}
_DOUBTFUL = {script: frozenset(filter(pattern.match, map(chr, range(0x460)))) for script, pattern in _RUNS.items()}


def homoglyph_edits(text: str, language: str) -> list[Edit]:
    """Words that mix Latin and Cyrillic letters, in the one script that all of their doubtful letters allow.

    A Cyrillic letter that looks like no Latin one was once a Western letter of the same byte: "educaciуn" is "educación".
    """
    edits: list[Edit] = []
    if text.isascii() or characters(text).isdisjoint(_DOUBTFUL["Latin" if language == "ru" else "Cyrillic"]):
        return edits
    # only runs of the script that is rarer in this language need a look at their neighbours
    done = -1
    for run in _RUNS["Latin" if language == "ru" else "Cyrillic"].finditer(text):
        start, end = run.span()
        if start < done or not (_other(text, start - 1) or _other(text, end)):
            continue
        while start > 0 and _other(text, start - 1):
            start -= 1
        while end < len(text) and _other(text, end):
            end += 1
        done = end
        word = text[start:end]
        latin = [ch for ch in word if not "Ѐ" <= ch <= "ӿ"]
        cyrillic = [ch for ch in word if "Ѐ" <= ch <= "ӿ"]
        if not latin or not cyrillic:
            continue
        if len(cyrillic) >= len(latin) and all(ch in _CYRILLIC_OF for ch in latin):
            edits.append(Edit(start, end, "".join(_CYRILLIC_OF.get(ch, ch) for ch in word), "chr.mixed-script", 0.9))
            continue
        western = "".join(_code_page(ch) for ch in word)
        alike = "".join(_LATIN_OF.get(ch, ch) for ch in word)
        words = vocabulary(language)
        if western.lower() in words and alike.lower() not in words:
            edits.append(Edit(start, end, western, "chr.code-page", 0.9))
        elif all(ch in _LATIN_OF for ch in cyrillic):
            edits.append(Edit(start, end, alike, "chr.mixed-script", 0.9))
    return edits


def _other(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalpha()


def _code_page(ch: str) -> str:
    try:
        return ch.encode("cp1251").decode("cp1252") if "Ѐ" <= ch <= "ӿ" else ch
    except UnicodeError:
        return ch


_MOJIBAKE = re.compile("[\u00c2-\u00f4\u0152-\u017e][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}")


_SIGNS = ("Ã©", "Ã¨", "â€", "Ã³", "Ã¼", "Ã¡", "Ð°", "Ð¾", "Ã\xa0")


def mojibake_edits(text: str) -> list[Edit]:
    """UTF-8 that was once decoded as Windows-1252 ("Ã©"), where it happens often enough to be no accident."""
    if text.isascii() or not any(characters(text).issuperset(sign) and sign in text for sign in _SIGNS):
        return []
    edits = []
    for match in _MOJIBAKE.finditer(text):
        try:
            data = b"".join(ch.encode("cp1252") if ch not in "\x81\x8d\x8f\x90\x9d" else ch.encode("latin-1") for ch in match[0])
        except UnicodeEncodeError:
            continue
        for n in range(len(data), 1, -1):
            try:
                fixed = data[:n].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(fixed) == 1:
                edits.append(Edit(match.start(), match.start() + n, fixed, "chr.mojibake", 0.95))
                break
    return edits if len(edits) >= 3 else []
