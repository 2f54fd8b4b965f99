"""Decodes the bytes of a text file and says how the encoding was known.

What goes in: bytes, and a declaration where the format has one. What comes out: the text, the encoding, and how it was found:
`bom`, `declared`, `utf-8` (valid as it stands) or `detected`. This module must not know file formats.

UTF-8 is decoded exactly as `bytes.decode("utf8")` does, a byte-order mark stays its first character: offsets count in that text.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

from graph_builder.errors import SourceError

SAMPLE = 1 << 18
"""Bytes looked at when an encoding must be guessed."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

LEGACY = ("cp1252", "iso8859_15", "cp1251", "koi8_r", "iso8859_5", "cp866", "cp1256", "gb18030", "big5", "mac_roman")
"""Encodings of the served languages that were in use before UTF-8."""


class Decoded(NamedTuple):
    """A text with the name of its encoding and how that is known: bom, declared, utf-8 or detected."""

    text: str
    encoding: str
    by: str


def decode(data: bytes, *, declared: str | None = None, place: str = "") -> Decoded:
    """The text of `data`. SourceError where the bytes are no text: NUL bytes outside UTF-16, or no encoding fits.

    >>> decode("Größe".encode("utf-8"))
    Decoded(text='Größe', encoding='utf-8', by='utf-8')
    >>> decode(b"\\xff\\xfea\\x00")
    Decoded(text='a', encoding='utf-16', by='bom')
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, name, place), name, "bom")
    wide = _wide(data[:SAMPLE])
    if wide:
        return Decoded(_strict(data, wide, place), wide, "detected")
    nul = data.find(b"\0")
    if nul >= 0:
        hint = "give the file the extension of its format, or save it as UTF-8 text"
        raise SourceError(f"holds a NUL byte at byte {nul}: not a text", place=place, hint=hint)
    if declared:
        try:
            codec = codecs.lookup(declared).name
            return Decoded(data.decode(codec), codec, "declared")
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; the bytes decide
    try:
        return Decoded(data.decode("utf8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        first_bad = error.start
    sample = data[max(0, first_bad - SAMPLE // 2) :][:SAMPLE]
    best = from_bytes(sample, cp_isolation=list(LEGACY)).best()
    if best is None:
        raise SourceError(f"cannot be decoded (byte {first_bad} is no UTF-8, and no other encoding fits)", place=place, hint="save the text as UTF-8")
    return Decoded(_strict(data, best.encoding, place), best.encoding, "detected")


def _strict(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"cannot be decoded as {encoding} (byte {error.start})", place=place, hint="save the text as UTF-8") from error


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: blanks, digits and line ends betray the byte order, in every script."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2], sample[1::2]
    common = b" \n\r0123456789,."
    little = sum(1 for low, high in zip(even, odd, strict=True) if high == 0 and low in common)
    big = sum(1 for high, low in zip(even, odd, strict=True) if high == 0 and low in common)
    if max(little, big) * 50 < len(even):
        return None
    name = "utf-16-le" if little >= big else "utf-16-be"
    high_bytes = odd if little >= big else even
    # a text keeps to few rows of the code table; arbitrary binary data does not
    return name if len(set(high_bytes)) <= 120 else None
