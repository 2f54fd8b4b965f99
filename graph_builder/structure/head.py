"""Reads the head of a text: the lines above its first paragraph, and the line below its last.

What goes in: a normal text, its pieces, where the first provision begins. What comes out: a `Head` of facts as printed: symbols, organ,
number, title, date, meeting, session, agenda item, original language, correction. This module must not know the register.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph_builder.iris import Symbol, from_code
from graph_builder.lexicons import split, table
from graph_builder.model import Span
from graph_builder.structure.datelines import Dated, dates
from graph_builder.structure.headings import closing_line, meeting_named
from graph_builder.structure.pieces import Piece, closed

HEAD_LINES = ("id", "language", "kind", "text", "example")
ORGANS = ("id", "language", "organ", "text", "example")
LANGUAGES_NAMED = ("id", "language", "text")
_LIMIT = 5000
_CODE = re.compile(
    r"(?<![\w/(])(?:[A-Z]{1,5}(?:\(\d{1,3}\))?(?:\.(?:DEC|DOC|JOUR|GAL|DEL))?/[A-Z0-9][\w./()-]{0,40}(?:\s?\((?:\d{4}|[IVXLC]{1,8})\))?(?:\s[A-Z](?:-[A-Z])?\b)?|(?:MC|PC|FSC|SUM)\(?\d{0,3}\)?\.(?:DEC|DOC|JOUR)/\d[\w./]*)"
)
_NUMBER_LINE = re.compile(
    r"[#*_\s]{0,6}(?P<number>(?:S-|ES-)?\d{1,4}\s?/\s?\d{1,4}|\d{1,4}\s?\([IVXLC-]{1,9}\))(?P<letter>\s?[A-Z](?:-[A-Z])?(?![^\W_]))?\s?[.:\t]\s*(?P<title>.*)",
    re.S,
)
_DIGITS = re.compile(r"\d")


@dataclass(slots=True)
class Head:
    symbols: list[tuple[Symbol, Span, str]] = field(default_factory=list)
    organ: str | None = None
    organ_rule: str = ""
    number: tuple[str, Span] | None = None
    """The number before the title ("35/201"), or of a "Resolution 1373 (2001)", "Decision No. 5/06"."""
    numbers: list[str] = field(default_factory=list)
    """Every number that stands before a title: pages may hold several resolutions."""
    number_kind: str = "resolution"
    title: Span | None = None
    title_lines: list[Span] = field(default_factory=list)
    adopted: Dated | None = None
    awaits_date: bool = False
    """A line of adoption has ended without its date: the next line has it."""
    awaits_title: bool = False
    dated: Dated | None = None
    """A date alone in the head of a text without a line of adoption."""
    meeting: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    original_language: str | None = None
    corrected: Dated | None = None


@cache
def _words(kind: str) -> re.Pattern[str]:
    words = {w for row in table("head_lines.csv", HEAD_LINES) if row["kind"] == kind for w in split(row["text"])}
    body = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(body.replace("’", "['’]"), re.I if kind in ("adopted", "bracket", "corrected", "original") else 0)


@cache
def _resolution() -> re.Pattern[str]:
    """ "Resolution 1373 (2001)", whose year stands with the number."""
    return re.compile(rf"(?:{_words('resolution').pattern})\s?(?P<number>\d{{1,4}})\s?\((?P<year>\d{{4}})\)(?:{_words('resolution-close').pattern})?")


@cache
def _decision() -> re.Pattern[str]:
    """ "Decision No. 5/06"."""
    return re.compile(rf"(?P<word>{_words('decision').pattern})\s(?:{_words('number-sign').pattern})\s?(?P<number>\d{{1,4}}(?:/\d{{2}})?)")


@cache
def _organs() -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    found = {w.lower().replace("'", "’"): (row["organ"], row.id) for row in table("organs_in_heads.csv", ORGANS) for w in split(row["text"])}
    body = "|".join(re.escape(w).replace("’", "['’]") for w in sorted(found, key=lambda w: (-len(w), w)))
    return re.compile(body, re.I), found


@cache
def _named_languages() -> Mapping[str, str]:
    """Name of a language in any language -> its code (the second part of the row's id)."""
    return {row["text"].lower(): row.id.split(".")[1] for row in table("original_languages.csv", LANGUAGES_NAMED)}


def read_head(text: str, language: str, found: Sequence[Piece], first: int, *, treaty: bool = False) -> Head:
    """The head of a text whose first provision begins at `first`."""
    head = Head()
    above = [piece for piece in found if piece.start < first and piece.start < _LIMIT][:60]
    for piece in above:
        _line(text, language, piece, head)
    if not head.title_lines and not treaty:
        head.title_lines += [Span(p.start, p.end) for p in above if _may_be_title(text, p)][:6]
    elif treaty:
        head.title_lines += [Span(p.start, p.end) for p in above if _may_be_title(text, p) or text[p.start] == "#"][:6]
    if head.title is None and (joined := _joined(text, above)):
        head.title = joined
    return head


def read_closing(text: str, language: str, head: Head, found: Sequence[Piece]) -> None:
    """Meeting and date below the last paragraph, unless the head has them."""
    for piece in found:
        if closing_line(text, piece.start, piece.end):
            if head.adopted is None and (days := dates(text, piece.start, piece.end, language)):
                head.adopted = days[0]._replace(rule=f"meeting-line.{days[0].rule}")
            if head.meeting is None and not _date_alone(text, piece, language):
                head.meeting = " ".join(text[piece.start : piece.end].split("[")[0].split())[:120]
            if head.adopted is not None and head.meeting is not None:
                return


def title_of(text: str, found: Sequence[Piece], number: str) -> Span | None:
    """The title after its number, wherever on the page it stands."""
    for piece in found:
        match = _NUMBER_LINE.match(text, piece.start, min(piece.end, piece.start + _LIMIT))
        if match is not None and re.sub(r"\s", "", match["number"]) == number and match["title"].strip():
            return Span(match.start("title"), piece.end)
    return None


def numbers_of_titles(text: str, found: Sequence[Piece]) -> list[str]:
    """The numbers before titles anywhere in the text ("35/124", "35/201")."""
    return [re.sub(r"\s", "", m["number"]) for piece in found if (m := _NUMBER_LINE.match(text, piece.start, min(piece.end, piece.start + 60)))]


def corrections(text: str, language: str, spans: Sequence[Span]) -> Dated | None:
    """The date of a correction that a footnote states ("Includes a correction made … on 5 February 2021")."""
    for span in spans:
        if (found := _words("corrected").search(text, span.start, min(span.end, span.start + 200))) and (days := dates(text, found.end(), span.end, language)):
            return days[0]._replace(rule=f"correction.{days[0].rule}")
    return None


def _line(text: str, language: str, piece: Piece, head: Head) -> None:
    start, end = piece.start, piece.end
    line = text[start:end]
    if end - start > 700:
        return
    if line[0] in "[({" and (_words("bracket").search(line) or line[-1] in "])}"):
        return
    for code in _CODE.finditer(text, start, min(end, start + 160)):
        if (
            (symbol := from_code(code[0].rstrip(".*"))) is not None
            and (symbol.form != "un.doc" or code.start() == start)
            and not _in_brackets(text, start, code.start())
        ):
            head.symbols.append((symbol, Span(*code.span()), "symbol-line"))
    if (number := _NUMBER_LINE.match(line)) is not None:
        plain = re.sub(r"\s", "", number["number"]) + re.sub(r"\s", "", number["letter"] or "")
        head.numbers.append(plain)
        if head.number is None:
            head.number = (plain, Span(start + number.start("number"), start + number.end("number")))
            if number["title"].strip():
                head.title = Span(start + number.start("title"), end)
                head.title_lines.append(head.title)
        return
    if head.number is None and (found := _resolution().search(line)) is not None and found.start() < 60:
        head.number = (f"{found['number']}({found['year']})", Span(start + found.start("number"), start + found.end()))
        head.numbers.append(head.number[0])
        head.organ, head.organ_rule = head.organ or "un-sc", head.organ_rule or "resolution-with-year"
    if head.number is None and (found := _decision().match(line)) is not None:
        head.number, head.number_kind = (found["number"], Span(start + found.start("number"), start + found.end("number"))), "decision"
        head.numbers.append(found["number"])
        rest = line[found.end() :].strip(" :.\n–—-")
        if rest:
            head.title = Span(end - len(line[found.end() :].lstrip(" :.\n–—-")), end)
            head.title_lines.append(head.title)
        else:
            head.awaits_title = True
        return
    if head.awaits_title and _may_be_title(text, piece):
        head.awaits_title, head.title = False, Span(start, end)
        head.title_lines.append(head.title)
    adopted = _words("adopted").search(line)
    if head.organ is None or adopted:
        pattern, organs = _organs()
        if (organ := pattern.search(line)) is not None:
            key, rule = organs[organ[0].lower().replace("'", "’")]
            if head.organ is None or (adopted and not head.organ_rule.startswith("adopted")):
                head.organ, head.organ_rule = key, f"adopted.{rule}" if adopted else rule
    if adopted and head.meeting is None and (meeting := meeting_named(line)):
        head.meeting = meeting
    days = dates(text, start, end, language)
    if head.awaits_date and days and head.adopted is None and days[0].span.start - start < 12:
        head.adopted = days[0]._replace(rule=f"adopted.{days[0].rule}")
    head.awaits_date = bool(adopted) and not days
    if days and adopted and head.adopted is None:
        head.adopted = days[0]._replace(rule=f"adopted.{days[0].rule}")
    elif days and head.dated is None and not line.startswith("Distr"):
        head.dated = days[-1]._replace(rule=f"head.{days[-1].rule}")
    if (
        (item := _words("agenda").search(line)) is not None
        and item.start() < 40
        and (number := re.search(r"\d{1,3}[^\n;]{0,20}", line[item.end() : item.end() + 40]))
    ):
        head.agenda_item = head.agenda_item or number[0].strip(" .,")
    if _words("session").search(line) is not None and end - start < 90 and not adopted:
        head.session = head.session or " ".join(line.split())
    if (original := _words("original").search(line)) is not None:
        after = line[original.end() : original.end() + 24].strip(" :：\xa0\t").lower()
        for name, named in _named_languages().items():
            if after.startswith(name) or after.removeprefix("ب").startswith(name):
                head.original_language = head.original_language or named


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at) or text.count("[", start, at) > text.count("]", start, at)


