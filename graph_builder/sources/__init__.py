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
from graph_builder.model import LANGUAGES, SourceText
from graph_builder.sources.names import EXTENSIONS, Name, parse_name
from graph_builder.sources.plain import read_plain

__all__ = ["EXTENSIONS", "MAX_BYTES", "Name", "is_source", "parse_name", "read", "read_bytes"]

MAX_BYTES = 256 << 20
"""Files above this size are refused."""

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
    """Reads the bytes of a file called `name` (base name; its extension and language part count)."""
    parsed = parse_name(name)
    if not data:
        raise SourceError("is empty (0 bytes)", place=name, hint="remove the file, or fetch it again")
    digest = sha256(data).hexdigest()
    source = read_plain(name, data, digest, parsed.extension)
    return _with_language(source, parsed)


def _with_language(source: SourceText, name: Name) -> SourceText:
    """The language a file states: its markup or front matter, else its name."""
    stated = source.language or source.metadata.get("language", source.metadata.get("lang", ""))[:2].lower()
    language = stated if stated in LANGUAGES else name.language
    return source if language == source.language else replace(source, language=language)
