"""What crime fields a text speaks of.

What goes in: a `Document`. What comes out: `TopicHit`s with the path of their provision, and statements with theirs. The terms stand in
`lexicons/topics.LANG.csv`, one row a term: a new language is a new file. This module must not know RDF, actors or citations.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from graph_builder.annotate.folding import fold
from graph_builder.annotate.terms import Terms
from graph_builder.lexicons import tables
from graph_builder.model import Document, Provision, Span, TopicHit

_new = tuple.__new__
"""Makes a named tuple in half the time of its own call."""
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
    last: dict[str, tuple[int, int, int]] = {}
    """Where the last hit of each topic begins and ends, and its place in the list."""
    found: list[TopicHit | None] = []
    met = terms(language).find(folded)
    for (first, close), (_, _, (topic, rule)) in zip(folded.spans([m[:2] for m in met]), met, strict=True):
        known = last.get(topic)
        if known is not None and first < known[1] and known[0] < close:
            if close - first <= known[1] - known[0]:
                continue
            found[known[2]] = None
        last[topic] = (first, close, len(found))
        found.append(TopicHit(topic, _new(Span, (first, close)), rule))
    return tuple(sorted(filter(None, found), key=_place))


def _place(hit: TopicHit) -> tuple[int, int, str]:
    start, end = hit.span
    return start, -end, hit.topic


def topics(document: Document) -> tuple[tuple[str, TopicHit], ...]:
    """All hits in the bodies and headings of the provisions, each with its provision's path, in the order of the text."""
    if not (_last_document and _last_document[0][0] is document):
        _last_document[:] = [(document, _by_provision(document))]
    return _last_document[0][1]


_last_document: list[tuple[Document, tuple[tuple[str, TopicHit], ...]]] = []
"""The document read last, by identity: several stages ask for its topics."""


def _by_provision(document: Document) -> tuple[tuple[str, TopicHit], ...]:
    languages = sorted({document.language, *(p.language for p in document.provisions)})
    by_language = {language: _Hits(hits(document.text.text, language)) for language in languages}
    found: list[tuple[str, TopicHit]] = []
    reach, ordered = 0, True
    for provision in document.provisions:
        path, inside = provision.path, by_language[provision.language]
        for span in (provision.heading, provision.body):
            if span is not None and (met := inside.within(span)):
                found += [(path, hit) for hit in met]
                ordered, reach = ordered and reach <= span.start, max(reach, span.end)
    if not ordered:
        found.sort(key=lambda f: (f[1].span.start, -f[1].span.end, f[1].topic, f[0]))
    return tuple(found)


class _Hits:
    """Hits in the order of the text."""

    def __init__(self, hits: Sequence[TopicHit]) -> None:
        self.hits = hits
        self.starts = [hit.span.start for hit in hits]

    def within(self, span: Span) -> list[TopicHit]:
        """Those that lie in `span`."""
        start, end = span
        return [h for h in self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)] if h.span.end <= end]


class Told:
    """The topics of the acts of one document."""

    def __init__(self, document: Document, found: Iterable[tuple[str, TopicHit]]) -> None:
        self.document = document
        grouped: dict[str, list[TopicHit]] = {}
        for path, hit in found:
            grouped.setdefault(path, []).append(hit)
        self.by_provision = {path: _Hits(hits) for path, hits in grouped.items()}

    def of(self, provision: str, span: Span, verb: Span) -> tuple[TopicHit, ...]:
        """For each topic its first mention in the act's span, else in its chapeau's."""
        first: dict[str, TopicHit] = {}
        hits = self.by_provision.get(provision)
        if hits is not None:
            for hit in hits.within(span):
                first.setdefault(hit.topic, hit)
        if not span.holds(verb):
            for hit in self._chapeau(provision, verb):
                first.setdefault(hit.topic, hit)
        return tuple([first[topic] for topic in sorted(first)])

    def _chapeau(self, path: str, verb: Span) -> list[TopicHit]:
        """The topics of the chapeau that a subparagraph takes its verb from."""
        provision: Provision | None = self.document.by_path.get(path)
        while provision is not None and provision.parent is not None:
            provision = self.document.by_path.get(provision.parent)
            if provision is not None and provision.body.holds(verb):
                hits = self.by_provision.get(provision.path)
                return [h for h in hits.hits if h.span.start >= verb.end] if hits is not None else []
        return []
