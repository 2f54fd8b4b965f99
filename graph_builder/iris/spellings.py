"""Symbols as texts and people write them: codes, file names, and number words in eight languages.

What goes in: a text that is a symbol and nothing else ("resolution 55/25", "MC Decision No. 5/06", "大会第55/25号决议", "A_RES_55_25"). What
comes out: a `Symbol`, or None. The words stand in `lexicons/symbol_words.csv`; a language is added there. This module must not know
the register: it never asks whether the instrument exists.

Where the words name no organ, the shape of the number decides: "resolution 55/25" is the General Assembly's, "resolution 2015/24" the Economic
and Social Council's, "resolution 1373 (2001)" the Security Council's, "decision No. 5/06" the OSCE Ministerial Council's,
"decision No. 1048" its Permanent Council's, "decision 74/568" the General Assembly's. `organisation` or `organ` overrule the shape.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.iris.dates import security_council_year
from graph_builder.iris.symbols import Symbol, from_code, tidy
from graph_builder.lexicons import split, table

_ROMAN = r"(?:E?S-)?[IVXL]{1,8}"
# the number of a symbol, wherever it stands among words; the longest form first
_NUMBER = re.compile(
    rf"""(?<![A-Za-z0-9/])(?:
        (?P<old>\d{{1,5}})\s?(?P<l1>[A-Z](?:-[A-Z])?)?\s?\(\s?(?P<roman>{_ROMAN})\s?\)\s?\[?(?P<l2>[A-Z](?:-[A-Z])?)?(?![A-Za-z])\]?
        | (?P<number>\d{{1,4}})\s?\(\s?(?P<year>(?:19|20)\d\d)\s?\)
        | (?P<session>(?:E?S-)?\d{{1,4}})/(?P<no>\d{{1,4}})(?:\s?(?P<letter>[A-Z](?:-[A-Z])?)(?![A-Za-z]))?
        | (?P<plain>\d{{1,4}})
    )(?P<suffix>(?:/(?:Add|Amend|Corr|Rev)\.\s?\d{{1,3}})*)(?P<annex>\s?,?\s?annex(?:\s(?:[IVXL]{{1,6}}|\d{{1,2}}|[A-Z]))?)?(?![A-Za-z0-9/])""",
    re.VERBOSE | re.IGNORECASE,
)
# a code among words: one with a slash or brackets, an EU act, a number of the treaty series
_CODE = re.compile(
    r"""[A-Z(][A-Z0-9.()\[\]/_-]{0,40}[/.(][A-Z0-9.()\[\]/_\x20*-]{0,40}\d[A-Z0-9.()\[\]/_*-]{0,60}(?:\s?[A-Z](?![A-Za-z]))?(?:\s?,\s?annex(?:\s[IVXL]{1,6}|\s\d{1,2}|\s[A-Z])?)?
    |(?:19|20)?\d\d/\d{1,4}/[A-Z]{2,4}
    |(?:C?ETS|STC?E)\s?(?:No\.?|n°|nº)?\s?\d{1,3}""",
    re.IGNORECASE | re.VERBOSE,
)
_FILE_NAME = re.compile(r"(?:A|S|E|CTOC|CAC|MC|PC|FSC)[_-](?:[A-Z0-9()]+[_-])+[A-Z0-9() -]+", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s.,;:'’‘\"“”«»()-]+")
_APOSTROPHES = str.maketrans("’‘`´", "''''")


@cache
def _words() -> tuple[tuple[str, str, str, bool], ...]:
    """(words, role, value, stands without blanks), the longest first."""
    found: dict[str, tuple[str, str, str, bool]] = {}
    for row in table("symbol_words.csv", ("id", "language", "role", "value", "words", "example", "symbol")):
        for words in split(row["words"]):
            key = words.lower().translate(_APOSTROPHES)
            if key not in found or row["role"] != "filler":
                found[key] = (key, row["role"], row["value"], row["language"] in ("zh", "ar"))
    return tuple(sorted(found.values(), key=lambda item: (-len(item[0]), item[0])))


def _read_words(text: str) -> tuple[set[str], set[str], bool]:
    """(nouns, organs) that the words say, and whether the table knows every word."""
    rest = f" {text.lower().translate(_APOSTROPHES)} "
    nouns: set[str] = set()
    organs: set[str] = set()
    for words, role, value, free in _words():
        if words not in rest:
            continue
        pattern = re.escape(words) if free else rf"(?<!\w){re.escape(words)}(?!\w)"
        rest, times = re.subn(pattern, " ", rest)
        if times and role == "noun":
            nouns.add(value)
        elif times and role == "organ":
            organs.add(value)
    return nouns, organs, not _PUNCTUATION.sub("", rest)


_BOOK = {"un-ga": "A", "un-ecosoc": "E", "un-hrc": "A/HRC", "un-cnd": "CND", "un-ccpcj": "CCPCJ", "untoc-cop": "CTOC/COP", "uncac-cosp": "CAC/COSP"}
_OSCE_CODE = {"osce-mc": "MC.DEC/", "osce-pc": "PC.DEC/", "osce-fsc": "FSC.DEC/"}


def _code(g: dict[str, str | None], nouns: set[str], organs: set[str], organisation: str | None) -> str | None:
    """The code that number, nouns and organs amount to."""
    if len(organs) > 1 or len(nouns) > 1:
        return None
    organ, noun = next(iter(organs), None), next(iter(nouns), None)
    if organ is None and noun is None and organisation is None:
        return None  # a bare number names nothing
    if noun in ("document", "recommendation") and organ != "coe-pace":
        return None
    of = organisation or (organ.split("-")[0] if organ else None)
    if g["old"]:
        letter = g["l1"] or g["l2"] or ""
        book = {"un-ecosoc": "E/RES/", "un-ga": "A/RES/", None: "A/RES/"}.get(organ)
        return f"{book}{g['old']}({g['roman']}){letter}" if book else None
    if g["number"]:
        if organ == "coe-pace":
            return f"PACE {'Recommendation' if noun == 'recommendation' else 'Resolution'} {g['number']}({g['year']})"
        return f"S/RES/{g['number']}({g['year']})" if organ in ("un-sc", None) and noun in ("resolution", None) and of in ("un", None) else None
    if g["plain"]:
        if organ == "ilo":
            return {"convention": "C", "protocol": "P", "recommendation": "R"}.get(noun or "convention", "C") + g["plain"]
        if organ == "osce-pc" or (noun == "decision" and organ is None and of in ("osce", None)):
            return f"PC.DEC/{g['plain']}"
        if (organ == "un-sc" or (organ is None and noun == "resolution" and of in ("un", None))) and noun in ("resolution", None):
            year = security_council_year(int(g["plain"]))
            return f"S/RES/{g['plain']}({year})" if year else None
        return None
    session, number, letter = g["session"] or "", g["no"] or "", g["letter"] or ""
    if organ is None and of is None and len(number) == 2 and number.startswith("0"):
        noun = "decision"  # only the OSCE writes 5/06; its decisions are resolutions in Arabic
    if noun == "eu act":
        return f"(EU) {session}/{number}" if len(session) == 4 else f"(EU) No {session}/{number}"
    if organ in _OSCE_CODE or (organ is None and of == "osce"):
        return f"{_OSCE_CODE[organ or 'osce-mc']}{session}/{number}" if noun in ("decision", "resolution", None) and len(number) == 2 else None
    if noun == "presidential statement":
        return f"S/PRST/{session}/{number}" if organ in ("un-sc", None) else None
    if noun == "decision" and organ is None and of is None and len(number) == 2 and session.isdigit() and int(session) <= 60:
        return f"MC.DEC/{session}/{number}"  # General Assembly decisions are numbered from 301 or 401 in each session
    if organ is None and of in ("un", None):
        organ = "un-ecosoc" if len(session) == 4 and session.isdigit() else "un-ga"
    book = _BOOK.get(organ or "")
    return f"{book}/{'DEC' if noun == 'decision' else 'RES'}/{session}/{number}{letter}" if book else None


@lru_cache(maxsize=65536)
def parse_symbol(text: str, organisation: str | None = None, organ: str | None = None) -> Symbol | None:
    """The symbol that `text` is, in any usual spelling; None where it is none.

    `organisation` ("un", "osce") or `organ` (actor key) say in whose text it stands, for numbers whose words name no organ.

    >>> [str(parse_symbol(t)) for t in ("resolution 55/25", "S/RES/1373 (2001)", "MC 5/06", "Decision No. 5/06", "PC Decision 1048", "UNSCR 1373")]
    ['A/RES/55/25', 'S/RES/1373(2001)', 'MC.DEC/5/06', 'MC.DEC/5/06', 'PC.DEC/1048', 'S/RES/1373(2001)']
    >>> str(parse_symbol("3/05", organisation="osce")), parse_symbol("3/05")
    ('MC.DEC/3/05', None)
    """
    plain = tidy(text)
    if not plain or len(plain) > 200:
        return None
    if (symbol := from_code(plain)) is not None:
        return symbol
    if (symbol := _short_security_council(plain)) is not None:
        return symbol
    if "/" not in plain and _FILE_NAME.fullmatch(plain):
        return _file_name(plain)
    number_sign = plain.replace("№", "No. ")
    for match in _CODE.finditer(number_sign):  # "resolution A/RES/55/25", "Framework Decision 2002/584/JHA"
        symbol = from_code(match[0]) or from_code(match[0].rstrip(" ").rsplit(" ", 1)[0])
        if symbol is not None and _read_words(number_sign.replace(match[0], " ", 1))[2]:
            return symbol
    numbers = list(_NUMBER.finditer(number_sign))
    if len(numbers) != 1:
        return None
    match = numbers[0]
    nouns, organs, all_known = _read_words(number_sign[: match.start()] + " " + number_sign[match.end() :])
    if not all_known:
        return None
    if not organs and organ is not None:
        organs = {organ}
    code = _code(match.groupdict(), nouns, organs, organisation)
    return from_code(code + (match["suffix"] or "") + (match["annex"] or "")) if code else None


def guess_symbols(text: str) -> tuple[Symbol, ...]:
    """Symbols that a longer text may mean, in order: words the table does not know are passed over. For a question by a person, not for finding
    citations: what is guessed must still be known to exist.

    >>> [str(s) for s in guess_symbols("MC Decision No. 5/06 on Organized Crime of 5 December 2006")]
    ['MC.DEC/5/06']
    """
    plain = tidy(text)[:400].replace("№", "No. ")
    found: dict[Symbol, None] = {}
    for match in _CODE.finditer(plain):
        if (symbol := from_code(match[0]) or from_code(match[0].rsplit(" ", 1)[0])) is not None:
            found[symbol] = None
    for match in _NUMBER.finditer(plain):
        nouns, organs, _ = _read_words(plain[: match.start()] + " " + plain[match.end() :])
        if match["plain"] and not organs:
            continue  # a day or a year
        code = _code(match.groupdict(), nouns, organs, None)
        if code is not None and (symbol := from_code(code + (match["suffix"] or "") + (match["annex"] or ""))) is not None:
            found[symbol] = None
    return tuple(found)


_SHORT = re.compile(r"S/RES/(\d{1,4})", re.IGNORECASE)


def _short_security_council(text: str) -> Symbol | None:
    """S/RES/2544 without its year: the number alone is unique, and the year known."""
    if match := _SHORT.fullmatch(text.replace(" ", "")):
        year = security_council_year(int(match[1]))
        return from_code(f"S/RES/{match[1]}({year})") if year else None
    return None


def _file_name(text: str) -> Symbol | None:
    """A_RES_55_25, A-RES-S-30-1, S-RES-1373-(2001), S_RES_2544_2020: the slash is no character of file names."""
    parts = re.split(r"[_ ]+" if "_" in text else r"[ -]+", text)
    code = "/".join(parts).replace("/(", "(")
    code = re.sub(r"^(MC|PC|FSC)/", r"\1.", code, flags=re.IGNORECASE)
    code = re.sub(r"(?<=/)(E?S)/(\d{1,2})/", r"\1-\2/", code, flags=re.IGNORECASE)
    code = re.sub(r"^(S/RES/\d{1,4})/((?:19|20)\d\d)$", r"\1(\2)", code, flags=re.IGNORECASE)
    symbol = from_code(code)
    return symbol if symbol is not None and symbol.form != "un.doc" else (symbol if "_" in text else None)
