"""Everything that is listed beside statements: instruments, provisions, citations, actors, topics, divergences, coverage, search.

What goes in: a store and its names. What comes out: plain dictionaries in a fixed order. This module must not know HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.reading.cards import QUOTES, evidences, force_card, instrument_card, named, path_of
from api.reading.catalog import Catalog, Entry, fold, instrument_of, path_key
from api.reading.nodes import quoted, rows, short, tree
from api.reading.statements import Filter, find, items
from graph_builder.store import Asking


def _counts(store: Asking, query: str) -> dict[str, int]:
    return {row["k"].value: int(row["n"].value) for row in rows(store, query) if "k" in row}


def texts_read(store: Asking) -> dict[str, list[str]]:
    """Instrument -> languages in which its text was read."""
    found: dict[str, set[str]] = {}
    for row in rows(store, "SELECT DISTINCT ?i ?l { ?x a ac:Expression ; eli:realizes ?i ; ac:language ?l ; ac:fromSource ?f }"):
        found.setdefault(row["i"].value, set()).add(row["l"].value)
    return {iri: sorted(languages) for iri, languages in found.items()}


def instruments(
    store: Asking,
    catalog: Catalog,
    languages: Sequence[str],
    *,
    words: str | None = None,
    kind: str | None = None,
    only: str | None = None,
    read: bool = False,
    status: str | None = None,
) -> list[dict[str, Any]]:
    """Instruments by date, those whose text was read with its languages and the number of their commitments."""
    texts = texts_read(store)
    wanted = fold(words or "").split()
    chosen: list[Entry] = []
    for entry in catalog.instruments.values():
        if (only and entry.iri != only) or (kind and entry.kind.lower() != kind.lower()) or (read and entry.iri not in texts):
            continue
        if status and entry.one("ac:verificationStatus") != status:
            continue
        if wanted:
            terms = [t.value for name in ("ac:symbol", "dcterms:title", "ac:shortName", "ac:registerKey") for t in entry.properties.get(name, ())]
            name = fold(" ".join([*terms, entry.key]))
            if not all(word in name for word in wanted):
                continue
        chosen.append(entry)
    chosen.sort(key=lambda e: (e.one("ac:adoptedFrom") or "9", e.symbol or "", e.iri))
    return [{**instrument_card(catalog, e.iri, languages), "texts": texts.get(e.iri, [])} for e in chosen]


def provisions(store: Asking, catalog: Catalog, iri: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Provisions in printed order, each with its parent, children, text per language and statements."""
    found: dict[str, dict[str, Any]] = {}
    query = f"""SELECT ?p ?parent ?order ?number ?type ?text {{ ?p ac:parent ?parent ; ac:order ?order ; a ?type . FILTER(STRSTARTS(STR(?p), "{iri}/"))
      OPTIONAL {{ ?p ac:number ?number }} OPTIONAL {{ ?p ac:text ?text }} }}"""
    for row in rows(store, query):
        key = row["p"].value
        empty: dict[str, Any] = {"number": None, "kind": None, "parent": row["parent"].value, "text": {}, "children": [], "statements": []}
        node = found.setdefault(key, {"id": key, "url": path_of(key), "order": int(row["order"].value), **empty})
        if "number" in row:
            node["number"] = row["number"].value
        if "text" in row:
            node["text"][row["text"].language or ""] = row["text"].value
        name = short(row["type"].value)
        if name.startswith("ac:") and name != "ac:Provision":
            node["kind"] = name.removeprefix("ac:")
    ordered = sorted(found.values(), key=lambda p: (p["order"], p["id"]))
    for node in ordered:
        if node["parent"] in found:
            found[node["parent"]]["children"].append(node["id"])
        node["text"] = dict(sorted(node["text"].items()))
    for row in rows(store, f'SELECT ?s ?p {{ ?s ac:statedIn ?p . FILTER(STRSTARTS(STR(?p), "{iri}/")) }}'):
        if row["p"].value in found:
            found[row["p"].value]["statements"].append(row["s"].value)
    for node in ordered:
        node["statements"].sort(key=path_key)
    return ordered


