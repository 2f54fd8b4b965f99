"""Reads JSON records of treaties: one object with a text, or with a preamble and articles.

What goes in: a file name and bytes. What comes out: a SourceText laid out as `layout` says, articles as blocks. A record whose text is
in visual order (Arabic written backwards) or lost its letters is refused with the reason. This module must not know instruments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from graph_builder.errors import SourceError
from graph_builder.lexicons import table
from graph_builder.model import Block, SourceText, Span
from graph_builder.sources.layout import Layout, squeeze
from graph_builder.sources.visual import refuse_visual_order
from graph_builder.text.encoding import decode
from graph_builder.text.language import served

READER = "anticrime records 1"
MAX_DEPTH = 60

_TEXT = ("text", "content", "body", "full_text")
_ARTICLES = ("articles", "provisions", "paragraphs")
_NUMBERS = ("number", "article", "article_number", "num", "id", "no")
_TITLES = ("title", "heading", "name")
_PLAIN = ("title", "symbol", "date", "language", "source", "treaty", "url", "year")
_STRUCTURE_WORDS = table("structure_words.csv", ("id", "language", "kind", "part", "forms", "example"))
_WORDS = {row["language"]: row["forms"] for row in _STRUCTURE_WORDS if row["kind"] == "label"}


def read_record(name: str, data: bytes, sha256: str, language: str | None) -> SourceText:
    """The text of a record. `language` says which of several language fields to read (`text_zh`); SourceError where the JSON holds no text."""
    text, encoding, by = decode(data, place=name)
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise SourceError(f"is no JSON that can be read ({error})", place=name, hint="only JSON records of treaties are sources") from error
    if not isinstance(record, dict):
        raise SourceError("is JSON without an object at its head: no record of a treaty", place=name, hint="only JSON records of treaties are sources")
    languages = [language] if language else [code for code in served() if any(key.endswith(f"_{code}") for key in _keys(record))] or [""]
    layout = Layout()
    for code in languages[:1]:
        _write(record, code or "", layout)
        language = language or code or None
    extracted, blocks = layout.finish()
    if not any(ch.isalpha() for ch in extracted):
        raise SourceError("is JSON without a text or articles: no record of a treaty", place=name, hint="a record has `text`, or `articles` with `text`")
    refuse_visual_order(extracted, name)
    metadata = {key: squeeze(str(record[key])) for key in _PLAIN if isinstance(record.get(key), str | int) and str(record[key]).strip()}
    if language and isinstance(record.get(f"treaty_{language}"), str):
        metadata["title"] = squeeze(record[f"treaty_{language}"])
    metadata |= {key: squeeze(value) for key, value in record.items() if key.startswith("treaty_") and isinstance(value, str) and value.strip()}
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type="application/json",
        text=extracted,
        encoding=encoding,
        encoding_by=by,
        language=language if language in served() else None,
        extracted_by=READER,
        metadata=MappingProxyType(metadata),
        blocks=blocks,
    )


def _keys(value: object, depth: int = 0) -> set[str]:
    if depth > 3:
        return set()
    if isinstance(value, dict):
        return {str(key) for key in value} | {key for item in list(value.values())[:50] for key in _keys(item, depth + 1)}
    if isinstance(value, list):
        return {key for item in value[:5] for key in _keys(item, depth + 1)}
    return set()


def _field(record: Mapping[str, object], names: Sequence[str], language: str) -> object | None:
    for field in names:
        for key in (f"{field}_{language}", field) if language else (field,):
            value = record.get(key)
            if value not in (None, "", [], {}):
                return value
    return None


def _write(record: Mapping[str, object], language: str, layout: Layout, depth: int = 0) -> None:
    if depth > MAX_DEPTH:
        return
    if depth == 0:
        title = _field(record, ("treaty", "title"), language)
        if isinstance(title, str):
            layout.add(squeeze(title), "heading")
        preamble = _field(record, ("preamble",), language)
        if isinstance(preamble, str):
            _lines(preamble, layout, "PreambularParagraph")
    content = _field(record, _TEXT, language)
    if isinstance(content, str):
        _lines(content, layout, "Paragraph")
    chapters = _field(record, ("chapters", "parts", "sections"), language)
    for chapter in chapters if isinstance(chapters, list) else ():
        if isinstance(chapter, dict):
            heading = _field(chapter, ("title", "heading", "name", "chapter"), language)
            if isinstance(heading, str):
                layout.add(squeeze(heading), "heading")
            _write({key: value for key, value in chapter.items() if key not in ("title", "name")}, language, layout, depth + 1)
    articles = _field(record, _ARTICLES, language)
    for article in articles if isinstance(articles, list) else ():
        if isinstance(article, dict):
            _article(article, language, layout)


def _article(article: Mapping[str, object], language: str, layout: Layout, depth: int = 0) -> None:
    printed = _field(article, _NUMBERS, language)
    title = _field(article, _TITLES, language)
    label = squeeze(str(printed)) if isinstance(printed, str | int) else ""
    if label.isdigit() or (label and all(ch in "零〇一二三四五六七八九十百" for ch in label)):
        label = _WORDS.get(language, "Article {}").format(label)
    head = " ".join(part for part in (label, squeeze(title) if isinstance(title, str) else "") if part)
    start = layout.length + (2 if layout.parts else 0)
    if head:
        layout.add(head, "heading")
    content = _field(article, _TEXT, language)
    if isinstance(content, str):
        _lines(content, layout, "Paragraph")
    pieces = _field(article, ("paragraphs", "items", "points"), language) if not isinstance(content, str) else None
    for piece in pieces if isinstance(pieces, list) and depth < MAX_DEPTH else ():
        if isinstance(piece, str):
            _lines(piece, layout, "Paragraph")
        elif isinstance(piece, dict):
            _article(piece, language, layout, depth + 1)
    if layout.length > start:
        layout.blocks.append(Block("Article", Span(start, layout.length), label or None))


def _lines(text: str, layout: Layout, kind: str) -> None:
    for line in re.split(r"\n\s*", text):
        if squeeze(line):
            layout.add(squeeze(line), kind)
