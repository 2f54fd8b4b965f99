"""Reads Akoma Ntoso: the profile of the United Nations, and other hierarchies of the standard.

What goes in: a file name and bytes. What comes out: a SourceText whose text is laid out as `layout` says, with the markup's own structure
as blocks (kind, number, depth) and its metadata: symbol, title, date, language, organ, session, agenda item, meeting, vote.
This module must not know the register or the rules of segmentation.

Akoma Ntoso 1.0 (OASIS 2018); the profile "Akoma Ntoso for the United Nations" of the High-Level Committee on Management.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from lxml import etree

from graph_builder.errors import SourceError
from graph_builder.lexicons import table
from graph_builder.model import Block, SourceText, Span
from graph_builder.sources.layout import Layout, squeeze
from graph_builder.sources.xml import local, parse_xml
from graph_builder.text.language import served

READER = f"anticrime akn 1, lxml {'.'.join(map(str, etree.LXML_VERSION[:3]))}"

_CODES = {
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "rus": "ru",
    "deu": "de",
    "ger": "de",
    "ita": "it",
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
    "por": "pt",
}
_DIVISIONS = frozenset(("part", "chapter", "title", "book", "tome", "section", "subsection", "division", "subchapter", "subpart", "subtitle", "subdivision"))
_PARAGRAPHS = frozenset(("paragraph", "subparagraph", "clause", "subclause", "alinea", "rule", "subrule", "transitional", "proviso", "hcontainer", "level"))
_POINTS = frozenset(("point", "indent", "item"))
_SKIPPED = frozenset(("meta", "img", "marker", "documentRef", "componentRef"))
_ORGANS = {"ga": "un-ga", "sc": "un-sc", "ecosoc": "un-ecosoc", "hrc": "un-hrc"}
_NOTE = "\x01"
_MARKS = re.compile(r"\((?:\x01[ ,،]?){1,9}\)|\x01")
"""The place of a footnote's mark, with the brackets that Arabic texts print around it."""
_ROMAN = re.compile(r"\(?[ivx]{1,5}\)")
_LETTER = re.compile(r"\(?[^\W\d_]{1,2}\)")


def is_akn(root: etree._Element) -> bool:
    return local(root) == "akomaNtoso"


def read_akn(name: str, data: bytes, sha256: str) -> SourceText:
    """The text, blocks and metadata of an Akoma Ntoso file; SourceError where it is another XML or holds no words."""
    root, findings = parse_xml(name, data)
    if not is_akn(root):
        raise SourceError(f"is XML of a kind that is not read (root element {local(root)})", place=name, hint="Akoma Ntoso and XHTML are read")
    metadata = _metadata(root)
    writer = _Writer(metadata.get("language", ""))
    writer.document(root, metadata)
    text, blocks = writer.layout.finish()
    if not any(ch.isalpha() for ch in text):
        raise SourceError("holds no words outside its metadata", place=name, hint="fetch the file again")
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type="application/akn+xml",
        text=text,
        encoding="utf-8",
        encoding_by="declared",
        language=metadata.get("language") if metadata.get("language") in served() else None,
        extracted_by=READER,
        metadata=MappingProxyType(metadata),
        blocks=blocks,
        findings=findings,
    )


