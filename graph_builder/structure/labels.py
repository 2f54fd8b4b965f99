"""The printed number at the beginning of a line: "5.", "(a)", "iv)", "12 -", "٣ -", "（一）", "а)", "1°", "•".

What goes in: the beginning of a piece of text. What comes out: a `Label` with every reading it admits ("(i)" is the first roman numeral and the
ninth letter). Which reading holds is decided by the sequence (`outline`). This module must not know paragraphs, roles or languages.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph_builder.lexicons import table


class Reading(NamedTuple):
    """One way to read a label: `style` is family and enclosure ("dec.", "(lower)", "roman)"), `value` its place in the order."""

    style: str
    value: int


class Label(NamedTuple):
    """A printed number: `core` without its punctuation, `printed` with it, `end` where the paragraph's words begin."""

    core: str
    printed: str
    end: int
    readings: tuple[Reading, ...]
    weak: bool = False
    """No punctuation at all ("5 Text"): a number of a paragraph only where the sequence asks for it."""


NUMBERING = ("id", "family", "symbols")

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_ROMAN_SIGNS = frozenset("ivxlcIVXLC")
_DAMAGED = frozenset("0123456789lIiOoQSsZzBbGgqAT|!")
"""Signs that a bad scan prints for digits: "lO." may be 10, which the sequence decides."""
_LABEL = re.compile(
    r"""(?:<sup>\d{1,3}</sup>\s?)?(?P<junk>["“”„‘’'`*_]{0,2}\s?)
    (?P<open>[(\[（﴾]?)
    (?P<core>(?=[0-9lIiOoQSsZzBbGgqAT|!]{0,2}[A-Za-z|!])[0-9lIiOoQSsZzBbGgqAT|!]{2,3}(?=[.,]\s)|\d{1,4}|[ivxlcIVXLC]{1,8}|[^\W\d_]{1,2}|[一二三四五六七八九十百]{1,5}|[㈠-㈩]|[①-⑳]|[•●▪■◦·‣–—-])
    (?P<mid>(?:\s?(?:bis|ter|quater)(?!\w))?)
    (?P<close>\s?[)\]）﴿]|\.\)|[.．]-|[.．、]|\s\.(?=\s)|\s?[-–—‑](?=\s)|[°º]|[‘’'](?=\s)|:(?=\s)|,(?=\s)|)""",
    re.X,
)


_SEVERAL = re.compile(r"\(?(?P<core>\d{1,3}(?:\.\d{1,2}){1,3})(?:\)|\.)?(?=[\t\xa0 ]+[^\W\d_])")
"""A number of several parts: "4.1 salary scales", "(5.9) all persons": the last part counts, the others name what it stands under."""


def roman(value: int) -> str:
    """The lower-case roman numeral of 1..399.

    >>> roman(14), roman(9)
    ('xiv', 'ix')
    """
    out = []
    for number, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while value >= number:
            out.append(sign)
            value -= number
    return "".join(out)


def roman_value(text: str) -> int | None:
    """The value of a well-formed roman numeral below 400, else None."""
    total, before = 0, 0
    for sign in reversed(text.lower()):
        value = _ROMAN.get(sign)
        if value is None:
            return None
        total += value if value >= before else -value
        before = max(before, value)
    return total if 0 < total < 400 and roman(total) == text.lower() else None


_CHINESE = {sign: n for n, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}


def chinese_value(text: str) -> int | None:
    """The value of a Chinese numeral below 1000 (一, 十二, 二十, 一百零五), else None."""
    total, digit = 0, 0
    for sign in text:
        if sign in _CHINESE:
            digit = _CHINESE[sign]
        elif sign == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif sign == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            return None
    return total + digit or None


