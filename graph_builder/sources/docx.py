"""Reads DOCX: the text as Word shows it, tracked changes accepted, numbers that Word computes written out, footnotes at the end.

What goes in: a file name and bytes. What comes out: a SourceText laid out as `layout` says. The package is opened with bounds on its
unpacked size; parts that declare entities are refused. This module must not know provisions.

Office Open XML, ECMA-376 part 1: 17.9 numbering, 17.11 footnotes, 17.13.5 revisions.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType

from lxml import etree

from graph_builder.errors import SourceError
from graph_builder.model import SourceText
from graph_builder.sources.html import number as in_figures
from graph_builder.sources.layout import Layout, squeeze
from graph_builder.sources.xml import local, parse_xml
from graph_builder.text.language import served

READER = f"anticrime docx 1, lxml {'.'.join(map(str, etree.LXML_VERSION[:3]))}"
MAX_UNPACKED = 128 << 20
MAX_RATIO = 200
"""A part that unpacks to more than this many times its packed size, and to more than a megabyte, is no document."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LETTERS = {
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_HAN = "一二三四五六七八九"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{_MC}Fallback", f"{W}instrText", f"{W}sectPr"))


def read_docx(name: str, data: bytes, sha256: str) -> SourceText:
    """The text of a DOCX file; SourceError where it is no DOCX, encrypted, damaged or a bomb."""
    parts = _open(name, data)
    document = parts.get("word/document.xml")
    if document is None:
        raise SourceError("is a ZIP archive without a Word document in it", place=name, hint="save the document as DOCX")
    body, findings = parse_xml(f"{name}/word/document.xml", document)
    styles = _Styles.of(_tree(name, parts, "word/styles.xml"))
    numbering = _Numbering.of(_tree(name, parts, "word/numbering.xml"))
    notes = _notes(_tree(name, parts, "word/footnotes.xml"), "footnote") | _notes(_tree(name, parts, "word/endnotes.xml"), "endnote")
    writer = _Writer(styles, numbering, notes)
    for element in body.iter(f"{W}body"):
        writer.body(element)
        break
    text, blocks = writer.layout.finish()
    if not any(ch.isalpha() for ch in text):
        raise SourceError("holds no text", place=name, hint="a scan inside a DOCX must be exported as PDF first")
    metadata = _properties(_tree(name, parts, "docProps/core.xml"))
    language = metadata.get("language", "")[:2].lower()
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        text=text,
        encoding="utf-8",
        encoding_by="declared",
        language=language if language in served() else None,
        extracted_by=READER,
        metadata=MappingProxyType(metadata),
        blocks=blocks,
        findings=findings,
    )


def _open(name: str, data: bytes) -> dict[str, bytes]:
    """The XML parts that matter, unpacked within bounds."""
    wanted = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/core.xml")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = {info.filename: info for info in archive.infolist()[:5000]}
            if any(info.flag_bits & 1 for info in infos.values()):
                raise SourceError("is encrypted", place=name, hint="save it without a password")
            parts: dict[str, bytes] = {}
            left = MAX_UNPACKED
            for part in wanted:
                info = infos.get(part)
                if info is None:
                    continue
                if info.file_size > left or (info.file_size > 1 << 20 and info.file_size > MAX_RATIO * max(1, info.compress_size)):
                    raise SourceError(f"unpacks beyond all bounds ({part}: {info.file_size:,} bytes)", place=name, hint="this is no document; remove it")
                with archive.open(info) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise SourceError("unpacks beyond all bounds", place=name, hint="this is no document; remove it")
                parts[part] = content
            return parts
    except SourceError:
        raise
    except Exception as error:  # a damaged archive fails in the decompressor, the directory or the checksum, each in its own way
        raise SourceError(f"is no DOCX that can be opened ({error})", place=name, hint="fetch the file again, or save it as DOCX") from error


def _tree(name: str, parts: dict[str, bytes], part: str) -> etree._Element | None:
    return parse_xml(f"{name}/{part}", parts[part])[0] if part in parts else None