def citations(
    store: Asking,
    catalog: Catalog,
    languages: Sequence[str],
    *,
    cited: str | None = None,
    citing: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    pin: str | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[int, list[dict[str, Any]]]:
    """How many citations there are, and a page of them with quote, kind, status, targets and candidates."""
    parts = ["?c a ac:Citation ; ac:citingProvision ?p ."]
    if cited:
        parts.append(f"?c ac:citedInstrument <{cited}> .")
        if pin:
            part = f"{cited}/{pin.strip('/')}"
            parts.append(f"?c ac:citedProvision ?pin . FILTER(STR(?pin) = {quoted(part)} || STRSTARTS(STR(?pin), {quoted(part + '/')}))")
    if citing:
        parts.append(f'FILTER(STRSTARTS(STR(?c), "{citing}/"))')
    if status:
        parts.append(f"?c ac:resolutionStatus {quoted(status)} .")
    if kind:
        parts.append(f"?c ac:citationKind {quoted(kind)} .")
    every = sorted({row["c"].value for row in rows(store, f"SELECT DISTINCT ?c {{ {' '.join(parts)} }}")}, key=lambda c: (instrument_of(c), path_key(c)))
    page = every[offset : offset + limit]
    nodes = tree(store, page, (*QUOTES, "ac:candidate"))
    shown = []
    for iri in page:
        node = nodes[iri]
        shown.append(
            {
                "id": iri,
                "url": path_of(iri),
                "provision": node.one("ac:citingProvision"),
                "instrument": instrument_card(catalog, instrument_of(iri), languages),
                "kind": node.one("ac:citationKind"),
                "status": node.one("ac:resolutionStatus"),
                "cited": [instrument_card(catalog, target, languages) for target in node.all("ac:citedInstrument")],
                "cited_provisions": node.all("ac:citedProvision"),
                "candidates": [
                    {
                        "instrument": instrument_card(catalog, nodes[c].one("ac:candidateInstrument") or "", languages),
                        "reason": nodes[c].one("ac:reason"),
                        "confidence": nodes[c].number("ac:confidence"),
                    }
                    for c in node.all("ac:candidate")
                    if c in nodes
                ],
                "quotes": evidences(nodes, node),
                "rule": node.one("ac:rule"),
                "confidence": node.number("ac:confidence"),
            }
        )
    return len(every), shown


def actors(store: Asking, catalog: Catalog, languages: Sequence[str], *, words: str | None = None, kind: str | None = None) -> list[dict[str, Any]]:
    """Actors, those called upon most often first."""
    called = _counts(store, "SELECT ?k (COUNT(DISTINCT ?s) AS ?n) { ?s ac:bearer ?k } GROUP BY ?k")
    wanted = fold(words or "").split()
    found = []
    for entry in catalog.actors.values():
        terms = [*entry.properties.get("skos:prefLabel", ()), *entry.properties.get("skos:altLabel", ())]
        if wanted and not all(word in fold(" ".join([entry.key, *(t.value for t in terms)])) for word in wanted):
            continue
        if kind and entry.kind.lower() != kind.lower():
            continue
        labels = {t.language: t.value for t in sorted(entry.properties.get("skos:prefLabel", ()))}
        found.append({**named(catalog, entry.iri, languages), "key": entry.key, "kind": entry.kind, "labels": labels, "statements": called.get(entry.iri, 0)})
    return sorted(found, key=lambda a: (-a["statements"], a["label"], a["id"]))


def topics(store: Asking, catalog: Catalog, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Crime fields with how many statements speak of each."""
    counted = _counts(store, "SELECT ?k (COUNT(DISTINCT ?s) AS ?n) { ?s a ac:Statement ; ac:topic ?k } GROUP BY ?k")
    found = [
        {
            **named(catalog, entry.iri, languages),
            "key": key,
            "labels": {t.language: t.value for t in sorted(entry.properties.get("skos:prefLabel", ()))},
            "statements": counted.get(entry.iri, 0),
        }
        for key, entry in catalog.topics.items()
    ]
    return sorted(found, key=lambda t: (-t["statements"], t["label"]))


def forces(catalog: Catalog, languages: Sequence[str]) -> list[dict[str, Any]]:
    """The scale of forces: strength, act type, labels, definition, and the source of each row."""
    found = []
    for entry in catalog.forces.values():
        card = force_card(catalog, entry.iri, languages) or {}
        labels = {t.language: t.value for t in sorted(entry.properties.get("skos:prefLabel", ()))}
        definitions = {t.language: t.value for t in sorted(entry.properties.get("skos:definition", ()))}
        found.append({**card, "labels": labels, "definitions": definitions, "source": entry.one("dcterms:source")})
    return found


def divergences(
    store: Asking,
    catalog: Catalog,
    languages: Sequence[str],
    iri: str | None = None,
    kind: str | None = None,
    *,
    offset: int = 0,
    limit: int = 100,
) -> tuple[int, list[dict[str, Any]]]:
    """How many divergences there are, and a page of them with both sides."""
    where = f'FILTER(STRSTARTS(STR(?d), "{iri}/"))' if iri else ""
    which = f"?d ac:divergesIn {quoted(kind)} ." if kind else ""
    every = [row["d"].value for row in rows(store, f"SELECT DISTINCT ?d {{ ?d a ac:Divergence . {which} {where} }}")]
    every.sort(key=lambda d: (instrument_of(d), path_key(d)))
    page = every[offset : offset + limit]
    nodes = tree(store, page, ("ac:side", *(f"ac:side/{path}" for path in QUOTES)))
    shown = []
    for d in page:
        node = nodes[d]
        sides = [
            {"language": s.rsplit("/", 1)[-1].split("-")[0], "value": nodes[s].one("ac:value"), "quotes": evidences(nodes, nodes[s])}
            for s in node.all("ac:side")
            if s in nodes
        ]
        of = node.one("ac:divergenceOf") or d.split("/divergence/")[0]
        shown.append(
            {
                "id": d,
                "url": path_of(d),
                "of": of,
                "of_url": path_of(of),
                "in": node.one("ac:divergesIn"),
                "instrument": instrument_card(catalog, instrument_of(d), languages),
                "sides": sorted(sides, key=lambda s: str(s["language"])),
            }
        )
    return len(every), shown


def search(store: Asking, catalog: Catalog, languages: Sequence[str], words: str, limit: int = 200) -> dict[str, Any]:
    """Statements, instruments and actors that hold all words."""
    found = find(store, catalog, Filter(commitments=False, words=tuple(words.split()[:12])))
    return {
        "statements": items(store, catalog, found[:limit], languages),
        "statements_total": len(found),
        "instruments": instruments(store, catalog, languages, words=words)[:20],
        "actors": actors(store, catalog, languages, words=words)[:20],
    }


def coverage(store: Asking) -> list[dict[str, Any]]:
    """The coverage ledger: what was read of each source, with denominators."""
    nodes = tree(store, [row["c"].value for row in rows(store, "SELECT DISTINCT ?c { ?c a ac:Coverage }")])
    names = {
        "charactersRead": "characters",
        "provisionsRead": "provisions",
        "paragraphsRead": "paragraphs",
        "paragraphsWithoutStatement": "paragraphs_without_statement",
        "statementsTyped": "statements",
        "commitmentsFound": "commitments",
        "citationsFound": "citations",
        "citationsResolved": "citations_resolved",
        "citationsUnresolved": "citations_unresolved",
        "derivationsFound": "derivations",
        "editsMade": "edits",
    }
    ledger = []
    for node in nodes.values():
        instrument = node.one("ac:coverageInstrument")
        row: dict[str, Any] = {
            "file": node.one("ac:fileName"),
            "language": node.one("ac:language"),
            "instrument": instrument,
            "url": path_of(instrument) if instrument else None,
        }
        row |= {name: node.integer(f"ac:{term}") or 0 for term, name in names.items()}
        ledger.append(row)
    return sorted(ledger, key=lambda row: str(row["file"]))


def findings(store: Asking) -> list[dict[str, Any]]:
    """What the build noted: refused sources, doubled texts, conflicting dates."""
    nodes = tree(store, [row["f"].value for row in rows(store, "SELECT DISTINCT ?f { ?f a ac:Finding }")])
    names = ("Code", "Severity", "Place", "Message", "Hint")
    found = [{name.lower(): node.one(f"ac:finding{name}") for name in names} for node in nodes.values()]
    order = {"violation": 0, "warning": 1, "info": 2}
    return sorted(found, key=lambda f: (order.get(str(f["severity"]), 3), str(f["place"]), str(f["code"])))


def unknown_openings(store: Asking, limit: int = 100) -> list[dict[str, Any]]:
    """Openings of paragraphs that no lexicon row knows, the commonest first."""
    query = f"""SELECT ?w ?l ?n {{ ?u a ac:UnknownOpening ; ac:openingWords ?w ; ac:language ?l ; ac:occurrences ?n }}
      ORDER BY DESC(?n) ?l ?w LIMIT {limit}"""
    found = [(-int(row["n"].value), row["l"].value, row["w"].value) for row in rows(store, query)]
    return [{"words": words, "language": language, "times": -times} for times, language, words in sorted(found)[:limit]]
