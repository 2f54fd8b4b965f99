"""Documents made of lines, for tests of citations: each line is an operative paragraph."""

from __future__ import annotations

from functools import cache

from graph_builder.annotate.citations import citations
from graph_builder.iris import BASE
from graph_builder.model import Citation, CitationMention, Document, Finding, Identity, NormalText, PartialDate, Provision, SourceText, Span
from graph_builder.register import Register, load
from graph_builder.resolve import resolve


@cache
def register() -> Register:
    return load()


def document(
    text: str,
    language: str = "en",
    *,
    organ: str | None = "un-ga",
    date: str | None = "2021-12-31",
    kind: str = "Resolution",
    title: str | None = None,
    iri: str = "text/test",
    symbol: str | None = None,
) -> Document:
    """One operative paragraph a line."""
    provisions, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        span = Span(at, at + len(line))
        provisions.append(Provision(f"par/{number}", "OperativeParagraph", span, span, number, language, operative=True))
        at += len(line) + 1
    identity = Identity(
        f"{BASE}instrument/{iri}",
        "test",
        kind=kind,
        title=title,
        symbol=symbol,
        organ=organ,
        organisation=organ.split("-")[0] if organ else None,
        adopted_on=PartialDate.parse(date) if date else None,
        treaty=kind in ("Convention", "Protocol"),
    )
    return Document(SourceText("test.txt", "0" * 64, "text/plain", text), NormalText(text, text), language, identity, tuple(provisions))


def mentions(text: str, language: str = "en", *, organ: str | None = "un-ga") -> tuple[CitationMention, ...]:
    return citations(document(text, language, organ=organ), register())


def read(doc: Document) -> tuple[tuple[Citation, ...], tuple[Finding, ...]]:
    return resolve(doc, citations(doc, register()), register())


def targets(
    text: str, language: str = "en", *, organ: str | None = "un-ga", date: str | None = "2021-12-31", kind: str = "Resolution", title: str | None = None
) -> list[tuple[str, str]]:
    """(words, target below the instruments' base) of each target, in order; the status where there is none."""
    found, _ = read(document(text, language, organ=organ, date=date, kind=kind, title=title))
    out = []
    for citation in found:
        words = text[citation.span.start : citation.span.end]
        out += [(words, target.removeprefix(f"{BASE}instrument/")) for target in citation.targets] or [(words, citation.status)]
    return out


def names(text: str, language: str = "en", **facts: str | None) -> list[str]:
    """The targets alone."""
    return [target for _, target in targets(text, language, **facts)]  # type: ignore[arg-type]
