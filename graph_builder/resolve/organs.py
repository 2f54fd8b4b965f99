"""Which body's resolution a number is: by the words, the text's own body, the number's shape, and the dates.

In: a number with what the words say, and who speaks when. Out: the symbols it can be, the best first, with the reason. This module must
not know the register: whether the instrument is registered is asked by the caller.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph_builder.iris.dates import possible_days, roman, security_council_year
from graph_builder.iris.symbols import Symbol, from_code
from graph_builder.model import PartialDate
from graph_builder.values import dataclass

_CODES = {
    ("un-ga", "resolution"): "A/RES/",
    ("un-ga", "decision"): "A/DEC/",
    ("un-ecosoc", "resolution"): "E/RES/",
    ("un-ecosoc", "decision"): "E/DEC/",
    ("un-hrc", "resolution"): "A/HRC/RES/",
    ("un-hrc", "decision"): "A/HRC/DEC/",
    ("un-sc", "resolution"): "S/RES/",
    ("un-sc", "presidential-statement"): "S/PRST/",
    ("un-cnd", "resolution"): "CND/RES/",
    ("un-cnd", "decision"): "CND/DEC/",
    ("un-ccpcj", "resolution"): "CCPCJ/RES/",
    ("un-ccpcj", "decision"): "CCPCJ/DEC/",
    ("untoc-cop", "resolution"): "CTOC/COP/RES/",
    ("untoc-cop", "decision"): "CTOC/COP/DEC/",
    ("uncac-cosp", "resolution"): "CAC/COSP/RES/",
    ("uncac-cosp", "decision"): "CAC/COSP/DEC/",
    ("osce-mc", "decision"): "MC.DEC/",
    ("osce-pc", "decision"): "PC.DEC/",
    ("osce-fsc", "decision"): "FSC.DEC/",
}
_SHORT = {
    "~assembly": ("un-ga",),
    "~council": ("un-hrc", "un-ecosoc", "un-sc", "osce-mc", "osce-pc"),
    "~commission": ("un-cnd", "un-ccpcj"),
    "~conference": ("untoc-cop", "uncac-cosp"),
    "~conference-of-states": ("uncac-cosp", "untoc-cop"),
}
_BY_SESSION = ("un-ga", "un-hrc")


@dataclass(frozen=True, slots=True)
class Reading:
    """A symbol that a number can be, and why."""

    symbol: Symbol
    reason: str
    confidence: float


@lru_cache(maxsize=65536)
def symbol_of(organ: str, noun: str, number: str) -> Symbol | None:
    """The symbol of an organ's resolution or decision; None where the organ numbers otherwise."""
    if noun == "resolution" and number.isdigit() and organ == "un-sc":
        return from_code("S/RES/" + number) or _with_year(number)
    code = _CODES.get((organ, noun))
    if code is None or not _shape_fits(organ, noun, number):
        return None
    return from_code(code + number)


def _with_year(number: str) -> Symbol | None:
    year = security_council_year(int(number))
    return from_code(f"S/RES/{number}({year})") if year else None


def _shape_fits(organ: str, noun: str, number: str) -> bool:
    head, _, tail = number.partition("/")
    if noun == "presidential-statement":
        return len(head) == 4
    if organ == "un-sc":
        return number.endswith(")") and number[-5:-1].isdigit()
    if number.endswith(")") and number[-5:-1].isdigit():
        return False
    if "(" in number:
        session = number[number.index("(") + 1 : number.index(")")]
        if not re.fullmatch(r"(?:E?S-)?[IVXL]+", session):
            return False
        value = roman(session.rpartition("-")[2])
        return (organ == "un-ga" and (value <= 30 or "-" in session)) or (organ == "un-ecosoc" and value <= 63)
    if organ in ("osce-mc", "osce-fsc"):
        return len(tail) == 2 and head.isdigit() and int(head) <= 60
    if organ == "osce-pc":
        return not tail
    if organ == "un-ecosoc":
        return len(head) == 4
    if organ in ("untoc-cop", "uncac-cosp") and (not head.isdigit() or int(head) > 30):
        return False  # both met first this century, every other year
    if not tail or len(head.rpartition("-")[2]) > 3:
        return False
    if organ == "un-ga" and head.isdigit():  # until 1976 sessions were numbered in Roman figures; decisions begin with 301
        return int(head) > 30 and (noun == "resolution" or int(re.sub(r"\D", "", tail) or 0) > 300)
    return True