def _may_be_title(text: str, piece: Piece) -> bool:
    line = text[piece.start : piece.end]
    if not 12 <= len(line) <= 700 or (closed(text, piece.end) and line[-1] not in ")”»") or (piece.label is not None and not piece.label.weak):
        return False
    if (number := _resolution().match(line)) is not None and len(line) - number.end() < 12:
        return False
    masthead = _words("masthead").match(line)
    if masthead is not None and (not (rest := line[masthead.end() :].strip()) or _CODE.match(rest)):
        return False
    if closing_line(text, piece.start, piece.end):
        return False
    if line[0].islower() or _words("distribution").match(line) or (_words("session").search(line) and len(line) < 60) or _words("agenda").match(line):
        return False
    if _CODE.match(line) or line[0] in "[({" or (_words("adopted").search(line) and _DIGITS.search(line)):
        return False
    return any(c.isalpha() for c in line)


def _joined(text: str, above: Sequence[Piece]) -> Span | None:
    """The run of title lines nearest to the text."""
    run: list[Piece] = []
    for piece in reversed(above):
        if _may_be_title(text, piece):
            run.insert(0, piece)
        elif run:
            break
    run = run[-4:]
    return Span(run[0].start, run[-1].end) if run else None


def _date_alone(text: str, piece: Piece, language: str) -> bool:
    days = dates(text, piece.start, piece.end, language)
    return bool(days) and days[0].span.start - piece.start < 3 and piece.end - days[0].span.end < 3
