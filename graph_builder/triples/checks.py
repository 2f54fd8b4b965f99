"""The builder's promise, checked before anything is written: every quote has words, and they are the source's own.

What goes in: a reading. What comes out: the same reading with what has no words taken out, and a finding for each. Evidence is cut from the raw text
(`triples.evidence`), so what remains to check is that a span leads to words at all. This module must not know RDF.
"""

from __future__ import annotations

from dataclasses import replace

from graph_builder.errors import BuildError
from graph_builder.model import Document, Finding, Reading, Span


def has_words(document: Document, span: Span) -> bool:
    """Whether a normal span leads to anything but white space in the source."""
    raw = document.text.raw_span(span.start, span.end)
    return bool(document.source.text[raw.start : raw.end].strip())


def checked(reading: Reading) -> Reading:
    """Takes out provisions and mentions without words; a statement, citation or derivation without words is a BuildError."""
    document = reading.document
    findings: list[Finding] = []
    provisions = []
    for provision in document.provisions:
        if has_words(document, provision.span):
            provisions.append(provision)
        else:
            place = f"{document.source.file_name}:{provision.span.start}"
            findings.append(
                Finding("empty-provision", "warning", place, f"{provision.path} has no words and is left out", "a fault of the segmenter: report it")
            )
    for kind, spans in (
        ("statement", [span for s in reading.statements for span in (s.span, s.verb)]),
        ("citation", [c.span for c in reading.citations]),
        ("derivation", [d.span for d in reading.derivations]),
        ("mention", [m.span for s in reading.statements for m in (*s.bearers, *s.counterparties)]),
        ("qualifier or topic", [x.span for s in reading.statements for x in (*s.qualifiers, *s.topics)]),
    ):
        for span in spans:
            if not has_words(document, span):
                raise BuildError(
                    f"a {kind} at {span.start} has no words", place=document.source.file_name, hint="a fault of the builder: report it with the file"
                )
    mentions = tuple(m for m in reading.mentions if has_words(document, m.span))
    if not findings and len(mentions) == len(reading.mentions):
        return reading
    kept = {p.path for p in provisions}
    lost = [p.path for p in provisions if p.parent is not None and p.parent not in kept]
    if lost:
        raise BuildError(f"{lost[0]} stands in a provision without words", place=document.source.file_name, hint="a fault of the segmenter: report it")
    orphans = {s.provision for s in reading.statements} | {c.provision for c in reading.citations}
    if orphans - kept:
        raise BuildError(f"{min(orphans - kept)} has no words but holds statements", place=document.source.file_name, hint="a fault of the builder: report it")
    mentions = tuple(m for m in mentions if m.provision in kept)
    return replace(reading, document=replace(document, provisions=tuple(provisions)), mentions=mentions, findings=(*reading.findings, *findings))