def _alphabets() -> dict[str, list[tuple[str, int]]]:
    """letter -> [(family, place)], of every row of numbering.csv."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in table("numbering.csv", NUMBERING):
        for place, letter in enumerate(row["symbols"].split(" "), 1):
            if (row["family"], place) not in found.setdefault(letter, []):
                found[letter].append((row["family"], place))
    return found


_ALPHABETS = _alphabets()


def _readings(core: str, enclosure: str) -> tuple[Reading, ...]:
    values: list[tuple[str, int]] = []
    if core.isdecimal():
        values.append(("dec", int(core)))
    elif core in "•●▪■◦·‣–—-":
        values.append(("bullet", 0))
    else:
        if (value := roman_value(core)) is not None and core in (core.lower(), core.upper()):
            values.append(("roman" if core.islower() else "ROMAN", value))
        if (value := chinese_value(core)) is not None:
            values.append(("cn", value))
        values += _ALPHABETS.get(core, ())
        if len(core) == 2 and core[0] == core[1]:  # (aa), (bb) after (z)
            values += [(family, place + 26) for family, place in _ALPHABETS.get(core[0], ()) if family in ("lower", "upper")]
    return tuple(Reading(enclosure.replace("x", family), value) for family, value in values)


def read_label(text: str, start: int, end: int) -> Label | None:
    """The label at text[start:end], None where the piece begins with words.

    >>> read_label("(i)\\tTo adopt", 0, 11).readings
    (Reading(style='(roman)', value=1), Reading(style='(lower)', value=9))
    """
    head = text[start : min(end, start + 3)]
    if head.isalpha() and head[0] < "\u0600" and not _ROMAN_SIGNS.issuperset(head):
        return None  # a word
    found = _LABEL.match(text, start, end)
    if found is None:
        return None
    if (several := _SEVERAL.match(text, start, end)) is not None:
        parts = several["core"].split(".")
        return Label(several["core"], several[0].strip(), _skip(text, several.end(), end), (Reading(f"dec{len(parts)}.", int(parts[-1])),))
    opening, core, closing = found["open"], found["core"], found["close"].strip()
    after = found.end()
    if core in "•●▪■◦·‣–—-":
        if opening or (after < end and not text[after - len(found["close"])].isspace() and not text[found.end("core")].isspace()):
            return None
        inside = _skip(text, found.end("core"), end)
        inner = read_label(text, inside, end) if inside > found.end("core") else None
        if inner is not None and not inner.weak and inner.readings[0].style != "bullet":
            return inner  # a Markdown list item with a number of its own
        return Label("", core, inside, (Reading("bullet", 0),))
    if core[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return Label(core, core, _skip(text, after, end), (Reading("(circled)", ord(core[0]) - ord("①") + 1),))
    if "㈠" <= core[0] <= "㈩":
        return Label(core, core, _skip(text, after, end), (Reading("㈠", ord(core[0]) - ord("㈠") + 1),))
    quoted = found["junk"].strip() in ("’", "‘", "'") and closing in ("‘", "’", "'")
    if opening and not closing.startswith((")", "]", "）", "﴿")):
        return None
    if closing in ("‘", "’", "'") and not quoted:
        return None
    enclosure = (
        "'x'"
        if quoted
        else "(x)"
        if opening
        else "x)"
        if closing and closing[-1] in ")]）"
        else "x-"
        if closing in ("-", "–", "—", "‑")
        else "x°"
        if closing in ("°", "º")
        else "x."
    )
    # a word must follow after white space, save after Chinese punctuation and closing brackets
    tight = closing in ("、", "）", ")", "．") or bool(opening)
    glued = closing in (".", ".-") and core.isdecimal() and after < end and not text[after].isdecimal() and text[after] not in ".,/-)"
    if after < end and not text[after].isspace() and not tight and not glued:
        return None
    weak = not closing or (closing in (",", ":") and core.isdecimal())
    if (not closing and not core.isdecimal()) or (closing in (",", ":") and not core.isdecimal()):
        if not (core.isupper() and roman_value(core)) and chinese_value(core) is None and not (closing and set(core) <= _DAMAGED and len(core) > 1):
            return None
        weak = True
    readings = _readings(core, enclosure)
    if not readings:
        if len(core) < 2 or closing not in (".", ",") or not set(core) <= _DAMAGED:
            return None
        readings = (Reading("damaged.", 0),)
    return Label(core + found["mid"].strip(), text[found.start("junk") : after].strip(), _skip(text, after, end), readings, weak)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in "\u200e\u200f\u202b\u202c"):
        at += 1
    return at


def path_token(reading: Reading, depth: int) -> str:
    """The language-independent part of a path: letters of every alphabet by their place (а -> a, ب -> b), ㈠ and quoted numerals as roman ones.

    >>> path_token(Reading("(arab)", 2), 1), path_token(Reading("'dec'", 4), 1), path_token(Reading("dec.", 5), 0)
    ('b', 'iv', '5')
    """
    family = reading.style.strip("().-°'[] ")
    if family in ("lower", "upper", "cyr", "CYR", "arab"):
        letter = chr(96 + reading.value) if reading.value <= 26 else chr(96 + reading.value - 26) * 2
        return letter if family in ("lower", "cyr", "arab") else letter.upper()
    if family in ("roman", "ROMAN"):
        return roman(reading.value) if family == "roman" else roman(reading.value).upper()
    if (depth and (reading.style == "㈠" or reading.style.startswith("'"))) or (depth > 1 and family in ("cn", "circled")):
        return roman(reading.value)  # what English prints as (i)
    return str(reading.value)
