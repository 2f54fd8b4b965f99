"""The shapes of governed numbers: `55/25`, `1373 (2001)`, `2625 (XXV)`, `217 A (III)`, `S-32/1`, `53/243 A and B`; sessions as Arabic and Russian write them.

In: a match of `NUMBER`. Out: the numbers it means, as symbols write them. The pattern begins with a digit or a letter of a session, so that texts without
numbers cost little. This module must not know what governs the number: that is `symbols`.
"""

from __future__ import annotations

import re
from functools import cache

from graph_builder.iris import security_council_year
from graph_builder.lexicons import split, table

_ROMAN = r"(?:(?:(?:ES|S)[-‐‑–])?[IVXLХІ]{1,8}|د(?:إ-?[دط]?)?\s?[-‐‑–]\s?\d{1,2})"
_ARABIC_LETTERS = dict(zip(("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام"), "ABCDEFGHIJKL", strict=True))
_LETTER = rf"(?:[A-HJ-MА-ДВ](?![A-Za-zА-я0-9'’])|(?:{'|'.join(_ARABIC_LETTERS)})(?!\w))"
_LETTERS = rf"(?P<letters>{_LETTER}(?:\s?(?:,|and|et|y|и|und|e|و|和|至|to|à|a|[-–])\s?{_LETTER}){{0,5}})"
_LATIN = {**_ARABIC_LETTERS, "А": "A", "В": "B", "С": "C", "Б": "B", "Г": "D", "Д": "E"}
NUMBER = re.compile(
    rf"""(?=[(\dESЧСد])(?<![A-Za-zÀ-ÿА-я0-9/:‐‑–-])(?<!\d[.,])(?<![\w/.]\()[(]?(?:
        (?P<number>\d{{1,4}})\s{{0,3}}[(（]\s?(?P<year>(?:19|2[0-2])\d\d)\s?[)）]
      | (?P<old>\d{{1,4}})(?:\s{{0,2}}(?P<oldletter>{_LETTER}))?\s{{0,3}}[(（]\s?(?P<roman>{_ROMAN})\s?[)）](?:\s{{0,2}}(?P<letters2>[A-HJ-M](?![\w'’])))?
      | (?P<session>(?:(?:ES|S|ЧС|С|دإط|دإ|د\sإ)\s?[-‐‑–]\s?)?\d{{1,4}})\s?/\s?(?P<no>\d{{1,4}})(?![A-Za-zÀ-ÿА-я0-9/]|[.]\d)(?:\s{{0,2}}{_LETTERS})?
    )""",
    re.VERBOSE,
)


def session(written: str) -> str:
    """`S-23` from any dash or script."""
    latin = re.sub(r"[‐‑–]", "-", re.sub(r"\s", "", written))
    return re.sub(r"^(?:С|دإ)(?=-)", "S", re.sub(r"^(?:ЧС|دإط)(?=-)", "ES", latin))


