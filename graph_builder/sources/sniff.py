"""What kind of file some bytes are, whatever the file is called.

What goes in: bytes and the extension. What comes out: text, pdf, docx, html, xml, json or image; SourceError for kinds that are not read.
This module must not read the file.
"""

from __future__ import annotations

import re

from graph_builder.errors import SourceError

_HTML = re.compile(
    rb"\A\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,50})?(?:<!--.{0,500}?-->\s{0,50}){0,3}<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\A\s{0,200}(?:<\?xml\b|<[A-Za-z_][\w.:-]{0,60}[^<>]{0,2000}\bxmlns)")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_REFUSED = {
    b"\xd0\xcf\x11\xe0": ("an old Word, Excel or encrypted Office file", "save it as DOCX, without a password"),
    b"{\\rtf": ("RTF", "save it as DOCX or text"),
    b"\x1f\x8b": ("a gzip archive", "unpack it"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it"),
    b"Rar!": ("a RAR archive", "unpack it"),
    b"\x7fELF": ("a program", "remove it"),
    b"GIF8": ("a GIF image", "save it as PNG"),
}


def sniff(data: bytes, extension: str, place: str = "") -> str:
    """The kind of a file by its first bytes; the extension decides between kinds of text."""
    head = data[:4096]
    for magic, (what, hint) in _REFUSED.items():
        if head.startswith(magic):
            raise SourceError(f"is {what}: not a kind that is read", place=place, hint=hint)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_IMAGES):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    plain = head
    for bom, code in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if head.startswith(bom):
            plain = head[len(bom) :].decode(code, errors="ignore").encode("utf-8")
    if _HTML.match(plain):
        return "html"
    if _XML.match(plain):
        return "html" if b"http://www.w3.org/1999/xhtml" in plain and b"<html" in plain.lower() else "xml"
    start = plain.lstrip()[:12].lower()
    if start.startswith(b"<!doctype") or (extension in ("xml", "akn") and start.startswith(b"<")):
        return "xml"
    if extension in ("html", "htm", "xhtml"):
        return "html" if re.search(rb"<(?:p|div|br|table|span)\b", plain, re.IGNORECASE) else "text"
    if extension == "json" and plain.lstrip()[:1] in (b"{", b"["):
        return "json"
    return "text"
