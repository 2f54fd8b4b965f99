"""The builder's promise, checked before anything is written: every quote has words, and they are the source's own.

What goes in: a reading. What comes out: the same reading with what has no words taken out, and a finding for each. Evidence is cut from the raw text
(`triples.evidence`), so what remains to check is that a span leads to words at all. This module must not know RDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph_builder.errors import BuildError
from graph_builder.model import Document, Finding, Provision, Reading, Span

HOLDERS = ("Division", "Annex", "Article")
"""Kinds that may have no words of their own."""


def has_words(document: Document, span: Span) -> bool:
    """Whether a normal span leads to anything but white space in the source."""
    raw = document.text.raw_span(span.start, span.end)
    return bool(document.source.text[raw.start : raw.end].strip())


def checked(reading: Reading) -> Reading:
    """Takes out provisions and mentions without words; a statement, citation or derivation without words is a BuildError.

    A part or section without a heading only holds others: they move up to what holds it, and nothing is said. Any other provision without words is a finding.
    """
    document = reading.document
    for kind, spans in (
        ("statement", [span for s in reading.statements for span in (s.span, s.verb)]),
        ("citation", [c.span for c in reading.citations]),
        ("derivation", [d.span for d in reading.derivations]),
        ("mention", [m.span for s in reading.statements for m in (*s.bearers, *s.counterparties)]),
        ("qualifier", [q.span for s in reading.statements for q in s.qualifiers]),
        ("topic", [t.span for s in reading.statements for t in s.topics]),
    ):
        for span in spans:
            if not has_words(document, span):
                raise BuildError(
                    f"a {kind} at {span.start} has no words", place=document.source.file_name, hint="a fault of the builder: report it with the file"
                )
    empty = {p.path: p for p in document.provisions if not has_words(document, p.span)}
    mentions = tuple(m for m in reading.mentions if has_words(document, m.span) and m.provision not in empty)
    if not empty:
        return reading if len(mentions) == len(reading.mentions) else replace(reading, mentions=mentions)
    orphans = ({s.provision for s in reading.statements} | {c.provision for c in reading.citations}) & empty.keys()
    if orphans:
        raise BuildError(f"{min(orphans)} has no words but holds statements", place=document.source.file_name, hint="a fault of the builder: report it")
    provisions = tuple(replace(p, parent=_above(p.parent, empty)) for p in document.provisions if p.path not in empty)
    findings = tuple(
        Finding(
            "empty-provision",
            "warning",
            f"{document.source.file_name}:{p.span.start}",
            f"{path} has no words and is left out",
            "a fault of the segmenter: report it",
        )
        for path, p in empty.items()
        if p.kind not in HOLDERS
    )
    return replace(reading, document=replace(document, provisions=provisions), mentions=mentions, findings=(*reading.findings, *findings))


def _above(path: str | None, empty: Mapping[str, Provision]) -> str | None:
    """The nearest provision at or above `path` that has words."""
    while path is not None and path in empty:
        path = empty[path].parent
    return path