def _properties(root: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root if root is not None else ():
        if local(element) in ("title", "subject", "language") and element.text and squeeze(element.text):
            found[local(element)] = squeeze(element.text)
    return found


def _value(element: etree._Element | None, path: str) -> str | None:
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def _notes(root: etree._Element | None, tag: str) -> dict[tuple[str, str], etree._Element]:
    found: dict[tuple[str, str], etree._Element] = {}
    for note in root if root is not None else ():
        if local(note) == tag and note.get(f"{W}type") in (None, "normal"):
            found[tag, note.get(f"{W}id", "")] = note
    return found


@dataclass
class _Styles:
    """Numbering and outline level that a paragraph style gives, with what it inherits."""

    styles: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> _Styles:
        return cls({style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")} if root is not None else {})

    def find(self, style: str | None, path: str) -> etree._Element | None:
        for _ in range(20):  # a chain of styles that loops ends here
            element = self.styles.get(style or "")
            if element is None:
                return None
            found = element.find(f"{W}pPr/{path}")
            if found is not None:
                return found
            style = _value(element, f"{W}basedOn")
        return None

    def heading(self, style: str | None) -> bool:
        name = _value(self.styles.get(style or ""), f"{W}name") or ""
        return name.lower().startswith(("heading", "title", "subtitle")) or self.find(style, f"{W}outlineLvl") is not None


@dataclass
class _Numbering:
    """Counts list levels as Word does."""

    levels: dict[str, dict[int, etree._Element]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> _Numbering:
        found = cls()
        if root is None:
            return found
        abstract = {element.get(f"{W}abstractNumId", ""): element for element in root.iter(f"{W}abstractNum")}
        for num in root.iter(f"{W}num"):
            key, base = num.get(f"{W}numId", ""), _value(num, f"{W}abstractNumId") or ""
            found.abstract[key] = base
            source = abstract.get(base)
            found.levels[key] = {int(level.get(f"{W}ilvl", "0")): level for level in source.iter(f"{W}lvl")} if source is not None else {}
            for override in num.iter(f"{W}lvlOverride"):
                at = int(override.get(f"{W}ilvl", "0"))
                start = _value(override, f"{W}startOverride")
                if start and start.isdigit():
                    found.starts[key, at] = int(start)
                replaced = override.find(f"{W}lvl")
                if replaced is not None:
                    found.levels[key][at] = replaced
        return found

    def next(self, key: str, at: int) -> str:
        """The number of the next paragraph at a level; empty for bullets and unknown lists."""
        level = self.levels.get(key, {}).get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.abstract[key], {})
        if key not in self.begun:
            self.begun.add(key)
            for (other, deep), start in self.starts.items():
                if other == key:
                    counts[deep] = start - 1
        for deeper in [deep for deep in counts if deep > at]:
            restart = _value(self.levels[key].get(deeper), f"{W}lvlRestart")
            if restart != "0":
                del counts[deeper]
        counts[at] = counts.get(at, self._start(key, at) - 1) + 1
        if (_value(level, f"{W}numFmt") or "decimal") in ("bullet", "none"):
            return ""
        template = _value(level, f"{W}lvlText") or ""
        return re.sub(r"%([1-9])", lambda m: self._figure(key, int(m[1]) - 1, counts), template).strip()

    def _start(self, key: str, at: int) -> int:
        start = _value(self.levels[key].get(at), f"{W}start") or "1"
        return int(start) if start.isdigit() else 1

    def _figure(self, key: str, at: int, counts: dict[int, int]) -> str:
        value = counts.get(at, self._start(key, at))
        kind = _value(self.levels[key].get(at), f"{W}numFmt") or "decimal"
        letters = _LETTERS.get(kind)
        if letters:
            return letters[(value - 1) % len(letters)] if value > 0 else str(value)
        if kind in ("chineseCounting", "japaneseCounting", "ideographDigital", "chineseCountingThousand", "taiwaneseCounting") and 0 < value < 100:
            tens, ones = divmod(value, 10)
            return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens - 1] + "十") + (_HAN[ones - 1] if ones else "")
        named = {"lowerLetter": "lower-alpha", "upperLetter": "upper-alpha", "lowerRoman": "lower-roman", "upperRoman": "upper-roman"}
        return in_figures(value, named.get(kind, "decimal")) if kind != "decimalZero" else f"{value:02}"


class _Writer:
    def __init__(self, styles: _Styles, numbering: _Numbering, notes: dict[tuple[str, str], etree._Element]) -> None:
        self.layout = Layout()
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.carried = ""
        self.marks = 0

    def body(self, parent: etree._Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                self.paragraph(element)
            elif tag == f"{W}tbl":
                self.table(element)
            elif tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                self.body(element)
        if parent.tag == f"{W}body" and self.carried:
            self.layout.add(squeeze(self.carried))
            self.carried = ""

    def paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{W}pPr")
        style = _value(properties, f"{W}pStyle")
        text = self.words(element)
        removed = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if removed:  # the mark of this paragraph was deleted: it runs on into the next
            self.carried += text
            return
        text, self.carried = squeeze(self.carried + text), ""
        number, depth = self.number(properties, style, bool(text))
        if text:
            self.layout.add(text, "heading" if self.styles.heading(style) and not number else None, number=number or None, depth=depth)

    def number(self, properties: etree._Element | None, style: str | None, words: bool) -> tuple[str, int]:
        own = properties.find(f"{W}numPr") if properties is not None else None
        inherited = self.styles.find(style, f"{W}numPr")
        key = _value(own, f"{W}numId") or (_value(inherited, f"{W}numId"))
        if not key or key == "0":
            return "", 0
        level = _value(own, f"{W}ilvl") or _value(inherited, f"{W}ilvl") or "0"
        at = int(level) if level.isdigit() else 0
        return (self.numbering.next(key, at) if words else ""), at

    def words(self, element: etree._Element) -> str:
        pieces: list[str] = []
        self._words(element, pieces)
        return "".join(pieces)

    def _words(self, element: etree._Element, pieces: list[str]) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _DELETED:
                continue
            if tag == f"{W}t":
                pieces.append(child.text or "")
            elif tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                pieces.append(" ")
            elif tag == f"{W}noBreakHyphen":
                pieces.append("\u2011")
            elif tag == f"{W}softHyphen":
                pieces.append("\u00ad")
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.note("footnote" if tag == f"{W}footnoteReference" else "endnote", child.get(f"{W}id", ""))
            else:
                self._words(child, pieces)

    def note(self, tag: str, key: str) -> None:
        note = self.notes.get((tag, key))
        if note is None:
            return
        self.marks += 1
        mark = self.marks
        at = len(self.layout.notes)
        self.layout.note(str(mark), "?")
        text = squeeze(" ".join(self.words(paragraph) for paragraph in note.iter(f"{W}p")))
        self.layout.notes[at] = (str(mark), text)

    def table(self, element: etree._Element) -> None:
        gap = "\n\n"
        for row in element.iter(f"{W}tr"):
            cells = [squeeze(" ".join(self.words(paragraph) for paragraph in cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")]
            if any(cells):
                self.layout.add("\t".join(cells).rstrip("\t"), gap=gap)
                gap = "\n"
