r"""Symbols of documents as values: one canonical spelling, one IRI path, and the way back from either.

What goes in: a symbol as a code ("A/RES/55/25", "s/res/1373 (2001)", "MC.DEC/5/06"), or an IRI path ("un/a/res/55-25"). What comes out: a
frozen `Symbol`. The forms stand in `lexicons/symbol_forms.csv`, one row a form; the grammars of their numbers stand here, each
explained. Symbols written in words are the work of `spellings`. This module must not know the register or the base of the IRIs.

>>> from graph_builder.iris.symbols import from_code, from_path
>>> s = from_code("a/res/55/25, Annex I")
>>> s.text, s.path, s.organ, s.kind, s.annex, s.principal.text
('A/RES/55/25, annex I', 'un/a/res/55-25-annex-i', 'un-ga', 'resolution', 'I', 'A/RES/55/25')
>>> from_path("osce/mc-8/dec/1").text, from_path("un/s/res/1373-2001").text, from_path("un/a/55/383/add.1").text
('MC(8).DEC/1', 'S/RES/1373(2001)', 'A/55/383/Add.1')
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache, lru_cache

from graph_builder.iris.numbers import GRAMMARS
from graph_builder.lexicons import table
from graph_builder.values import dataclass

RESERVED = frozenset(
    (
        *(
            "par",
            "pre",
            "art",
            "annex",
            "div",
            "fn",
            "statement",
            "citation",
            "expression",
            "evidence",
            "mention",
            "bearer",
            "counterparty",
            "topic",
            "qualifier",
        ),
        *("derivation", "candidate", "divergence", "side", "edit", "relation", "adoption", "vote", "text", "title"),
    )
)
"""Path segments that begin what stands below an instrument; no symbol may hold one as a segment."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol. Two symbols are equal where their canonical text is.

    `form` is a row of `symbol_forms.csv` ("un.a.res") or `un.doc`; `numbers` what follows the code ("55/25"); `annex` the number of
    an annex ("I", "" for the only one) or None; `suffix` "/Corr.1", "/Rev.1".
    """

    text: str
    path: str = field(compare=False)
    form: str = field(compare=False)
    organisation: str = field(compare=False)
    organ: str | None = field(compare=False)
    kind: str = field(compare=False)
    numbers: str = field(compare=False)
    suffix: str = field(compare=False, default="")
    annex: str | None = field(compare=False, default=None)

    def __str__(self) -> str:
        return self.text

    @property
    def principal(self) -> Symbol:
        """Without annex and without /Corr.1, /Rev.1: what this symbol belongs to."""
        base = self.text.split(", annex")[0].removesuffix(self.suffix) if self.suffix or self.annex is not None else self.text
        return self if base == self.text else (from_code(base) or self)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other codes that name it, as publishers' links write them; an index and the graph should hold them too.

        217(III) beside 217A(III) and 72/266 beside 72/266B: the symbol of the document that holds the parts; S/30/1 beside S-30/1; the first
        symbol of a joint document, under which it is filed (all of them: `parts`).
        """
        if self.form == "un.doc" and (first := _JOINT.split(self.text, maxsplit=1)[0]) != self.text:
            return (first,)
        if self.annex is not None or self.suffix or self.form == "un.doc":
            return ()
        other = _SPECIAL.sub(r"\1/", _PART.sub(r"\1", _LETTER.sub("", self.text)))
        return () if other == self.text else (other,)

    @property
    def parts(self) -> tuple[str, ...]:
        """The symbols of a joint document ("A/75/6-S/2020/3"), in print order; otherwise its own text."""
        return tuple(_JOINT.split(self.text)) if self.form == "un.doc" else (self.text,)


_SUFFIX = r"(?P<suffix>(?:/(?:ADD|AMEND|CORR|REV)\.\d{1,3}){1,3})?"
_SUFFIX_PATH = r"(?P<suffix>(?:/(?:add|amend|corr|rev)\.\d{1,3}){1,3})?"
_ANNEX = r"(?P<annex>,?ANNEX(?:ES)?(?P<annexno>[IVXL]{1,6}|\d{1,2}|[A-Z])?)?"
_ANNEX_PATH = r"(?P<annex>-annex(?:-(?P<annexno>[ivxl]{1,6}|\d{1,2}|[a-z]))?)?"

