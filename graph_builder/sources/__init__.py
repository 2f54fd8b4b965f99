"""Reads a source file of any served format into a SourceText.

What goes in: a path, or a name and bytes. What comes out: a SourceText with digest, text, encoding, language where the file says it,
and whatever structure and metadata the format states of itself. A file that cannot be read raises SourceError with place and hint.
This package must not know provisions, citations or the register.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from graph_builder.errors import SourceError
from graph_builder.model import Finding, SourceText
from graph_builder.sources.akn import read_akn
from graph_builder.sources.docx import read_docx
from graph_builder.sources.html import read_html
from graph_builder.sources.names import EXTENSIONS, Name, parse_name
from graph_builder.sources.ocr import read_image
from graph_builder.sources.pdf import read_pdf
from graph_builder.sources.plain import read_plain
from graph_builder.sources.records import read_record
from graph_builder.sources.sniff import sniff
from graph_builder.text.language import guess, served

__all__ = ["EXTENSIONS", "MAX_BYTES", "Name", "is_source", "parse_name", "read", "read_bytes"]

MAX_BYTES = 256 << 20
"""Files above this size are refused."""

_KINDS = {
    "txt": "text", "text": "text", "md": "text", "markdown": "text", "pdf": "pdf", "docx": "docx", "html": "html", "htm": "html", "xhtml": "html",
    "xml": "xml", "akn": "xml", "json": "json", "png": "image", "jpg": "image", "jpeg": "image", "tif": "image", "tiff": "image",
}  # fmt: skip
_NAMES = {"text": "plain text", "pdf": "PDF", "docx": "DOCX", "html": "HTML", "xml": "XML", "json": "JSON", "image": "an image"}
_COMPANIONS = (".gold.json", ".structure.json", ".schema.json", "manifest.json", ".bak", "~")


def is_source(name: str) -> bool:
    """Whether a folder's file is a source: has the extension of a reader and is no companion of another file."""
    lower = name.lower()
    return not lower.startswith(".") and not lower.endswith(_COMPANIONS) and bool(parse_name(name).extension)


def read(path: Path) -> SourceText:
    """Reads one file. SourceError where it cannot be opened, is too large, or cannot be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(f"has {size:,} bytes, more than {MAX_BYTES:,}", place=path.name, hint="split the file")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be opened ({error.strerror or error})", place=path.name, hint="check the path and its permissions") from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> SourceText:
    """Reads the bytes of a file called `name` (base name; its extension and language part count).

    The bytes decide which reader is used; where the extension says otherwise, a finding tells.
    """
    parsed = parse_name(name)
    if not data:
        raise SourceError("is empty (0 bytes)", place=name, hint="remove the file, or fetch it again")
    if len(data) > MAX_BYTES:
        raise SourceError(f"has {len(data):,} bytes, more than {MAX_BYTES:,}", place=name, hint="split the file")
    digest = sha256(data).hexdigest()
    kind = sniff(data, parsed.extension, name)
    source = _read(kind, name, data, digest, parsed)
    expected = _KINDS.get(parsed.extension, kind)
    if expected != kind:
        message = f"is named .{parsed.extension} and holds {_NAMES[kind]}; read as such"
        finding = Finding("wrong-extension", "warning", name, message, "rename the file, or fetch it again if it should hold something else")
        source = replace(source, findings=(*source.findings, finding))
    return _checked(_with_language(source, parsed), parsed)


def _read(kind: str, name: str, data: bytes, digest: str, parsed: Name) -> SourceText:
    if kind == "pdf":
        return read_pdf(name, data, digest, parsed.language)
    if kind == "image":
        return read_image(name, data, digest, parsed.language)
    if kind == "docx":
        return read_docx(name, data, digest)
    if kind == "xml":
        return read_akn(name, data, digest)
    if kind == "html":
        return read_html(name, data, digest)
    if kind == "json":
        return read_record(name, data, digest, parsed.language)
    return read_plain(name, data, digest, parsed.extension)


def _with_language(source: SourceText, name: Name) -> SourceText:
    """The language a file states: its markup or front matter, else its name."""
    stated = source.language or source.metadata.get("language", source.metadata.get("lang", ""))[:2].lower()
    language = stated if stated in served() else name.language
    return source if language == source.language else replace(source, language=language)


def _checked(source: SourceText, name: Name) -> SourceText:
    """Refuses a text in a language not served; names a contradiction between the stated language and the words."""
    found = guess(source.text)
    if found is None or not found.sure:
        return source
    if not found.served:
        hint = f"languages served: {' '.join(served())}"
        raise SourceError(f"is in a language that is not served ({found.name})", place=source.file_name, hint=hint)
    if source.language and source.language != found.language:
        message = f"is said to be in {source.language}, and its words are {found.name}"
        finding = Finding("language-contradicts", "warning", source.file_name, message, "correct the language in the file name or in the metadata")
        return replace(source, language=found.language, findings=(*source.findings, finding))
    return source
