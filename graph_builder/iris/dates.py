"""What a symbol alone says about its date: the first and the last day on which its instrument can have been adopted.

What goes in: a `Symbol`. What comes out: two ISO dates, or None. Sessions and numbers stand in `lexicons/symbol_years.csv`; the regular ones
are computed: the General Assembly's session n opens in September of 1945+n, the Human Rights Council has three sessions a year. This
module must not know the register, which knows better where it knows.
"""

from __future__ import annotations

from functools import cache

from graph_builder.iris.symbols import Symbol
from graph_builder.lexicons import table

_COLUMNS = ("id", "form", "first", "last", "from", "to", "example")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@cache
def _security_council() -> tuple[tuple[int, int, str, str], ...]:
    return tuple((int(r["first"]), int(r["last"]), r["from"], r["to"]) for r in table("symbol_years.csv", _COLUMNS) if r["form"] == "un.s.res")


@cache
def _sessions() -> dict[tuple[str, str], tuple[str, str]]:
    return {(r["form"], r["first"]): (r["from"], r["to"] or "9999-12-31") for r in table("symbol_years.csv", _COLUMNS) if r["form"] != "un.s.res"}


def security_council_year(number: int) -> int | None:
    """The year of a resolution of the Security Council, by its number; None where several years are possible.

    >>> security_council_year(1373), security_council_year(435)
    (2001, None)
    """
    for first, last, start, end in _security_council():
        if first <= number <= last:
            return int(start[:4]) if start[:4] == end[:4] else None
    return None


def roman(text: str) -> int:
    """
    >>> roman("XXV"), roman("IX")
    (25, 9)
    """
    values = [_ROMAN[letter] for letter in text.upper()]
    return sum(-v if any(v < w for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def possible_days(symbol: Symbol) -> tuple[str, str] | None:
    """First and last possible day of adoption.

    >>> from graph_builder.iris.symbols import from_code
    >>> possible_days(from_code("A/RES/55/25")), possible_days(from_code("MC.DEC/5/06")), possible_days(from_code("A/RES/2625(XXV)"))
    (('2000-09-01', '2001-09-30'), ('2006-01-01', '2006-12-31'), ('1970-09-01', '1971-09-30'))
    """
    form, numbers = symbol.form, symbol.numbers
    if symbol.suffix:  # a corrigendum comes later than what it corrects, nobody knows how much
        known = possible_days(symbol.principal) if symbol.principal != symbol else None
        return (known[0], "9999-12-31") if known else None
    if form in ("un.a.res", "un.a.dec"):
        head, _, _ = numbers.partition("/")
        if "(" in numbers:
            head = numbers[numbers.index("(") + 1 : numbers.index(")")]
            if "-" in head:
                kind, _, number = head.partition("-")
                head = f"{kind}-{roman(number)}"
            else:
                head = str(roman(head))
        if not head.isdigit():
            return _sessions().get(("un.a.res", head))
        session = int(head)
        return ("1946-01-01", "1947-08-31") if session == 1 else (f"{1945 + session}-09-01", f"{1946 + session}-09-30")
    if form.startswith("un.a.hrc."):
        session_text = numbers.partition("/")[0]
        if not session_text.isdigit():
            return None
        year = 2006 if int(session_text) <= 3 else 2007 + (int(session_text) - 4) // 3
        return f"{year}-01-01", f"{year}-12-31"
    if form in ("un.e.cn15.res", "un.e.cn15.dec", "un.e.cn7.res", "un.e.cn7.dec"):
        session = int(numbers.partition("/")[0]) if numbers.partition("/")[0].isdigit() else 0
        year = session + (1991 if "cn15" in form else 1957)  # one session a year since 1992 (crime), the 50th in 2007 (drugs)
        return (f"{year - 1}-12-01", f"{year}-12-31") if session >= (1 if "cn15" in form else 36) else None
    if form.startswith(("un.cac.cosp.", "un.ctoc.cop.")):
        return _sessions().get((form.rpartition(".")[0], numbers.partition("/")[0]))
    if form == "un.s.res":
        year_text = numbers[-5:-1]
        return f"{year_text}-01-01", f"{year_text}-12-31"
    if form in ("un.s.prst", "un.e.res", "un.e.dec") and "(" not in numbers:
        return f"{numbers[:4]}-01-01", f"{numbers[:4]}-12-31"
    if symbol.organisation == "osce":
        if "/" in numbers:
            year = _century(int(numbers.rsplit("/", 1)[1][:2]))
            return f"{year}-01-01", f"{year}-12-31"
        if symbol.text.startswith("MC("):
            return _sessions().get(("osce.mc", symbol.text[3 : symbol.text.index(")")]))
        return None
    if form in ("coe.rec", "coe.rec.r", "coe.cm.rec", "coe.cm.res", "coe.res"):
        year_text = numbers[1 : numbers.index(")")]
        year = int(year_text) if len(year_text) == 4 else _century(int(year_text))
        return f"{year}-01-01", f"{year}-12-31"
    if form in ("eu.act", "eu.act.eu") and len(numbers.partition("/")[0]) == 4:
        return f"{numbers[:4]}-01-01", f"{numbers[:4]}-12-31"
    return None


def _century(two_digits: int) -> int:
    return two_digits + (1900 if two_digits >= 70 else 2000)