def _in_series(number: str) -> bool:
    """Whether a number of a session in Roman figures lies in the Council's running series: about 20 to 35 resolutions a session, from 1 (I) to 2130 (LXIII)."""
    session = re.search(r"\(([IVXL]+)\)", number)
    if session is None:
        return True
    count = roman(session[1])
    return count < 5 or 20 * count <= int(re.match(r"\d+", number)[0]) <= 35 * count  # type: ignore[index]


def _fits(symbol: Symbol, date: PartialDate | None, citing: PartialDate | None) -> int:
    """2: the date names it; 1: nothing against it; 0: another date, or later than the citing text."""
    days = possible_days(symbol)
    if days is None:
        old = "(" in symbol.numbers and symbol.organ == "un-ecosoc"  # sessions were numbered in Roman figures until 1977
        unheld = symbol.organ == "un-ga" and symbol.numbers.startswith("S-")  # the special sessions that the Assembly held are all in the table
        return 0 if date is not None and ((old and date.year > 1978) or unheld) else 1
    if date is not None:
        return 2 if days[0] <= date.last and date.first <= days[1] else 0
    return 0 if citing is not None and days[0] > citing.last else 1


def readings(
    number: str, noun: str, organ: str | None, date: PartialDate | None, own: str | None, citing: PartialDate | None, named: tuple[str, ...] = ()
) -> list[Reading]:
    """The symbols that a number can be, the best first.

    `organ` is what the words say (a key, `own`, a `~short` name, `other` or None); `own` the body that speaks; `citing` the date of
    the text; `named` bodies that the text has named so far, the latest first.
    """
    if organ == "other":
        return []
    if noun == "presidential-statement":
        symbol = symbol_of("un-sc", noun, number)
        return [Reading(symbol, "organ-named", 0.9)] if symbol is not None else []
    found: list[Reading] = []

    def add(key: str | None, reason: str, confidence: float) -> None:
        if key is None:
            return
        symbol = symbol_of(key, noun, number)
        if symbol is None or any(r.symbol == symbol for r in found):
            return
        fit = _fits(symbol, date, citing)
        found.append(Reading(symbol, reason if fit else "date-contradicts" if date else "later-than-citing", confidence if fit else 0.2))

    explicit = organ is not None and organ != "own" and not organ.startswith("~")
    if explicit:
        add(organ, "organ-named", 0.97)
        if found:
            return found
    elif organ is not None and organ.startswith("~"):
        possible = _SHORT[organ]
        ordered = [o for o in (own, *named) if o in possible]
        for key in (*ordered, *possible):
            add(key, "short-name", 0.9)
        if found and found[0].confidence > 0.5:
            return sorted(found, key=lambda r: (-_fits(r.symbol, date, citing) if date is not None else 0, -r.confidence))
    add(own if own in {o for o, _ in _CODES} else None, "own-body", 0.93)
    if "(" in number:
        add("un-sc", "shape", 0.95)
        add("un-ga", "shape", 0.9)
        if own == "un-ecosoc" or _in_series(number):
            add("un-ecosoc", "shape", 0.5)
    elif len(number.partition("/")[0]) == 4 and number[:4].isdigit():
        add("un-ecosoc", "shape", 0.9)
    elif noun == "decision" and len(number.partition("/")[2]) == 2 and number.partition("/")[2][0] in "012" and (own or "").startswith("osce"):
        add("osce-mc", "shape", 0.85)
    else:
        add("un-ga", "shape", 0.85)
        if noun == "decision" and len(number.partition("/")[2]) == 2 and (own is None or own.startswith("osce") or "osce-mc" in named):
            add("osce-mc", "shape", 0.8)
        if own == "un-hrc" or "un-hrc" in named or date is not None:
            add("un-hrc", "shape", 0.5)
        for key in named:
            add(key, "named-before", 0.4)
    if own is not None and own.startswith("osce"):
        add("osce-pc", "shape", 0.8)
    found.sort(key=lambda r: -r.confidence)
    if date is not None:  # a date that names one of several settles it
        found.sort(key=lambda r: -_fits(r.symbol, date, citing))
    return found
