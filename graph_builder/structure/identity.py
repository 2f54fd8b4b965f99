"""Which instrument a text is: by its symbol, its title in the register, its title and year, or else its file name.

What goes in: the source with its name and metadata, the facts of its head, the register. What comes out: an `Identity` that says by which rule it is
known. The register confirms and completes; where it contradicts the text, a finding says so. This module must not know provisions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from graph_builder.iris import Symbol, from_code, mint_instrument, possible_days, text_iri, title_iri
from graph_builder.lexicons import split, table
from graph_builder.model import Finding, Identity, PartialDate, SourceText, Span
from graph_builder.register import Instrument, Register
from graph_builder.sources.names import parse_name
from graph_builder.structure.datelines import Dated, anniversary, dates
from graph_builder.structure.head import Head
from graph_builder.structure.words import alternatives
from graph_builder.values import dataclass

KINDS = ("id", "language", "kind", "text", "example")
TEMPLATES = ("id", "organ", "kind", "template", "example")
_KIND_OF_SYMBOL = {
    "resolution": "Resolution",
    "decision": "Decision",
    "presidential statement": "PresidentialStatement",
    "recommendation": "Document",
    "treaty": "Convention",
    "act": "Document",
    "regulation": "Document",
    "document": "Document",
}
_NEAR = 0.86
_RELATION_OF_SUFFIX = (("/Corr.", "corrects"), ("/Rev.", "replaces"), ("/Add.", "supplements"), ("/Amend.", "amends"))


@dataclass(slots=True)
class Name:
    """What names the text, and how it is known."""

    rule: str
    confidence: float
    symbol: Symbol | None = None
    instrument: Instrument | None = None
    span: Span | None = None


@dataclass(slots=True)
class Known:
    """An identity with the findings made on the way."""

    identity: Identity
    findings: list[Finding] = field(default_factory=list)


def identify_instrument(
    source: SourceText,
    text: str,
    language: str,
    head: Head,
    register: Register | None,
    *,
    titles: Sequence[str] = (),
    treaty: bool = False,
    organ: str | None = None,
) -> Known:
    """The identity of a text. `titles`: the numbers before titles anywhere in it; `treaty`: it has articles; `organ`: of its enacting line."""
    findings: list[Finding] = []
    if head.organ is None or (organ is not None and not head.organ_rule.startswith("adopted")):
        head.organ = organ or head.organ
    name = by_symbol(source, head, titles, treaty=treaty) or _by_register_title(source, text, language, head, register, treaty=treaty)
    symbol = name.symbol if name else None
    instrument = name.instrument if name else None
    if instrument is None and symbol is not None and register is not None:
        instrument = register.by_symbol(symbol)
        if instrument is not None and instrument.iri != mint_instrument(symbol) and instrument.symbol is not None and instrument.symbol.annex is not None:
            instrument = None  # the annex of the resolution, not the resolution
    date, span, rule = _date(source, text, language, head, symbol, instrument, findings)
    title_span = head.title
    if (
        symbol is not None
        and symbol.form.endswith(".res")
        and head.numbers
        and symbol.numbers not in (n.removesuffix("A-B") for n in head.numbers)
        and "title" not in (name.rule if name else "")
    ):
        title_span = None  # the first title of the page is another's
    title = " ".join(text[title_span.start : title_span.end].replace("#", " ").replace("*", " ").split()) if title_span else source.metadata.get("title")
    kind = _kind(language, title, symbol, instrument, treaty)
    if instrument is not None:
        iri, by = instrument.iri, name.rule if name else ""
    elif symbol is not None and name is not None:
        iri, by = mint_instrument(symbol), name.rule
    elif title and date is not None and _named(language, title):
        iri, by = title_iri(title, date.year), "title-and-year"
    else:
        iri, by, title_span, title = (
            text_iri(parse_name(source.file_name).stem),
            "file-name",
            None if not treaty else title_span,
            source.metadata.get("title") if not treaty else title,
        )
    relations: list[tuple[str, str]] = []
    if symbol is not None:
        relations += [
            (relation, mint_instrument(symbol.principal)) for suffix, relation in _RELATION_OF_SUFFIX if suffix in symbol.suffix and symbol.principal != symbol
        ]
        if symbol.annex is not None:
            relations.append(("annexedTo", mint_instrument(symbol.principal)))
    own_organ = (instrument.organ if instrument else None) or (symbol.organ if symbol else None) or head.organ
    organisation = (
        (instrument.organisation if instrument else None) or (symbol.organisation if symbol else None) or (own_organ.split("-")[0] if own_organ else None)
    )
    return Known(
        Identity(
            iri,
            by,
            kind,
            symbol.text if symbol else str(instrument.symbol) if instrument and instrument.symbol and instrument.symbol.annex is None else None,
            title,
            title_span,
            own_organ,
            organisation,
            date,
            span,
            rule,
            instrument.key if instrument else None,
            head.meeting,
            head.agenda_item,
            head.original_language,
            head.session,
            head.corrected.date if head.corrected else None,
            tuple(dict.fromkeys(relations)),
            treaty or bool(instrument and instrument.treaty),
            name.confidence if name else 0.5,
        ),
        findings,
    )


# -- by symbol ------------------------------------------------------------------------------------------------------------------------------------------


def file_symbol(file_name: str) -> Symbol | None:
    """The symbol that a file name spells: "A_RES_77_219.en.txt", "S-RES-2405-(2018).txt", "E_RES_476_(XV).txt".

    >>> file_symbol("A_RES_S-20_4.txt").text, file_symbol("S_RES_1373(2001).en.ocr.txt").text
    ('A/RES/S-20/4', 'S/RES/1373(2001)')
    """
    stem = parse_name(file_name).stem
    if not re.match(r"[A-Z]{1,5}[._/-]", stem):
        return None
    for sign in "_-":
        if sign not in stem:
            continue
        parts = [part for part in stem.split(sign) if part]
        code = "/".join(parts).replace("/(", "(")
        tried = [code, re.sub(r"/(\d{4})$", r"(\1)", code) if code.startswith("S/RES") else code, re.sub(r"(?<=/S)/(?=\d)", "-", code)]
        for one in tried:
            symbol = from_code(one)
            if symbol is not None and (symbol.form != "un.doc" or re.fullmatch(r"(?:A|S|E|UNEP|CAC|CTOC|ST)(?:/[\w.()-]+)+", one)):
                if one.startswith("S/RES") and "(" not in one and len(tried) > 1:
                    continue
                return symbol
    return None


def by_symbol(source: SourceText, head: Head, titles: Sequence[str], *, treaty: bool) -> Name | None:
    """The symbol that names a text: stated by its format, printed on a line of its own, spelled by number and organ or by the file name."""
    stated = source.metadata.get("symbol")
    if stated and (symbol := from_code(stated)) is not None:
        return Name("metadata.symbol", 1.0, symbol)
    named = file_symbol(source.file_name)
    lines = [(symbol, span, rule) for symbol, span, rule in head.symbols if symbol.form != "un.doc"] or head.symbols
    if lines and named is not None and named.text not in [symbol.text for symbol, _, _ in lines] and named.numbers in titles:
        lines = []  # a page of several resolutions: the file says which
    if lines:
        symbol, span, rule = lines[0]
        return Name(rule, 1.0, symbol, span=span)
    if named is not None and named.numbers and named.numbers in titles:
        return Name("file-name.symbol-and-title-number", 0.95, named)
    if head.number is not None and head.organ is not None and not treaty:
        for row in table("organ_symbols.csv", TEMPLATES):
            if row["organ"] == head.organ and row["kind"] == head.number_kind and (symbol := from_code(row["template"].format(head.number[0]))) is not None:
                if named is not None and named.text != symbol.text and named.form == symbol.form:
                    break  # the page begins with another resolution
                return Name(f"organ-and-number.{row.id}", 0.95, symbol, span=head.number[1])
    return Name("file-name.symbol", 0.8, named) if named is not None else None


# -- by title -------------------------------------------------------------------------------------------------------------------------------------------


def _by_register_title(source: SourceText, text: str, language: str, head: Head, register: Register | None, *, treaty: bool) -> Name | None:
    if register is None:
        return None
    tried: list[tuple[str, Span | None]] = []
    for span in (head.title, *head.title_lines):
        if span is not None:
            tried.append((text[span.start : span.end], span))
    tried += [(value, None) for key, value in sorted(source.metadata.items()) if key.startswith(("title", "treaty")) and value]
    seen: set[str] = set()
    for exact in (True, False):
        for words, span in tried:
            for variant in dict.fromkeys((_clean(words), _undated(_clean(words), language))):
                if len(variant) < (8 if exact else 24) or (key := f"{exact}{variant}") in seen:
                    continue
                seen.add(key)
                if (instrument := _match(register, variant, language, exact=exact, treaty=treaty)) is not None:
                    head.title = span if span is not None else head.title
                    return Name("title.register" if exact else "title.near", 0.98 if exact else 0.9, None, instrument, span)
    return None


def _clean(words: str) -> str:
    return " ".join(re.sub(r"[#*_<>]|\[\^\w+\]", " ", words).split())


_AFTER_DATE = re.compile(rf"\s*(?:{alternatives('after-date')})")
_BEFORE_DATE = re.compile(rf"\s(?:{alternatives('before-date')})\s*$")


def _undated(words: str, language: str) -> str:
    """A title without the date some publishers put into it ("Übereinkommen vom 15. November 2000 gegen…")."""
    for dated in reversed(dates(words, 0, len(words), language)):
        before = _BEFORE_DATE.sub(" ", words[: dated.span.start])
        after = _AFTER_DATE.match(words, dated.span.end)
        words = before + words[after.end() if after else dated.span.end :].lstrip(" ,")
    return " ".join(words.split())


def _match(register: Register, words: str, language: str, *, exact: bool, treaty: bool) -> Instrument | None:
    if exact:
        owners = list(dict.fromkeys(title.instrument for title in register.find_titles(words)))
    else:
        near = register.near_titles(words, language, least=_NEAR)
        owners = list(dict.fromkeys(match.title.instrument for match in near if match.score >= near[0].score - 0.005)) if near else []
    found = [register.by_iri[iri] for iri in owners]
    if treaty:
        found = [instrument for instrument in found if instrument.treaty] or []
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _KindWord:
    kind: str
    words: tuple[str, ...]


def _kind_words(language: str) -> list[_KindWord]:
    rows = [row for row in table("kinds.csv", KINDS) if row["language"] == language]
    return [_KindWord(row["kind"], split(row["text"])) for row in rows]


def _named(language: str, title: str) -> bool:
    """Whether a line is the title of an instrument: it holds the word of a kind."""
    lower = title.lower().replace("'", "’")
    words = [(kind.kind, word.lower()) for kind in _kind_words(language) for word in kind.words]
    if any(kind == "PresidentialStatement" and word in lower for kind, word in words):
        return False  # every statement of the President bears that title
    return 12 <= len(title) <= 400 and len(title.split()) > (0 if language in ("zh",) else 2) and any(word in lower for _, word in words)


def _kind(language: str, title: str | None, symbol: Symbol | None, instrument: Instrument | None, treaty: bool) -> str:
    if instrument is not None:
        return instrument.kind
    if symbol is not None and (kind := _KIND_OF_SYMBOL.get(symbol.kind, "Document")) != "Document":
        return kind
    if treaty:
        return next((k for k in _kinds_of_title(language, title or "") if k in ("Convention", "Protocol", "Charter")), "Convention")
    return kind_of_title(language, title or "")


def _kinds_of_title(language: str, title: str) -> list[str]:
    """The kinds whose words a title holds, the first word first; of words at one place the longest."""
    lower = title.lower().replace("'", "’")
    hits = [(lower.find(word.lower()), -len(word), kind.kind) for kind in _kind_words(language) for word in kind.words if word.lower() in lower]
    return [kind for _, _, kind in sorted(hits)]


def kind_of_title(language: str, title: str) -> str:
    """The class of instrument that a title names, "Document" where it names none.

    >>> kind_of_title("en", "Vienna Ministerial Declaration on Locks"), kind_of_title("fr", "Convention sur les écluses")
    ('MinisterialStatement', 'Convention')
    """
    return next(iter(_kinds_of_title(language, title)), "Document")


# -- the date -------------------------------------------------------------------------------------------------------------------------------------------


def _date(
    source: SourceText, text: str, language: str, head: Head, symbol: Symbol | None, instrument: Instrument | None, findings: list[Finding]
) -> tuple[PartialDate | None, Span | None, str | None]:
    osce = (
        bool(symbol and symbol.organisation == "osce")
        or bool(instrument and instrument.organisation == "osce")
        or bool(head.organ and head.organ.startswith("osce"))
    )
    found: Dated | None = head.adopted or (head.dated if osce or symbol is None else None)
    if found is not None and symbol is not None and not _possible(found.date, symbol):
        found = None
    if found is None and (inferred := anniversary(text, 0, min(len(text), 20000), language)) is not None:
        found = inferred
    known = instrument.adopted_on if instrument is not None else None
    if found is not None and known is not None:
        if found.date.first <= known.last and known.first <= found.date.last:
            more = known if known.day or not found.date.day else found.date
            return more, found.span, found.rule
        findings.append(
            Finding(
                "identity-date",
                "warning",
                f"{source.file_name}:{found.span.start}",
                f"the text gives {found.date} as its date, the register {known}",
                "check the row of the register, or the rule that found the date",
            )
        )
        return (found.date, found.span, found.rule) if found.date.day else (known, None, "register")
    if found is not None:
        return found.date, found.span, found.rule
    if known is not None:
        return known, None, "register"
    if (stated := source.metadata.get("date") or source.metadata.get("adopted")) is not None:
        try:
            return PartialDate.parse(stated[:10]), None, "metadata"
        except ValueError:
            pass
    if symbol is not None and (days := possible_days(symbol)) is not None and days[0][:4] == days[1][:4]:
        return PartialDate(int(days[0][:4])), None, "symbol"
    return None, None, None


def _possible(date: PartialDate, symbol: Symbol) -> bool:
    days = possible_days(symbol)
    return days is None or (date.first <= days[1] and days[0] <= date.last)
