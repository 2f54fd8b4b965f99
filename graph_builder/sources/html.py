"""Reads HTML and XHTML into the shared layout: the main text, without navigation, scripts and hidden parts.

What goes in: a file name and bytes. What comes out: a SourceText of the extracted text, with headings, numbered lists, tables and footnotes
in place. This module must not know any site.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from lxml import etree
from lxml import html as lxml_html

from graph_builder.errors import SourceError
from graph_builder.model import SourceText
from graph_builder.sources.layout import Layout, squeeze
from graph_builder.sources.xml import local
from graph_builder.text.encoding import decode
from graph_builder.text.language import served

READER = f"anticrime html 1, lxml {'.'.join(map(str, etree.LXML_VERSION[:3]))}"
MAX_DEPTH = 400
"""Nesting beyond this is no document."""

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_-]{2,30})|<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9_-]{2,30})""", re.IGNORECASE
)
_SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "svg",
        "iframe",
        "object",
        "embed",
        "head",
        "title",
        "meta",
        "link",
        "input",
        "textarea",
    )
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "main",
        "body",
        "blockquote",
        "pre",
        "li",
        "dd",
        "dt",
        "figcaption",
        "caption",
        "address",
        "center",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "hr",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_META = {"dc.title": "title", "og:title": "title", "dc.date": "date", "dc.identifier": "symbol", "dc.language": "language", "citation_title": "title"}
_STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def read_html(name: str, data: bytes, sha256: str) -> SourceText:
    """The text a reader of the page sees; SourceError where there is none."""
    declared = _DECLARED.search(data[:4096])
    text, encoding, by = decode(data, declared=(declared[1] or declared[2]).decode("ascii") if declared else None, place=name)
    text = re.sub(r"\A\ufeff?\s{0,100}<\?xml[^>]{0,200}\?>", "", text)
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"is no HTML that can be read ({error})", place=name, hint="save the page again") from error
    metadata = _metadata(root)
    walker = _Walker()
    walker.walk(_main(root), 0)
    walker.flush()
    extracted, blocks = walker.layout.finish()
    if not any(ch.isalpha() for ch in extracted):
        raise SourceError("holds no text outside its scripts and menus", place=name, hint="save the page as text, or fetch the document it shows")
    language = metadata.get("language", "")[:2].lower()
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type="text/html",
        text=extracted,
        encoding=encoding,
        encoding_by=by,
        language=language if language in served() else None,
        extracted_by=READER,
        metadata=MappingProxyType(metadata),
        blocks=blocks,
    )


def _metadata(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        found["language"] = language
    for meta in root.iter("meta"):
        key = _META.get((meta.get("name") or meta.get("property") or "").lower())
        if key and meta.get("content"):
            found.setdefault(key, squeeze(meta.get("content") or ""))
    for title in root.iter("title"):
        found.setdefault("page_title", squeeze(title.text or ""))
        break
    return found


def _main(root: etree._Element) -> etree._Element:
    """The part that holds the document: `main` or a single `article` where the page marks one, else all of it."""
    for tag in ("main", "article"):
        marked = [element for element in root.iter(tag) if len("".join(element.itertext()).strip()) > 200]
        if len(marked) == 1:
            return marked[0]
    body = root.find("body")
    return body if body is not None else root


class _Walker:
    """Collects the words between two block boundaries as one paragraph."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.words: list[str] = []
        self.number = ""
        self.depth = 0
        self.heading = False

    def flush(self) -> None:
        text = squeeze("".join(self.words))
        self.words = []
        if text:
            number, self.number = self.number, ""
            if number:
                self.layout.add(text, None, number=number)
            else:
                self.layout.add(text, "heading" if self.heading else None)

    def walk(self, element: etree._Element, depth: int) -> None:
        tag = local(element).lower()
        if not tag or tag in _SKIPPED or _HIDDEN.search(element.get("style", "")) or element.get("hidden") is not None or depth > MAX_DEPTH:
            return
        block = tag in _BLOCKS
        if tag == "table" and any(True for _ in element.iter("tr")) and not any(len(_text(cell)) > 400 for cell in element.iter("td")):
            self.flush()
            self.table(element)
            return
        if block:
            self.flush()
        if tag == "li":
            self.number = _list_number(element)
        was, self.heading = self.heading, self.heading or tag in _HEADINGS
        if tag == "br":
            self.words.append("\n")
        if tag == "sup" and _is_mark(element):
            return
        self.words.append(element.text or "")
        for child in element:
            self.walk(child, depth + 1)
            self.words.append(child.tail or "")
        if block:
            self.flush()
            self.number = "" if tag == "li" else self.number
        self.heading = was

    def table(self, element: etree._Element) -> None:
        gap = "\n\n"
        for row in element.iter("tr"):
            cells = [squeeze(_text(cell)) for cell in row if local(cell) in ("td", "th")]
            if any(cells):
                self.layout.add("\t".join(cells).rstrip("\t"), gap=gap)
                gap = "\n"


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _is_mark(element: etree._Element) -> bool:
    """A superscript that is a footnote's mark: a link or a bare number."""
    text = _text(element).strip()
    return bool(re.fullmatch(r"\[?\d{1,3}\]?|[*†‡]", text)) and (next(element.iter("a"), None) is not None)


def _list_number(item: etree._Element) -> str:
    """The number a browser prints before an item of an ordered list; empty for other lists."""
    parent = item.getparent()
    if parent is None or local(parent) != "ol":
        return ""
    siblings = [child for child in parent if local(child) == "li"]
    start, own = parent.get("start") or "", item.get("value") or ""
    value = int(own) if own.isdigit() else (int(start) if start.isdigit() else 1) + siblings.index(item)
    style = re.search(r"list-style(?:-type)?\s{0,3}:\s{0,3}([a-z-]{3,20})", parent.get("style", ""))
    kind = style[1] if style else _STYLES.get(parent.get("type") or "1", "decimal")
    return f"({number(value, kind)})" if kind != "decimal" and not kind.startswith("upper") else f"{number(value, kind)}."


def number(value: int, kind: str) -> str:
    """A list number in letters, Roman or Arabic digits.

    >>> number(3, "lower-alpha"), number(28, "lower-alpha"), number(4, "upper-roman"), number(7, "decimal")
    ('c', 'bb', 'IV', '7')
    """
    if value < 1 or value > 3999:
        return str(value)
    if "roman" in kind:
        text, rest = "", value
        for size, digits in (
            (1000, "m"),
            (900, "cm"),
            (500, "d"),
            (400, "cd"),
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            text += digits * (rest // size)
            rest %= size
        return text.upper() if kind.startswith("upper") else text
    if "alpha" in kind or "latin" in kind or "letter" in kind.lower():
        letter = "abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26] * ((value - 1) // 26 + 1)
        return letter.upper() if kind.startswith("upper") else letter
    return str(value)