_JOINT = re.compile(r"-(?=[A-Z]{1,5}/)")
_DOCUMENT = re.compile(r"[A-Z]{1,6}(?:\([A-Z]{1,8}\))?(?:/[A-Z0-9*][A-Z0-9.()*-]{0,40}){1,9}(?:-[A-Z]{1,6}(?:/[A-Z0-9][A-Z0-9.()*-]{0,40}){1,9}){0,3}")
_NOT_LAST = re.compile(r"(?:C|AC|CN|CONF|EA|WG|COP|GC|PC|S|ES)[.-]?\d{0,4}|[A-Z]{1,12}")
_TITLE_CASE = re.compile(r"(?<![A-Z])(ADD|AMEND|CORR|REV|SECT|RES|DEC)(?=\.)|(?<=\()(SUPP|PART|SECT|VOL)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_DIRECTION_MARKS = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SIGNS = {**_DASHES, **_DIRECTION_MARKS, **str.maketrans("／∕⁄（）．［］", "///().[]")}
_DIGITS = {ord(digit): str(value) for zero in "٠۰０" for value, digit in enumerate(chr(ord(zero) + n) for n in range(10))}
_CYRILLIC = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_COMPRESS = re.compile(r"\s+")
_SQUARE = re.compile(r"\[([A-Z](?:-[A-Z])?)\]$")
_PART = re.compile(r"(?<=\d/)(\d{1,4})[A-Z](?:-[A-Z])?$")
_SPECIAL = re.compile(r"(?<=/)(E?S)-(?=\d{1,3}/\d)")
_LATE_LETTER = re.compile(r"(\d{1,5})(\((?:E?S-)?[IVXL]{1,8}\))([A-Z](?:-[A-Z])?)(?=$|,|/)")  # 217(III)A is 217A(III)
_LETTER = re.compile(r"(?<=\d)[A-Z](?:-[A-Z])?(?=\((?:E?S-)?[IVXL]{1,8}\)$)")
_SC_SLASH = re.compile(r"^(S/RES/\d{1,4})[/-]((?:19|20)\d\d)$")  # S/RES/1373/2001
_OSCE_LONG_YEAR = re.compile(r"(?<=\d/)(?:19|20)(\d\d)(?=$|/)")  # MC.DEC/5/2006
_OSCE_LOOSE = re.compile(r"^(MC|PC|FSC|SUM|CIO)(\(\d{1,3}\))?[.]?(DEC|DOC|JOUR|GAL|DEL)[./]?(?=\d)")  # MC DOC 1/20, MC.DEC 5/06
_SESSION_SLASH = re.compile(r"(?<=/)(E?S)/(?=\d{1,3}/\d)")


@dataclass(frozen=True, slots=True)
class Form:
    """A row of `symbol_forms.csv`, compiled."""

    id: str
    organisation: str
    organ: str | None
    kind: str
    code: str
    path: str
    numbers: str
    code_pattern: re.Pattern[str]
    path_pattern: re.Pattern[str]


_COLUMNS = ("id", "organisation", "organ", "kind", "code", "numbers", "path", "example", "iri")


@cache
def forms() -> tuple[Form, ...]:
    """The forms in table order."""
    made = []
    for row in table("symbol_forms.csv", _COLUMNS, key=("path",)):
        code, path = re.escape(_COMPRESS.sub("", row["code"]).upper()), re.escape(row["path"])
        grammar = GRAMMARS[row["numbers"]]
        if row["numbers"] == "osce":  # MC(8).DEC/1: the meeting stands between body and series; a journal may have no number
            body, rest = row["code"].split(".", 1)
            optional = "?" if rest == "JOUR/" else ""
            code = rf"{body}(?:\((?P<meeting>\d{{1,3}})\))?\.{re.escape(rest.rstrip('/'))}(?:/{grammar.code}){optional}"
            head, tail = row["path"].removeprefix("osce/").rstrip("/").split("/")
            path = rf"osce/{head}(?:-(?P<meeting>\d{{1,3}}))?/{tail}(?:/{grammar.path}){optional}"
            code_pattern, path_pattern = code + _SUFFIX + _ANNEX, path + _SUFFIX_PATH + _ANNEX_PATH
        else:
            code_pattern, path_pattern = code + grammar.code + _SUFFIX + _ANNEX, path + grammar.path + _SUFFIX_PATH + _ANNEX_PATH
        compiled = re.compile(code_pattern), re.compile(path_pattern)
        made.append(Form(row.id, row["organisation"], row["organ"] or None, row["kind"], row["code"], row["path"], row["numbers"], *compiled))
    return tuple(made)


@cache
def _series() -> tuple[tuple[str, str | None], ...]:
    """(series, organ) of UN documents that are not resolutions, the longest first: "A/HRC" before "A"."""
    rows = table("document_series.csv", ("id", "series", "organ", "meaning", "example"), key=("series",))
    return tuple(sorted(((row["series"], row["organ"] or None) for row in rows), key=lambda pair: (-len(pair[0]), pair[0])))


def _of(form: Form, groups: dict[str, str]) -> Symbol:
    grammar = GRAMMARS[form.numbers]
    own = {name: value for name, value in groups.items() if name not in ("suffix", "annex", "annexno", "meeting")}
    numbers, tail = (grammar.canonical(own), grammar.tail(own)) if form.numbers != "osce" or own["a"] else ("", "")
    suffix = _TITLE_CASE.sub(lambda m: m[0].title(), (groups["suffix"] or "").upper())
    blank = " " if numbers[:1].isdigit() and (" " in form.code or form.code.endswith(")")) else ""  # CND resolution 62/8, (EU) 2016/679
    text, path = form.code + blank + numbers, form.path + tail
    if form.numbers == "osce":
        body, rest = form.code.split(".", 1)
        head, series = form.path.removeprefix("osce/").rstrip("/").split("/")
        meeting = groups["meeting"]
        text = f"{body}{f'({int(meeting)})' if meeting else ''}.{rest}{numbers}".rstrip("/")
        path = f"osce/{head}{f'-{int(meeting)}' if meeting else ''}/{series}/{tail}".rstrip("/")
    annex = None
    if groups["annex"] is not None:
        annex = (groups["annexno"] or "").upper()
    written = "" if annex is None else f", annex {annex}".rstrip()
    below = "" if annex is None else f"-annex-{annex.lower()}".rstrip("-")
    return Symbol(text + suffix + written, path + suffix.lower() + below, form.id, form.organisation, form.organ, form.kind, numbers, suffix, annex)


def tidy(text: str) -> str:
    """Without direction marks; dashes, slashes, brackets, blanks and digits of other scripts in their plain form."""
    return _COMPRESS.sub(" ", text.translate(_SIGNS).translate(_DIGITS)).strip()


@lru_cache(maxsize=65536)
def from_code(text: str) -> Symbol | None:
    """The symbol that `text` writes as a code, in any case and with any blanks; None where it is no known form."""
    bare = _COMPRESS.sub("", tidy(text)).upper().translate(_CYRILLIC).lstrip("/").rstrip("*.,;:")
    if not bare or len(bare) > 120:
        return None
    bare = _SQUARE.sub(r"\1", bare.replace("/(", "("))
    bare = _LATE_LETTER.sub(r"\1\3\2", bare)
    bare = _SESSION_SLASH.sub(r"\1-", bare)
    bare = _SC_SLASH.sub(r"\1(\2)", bare)
    bare = _OSCE_LONG_YEAR.sub(r"\1", bare) if bare.startswith(("MC", "PC", "FSC", "SUM")) else bare
    bare = _OSCE_LOOSE.sub(r"\1\2.\3/", _equivalent(bare))
    for form in forms():
        if match := form.code_pattern.fullmatch(bare):
            return _council_of_europe(_of(form, match.groupdict()))
    return _document(bare)


@cache
def _equivalents() -> tuple[tuple[str, str], ...]:
    """(as written, as read) beginnings of codes, the longest first."""
    rows = table("symbol_equivalents.csv", ("id", "written", "read", "example", "symbol"), key=("written",))
    return tuple(sorted(((row["written"], row["read"]) for row in rows), key=lambda pair: (-len(pair[0]), pair[0])))


_EU_NUMBER_SIGN = re.compile(r"^(\((?:EU|EC)\))N[OR°º]\.?")
_NUMBER_SIGN = re.compile(r"(?:N[OR°º])?\.?")


def _equivalent(bare: str) -> str:
    """A code that is written in several ways, in its one way; "ETS No 185", "STE n° 185" alike."""
    for written, read in _equivalents():
        if bare.startswith(written):
            bare = read + bare[len(written) :]
            break
    if bare.startswith(("ETS", "CETS")):
        head, _, number = bare.partition("NO.")
        return f"{head}NO.{_NUMBER_SIGN.sub('', number, count=1)}"
    return _EU_NUMBER_SIGN.sub(r"\1NO", bare)


def _council_of_europe(symbol: Symbol) -> Symbol:
    """The European Treaty Series became the Council of Europe Treaty Series with No. 194; texts mix the two names."""
    if symbol.form in ("coe.ets", "coe.cets"):
        right = "coe.cets" if int(symbol.numbers) >= 194 else "coe.ets"
        if right != symbol.form:
            code = "CETSNO." if right == "coe.cets" else "ETSNO."
            return from_code(code + symbol.numbers) or symbol
    return symbol


def _document(bare: str) -> Symbol | None:
    """A UN document that is no resolution: A/55/383/Add.1, E/CN.7/2009/12, A/75/6(Sect.1), E/2020/30-E/CN.15/2020/7."""
    if not _DOCUMENT.fullmatch(bare):
        return None
    segments = re.split(r"[/]", bare)
    if any(segment.lower() in RESERVED for segment in segments) or {"RES", "DEC", "PRST"} & set(segments):
        return None
    if _NOT_LAST.fullmatch(segments[-1]) or ".." in bare or bare.endswith(("-", ".", "(", "/")) or bare.count("(") != bare.count(")"):
        return None
    organ = next((organ for series, organ in _series() if bare.startswith((series + "/", series + "("))), "")
    if organ == "":
        return None
    text = _TITLE_CASE.sub(lambda m: m[0].title(), bare)
    # the suffix is what belongs to another document: a corrigendum corrects, an addendum completes it
    suffix = re.search(r"(?:/(?:Add|Amend|Corr|Rev)\.\d{1,3}){1,3}$", text)
    return Symbol(text, "un/" + bare.lower(), "un.doc", "un", organ, "document", "", suffix[0] if suffix else "")


@lru_cache(maxsize=65536)
def from_path(path: str) -> Symbol | None:
    """The symbol of an IRI path below `id/instrument/`; None where the path is none that `from_code` would give."""
    for form in forms():
        if match := form.path_pattern.fullmatch(path):
            symbol = _of(form, match.groupdict())
            return symbol if symbol.path == path else None
    if not path.startswith("un/") or path != path.lower():
        return None
    document = _document(path[3:].upper())
    return document if document is not None and document.path == path else None