def _find(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    yield from root.iter(f"{{*}}{tag}", tag)


def _metadata(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}

    def put(key: str, value: str | None) -> None:
        if value and squeeze(value) and key not in found:
            found[key] = squeeze(value)

    for work in _find(root, "FRBRWork"):
        for date in _find(work, "FRBRdate"):
            if date.get("date", "") > "0001-12-31":
                put("date", date.get("date"))
        for author in _find(work, "FRBRauthor"):
            put("organ", _ORGANS.get((author.get("href") or "").strip("#")))
        for uri in _find(work, "FRBRuri"):
            put("uri", uri.get("value"))
        break
    for expression in _find(root, "FRBRExpression"):
        for language in _find(expression, "FRBRlanguage"):
            code = (language.get("language") or "").lower()
            put("language", _CODES.get(code[:3], code[:2]))
        for date in _find(expression, "FRBRdate"):
            if date.get("name") == "publication" and date.get("date", "") > "0001-12-31":
                put("published", date.get("date"))
        break
    for number in _find(root, "docNumber"):
        if "/" in _plain(number) and number.get("refersTo", "").endswith("symbol"):
            put("symbol", _plain(number))
    for title in _find(root, "docTitle"):
        put("title" if title.get("refersTo", "").endswith("Title") else "heading", _plain(title))
    for container in _find(root, "container"):
        if container.get("name") == "title":
            put("title", _plain(container))
    for session in _find(root, "session"):
        put("session", session.get("value") or _plain(session))
        break
    for inline in _find(root, "inline"):
        label = inline.get("name", "")
        if label == "agenda item":
            put("agenda_item", inline.get("title") or _plain(inline))
        elif label == "agenda item name":
            put("agenda_item_name", _plain(inline))
        elif label == "originating document":
            put("report", _plain(inline))
        elif label == "adoptionMeeting":
            put("meeting", _plain(inline))
    for voting in _find(root, "voting"):
        put("adoption", voting.get("outcome"))
    if "symbol" not in found:
        for number in _find(root, "FRBRnumber"):
            put("symbol", number.get("showAs"))
    topics = [
        keyword.get("value", "")
        for keyword in _find(root, "keyword")
        if keyword.get("dictionary", "").startswith("UNBIS Thesaurus") and keyword.get("value") and keyword.get("refersTo") != "agenda"
    ]
    put("topics", " | ".join(dict.fromkeys(topics)))
    return found


def _plain(element: etree._Element) -> str:
    return squeeze("".join(str(piece) for piece in element.itertext()))


class _Writer:
    """Walks the tree in reading order and fills a layout."""

    def __init__(self, language: str) -> None:
        self.layout = Layout()
        self.language = language
        self.resolution = False
        self.note_count = 0
        self.in_annex = False

    def document(self, root: etree._Element, metadata: dict[str, str]) -> None:
        self.resolution = any(statement.get("name") in ("resolution", "decision", "recommendation", None, "") for statement in _find(root, "statement"))
        head = "\t".join(part for part in (metadata.get("symbol"), metadata.get("heading")) if part and metadata.get("published", metadata.get("heading")))
        if next(_find(root, "coverPage"), None) is not None and metadata.get("symbol") and metadata.get("heading"):
            self.layout.add(head, "heading")
            proponent = next(_find(root, "docProponent"), None)
            if proponent is not None:
                self.layout.add(_plain(proponent), "frontmatter")
            self.skip_cover = True
        else:
            self.skip_cover = False
        for child in root:
            self.walk(child, 0, "")

    def walk(self, element: etree._Element, depth: int, part: str) -> None:
        """One element: `depth` counts numbered levels above it, `part` is the part of the document it stands in."""
        tag = local(element)
        if not tag or tag in _SKIPPED or (tag == "coverPage" and self.skip_cover):
            return
        if tag in ("preamble", "preface", "conclusions", "mainBody", "body", "coverPage"):
            part = tag
        if tag == "attachment" or (tag == "doc" and element.get("name") == "annex" and local_parent(element) != "attachment"):
            self.annex(element, depth, part)
        elif tag in (
            "p",
            "docTitle",
            "crossHeading",
            "heading",
            "subheading",
            "num",
            "span",
            "block",
            "formula",
            "longTitle",
            "tocItem",
            "listIntroduction",
            "listWrapUp",
        ) and not _holds_blocks(element):
            self.paragraph(element, depth, part)
        elif tag == "table":
            self.table(element)
        elif tag == "article" or tag in _DIVISIONS:
            self.level(element, depth, part, "Article" if tag == "article" else "Division")
        elif tag in _PARAGRAPHS or tag in _POINTS or (tag in ("recital", "citation") and _child(element, "num") is not None):
            self.numbered(element, depth, part)
        else:
            deeper = depth + 1 if tag == "sublist" else depth
            for child in element:
                self.walk(child, deeper, part)

    def annex(self, element: etree._Element, depth: int, part: str) -> None:
        words = {row["language"]: row["word"] for row in table("annex_words.csv", ("id", "language", "word"), key=("language",))}
        start = self.layout.length + 2
        heading = _child(element, "heading")
        mark = len(self.layout.parts)
        word = words.get(self.language, words["en"])
        first = next((squeeze(str(text)) for text in element.itertext() if squeeze(str(text)) and not _in_meta(text)), "")
        if heading is None and word.casefold() not in first.casefold()[: len(word) + 12]:
            self.layout.add(word, "heading")
        self.in_annex = True
        for child in element:
            self.walk(child, 0, part)
        self.in_annex = False
        if len(self.layout.parts) > mark:
            self.layout.blocks.append(Block("Annex", Span(start, self.layout.length), None, 0))

    def level(self, element: etree._Element, depth: int, part: str, kind: str) -> None:
        number, heading = _child(element, "num"), _child(element, "heading")
        head = "\t".join(_plain(piece) for piece in (number, heading) if piece is not None and _plain(piece))
        printed = _plain(number) if number is not None else None
        start = self.layout.length + (2 if self.layout.parts else 0)
        if head:
            self.layout.add(head, "heading")
        for child in element:
            if child is not number and child is not heading:
                self.walk(child, depth, part)
        if self.layout.length > start:
            self.layout.blocks.append(Block(kind, Span(start, self.layout.length), printed, depth))

    def numbered(self, element: etree._Element, depth: int, part: str) -> None:
        """A paragraph, point or item: its number stands before its first words."""
        number, heading = _child(element, "num"), _child(element, "heading")
        printed = _plain(number) if number is not None else ""
        if heading is not None and _plain(heading):
            self.layout.add(_plain(heading), "heading")
        nested = depth
        if local(element) in _POINTS or local(element) == "subparagraph" or _LETTER.fullmatch(printed):
            nested = max(depth, 2 if _ROMAN.fullmatch(printed) and depth >= 2 else 1)
        body = [child for child in element if child is not number and child is not heading]
        self.pending = printed
        for child in body:
            self.walk(child, nested + 1 if local(child) in ("list", "blockList", "sublist") else nested, part)
        if self.pending:
            self.layout.add(self.pending, self.kind(part, nested, self.pending), depth=nested)
            self.pending = ""

    pending = ""

    def paragraph(self, element: etree._Element, depth: int, part: str) -> None:
        text = self.inline(element)
        tag = local(element)
        if self.pending:
            number, self.pending = self.pending, ""
            text = text.removeprefix(".").lstrip() if number.endswith(".") else text
            self.layout.add(text, self.kind(part, depth, number), number=number, depth=depth)
            return
        if not text:
            return
        if tag in ("heading", "subheading", "docTitle") or part in ("preface", "coverPage"):
            kind = "heading"
        elif tag == "formula" or local_parent(element) == "formula":
            kind = "enacting"
        elif tag == "crossHeading" and element.get("refersTo", "").endswith("preamble"):
            kind = "PreambularParagraph"
        elif part == "conclusions":
            kind = "frontmatter"
        elif _heading_class(element):
            kind = "heading"
        else:
            kind = self.kind(part, depth, "")
        self.layout.add(text, kind, depth=depth)

    def kind(self, part: str, depth: int, number: str) -> str:
        if part == "preamble":
            return "Subparagraph" if number and depth else "PreambularParagraph"
        if depth:
            return "Subparagraph"
        return "OperativeParagraph" if self.resolution and not self.in_annex else "Paragraph"

    def table(self, element: etree._Element) -> None:
        gap = "\n\n"
        for row in _find(element, "tr"):
            cells = [self.inline(cell) for cell in row if local(cell) in ("td", "th")]
            if any(cells):
                self.layout.add("\t".join(cells).rstrip("\t"), gap=gap)
                gap = "\n"

    def inline(self, element: etree._Element) -> str:
        """The words of a paragraph; footnotes go to the layout, their marks leave the text."""
        pieces: list[str] = []
        self._inline(element, pieces)
        return squeeze(_MARKS.sub("", "".join(pieces)))

    def _inline(self, element: etree._Element, pieces: list[str]) -> None:
        pieces.append(element.text or "")
        for child in element:
            tag = local(child)
            if tag in ("authorialNote", "note"):
                self.footnote(child)
                pieces.append(_NOTE)
            elif tag in ("eol", "br"):
                pieces.append(" ")
            elif tag and tag not in _SKIPPED:
                self._inline(child, pieces)
                if tag in ("p", "td", "th", "block"):
                    pieces.append(" ")
            pieces.append(child.tail or "")

    def footnote(self, element: etree._Element) -> None:
        self.note_count += 1
        mark = element.get("marker") or str(self.note_count)
        at = len(self.layout.notes)
        self.layout.note(mark, "?")
        pieces: list[str] = []
        self._inline(element, pieces)
        text = squeeze(_MARKS.sub("", "".join(pieces))).removeprefix("()").lstrip()
        if text:
            self.layout.notes[at] = (mark, text)
        else:
            del self.layout.notes[at]


def _child(element: etree._Element, tag: str) -> etree._Element | None:
    return next((child for child in element if local(child) == tag), None)


def local_parent(element: etree._Element) -> str:
    parent = element.getparent()
    return local(parent) if parent is not None else ""


def _holds_blocks(element: etree._Element) -> bool:
    return any(local(child) in ("p", "table", "blockList", "ul", "ol", "container", "block") for child in element)


def _heading_class(element: etree._Element) -> bool:
    """A paragraph whose class is a heading's (H1, H23, HCh...)."""
    parent = element.getparent()
    while parent is not None and local(parent) in ("content", "paragraph"):
        label = parent.get("class", "")
        if label[:1] == "H" and len(label) <= 4:
            return True
        parent = parent.getparent()
    return False


def _in_meta(text: object) -> bool:
    parent = text.getparent() if hasattr(text, "getparent") else None
    while parent is not None:
        if local(parent) == "meta":
            return True
        parent = parent.getparent()
    return False
