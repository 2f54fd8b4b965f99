"""The geometry of PDF pages: lines, columns, paragraphs, running headers and footers, footnotes.

What goes in: glyphs with their boxes in points, origin at the lower left. What comes out: lines in reading order, grouped to paragraphs.
This module must not know pdfium or files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from graph_builder.sources.pdf_rtl import is_arabic, reading_order

Glyph = tuple[str, float, float, float, float, float]
"""Character, left, bottom, right, top, font size."""

_LABEL = re.compile(
    r"\d{1,4}/\d{1,4}\.\s|(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])\)|\d{1,3}\.|[IVX]{1,5}\.|[•–—-])\s|\d{1,3}\s?-\s"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、",
    re.ASCII,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_RTL = re.compile("[\u0600-\u06ff]")
_END = tuple(".;:!?。；：！？؛")


class Line(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    marked: bool = False
    """Begins with a superscript number: the mark of a footnote."""
    page_left: float = 0.0
    page_right: float = 0.0

    @property
    def han(self) -> bool:
        return len(_HAN.findall(self.text)) * 3 > len(self.text)

    @property
    def arabic(self) -> bool:
        return len(_RTL.findall(self.text)) * 3 > len(self.text)

    def continues(self, previous: Line) -> bool:
        """Whether this line, the first of a page or column, goes on with the paragraph of the last line before."""
        if _LABEL.match(self.text) or abs(self.size - previous.size) > 0.15 * previous.size:
            return False
        if previous.page_right - previous.right > 0.15 * (previous.page_right - previous.page_left) and previous.text.endswith((*_END, ",")):
            return False  # a short last line
        if self.text[:1].islower():
            return True
        if previous.text.endswith(_END):
            return False
        return not previous.text.endswith((",", "،", "，")) and self.left - self.page_left < 0.8 * self.size


class Sheet(NamedTuple):
    """One page: its lines from top to bottom, or what OCR recognised."""

    lines: tuple[Line, ...]
    width: float
    height: float
    recognised: str | None = None

    @classmethod
    def of(cls, glyphs: Sequence[Glyph], width: float, height: float) -> Sheet:
        return cls(tuple(_lines(_segments(glyphs))), width, height)


def _segments(glyphs: Sequence[Glyph]) -> list[Line]:
    """Runs of glyphs that stand side by side, as the page draws them."""
    found: list[Line] = []
    run: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        ch = glyph[0]
        if ch in "\r\n":
            if not _goes_on(run, glyphs[at : at + 4]):
                _close(run, found)
                run = []
        elif run and not ch.isspace():
            last = next((g for g in reversed(run) if not g[0].isspace()), None)
            size = max(glyph[5], last[5]) if last else glyph[5]
            # in Arabic lines words and figures jump to and fro, and vowel marks stand high above the line
            wide = 12.0 if last and (is_arabic((glyph,)) or is_arabic((last,))) else 2.2
            if last and (abs(glyph[2] - last[2]) > max(1.2, wide / 6) * size or glyph[1] - last[3] > wide * size or glyph[1] < last[1] - 40 * size):
                _close(run, found)
                run = []
            run.append(glyph)
        else:
            run.append(glyph)
    _close(run, found)
    return found


def _goes_on(run: Sequence[Glyph], ahead: Sequence[Glyph]) -> bool:
    """Whether a line end in the text layer is none: vowel marks of Arabic lines are drawn above the line and taken for lines of their own."""
    behind = next((glyph for glyph in ahead if not glyph[0].isspace()), None)
    last = next((glyph for glyph in reversed(run) if not glyph[0].isspace()), None)
    if behind is None or last is None or not (is_arabic((behind,)) and is_arabic((last,))):
        return False
    inked = [glyph for glyph in run if not glyph[0].isspace()]
    height = max(glyph[4] - glyph[2] for glyph in inked)
    return abs(behind[2] - median(glyph[2] for glyph in inked)) < 1.1 * height


def _close(run: Sequence[Glyph], found: list[Line]) -> None:
    inked = [glyph for glyph in run if not glyph[0].isspace()]
    if not inked:
        return
    if is_arabic(inked):
        run = reading_order(run)
    sizes = Counter(round(glyph[5], 1) for glyph in inked)
    size = max(sizes, key=lambda s: (sizes[s], s))
    base = median(glyph[2] for glyph in inked if round(glyph[5], 1) == size)
    text, marked = "", False
    for glyph in run:
        raised = glyph[5] < 0.8 * size and glyph[2] > base + 0.15 * size and (glyph[0].isdigit() or glyph[0] in "*†‡")
        if raised and not text.strip():
            marked = True
            text += glyph[0]
        elif raised:
            continue
        else:
            if marked and text and text[-1].isdigit() and not glyph[0].isdigit() and not text.endswith(" ") and glyph[0] != " ":
                text += " "
            # pdfium writes a hyphen at a line end as U+0002 or U+FFFE
            text += "-" if glyph[0] in "\x02\ufffe" else "" if glyph[0] in "\uffff\x00" else glyph[0]
    text = re.sub(r"(?<=[^\W\d_]) -(?=[^\W\d_]|\s{0,3}\Z)", "-", re.sub(r"[ \t]+", " ", text).strip())
    if text:
        found.append(Line(text, min(g[1] for g in inked), min(g[2] for g in inked), max(g[3] for g in inked), max(g[4] for g in inked), size or 10.0, marked))


def _lines(segments: list[Line]) -> list[Line]:
    """Segments on one base line, near each other, as one line; from top to bottom."""
    left: list[Line] = []
    for segment in segments:
        if left and _same_line(left[-1], segment) and not (left[-1].arabic or segment.arabic):
            last = left[-1]
            small = segment.size < 0.8 * last.size and segment.text.isdigit() and segment.bottom > last.bottom + 0.15 * last.size
            if small:  # a footnote's mark drawn as a run of its own
                continue
            mark = last.size < 0.8 * segment.size and last.text.isdigit() and last.bottom > segment.bottom + 0.1 * segment.size
            gap = segment.left - last.right
            glue = "" if gap < 0.12 * segment.size and not mark and not last.text[-1:].isspace() and not segment.text[:1].isspace() and gap > -0.5 else " "
            left[-1] = Line(
                f"{last.text}{glue}{segment.text}",
                min(last.left, segment.left),
                min(last.bottom, segment.bottom),
                max(last.right, segment.right),
                max(last.top, segment.top),
                max(last.size, segment.size),
                last.marked or mark,
            )
        else:
            left.append(segment)
    return left


def _same_line(a: Line, b: Line) -> bool:
    overlap = min(a.top, b.top) - max(a.bottom, b.bottom)
    return overlap > 0.4 * min(a.top - a.bottom, b.top - b.bottom) and -1.0 <= b.left - a.right < 2.2 * max(a.size, b.size)


def body_size(sheets: Sequence[Sheet]) -> float:
    """The font size most of the text is set in."""
    sizes = Counter[float]()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 10.0


_PAGE_NUMBER = re.compile(r"[-–—]?\s?(?:page\s)?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-–—]?|\d\d-\d{5}.{0,30}|\*\d{7}\*", re.IGNORECASE)


def drop_running(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """The lines of each page without running headers and footers: what stands at the same height of several pages, digits apart."""
    seen = Counter[tuple[str, int]]()
    edges: list[list[bool]] = []
    for sheet in sheets:
        marks = []
        keys = set()
        for line in sheet.lines:
            edge = line.bottom > 0.88 * sheet.height or line.top < 0.1 * sheet.height
            marks.append(edge)
            if edge:
                keys.add(_key(line))
        edges.append(marks)
        seen.update(sorted(keys))
    first = " ".join(line.text for line in sheets[0].lines[:12]) if sheets else ""
    kept = []
    for number, (sheet, marks) in enumerate(zip(sheets, edges, strict=True)):
        lines = []
        for line, edge in zip(sheet.lines, marks, strict=True):
            running = edge and (
                (seen[_key(line)] >= 2 and number > 0)
                or _PAGE_NUMBER.fullmatch(line.text) is not None
                or (number > 0 and len(line.text) < 40 and line.text in first)
                or (number == 0 and seen[_key(line)] >= 3 and line.top < 0.1 * sheet.height)
            )
            if not running:
                lines.append(line)
        kept.append(lines)
    return kept


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 12)


def footnotes(lines: Sequence[Line], size: float, *, begun: bool = False) -> tuple[list[Line], list[str], str]:
    """The lines of the body, the footnotes below it (small print that begins with a mark), and what goes on there from the page before.

    `begun`: the page before had footnotes, so that small print without a mark may be the rest of one.
    """
    plain = [line for line in lines if not _is_rule(line)]
    lowest_body = min((line.bottom for line in plain if line.size > 0.93 * size), default=float("inf") if begun else 0.0)
    below = sorted((line for line in plain if line.size <= 0.93 * size and line.top <= lowest_body + 1.0), key=lambda line: -line.bottom)
    notes: list[str] = []
    rest: list[str] = []
    for line in below:
        if line.marked or re.match(r"(?:\d{1,3}|[*†‡])\s", line.text):
            notes.append(re.sub(r"^(\d{1,3}|[*†‡])\s*", r"\1 ", line.text))
        elif notes:
            notes[-1] += f" {line.text}"
        else:
            rest.append(line.text)
    if not notes and not (begun and rest):
        return plain, [], ""
    taken = set(map(id, below))
    return [line for line in plain if id(line) not in taken], notes, " ".join(rest)


def _is_rule(line: Line) -> bool:
    return len(line.text) >= 5 and not line.text.strip("_—- ")


def columns(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """Bands of lines in reading order: a run over the full width, or one column of a part set in columns."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return [_ordered(lines)] if lines else []
    bands: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        for side in (left, right):
            if side:
                bands.extend(columns(side, width) if len(side) > 20 and len(side) < len(lines) else [_ordered(side)])
        left.clear()
        right.clear()

    crossing = sorted((line for line in lines if line.left < gutter - 2 and line.right > gutter + 2), key=lambda line: -line.bottom)
    rest = [line for line in lines if not (line.left < gutter - 2 and line.right > gutter + 2)]
    tops = [line.bottom for line in crossing] + [float("-inf")]
    upper = float("inf")
    for at, lower in enumerate(tops):
        for line in rest:
            if lower < line.bottom <= upper:
                (left if line.right <= gutter + 2 else right).append(line)
        close()
        if at < len(crossing):
            if bands and bands[-1] and bands[-1][-1] in crossing[:at]:
                bands[-1].append(crossing[at])
            else:
                bands.append([crossing[at]])
        upper = lower
    return [_framed(band) for band in bands]


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The x of a gap between two columns, where nearly all lines stand on one side of it and both sides are well filled."""
    if len(lines) < 12:
        return None
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        x = width * step / 100
        left = [line for line in lines if line.right <= x + 2]
        right = [line for line in lines if line.left >= x - 2]
        crossing = len(lines) - len(left) - len(right)
        long_left = sum(len(line.text) > 15 for line in left)
        long_right = sum(len(line.text) > 15 for line in right)
        if crossing * 5 <= len(lines) and min(long_left, long_right) * 5 >= len(lines) and min(long_left, long_right) >= 5:
            # columns stand beside each other, not below
            beside = min(max(line.top for line in left), max(line.top for line in right)) - max(
                min(line.bottom for line in left), min(line.bottom for line in right)
            )
            if beside > 60 and (best is None or crossing < best[0]):
                best = (crossing, x)
    return best[1] if best else None


def _ordered(lines: Sequence[Line]) -> list[Line]:
    """From top to bottom; what stands on one line is joined."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.bottom, line.left)):
        row = rows[-1] if rows else []
        if row and min(row[0].top, line.top) - max(row[0].bottom, line.bottom) > 0.5 * min(row[0].top - row[0].bottom, line.top - line.bottom):
            row.append(line)
        else:
            rows.append([line])
    joined = []
    for row in rows:
        row.sort(key=lambda line: line.left)
        if sum(line.arabic for line in row) * 2 > len(row):
            row.reverse()
        text = row[0].text
        for before, line in pairwise(row):
            near = (before.left - line.right if line.left < before.left else line.left - before.right) < 0.1 * line.size
            text += ("" if near and before.arabic and line.arabic else " ") + line.text
        joined.append(
            Line(
                text,
                min(line.left for line in row),
                min(line.bottom for line in row),
                max(line.right for line in row),
                max(line.top for line in row),
                max(line.size for line in row),
                row[0].marked,
            )
        )
    return _framed(joined)


