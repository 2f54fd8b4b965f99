"""Reads PDF: the text layer page by page through pdfium, pages without one by OCR.

What goes in: a file name and bytes. What comes out: a SourceText laid out as `layout` says: columns in reading order, running headers and
footers dropped, footnotes at the end, lines of a paragraph joined (a hyphen at a line end keeps its line end, the normaliser decides).
This module must not know provisions. Pages and their geometry are `pdf_page`'s work.
"""

from __future__ import annotations

import threading
from importlib.metadata import version
from types import MappingProxyType

import pypdfium2
import pypdfium2.raw as raw

from graph_builder.errors import SourceError
from graph_builder.model import Finding, SourceText
from graph_builder.sources.layout import RULE
from graph_builder.sources.ocr import Page, recognise
from graph_builder.sources.pdf_page import Line, Sheet, body_size, columns, drop_running, footnotes, join, paragraphs
from graph_builder.sources.visual import refuse_visual_order

READER = f"anticrime pdf 1, pypdfium2 {version('pypdfium2')}"
MAX_PAGES = 3000
MAX_CHARS_PER_PAGE = 200_000
DPI = 300

_LOCK = threading.Lock()
"""pdfium is not safe in two threads."""


def read_pdf(name: str, data: bytes, sha256: str, language: str | None) -> SourceText:
    """The text of a PDF; SourceError where it is encrypted, damaged, endless, or holds neither text nor readable images."""
    with _LOCK:
        sheets, scanned = _open(name, data)
    findings: list[Finding] = []
    ocr = None
    if scanned:
        read = recognise([page for _, page in scanned], name, language)
        ocr, language = read.engine, read.language
        findings += [*read.findings, Finding("ocr", "info", name, f"{len(scanned)} of {len(sheets)} pages have no text layer and were read by OCR ({ocr})", "")]
        for (at, _), text in zip(scanned, read.text.split("\f"), strict=True):
            sheets[at] = sheets[at]._replace(recognised=text.strip("\n"))
    text, pages = _write(sheets)
    if not any(ch.isalpha() for ch in text):
        raise SourceError("holds no text, and OCR found none in its images", place=name, hint="open the file: its pages may be blank or drawn")
    refuse_visual_order(text, name)
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type="application/pdf",
        text=text,
        encoding_by="extracted",
        language=language,
        extracted_by=READER,
        ocr=ocr,
        pages=pages,
        metadata=MappingProxyType({"pages": str(len(sheets))}),
        findings=tuple(findings),
    )


def _open(name: str, data: bytes) -> tuple[list[Sheet], list[tuple[int, Page]]]:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError("is encrypted", place=name, hint="save it without a password") from error
        raise SourceError(f"is no PDF that can be opened ({error})", place=name, hint="fetch the file again: it may be cut") from error
    try:
        if count == 0:
            raise SourceError("is a PDF without pages", place=name, hint="fetch the file again: it may be cut")
        if count > MAX_PAGES:
            raise SourceError(f"has {count:,} pages, more than {MAX_PAGES:,}", place=name, hint="split the file")
        sheets: list[Sheet] = []
        scanned: list[tuple[int, Page]] = []
        for at in range(count):
            try:
                page = document[at]
            except pypdfium2.PdfiumError as error:
                raise SourceError(
                    f"has a page that cannot be read ({error})", place=f"{name}, page {at + 1}", hint="fetch the file again: it may be cut"
                ) from error
            sheet = _sheet(page, name, at)
            if sum(len(line.text) for line in sheet.lines) < 12 and _has_image(page):
                scanned.append((at, _render(page, name, at)))
            sheets.append(sheet)
            page.close()
        return sheets, scanned
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage, name: str, at: int) -> Sheet:
    """The lines of a page with their boxes; superscripts that mark footnotes are set apart."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    if count > MAX_CHARS_PER_PAGE:
        raise SourceError(f"has a page of {count:,} characters", place=f"{name}, page {at + 1}", hint="split the file")
    handle = text_page.raw
    glyphs = []
    text = text_page.get_text_range() if count else ""
    aligned = len(text) == count
    for k in range(count):
        ch = text[k] if aligned else chr(raw.FPDFText_GetUnicode(handle, k) or 32)
        size = raw.FPDFText_GetFontSize(handle, k)
        if ch == " " and 0 < k < count - 1 and raw.FPDFText_IsGenerated(handle, k) == 1 and _touching(text_page, k, handle):
            continue
        box = text_page.get_charbox(k) if not ch.isspace() else (0.0, 0.0, 0.0, 0.0)
        glyphs.append((ch, *box, size))
    text_page.close()
    width, height = page.get_size()
    return Sheet.of(glyphs, width, height)


def _touching(text_page: pypdfium2.PdfTextPage, at: int, handle: object) -> bool:
    """Whether a blank that pdfium put between two glyphs is only a wide kerning: less than a sixth of the font size."""
    before, behind = text_page.get_charbox(at - 1, loose=True), text_page.get_charbox(at + 1, loose=True)
    gap: float = behind[0] - before[2]
    size: float = raw.FPDFText_GetFontSize(handle, at - 1)
    level: float = abs(behind[1] - before[1])
    return level < 3 and -1 < gap < 0.165 * size


def _has_image(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))


def _render(page: pypdfium2.PdfPage, name: str, at: int) -> Page:
    width, height = page.get_size()
    scale = DPI / 72
    if width * height * scale * scale > 60_000_000:
        scale = (60_000_000 / max(1.0, width * height)) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True, prefer_bgrx=False)
    stride, w, h = bitmap.stride, bitmap.width, bitmap.height
    data = bytes(bitmap.buffer)
    if stride != w:
        data = b"".join(data[row * stride : row * stride + w] for row in range(h))
    bitmap.close()
    return Page(w, h, data[: w * h])


def _write(sheets: list[Sheet]) -> tuple[str, tuple[int, ...]]:
    """One text of all pages, and the offset at which each page begins."""
    size = body_size(sheets)
    kept = drop_running(sheets)
    parts: list[str] = []
    length = 0
    pages: list[int] = []
    notes: list[str] = []
    previous: Line | None = None
    for sheet, lines in zip(sheets, kept, strict=True):
        if sheet.recognised is not None:
            if parts:
                parts.append("\n\n")
                length += 2
            pages.append(length)
            parts.append(sheet.recognised)
            length += len(sheet.recognised)
            previous = None
            continue
        body, below, rest = footnotes(lines, size, begun=bool(notes))
        if rest and notes:
            notes[-1] += f" {rest}"
        notes += below
        begun = False
        for band in columns(body, sheet.width):
            for paragraph in paragraphs(band):
                text = join(paragraph)
                if parts and previous is not None and not begun and paragraph[0].continues(previous):
                    gap = "\n" if previous.text.endswith(("-", "\u2010", "\u00ad")) else "" if previous.han and paragraph[0].han else " "
                else:
                    gap = "\n\n" if parts else ""
                parts.append(gap)
                length += len(gap)
                if not begun:
                    pages.append(length)
                    begun = True
                parts.append(text)
                length += len(text)
                previous = paragraph[-1]
        if not begun:
            pages.append(length)
    if notes:
        parts.append(("\n\n" if parts else "") + RULE + "".join("\n" + note for note in notes))
    parts.append("\n")
    return "".join(parts), tuple(pages)
