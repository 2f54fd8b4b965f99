"""The grammars of the numbers in symbols: how each is written in a symbol and in an IRI, and the way between.

What goes in: nothing. What comes out: `GRAMMARS`, by the name that `symbol_forms.csv` gives in its column `numbers`. This module must not know
which organ uses which.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Groups = dict[str, str]


class Grammar(NamedTuple):
    """`code` matches what stands after a symbol's code (upper case, no blanks), `path` what stands in the IRI. `canonical` writes the
    numbers, `tail` the IRI's part; both take the named groups of either pattern, which bear the same names."""

    code: str
    path: str
    canonical: Callable[[Groups], str]
    tail: Callable[[Groups], str]


ROMAN = r"(?:E?S-)?[IVXL]{1,8}"
_LETTER, _LETTER_PATH = r"[A-Z](?:-[A-Z])?", r"[a-z](?:-[a-z])?"
_EU_ENDINGS = {"JAI": "JHA", "JI": "JHA", "GAI": "JHA", "CE": "EC", "EG": "EC", "UE": "EU"}


def _n(digits: str) -> str:
    """Without leading zeros."""
    return str(int(digits))


def _session(text: str) -> str:
    kind, _, number = text.upper().rpartition("-")
    return f"{kind}-{_n(number)}" if kind else _n(number)


def _session_text(g: Groups) -> str:
    if g["roman"]:
        return f"{_n(g['no2'])}{(g['letter2'] or '').upper()}({g['roman'].upper()})"
    return f"{_session(g['session'])}/{_n(g['no'])}{(g['letter'] or '').upper()}"


def _session_tail(g: Groups) -> str:
    parts = (_n(g["no2"]), g["roman"], g["letter2"]) if g["roman"] else (_session(g["session"]), _n(g["no"]), g["letter"])
    return "-".join(filter(None, parts)).lower()


def _old_style(session: str, session_path: str) -> Grammar:
    """A session or year with a number, or the style of before 1977: number, part, session in Roman numerals."""
    return Grammar(
        rf"(?:(?P<session>{session})/(?P<no>\d{{1,4}})(?P<letter>{_LETTER})?|(?P<no2>\d{{1,5}})(?P<letter2>{_LETTER})?\((?P<roman>{ROMAN})\))",
        rf"(?:(?P<session>{session_path})-(?P<no>\d{{1,4}})(?:-(?P<letter>{_LETTER_PATH}))?"
        rf"|(?P<no2>\d{{1,5}})-(?P<roman>{ROMAN.lower()})(?:-(?P<letter2>{_LETTER_PATH}))?)",
        _session_text,
        _session_tail,
    )


GRAMMARS: dict[str, Grammar] = {
    # 55/25, S-30/1, ES-11/1, 52/12B, 73/277A-B; of the first thirty sessions 2625(XXV), 3201(S-VI), 217A(III)
    "session": _old_style(r"(?:E?S-)?\d{1,3}", r"(?:e?s-)?\d{1,3}"),
    # 2015/24, 1979/12B; before 1978 155C(VII)
    "year": _old_style(r"(?:19|20)\d\d", r"(?:19|20)\d\d"),
    # 1373(2001)
    "number-year": Grammar(
        r"(?P<no>\d{1,4})\((?P<year>(?:19|20)\d\d)\)",
        r"(?P<no>\d{1,4})-(?P<year>(?:19|20)\d\d)",
        lambda g: f"{_n(g['no'])}({g['year']})",
        lambda g: f"{_n(g['no'])}-{g['year']}",
    ),
    # 2016/679, 603/2013
    "plain": Grammar(
        r"(?P<a>\d{1,4})/(?P<b>\d{1,4})",
        r"(?P<a>\d{1,4})-(?P<b>\d{1,4})",
        lambda g: f"{_n(g['a'])}/{_n(g['b'])}",
        lambda g: f"{_n(g['a'])}-{_n(g['b'])}",
    ),
    # 005, 185: three digits in print
    "padded": Grammar(r"(?P<no>\d{1,3})", r"(?P<no>[1-9]\d{0,2})", lambda g: f"{int(g['no']):03}", lambda g: _n(g["no"])),
    "number": Grammar(r"(?P<no>\d{1,3})", r"(?P<no>[1-9]\d{0,2})", lambda g: _n(g["no"]), lambda g: _n(g["no"])),
    # (2001)16
    "year-in-brackets": Grammar(
        r"\((?P<year>\d{2}(?:\d\d)?)\)(?P<no>\d{1,3})",
        r"(?P<year>\d{2}(?:\d\d)?)-(?P<no>\d{1,3})",
        lambda g: f"({g['year']}){_n(g['no'])}",
        lambda g: f"{g['year']}-{_n(g['no'])}",
    ),
    # 2002/584/JHA
    "eu-act": Grammar(
        rf"(?P<a>(?:19|20)?\d\d)/(?P<b>\d{{1,4}})/(?P<c>JHA|EU|EC|EEC|CFSP|{'|'.join(_EU_ENDINGS)})",
        r"(?P<a>(?:19|20)?\d\d)-(?P<b>\d{1,4})-(?P<c>jha|eu|ec|eec|cfsp)",
        lambda g: f"{g['a']}/{_n(g['b'])}/{_EU_ENDINGS.get(g['c'].upper(), g['c'].upper())}",
        lambda g: f"{g['a']}-{_n(g['b'])}-{_EU_ENDINGS.get(g['c'].upper(), g['c']).lower()}",
    ),
    # COM(2005) 514 final
    "eu-com": Grammar(
        r"\((?P<a>(?:19|20)\d\d)\)(?P<b>\d{1,4})(?:FINAL)?",
        r"(?P<a>(?:19|20)\d\d)-(?P<b>\d{1,4})",
        lambda g: f"({g['a']}) {_n(g['b'])} final",
        lambda g: f"{g['a']}-{_n(g['b'])}",
    ),
    # 8_TA(2016)0227
    "eu-ta": Grammar(
        r"(?P<a>\d{1,2})[_-]TA\((?P<b>(?:19|20)\d\d)\)(?P<c>\d{1,4})",
        r"(?P<a>\d{1,2})-(?P<b>(?:19|20)\d\d)-(?P<c>\d{4})",
        lambda g: f"{_n(g['a'])}_TA({g['b']}){int(g['c']):04}",
        lambda g: f"{_n(g['a'])}-{g['b']}-{int(g['c']):04}",
    ),
    # (19) D E: declaration of the Parliamentary Assembly of 2019, English
    "osce-assembly": Grammar(
        r"\((?P<a>\d\d)\)(?P<b>[A-Z]{1,3})(?P<c>[A-Z])",
        r"(?P<a>\d\d)-(?P<b>[a-z]{1,3})-(?P<c>[a-z])",
        lambda g: f" ({g['a']}) {g['b'].upper()} {g['c'].upper()}",
        lambda g: f"{g['a']}-{g['b']}-{g['c']}".lower(),
    ),
    # 5/06, 1048
    "osce": Grammar(
        r"(?P<a>\d{1,4})(?:/(?P<b>\d\d))?",
        r"(?P<a>\d{1,4})(?:-(?P<b>\d\d))?",
        lambda g: "/".join(filter(None, (_n(g["a"]), g["b"]))),
        lambda g: "-".join(filter(None, (_n(g["a"]), g["b"]))),
    ),
}