def _framed(lines: Sequence[Line]) -> list[Line]:
    if not lines:
        return []
    left = _usual([line.left for line in lines])
    right = max(line.right for line in lines)
    return [line._replace(page_left=left, page_right=right) for line in lines]


def _usual(values: Sequence[float]) -> float:
    counts = Counter(round(value) for value in values)
    return float(max(counts, key=lambda v: (counts[v], -v)))


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one band as paragraphs: by space between them, by indentation, by labels."""
    if not lines:
        return []
    leads = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 3 * a.size]
    lead = sorted(leads)[len(leads) // 3] if leads else 12.0
    rtl = sum(bool(re.search("[\u0600-\u06ff]", line.text)) for line in lines) * 2 > len(lines)
    found = [[lines[0]]]
    for before, line in pairwise(lines):
        gap = before.bottom - line.bottom
        indented = (line.page_right - line.right > 0.9 * line.size) if rtl else (line.left - before.left > 0.9 * line.size)
        short = (before.left - before.page_left if rtl else before.page_right - before.right) > 0.15 * (before.page_right - before.page_left)
        fresh = (
            gap > 1.28 * lead
            or gap < 0
            or abs(line.size - before.size) > 0.15 * before.size
            or (_LABEL.match(line.text) is not None and (short or before.text.endswith((*_END, ",", "،", "，"))))
            or (indented and (short or before.text.endswith((*_END, ",", "،", "，"))) and not _LABEL.match(before.text))
            or (short and before.text.endswith(_END))
        )
        if fresh:
            found.append([line])
        else:
            found[-1].append(line)
    return found


def join(lines: Sequence[Line]) -> str:
    """The lines of a paragraph as one: with blanks, in Chinese without; after a hyphen with the line end it had."""
    text = lines[0].text
    for before, line in pairwise(lines):
        if before.text.endswith(("-", "\u2010", "\u00ad")):
            text += "\n" + line.text
        elif before.han and line.han:
            text += line.text
        else:
            text += " " + line.text
    return text
