"""The text of a document as read: provisions in printed order, statements marked in the words, damaged words shown repaired.

What goes in: an instrument and a version. What comes out: provisions made of runs; a run is a piece of text with the statement and citation
it belongs to. The raw characters come from the evidence, the repairs from the `ac:Edit` nodes of the source, so that what is shown can be traced to the file
character by character. This module must not know HTML.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from api.reading.cards import evidence, force_card, path_of
from api.reading.catalog import Catalog
from api.reading.nodes import Node, rows, short, tree
from graph_builder.store import Asking

_SHOWN = (
    "rdf:type",
    "ac:parent",
    "ac:order",
    "ac:number",
    "dcterms:title",
    "ac:statedIn",
    "ac:force",
    "ac:citingProvision",
    "ac:citedInstrument",
    "ac:resolutionStatus",
)
_PLACED = ("oa:hasSource", "oa:hasSelector", "ac:expression", "ac:page", "oa:exact", "oa:start", "oa:end")


@dataclass(frozen=True)
class Run:
    """A piece of text. `raw`: what the file has where a repair changed it."""

    text: str
    statement: str | None = None
    citation: str | None = None
    raw: str | None = None
    first: bool = False
    """The statement begins here."""


@dataclass
class Paragraph:
    """One provision in one version."""

    iri: str
    kind: str
    number: str | None
    depth: int
    url: str
    runs: list[Run] = field(default_factory=list)
    heading: str | None = None
    statements: list[str] = field(default_factory=list)
    page: int | None = None

    @property
    def anchor(self) -> str:
        return anchor(self.iri)

    @property
    def plain(self) -> str:
        """The text without marks, on one line."""
        return " ".join("".join(run.text for run in self.runs).split())


def anchor(iri: str) -> str:
    """The fragment of a provision or statement on the page of its instrument.

    >>> anchor("https://w3id.org/anticrime/id/instrument/osce/mc/doc/1-20/par/2/statement/1")
    'par-2-statement-1'
    """
    for mark in ("/pre/", "/par/", "/art/", "/annex/", "/div/", "/fn/"):
        at = iri.find(mark)
        if at >= 0 and "/instrument/" in iri[:at]:
            first = min(place for m in ("/pre/", "/par/", "/art/", "/annex/", "/div/", "/fn/") if (place := iri.find(m)) >= 0)
            return iri[first + 1 :].replace("/", "-")
    return iri.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Version:
    """One expression of an instrument."""

    iri: str
    tag: str
    language: str
    authentic: bool
    corrected: str | None
    files: tuple[str, ...]
    title: str | None


def versions(store: Asking, iri: str) -> list[Version]:
    """The language versions held, English first, then French."""
    found = [row["x"].value for row in rows(store, f"SELECT DISTINCT ?x {{ ?x a ac:Expression ; eli:realizes <{iri}> ; ac:fromSource ?f }}")]
    nodes = tree(store, found, ("ac:fromSource",))
    shown = []
    for x in found:
        node = nodes[x]
        files = tuple(sorted(nodes[f].one("ac:fileName") or f for f in node.all("ac:fromSource") if f in nodes))
        language = node.one("ac:language") or "en"
        shown.append(
            Version(x, x.rsplit("/", 1)[-1], language, node.one("ac:authentic") != "false", node.one("ac:correctedOn"), files, node.one("dcterms:title"))
        )
    return sorted(shown, key=lambda v: (v.language != "en", v.language != "fr", v.language, bool(v.tag != v.language), v.tag))


@dataclass(frozen=True)
class Edit:
    """One repair of the normaliser, in raw offsets of its source."""

    start: int
    end: int
    replacement: str


def edits_of(store: Asking, source: str) -> list[Edit]:
    """The repairs made in a source, in order."""
    query = f"SELECT ?a ?b ?r {{ ?e a ac:Edit ; oa:hasSource <{source}> ; oa:start ?a ; oa:end ?b ; ac:replacement ?r }}"
    found = [Edit(int(row["a"].value), int(row["b"].value), row["r"].value) for row in rows(store, query)]
    return sorted(found, key=lambda e: (e.start, e.end))


def read(store: Asking, catalog: Catalog, instrument: str, version: Version, languages: Sequence[str]) -> tuple[list[Paragraph], dict[str, dict[str, Any]]]:
    """The paragraphs of a version and, by IRI, what a mark needs to know of each statement: force, act type, commitment, address."""
    query = f"""SELECT ?n ?e {{ {{ ?n ac:parent ?q }} UNION {{ ?n a ac:Statement }} UNION {{ ?n a ac:Citation }}
      ?n ac:evidence ?e . ?e ac:expression <{version.iri}> }}"""
    pairs = [(row["n"].value, row["e"].value) for row in rows(store, query)]
    nodes = tree(store, [iri for iri, _ in pairs], only=_SHOWN)
    nodes |= tree(store, [e for _, e in pairs], ("oa:hasSelector",), only=_PLACED)
    spans: dict[str, dict[str, Any]] = {}
    for iri, e in pairs:
        shown = evidence(nodes, e)
        if shown is not None and "start" in shown:
            spans.setdefault(iri, shown)
    provisions = [nodes[iri] for iri in spans if iri in nodes and "ac:parent" in nodes[iri].properties]
    statements = [nodes[iri] for iri in spans if "ac:statedIn" in nodes[iri].properties]
    citations = [nodes[iri] for iri in spans if "ac:citingProvision" in nodes[iri].properties]
    edits = {source: edits_of(store, source) for source in sorted({str(spans[p.iri]["source"]) for p in provisions})}
    depth = _depths(provisions)
    marks, citing = _Spans(statements, spans), _Spans(citations, spans)
    paragraphs = []
    for node in sorted(provisions, key=lambda p: (p.integer("ac:order") or 0, p.iri)):
        span = spans[node.iri]
        kinds = [short(k).removeprefix("ac:") for k in node.all("rdf:type")]
        kind = next((k for k in kinds if k not in ("Provision",) and ":" not in k), "Paragraph")
        inside = marks.within(span)
        cited = citing.within(span)
        title = next((t.value for t in node.terms("dcterms:title") if t.language == version.language), None)
        paragraph = Paragraph(node.iri, kind, node.one("ac:number"), depth.get(node.iri, 0), path_of(node.iri), heading=title, page=span.get("page"))
        paragraph.runs = runs(span["text"], span["start"], edits[str(span["source"])], inside, cited)
        paragraph.statements = [run.statement for run in paragraph.runs if run.first and run.statement]
        paragraphs.append(paragraph)
    facts = {node.iri: _fact(catalog, node, languages) for node in statements}
    for node in citations:
        targets = node.all("ac:citedInstrument")
        facts[node.iri] = {
            "url": path_of(targets[0]) if len(targets) == 1 else path_of(node.iri),
            "label": ", ".join(catalog.label(target, languages) for target in targets) or (node.one("ac:resolutionStatus") or ""),
            "status": node.one("ac:resolutionStatus"),
        }
    return paragraphs, facts


class _Spans:
    """Spans of one kind, found by place."""

    def __init__(self, nodes: Sequence[Node], spans: Mapping[str, Mapping[str, Any]]) -> None:
        self._all = sorted((spans[n.iri]["start"], spans[n.iri]["end"], n.iri, spans[n.iri]["source"]) for n in nodes)
        self._starts = [span[0] for span in self._all]
        self._longest = max((span[1] - span[0] for span in self._all), default=0)

    def within(self, span: Mapping[str, Any]) -> list[tuple[str, int, int]]:
        """Those that touch a span of the same source."""
        first, last = bisect_left(self._starts, span["start"] - self._longest), bisect_left(self._starts, span["end"])
        return [(iri, start, end) for start, end, iri, source in self._all[first:last] if end > span["start"] and source == span["source"]]


def _fact(catalog: Catalog, node: Node, languages: Sequence[str]) -> dict[str, Any]:
    force = force_card(catalog, node.one("ac:force"), languages)
    act = force["act_type"]["key"] if force and force["act_type"] else "assertive"
    return {"force": force, "act": act, "commitment": "Commitment" in node.types(), "url": path_of(node.iri), "anchor": anchor(node.iri)}


def _depths(provisions: Sequence[Node]) -> dict[str, int]:
    parents = {node.iri: node.one("ac:parent") for node in provisions}
    depths: dict[str, int] = {}
    for iri in parents:
        depth, at = 0, parents[iri]
        while at in parents and depth < 12:
            depth, at = depth + 1, parents[at]
        depths[iri] = depth
    return depths


def runs(raw: str, start: int, edits: Sequence[Edit], statements: Sequence[tuple[str, int, int]], citations: Sequence[tuple[str, int, int]]) -> list[Run]:
    """Cuts a quote that begins at `start` into runs. Of statements that overlap the innermost (shortest) marks.

    >>> [(r.text, r.statement, r.raw) for r in runs("a réle b", 10, [Edit(12, 16, "rôle")], [("s", 12, 18)], [])]
    [('a ', None, None), ('rôle', 's', 'réle'), (' b', 's', None)]
    """
    end = start + len(raw)
    here = [e for e in edits if e.start < end and e.end > start and e.start >= start and e.end <= end]
    cuts = {start, end}
    for edit in here:
        cuts |= {edit.start, edit.end}
    inside = [(edit.start, edit.end) for edit in here]
    for _, a, b in (*statements, *citations):
        for cut in (a, b):
            if start < cut < end and not any(x < cut < y for x, y in inside):
                cuts.add(cut)
    places = sorted(cuts)
    by_place = {edit.start: edit for edit in here}
    found: list[Run] = []
    seen: set[str] = set()
    for a, b in pairwise(places):
        statement = min((s for s in statements if s[1] <= a and b <= s[2]), key=lambda s: (s[2] - s[1], s[0]), default=None)
        citation = min((c for c in citations if c[1] <= a and b <= c[2]), key=lambda c: (c[2] - c[1], c[0]), default=None)
        text = raw[a - start : b - start]
        change = by_place.get(a)
        repaired = change if change is not None and change.end == b else None
        name = statement[0] if statement else None
        found.append(
            Run(
                repaired.replacement if repaired else text,
                name,
                citation[0] if citation else None,
                text if repaired and repaired.replacement.split() != text.split() else None,
                first=name is not None and name not in seen,
            )
        )
        if name:
            seen.add(name)
    return found


def repaired(text: str, start: int, edits: Sequence[Edit]) -> str:
    """A raw text that begins at `start` with the repairs that lie wholly inside it.

    >>> repaired("a réle b", 10, [Edit(12, 16, "rôle")])
    'a rôle b'
    """
    parts: list[str] = []
    at = start
    for edit in edits:
        if edit.start >= at and edit.end <= start + len(text):
            parts += (text[at - start : edit.start - start], edit.replacement)
            at = edit.end
    return "".join((*parts, text[at - start :]))


def repair_context(store: Asking, shown: Any, known: dict[str, list[Edit]] | None = None) -> Any:
    """Puts the repaired reading beside the words around each quote in an answer: `prefix_repaired`, `suffix_repaired`. Gives the answer back."""
    known = {} if known is None else known
    if isinstance(shown, list):
        for part in shown:
            repair_context(store, part, known)
    elif isinstance(shown, dict):
        source = shown.get("source")
        if "start" in shown and isinstance(source, str):
            if source not in known:
                known[source] = edits_of(store, source)
            if known[source]:
                prefix, suffix = str(shown.get("prefix", "")), str(shown.get("suffix", ""))
                shown["prefix_repaired"] = repaired(prefix, shown["start"] - len(prefix), known[source])
                shown["suffix_repaired"] = repaired(suffix, shown["end"], known[source])
        for part in shown.values():
            if isinstance(part, list | dict):
                repair_context(store, part, known)
    return shown
