"""Reads plain text and Markdown: the decoded file itself, with its front matter as metadata.

What goes in: a file name and its bytes. What comes out: a SourceText whose text is the decoded file, nothing removed, so that offsets
are code points of the file. This module must not know languages or structure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph_builder.errors import SourceError
from graph_builder.model import Block, Finding, SourceText, Span
from graph_builder.text.encoding import decode

MEDIA_TYPES = {"md": "text/markdown", "markdown": "text/markdown"}

_ODD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]{0,60}):(?:[ \t]+(.*))?\Z")
MAX_FRONT_MATTER = 1 << 16


def read_plain(name: str, data: bytes, sha256: str, extension: str) -> SourceText:
    """The file as text. SourceError where it is empty, binary or cannot be decoded."""
    text, encoding, by = decode(data, place=name)
    refuse_unreadable(text, name)
    metadata, front = front_matter(text)
    findings: tuple[Finding, ...] = ()
    if by == "detected":
        findings = (Finding("encoding-detected", "info", name, f"is no UTF-8; read as {encoding}", "save the text as UTF-8 if letters are wrong"),)
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type=MEDIA_TYPES.get(extension, "text/plain"),
        text=text,
        encoding=encoding,
        encoding_by=by,
        metadata=metadata,
        blocks=(Block("frontmatter", front),) if front else (),
        findings=findings,
    )


def refuse_unreadable(text: str, name: str) -> None:
    """SourceError where a text holds nothing to read, or control characters as binary data do."""
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise SourceError("is empty", place=name, hint="remove the file, or fetch it again")
    sample = text[: 1 << 16]
    odd = [match.start() for match in _ODD.finditer(sample)]
    if len(odd) * 50 > len(sample):
        raise SourceError(f"holds control characters (first at {odd[0]}): not a text", place=name, hint="give the file the extension of its format")
    if not any(ch.isalpha() for ch in text):
        raise SourceError("holds no words", place=name, hint="remove the file, or fetch it again")


def front_matter(text: str) -> tuple[Mapping[str, str], Span | None]:
    """Metadata of a `---` block at the head, and its span; nothing where there is none. Lists and nested values are left alone."""
    start = _FENCE.match(text)
    if not start:
        return MappingProxyType({}), None
    end = _END.search(text, start.end(), start.end() + MAX_FRONT_MATTER)
    if not end:
        return MappingProxyType({}), None
    pairs: dict[str, str] = {}
    for line in text[start.end() : end.start()].splitlines():
        if pair := _PAIR.match(line.rstrip()):
            pairs.setdefault(pair[1].lower(), _unquote(pair[2] or ""))
    if not pairs:
        return MappingProxyType({}), None
    return MappingProxyType(pairs), Span(start.start(), end.end())


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"')
    return value
