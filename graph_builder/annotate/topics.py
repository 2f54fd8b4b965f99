"""What crime fields a text speaks of.

What goes in: a `Document`. What comes out: `TopicHit`s with the path of their provision, and statements with theirs. The terms stand in
`lexicons/topics.LANG.csv`, one row a term: a new language is a new file. This module must not know RDF, actors or citations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from graph_builder.annotate.folding import fold
from graph_builder.annotate.terms import Terms
from graph_builder.lexicons import tables
from graph_builder.model import Document, Provision, Span, Statement, TopicHit

COLUMNS = ("id", "topic", "term")


@cache
def terms(language: str) -> Terms[tuple[str, str]]:
    """The automaton of `language`; its payloads are (topic, rule)."""
    rows = tables("topics.*.csv", COLUMNS, key=("topic", "term")).get(language, ())
    return Terms(language, ((row["term"], (row["topic"], row.id)) for row in rows))


def hits(text: str, language: str) -> tuple[TopicHit, ...]:
    """The topics named in `text`: of the terms of one topic that overlap, the longest.

    >>> [(h.topic, text) for h in hits("Migrant smuggling and money laundering", "en") for text in ["Migrant smuggling and money laundering"[slice(*h.span)]]]
    [('smuggling-of-migrants', 'Migrant smuggling'), ('migration', 'Migrant'), ('money-laundering', 'money laundering')]
    """
    folded = fold(text)
    kept: dict[str, TopicHit] = {}
    found: list[TopicHit] = []
    for start, end, (topic, rule) in terms(language).find(folded):
        span = Span(*folded.span(start, end))
        last = kept.get(topic)
        if last is not None and last.span.overlaps(span):
            if span.end - span.start <= last.span.end - last.span.start:
                continue
            found.remove(last)
        kept[topic] = TopicHit(topic, span, rule)
        found.append(kept[topic])
    return tuple(sorted(found, key=lambda h: (h.span.start, -h.span.end, h.topic)))


def topics(document: Document) -> tuple[tuple[str, TopicHit], ...]:
    """All hits in the bodies and headings of the provisions, each with its provision's path, in the order of the text."""
    if not (_last_document and _last_document[0][0] is document):
        _last_document[:] = [(document, _by_provision(document))]
    return _last_document[0][1]


_last_document: list[tuple[Document, tuple[tuple[str, TopicHit], ...]]] = []
"""The document read last, by identity: several stages ask for its topics."""


def _by_provision(document: Document) -> tuple[tuple[str, TopicHit], ...]:
    whole = hits(document.text.text, document.language)
    foreign = {p.language for p in document.provisions} - {document.language}
    by_language = {document.language: whole} | {language: hits(document.text.text, language) for language in sorted(foreign)}
    found: list[tuple[str, TopicHit]] = []
    for provision in document.provisions:
        for span in (provision.heading, provision.body):
            if span is not None:
                found += ((provision.path, hit) for hit in within(by_language[provision.language], span))
    return tuple(sorted(found, key=lambda f: (f[1].span.start, -f[1].span.end, f[1].topic, f[0])))


def within(found: tuple[TopicHit, ...], span: Span) -> tuple[TopicHit, ...]:
    """Those of `found` (in the order of the text) that lie in `span`."""
    first = bisect_right(found, span.start - 1, key=lambda h: h.span.start)
    last = bisect_right(found, span.end - 1, key=lambda h: h.span.start)
    return tuple(h for h in found[first:last] if h.span.end <= span.end)


def with_topics(document: Document, statements: Iterable[Statement], found: tuple[tuple[str, TopicHit], ...]) -> tuple[Statement, ...]:
    """The statements with their topics: for each topic the first mention in the statement's span, else in its chapeau's."""
    by_provision: dict[str, list[TopicHit]] = {}
    for path, hit in found:
        by_provision.setdefault(path, []).append(hit)
    out: list[Statement] = []
    for statement in statements:
        first: dict[str, TopicHit] = {}
        for hit in within(tuple(by_provision.get(statement.provision, ())), statement.span):
            first.setdefault(hit.topic, hit)
        for hit in _chapeau(document, statement, by_provision):
            first.setdefault(hit.topic, hit)
        out.append(replace(statement, topics=tuple(first[topic] for topic in sorted(first))))
    return tuple(out)


def _chapeau(document: Document, statement: Statement, by_provision: dict[str, list[TopicHit]]) -> tuple[TopicHit, ...]:
    """The topics of the chapeau that a subparagraph's statement takes its verb from."""
    if statement.span.holds(statement.verb):
        return ()
    provision: Provision | None = document.by_path.get(statement.provision)
    while provision is not None and provision.parent is not None:
        provision = document.by_path.get(provision.parent)
        if provision is not None and provision.body.holds(statement.verb):
            return tuple(h for h in by_provision.get(provision.path, ()) if h.span.start >= statement.verb.end)
    return ()
