"""What a file name says: the language of a text and the name it shares with its other language versions.

What goes in: a base name. What comes out: stem, language and extension. This module must not open files.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph_builder.text.language import served

EXTENSIONS = ("txt", "text", "md", "markdown", "pdf", "docx", "html", "htm", "xhtml", "xml", "akn", "json", "png", "jpg", "jpeg", "tif", "tiff")
MARKS = ("ocr", "clean", "scan")
"""Parts of a name that tell how a text was made, not which text it is."""


class _Patterns(NamedTuple):
    part: re.Pattern[str]
    tail: re.Pattern[str]
    middle: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """A language between dots ("fr", "de-CH"), at the end ("-EN", "_fr"), or in capitals before more of the name ("-FR_")."""
    small, capital = "|".join(served()), "|".join(code.upper() for code in served())
    return _Patterns(
        re.compile(rf"(?i)({small})(?:[-_][A-Za-z0-9-]{{1,20}})?\Z"),
        re.compile(rf"[-_]({small}|{capital})\Z"),
        re.compile(rf"[-_]({capital})(?=_(?!\d))"),
    )


class Name(NamedTuple):
    """`stem` without language, marks and extension; `variant` a second part of the language tag ("CH")."""

    stem: str
    language: str | None
    extension: str
    variant: str = ""


def parse_name(file_name: str) -> Name:
    """The parts of a base name.

    >>> parse_name("tirana-declaration.fr.ocr.txt")
    Name(stem='tirana-declaration', language='fr', extension='txt', variant='')
    >>> parse_name("UNTOC.de-CH.md")
    Name(stem='UNTOC', language='de', extension='md', variant='CH')
    >>> parse_name("A_RES_73_3-EN.pdf")
    Name(stem='A_RES_73_3', language='en', extension='pdf', variant='')
    >>> parse_name("S_RES_1373(2001).txt")
    Name(stem='S_RES_1373(2001)', language=None, extension='txt', variant='')
    """
    parts = file_name.split(".")
    extension = ""
    if len(parts) > 1 and parts[-1].lower() in EXTENSIONS:
        extension = parts.pop().lower()
    language, variant = None, ""
    while len(parts) > 1:
        last = parts[-1]
        if last.lower() in MARKS:
            parts.pop()
        elif language is None and _patterns().part.match(last):
            language = last[:2].lower()
            variant = last[3:]
            parts.pop()
        else:
            break
    stem = ".".join(parts)
    if language is None and (tail := _patterns().tail.search(stem)):
        language, stem = tail[1].lower(), stem[: tail.start()]
    elif language is None and (middle := _patterns().middle.search(stem)):
        language, stem = middle[1].lower(), stem[: middle.start()] + stem[middle.end() :]
    return Name(stem, language, extension, variant)