def _to_roman(number: int) -> str:
    out = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += letters * (number // value)
        number %= value
    return out


def spell(match: re.Match[str]) -> list[str]:
    """The numbers a match means, as symbols write them; several where letters are listed ("53/243 A and B")."""
    if match["number"]:
        return [f"{int(match['number'])}({match['year']})"]
    if match["old"]:
        roman = re.sub(r"[‐‑–]", "-", match["roman"]).replace("Х", "X").replace("І", "I")
        if roman[0] == "د":  # Arabic texts write the session in figures
            roman = ("S-" if "إ" in roman else "") + _to_roman(int(re.sub(r"\D", "", roman)))
        letter = match["oldletter"] or match["letters2"] or ""
        return [f"{int(match['old'])}({roman}){_LATIN.get(letter, letter)}"]
    head, _, digits = session(match["session"]).rpartition("-")
    base = f"{head}-{int(digits)}/{int(match['no'])}" if head else (f"{digits if len(digits) == 2 else int(digits)}/{match['no']}")
    if not match["letters"]:
        return [base]
    letters = [_LATIN.get(x, x) for x in re.findall(_LETTER, match["letters"])]
    if len(letters) == 2 and re.search(r"[-–至]|to|à", match["letters"]):
        letters = [chr(c) for c in range(ord(letters[0]), ord(letters[1]) + 1)]
    return [base + letter for letter in letters]


MOST = 40
"""Members of a range that are named one by one; a longer one is more likely a misprint."""
_DASH = "-‐‑–—"


@cache
def range_words(language: str) -> str:
    """A pattern of what stands between the ends of a range, with blanks: "to", "à", "bis", a dash."""
    rows = table("citation_words.csv", ("id", "language", "role", "words"))
    found = [word for row in rows if row["language"] == language and row["role"] == "range" for word in split(row["words"])]
    # Chinese writes 第46/1号至第46/7号
    around = (r"\s{0,3}号?\s{0,3}", r"\s{0,3}第?\s{0,3}") if language == "zh" else (r"\s{0,3}", r"\s{0,3}")
    return rf"{around[0]}(?:{'|'.join(re.escape(w).replace(chr(92) + ' ', chr(92) + 's') for w in found)}|[{_DASH}]){around[1]}"


@cache
def _between(language: str) -> re.Pattern[str]:
    return re.compile(range_words(language) + r"(?:(?:No|no|n|N|Nr|núm)[.°º]?\s{0,2})?", re.IGNORECASE)


@cache
def tail(language: str) -> re.Pattern[str]:
    """The second end of a range that `NUMBER` cannot see: joined by a dash ("46/1–46/7"), or without its session ("67/189 to 192")."""
    return re.compile(range_words(language) + r"(?:(?P<session>\d{1,4})\s?/\s?)?(?P<no>\d{1,4})(?![\w/]|[.,]\d)", re.IGNORECASE)


@cache
def bare_range(language: str) -> re.Pattern[str]:
    """Two numbers without sessions that are the ends of a range: "resolutions 1 to 7"."""
    return re.compile(rf"(?<![\w/.,-])(?P<first>\d{{1,4}}){range_words(language)}(?P<last>\d{{1,4}})(?![\w/]|[.,]\d|\s?[(（])", re.IGNORECASE)


def is_range(gap: str, language: str) -> bool:
    """Whether the words between two numbers make them the ends of a range."""
    return _between(language).fullmatch(gap) is not None


def within(first: str, last: str) -> tuple[str, ...] | None:
    """The numbers between two ends, without them; None where the ends have no common session, do not rise, or lie too far apart.

    >>> within("46/1", "46/4"), within("1/05", "4/05"), within("46/1", "47/3"), within("46/1", "46/900"), within("1267(1999)", "1269(1999)")
    (('46/2', '46/3'), ('2/05', '3/05'), None, None, ('1268(1999)',))
    """
    a, b = _YEARLY.fullmatch(first), _YEARLY.fullmatch(last)
    if a is not None and b is not None and 0 < int(b[1]) - int(a[1]) <= MOST:
        years = [(n, security_council_year(n)) for n in range(int(a[1]) + 1, int(b[1]))]
        return tuple(f"{n}({year})" for n, year in years) if all(year for _, year in years) else None
    a, b = _SPLIT.fullmatch(first), _SPLIT.fullmatch(last)
    if a is None or b is None:
        return None
    if a["head"] == b["head"] and 0 < int(b["no"]) - int(a["no"]) <= MOST:
        return tuple(f"{a['head']}/{n}" for n in range(int(a["no"]) + 1, int(b["no"])))
    if a["no"] == b["no"] and len(a["no"]) == 2 and a["head"].isdigit() and b["head"].isdigit() and 0 < int(b["head"]) - int(a["head"]) <= MOST:
        return tuple(f"{n}/{a['no']}" for n in range(int(a["head"]) + 1, int(b["head"])))  # the OSCE writes number/year
    return None


_YEARLY = re.compile(r"(\d{1,4})\((?:19|20)\d\d\)")
_SPLIT = re.compile(r"(?P<head>(?:E?S-)?\d{1,4})/(?P<no>\d{1,4})")
