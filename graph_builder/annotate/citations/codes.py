"""Symbols written out as codes: `A/RES/55/25`, `S/PRST/2010/4`, `A/66/53/Add.2 and Corr.1`, `MC.DEC/5/06`, `ETS No. 185`, `Directive 2011/36/EU`.

In: a text. Out: `SymbolHit`s in order of their kind and place. Only the shape is checked: `resolve` asks whether it is a symbol. This module must not know
nouns or bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import PartialDate, Span
from graph_builder.values import dataclass

_PART = r"\(\s?(?:Part|PART|Vol\.|Sect\.|SUPP)\s?[IVX\d]{0,4}\s?\)"
CODE = re.compile(
    rf"""(?=[A-ZС])(?<![A-Za-z0-9/.-])(?:
        (?P<un>[AE]/RES/\d{{1,4}}\s?[A-H]?\s?\((?:E?S-)?[IVXL]{{1,8}}\)|(?:A|S|E|[A-Z]{{2,7}})(?:\.[A-Z]{{1,5}})?(?:\(\d{{1,3}}\))?(?:\.[A-Z]{{1,5}})?(?:\s?/\s?(?=[A-ZАВЕКМНОРСТХ0-9])(?:[A-ZАВЕКМНОРСТХ][A-Za-zС]{{0,6}}\.?)?[A-Z0-9.]{{0,12}}(?:[-‐‑–][A-Z0-9]{{1,4}}(?![a-z]))?(?:\s?\((?:19|20)\d\d\)|\([IVX-]{{1,6}}\)|\s?{_PART}|\(\d{{1,3}}\))?){{1,9}}[A-H]?(?![a-z]))
      | (?P<coe>(?:CETS|ETS|STCE|STE|SEV|СЕД)\s{{0,2}}(?:No\.?|n°|n\.|núm\.|Nr\.|№)?\s{{0,2}}\d{{1,3}}|(?:CM/)?Re[cs]\s?(?:R\s?)?\(\d{{2,4}}\)\s?\d{{1,3}})
      | (?P<eu>COM\s?\(\d{{4}}\)\s?\d{{1,4}}(?:\s(?:final|def\.))?)
    )""",
    re.VERBOSE,
)
_EU_ACT = re.compile(
    r"(?<![\w/])(?:\((?:EU|UE|EC|CE|ЕС)\)\s?(?:No\.?\s?|n°\s?|Nr\.\s?|№\s?)?(?:(?:19|20)\d\d/\d{1,4}|\d{1,4}/(?:19|20)\d\d)|(?:(?:19|20)\d\d|\d\d)/\d{1,4}/(?:JHA|JAI|JI|GAI|EU|UE|EC|CE|EEC|CEE|EG|EWG|CFSP|PESC|GASP|ПВД|ЕС))(?![\w/])"
)
_CODE_START = re.compile(r"[A-ZС](?=[A-Z./(]|\s/|e[cs]|ЕД)")
"""The first letter of `CODE` and what goes on after it: these few places are found faster than the pattern is tried everywhere."""
_EU_SIGNS = (
    "/JHA",
    "/JAI",
    "/JI",
    "/GAI",
    "/EU",
    "/UE",
    "/EC",
    "/CE",
    "/EE",
    "/EG",
    "/EW",
    "/CFSP",
    "/PESC",
    "/GASP",
    "/ПВД",
    "/ЕС",
    "(EU)",
    "(UE)",
    "(EC)",
    "(CE)",
    "(ЕС)",
)
_EU_SIGN = re.compile("[/(](?:" + "|".join(re.escape(sign[1:]) for sign in _EU_SIGNS) + ")")
_ELLIPSIS = re.compile(r"\s{0,3}(?:,|،|、|and|et|y|и|und|e|و|和|及)\s{0,3}(?P<suffix>(?:Add|Corr|Rev|Amend)\.\s?\d{1,3})")


@dataclass(frozen=True, slots=True)
class SymbolHit:
    """A symbol as the words give it. `noun` resolution, decision or `code`; `number` as a symbol writes it ("55/25", "1373(2001)", "217(III)A").

    `organ`: key of the body named, `own` (its resolution), `~council` (a short name), `other` (a body whose symbols are not minted), None.
    """

    span: Span
    noun: str
    number: str
    organ: str | None
    rule: str
    confidence: float
    date: PartialDate | None = None
    head: Span | None = None
    organ_name: str | None = None


_ENDS = re.compile(r"(?P<head>.*/)(?P<no>\d{1,4})(?P<tail>\(\d{4}\)|/\d\d)?")
_DASHED = re.compile(r"(?P<head>[A-Z/]{1,12}(?:RES|DEC|PRST)/(?:E?S-)?\d{1,4}/)(?P<first>\d{1,4})[-‐‑–](?P<last>\d{1,4})")
_TO = re.compile(r"\s{1,3}(?:to|through|à|a|al|bis|по|до|إلى)\s{1,3}|\s?[至到–—]\s?")
_MOST = 40


def _between(first: str, last: str) -> list[str]:
    """The codes between two that differ in one number alone; empty where they do not, or lie too far apart."""
    a, b = _ENDS.fullmatch(first), _ENDS.fullmatch(last)
    if a is None or b is None or a["head"] != b["head"] or a["tail"] != b["tail"] or not 0 < int(b["no"]) - int(a["no"]) <= _MOST:
        return []
    return [f"{a['head']}{n}{a['tail'] or ''}" for n in range(int(a["no"]) + 1, int(b["no"]))]


def _ranges(text: str, hits: list[SymbolHit]) -> list[SymbolHit]:
    """With the members of ranges: "A/RES/46/1 to A/RES/46/7", "A/RES/46/1-7"."""
    out: list[SymbolHit] = []
    for hit in hits:
        if out and hit.rule == "code.un" and _TO.fullmatch(text, out[-1].span.end, hit.span.start):
            span = Span(out[-1].span.start, hit.span.end)
            out += [SymbolHit(span, "code", code, None, "range.member", 0.85) for code in _between(out[-1].number, hit.number)]
        dashed = _DASHED.fullmatch(hit.number)
        if dashed is not None and 0 < int(dashed["last"]) - int(dashed["first"]) <= _MOST:
            numbers = range(int(dashed["first"]), int(dashed["last"]) + 1)
            out += [SymbolHit(hit.span, "code", f"{dashed['head']}{n}", None, "range.member", 0.85) for n in numbers]
            continue
        out.append(hit)
    return out


def _written(text: str) -> Iterator[re.Match[str]]:
    """The matches of `CODE`, in order."""
    at = 0
    for start in _CODE_START.finditer(text):
        if start.start() >= at and (match := CODE.match(text, start.start())) is not None:
            at = match.end()
            yield match


def codes(text: str) -> list[SymbolHit]:
    """The symbols written out as codes. Only the shape is checked; `resolve` asks whether it is a symbol."""
    found: list[SymbolHit] = []
    for match in _written(text):
        raw = match[0].rstrip(".-(")
        if not any(c.isdigit() for c in raw):
            continue
        start = match.start()
        found.append(
            SymbolHit(Span(start, start + len(raw)), "code", re.sub(r"\s", "", raw) if match["un"] else raw, None, "code." + (match.lastgroup or "un"), 0.98)
        )
        if match["un"]:
            at, base, seen = match.start() + len(raw), re.sub(r"/(?:Add|Corr|Rev|Amend)\.\d+$", "", re.sub(r"\s", "", raw)), 0
            while seen < 20 and (more := _ELLIPSIS.match(text, at)):
                span = Span(more.start("suffix"), more.end("suffix"))
                found.append(SymbolHit(span, "code", f"{base}/{more['suffix'].replace(' ', '')}", None, "code.ellipsis", 0.9))
                at, seen = more.end(), seen + 1
    found = _ranges(text, found)
    if _EU_SIGN.search(text) is not None:
        found += [
            SymbolHit(Span(*m.span()), "code", re.sub(r"\s", "", m[0]) if m[0][0] != "(" else m[0], None, "code.eu", 0.95) for m in _EU_ACT.finditer(text)
        ]
    return found
