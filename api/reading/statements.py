"""Statements and commitments: who says what, to whom, how strongly, in which words, on which ground.

What goes in: a `Filter`. What comes out: sorted IRIs, and for a page of them everything an answer shows. This module must not know HTTP.

"Derives from X" is `ac:derivesFrom` of the graph; the reasons come from the `ac:Derivation` nodes, and for several steps from the `ac:DerivationPath`, whose
basis is the weakest of its steps and whose confidence is their product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.reading.catalog import Catalog, instrument_of, path_key
from api.reading.nodes import Node, iri_ok, quoted, rows, tree
from graph_builder.iris import AC, BASE, CONCEPT
from graph_builder.store import Asking

NAMED = ("explicit", "anaphoric", "register")
"""Grounds that the text or the register names; the others are inferred."""
BASES = ("explicit", "anaphoric", "register", "tasked", "restated", "contextual")
ACTS = ("normative", "commissive", "constitutive", "directive", "assertive")
NOTE = {
    "en": "Strength orders wording: a convention of this project, no measure of legal effect. Compare within one legal nature only.",
    "fr": "La force classe des formulations : une convention de ce projet, non une mesure d’effet juridique. Ne comparer qu’à nature juridique égale.",
}
ADDRESSED = {
    "en": "A member of a group that is addressed is not thereby bound.",
    "fr": "Appartenir à un groupe auquel un texte s’adresse n’est pas être lié par lui.",
}

QUOTES = ("ac:evidence", "ac:evidence/oa:hasSelector", "ac:evidence/oa:hasSource")
"""The paths from a node to its words in the sources."""
_PARTS = (
    *QUOTES,
    "ac:statedIn",
    "ac:bearerMention|ac:counterpartyMention|ac:qualifier",
    "(ac:bearerMention|ac:counterpartyMention|ac:qualifier)/ac:evidence",
    "(ac:bearerMention|ac:counterpartyMention|ac:qualifier)/ac:evidence/oa:hasSelector",
)
_WHY = (
    *QUOTES,
    "ac:byCitation|ac:byRelation|ac:step",
    "(ac:byCitation|ac:step)/ac:evidence",
    "(ac:byCitation|ac:step)/ac:evidence/oa:hasSelector",
    "ac:step/(ac:byCitation|ac:byRelation)",
    "ac:step/ac:byCitation/ac:evidence",
    "ac:step/ac:byCitation/ac:evidence/oa:hasSelector",
)


@dataclass(frozen=True)
class Filter:
    """Which statements. Several values of one field: any of them; several fields: all of them. IRIs throughout."""

    commitments: bool = True
    derives_from: str | None = None
    basis: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    min_strength: int | None = None
    bearer: tuple[str, ...] = ()
    counterparty: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    instrument: str | None = None
    adopted_from: str | None = None
    adopted_to: str | None = None
    words: tuple[str, ...] = ()
    language: str | None = None
    qualified: bool | None = None

    def inferred_too(self) -> Filter:
        return replace(self, basis=())


def _any(variable: str, iris: Sequence[str]) -> str:
    return f"VALUES ?{variable} {{ {' '.join(f'<{iri}>' for iri in iris if iri_ok(iri))} }}"


def pattern(wanted: Filter, catalog: Catalog, *, words: bool = True) -> str:
    """The body of the SPARQL query for a filter: `?s` is the statement. `words`: the words too, where no index has found them."""
    parts: list[str] = []
    if wanted.derives_from:
        ground = wanted.derives_from
        parts.append(f"?s ac:derivesFrom <{ground}> .")
        if wanted.basis:
            allowed = ", ".join(quoted(basis) for basis in wanted.basis)
            parts.append(
                f'?d ac:derived ?s ; ac:ground ?g ; ac:basis ?b . FILTER(?b IN ({allowed})) FILTER(?g = <{ground}> || STRSTARTS(STR(?g), "{ground}/"))'
            )
    elif wanted.basis:
        parts.append(f"?d ac:derived ?s ; ac:basis ?b . FILTER(?b IN ({', '.join(quoted(basis) for basis in wanted.basis)}))")
    parts.append("?s a ac:Commitment ." if wanted.commitments else "?s a ac:Statement .")
    if wanted.bearer:
        parts.append(f"{_any('bearer', wanted.bearer)} ?s ac:bearer ?bearer .")
    if wanted.counterparty:
        parts.append(f"{_any('counterparty', wanted.counterparty)} ?s ac:counterparty ?counterparty .")
    if wanted.topic:
        parts.append(f"{_any('topic', wanted.topic)} ?s ac:topic ?topic .")
    forces = [
        entry.iri
        for key, entry in catalog.forces.items()
        if (not wanted.force or entry.iri in wanted.force)
        and (wanted.min_strength is None or int(entry.one("ac:strength") or 0) >= wanted.min_strength)
        and (not wanted.act or any(entry.one("ac:actType") == act for act in wanted.act))
    ]
    if wanted.force or wanted.min_strength is not None or wanted.act:
        parts.append(f"{_any('force', forces)} ?s ac:force ?force .")
    if wanted.qualified is not None:
        parts.append("?s ac:qualified true ." if wanted.qualified else "FILTER NOT EXISTS { ?s ac:qualified true }")
    if wanted.instrument:
        parts.append(f'FILTER(STRSTARTS(STR(?s), "{wanted.instrument}/"))')
    words = words and bool(wanted.words)
    if words or wanted.language:
        parts.append("?s ac:evidence ?e . ?e oa:hasSelector/oa:exact ?quote .")
        if wanted.language:
            parts.append(f"?e ac:expression/ac:language {quoted(wanted.language)} .")
        if words:
            parts.append("OPTIONAL { ?e ac:repairedText ?reading }")
            parts += [f"FILTER(CONTAINS(LCASE(CONCAT(?quote, ' ', COALESCE(STR(?reading), ''))), {quoted(word.lower())}))" for word in wanted.words]
    return "\n".join(parts)


def find(store: Asking, catalog: Catalog, wanted: Filter) -> list[str]:
    """The IRIs of the statements, by date and name of the instrument, then as printed."""
    hits = store.search(" ".join(wanted.words), wanted.language) if wanted.words else None
    found = {row["s"].value for row in rows(store, f"SELECT DISTINCT ?s {{ {pattern(wanted, catalog, words=hits is None)} }}")}
    if hits is not None:
        found &= set(hits)
    kept: list[tuple[tuple[str, str, Any], str]] = []
    for iri in found:
        owner = catalog.instruments.get(instrument_of(iri))
        first, last = (owner.one("ac:adoptedFrom"), owner.one("ac:adoptedTo")) if owner else (None, None)
        if wanted.adopted_from and not (last and last >= wanted.adopted_from):
            continue
        if wanted.adopted_to and not (first and first <= wanted.adopted_to):
            continue
        kept.append(((first or "", instrument_of(iri), path_key(iri)), iri))
    return [iri for _, iri in sorted(kept)]


def evidence(nodes: Mapping[str, Node], iri: str) -> dict[str, Any] | None:
    """One evidence: the raw quote, its place, its repaired reading where they differ."""
    node = nodes.get(iri)
    if node is None:
        return None
    shown: dict[str, Any] = {"id": iri, "text": "", "repaired": node.one("ac:repairedText")}
    for selector in node.all("oa:hasSelector"):
        part = nodes.get(selector)
        if part is None:
            continue
        for name in ("exact", "prefix", "suffix"):
            if (text := part.one(f"oa:{name}")) is not None:
                shown["text" if name == "exact" else name] = text
        for name in ("start", "end"):
            if (place := part.integer(f"oa:{name}")) is not None:
                shown[name] = place
    shown["expression"] = node.one("ac:expression")
    language = (node.one("ac:expression") or "/").rsplit("/", 1)[-1].split("-")[0]
    shown["language"] = language or None
    source = nodes.get(node.one("oa:hasSource") or "")
    shown["source"] = node.one("oa:hasSource")
    shown["file"] = source.one("ac:fileName") if source else None
    if (page := node.integer("ac:page")) is not None:
        shown["page"] = page
    if (force := node.one("ac:force")) is not None:
        shown["force"] = force
    verbs = node.all("ac:operativeVerb")
    if verbs:
        shown["verb"] = verbs[0]
    return shown


def evidences(nodes: Mapping[str, Node], node: Node) -> list[dict[str, Any]]:
    """All evidence of a node, English first, then French, then by language tag."""
    found = [shown for iri in node.all("ac:evidence") if (shown := evidence(nodes, iri)) is not None]
    return sorted(found, key=lambda e: (e["language"] != "en", e["language"] != "fr", str(e["expression"])))


def path_of(iri: str) -> str:
    """Where the service shows a thing: `/id/…`, `/concept/…`."""
    if iri.startswith(BASE):
        return "/id/" + iri[len(BASE) :]
    if iri.startswith(CONCEPT):
        return "/concept/" + iri[len(CONCEPT) :]
    if iri.startswith(AC.rstrip("#")):
        return "/ontology" + iri[len(AC) - 1 :]
    return iri


def named(catalog: Catalog, iri: str, languages: Sequence[str]) -> dict[str, Any]:
    """A thing by IRI with its label and address."""
    return {"id": iri, "label": catalog.label(iri, languages), "url": path_of(iri)}


def instrument_card(catalog: Catalog, iri: str, languages: Sequence[str]) -> dict[str, Any]:
    """An instrument as answers name it."""
    entry = catalog.instruments.get(iri)
    if entry is None:
        return {"id": iri, "label": catalog.label(iri), "symbol": None, "title": None, "kind": None, "kind_label": None, "url": path_of(iri)}
    nature = entry.one("ac:legalNature")
    return {
        "id": iri,
        "label": entry.label(languages),
        "symbol": entry.symbol,
        "short_name": entry.one("ac:shortName"),
        "title": entry.title(languages),
        "kind": entry.kind,
        "kind_label": catalog.label(AC + entry.kind, languages),
        "date": entry.date,
        "legal_nature": named(catalog, nature, languages) if nature else None,
        "adopted_by": named(catalog, body, languages) if (body := entry.one("ac:adoptedBy")) else None,
        "status": entry.one("ac:verificationStatus"),
        "url": path_of(iri),
    }


def force_card(catalog: Catalog, iri: str | None, languages: Sequence[str]) -> dict[str, Any] | None:
    """A force with its strength and act type."""
    if iri is None:
        return None
    entry = catalog.concepts.get(iri)
    act = entry.one("ac:actType") if entry else None
    return {
        **named(catalog, iri, languages),
        "key": iri.rsplit("/", 1)[-1],
        "strength": catalog.strength(iri),
        "act_type": {**named(catalog, act, languages), "key": act.rsplit("/", 1)[-1]} if act else None,
    }


def _parties(catalog: Catalog, nodes: Mapping[str, Node], node: Node, role: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for iri in node.all(f"ac:{role}Mention"):
        mention = nodes.get(iri)
        if mention is None:
            continue
        actor = mention.one("ac:denotes")
        words = evidences(nodes, mention)
        card = named(catalog, actor, languages) if actor else {"id": None, "label": words[0]["text"] if words else "", "url": None}
        found.append({**card, "quote": words[0]["text"] if words else None, "repaired": words[0]["repaired"] if words else None})
        if actor:
            seen.add(actor)
    found += [{**named(catalog, iri, languages), "quote": None, "repaired": None} for iri in node.all(f"ac:{role}") if iri not in seen]
    return found


def reason(catalog: Catalog, nodes: Mapping[str, Node], node: Node, languages: Sequence[str]) -> dict[str, Any]:
    """One derivation or path: ground, basis, confidence, and the words that show it."""
    ground = node.one("ac:ground") or ""
    shown: dict[str, Any] = {
        "id": node.iri,
        "ground": instrument_card(catalog, instrument_of(ground), languages),
        "ground_id": ground,
        "basis": node.one("ac:basis"),
        "confidence": node.number("ac:confidence"),
        "named": node.one("ac:basis") in NAMED,
        "rule": node.one("ac:rule"),
        "quotes": evidences(nodes, node),
    }
    citation = nodes.get(node.one("ac:byCitation") or "")
    if citation is not None:
        shown["citation"] = {"id": citation.iri, "kind": citation.one("ac:citationKind"), "url": path_of(citation.iri), "quotes": evidences(nodes, citation)}
    relation = nodes.get(node.one("ac:byRelation") or "")
    if relation is not None:
        shown["relation"] = {
            "id": relation.iri,
            "kind": relation.one("ac:relationKind"),
            "source": relation.one("dcterms:source"),
            "url": path_of(relation.iri),
        }
    steps = [reason(catalog, nodes, nodes[iri], languages) | {"derived": nodes[iri].one("ac:derived")} for iri in node.all("ac:step") if iri in nodes]
    if steps:
        shown["steps"] = _in_order(steps, node.one("ac:derived") or "")
    return shown


def _in_order(steps: list[dict[str, Any]], start: str) -> list[dict[str, Any]]:
    """Steps from the commitment on: each begins where the one before ended."""
    left, ordered, at = list(steps), [], start
    while left:
        following = next((s for s in left if s["derived"] == at or s["derived"] == instrument_of(at)), left[0])
        left.remove(following)
        ordered.append(following)
        at = following["ground_id"]
    return ordered


def reasons(store: Asking, catalog: Catalog, iris: Sequence[str], languages: Sequence[str], ground: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """Derivations and paths of each statement or instrument, the surest first; with a `ground`, those that lead to it or to a part of it."""
    if not iris:
        return {}
    where = f'?d ac:ground ?g . FILTER(?g = <{ground}> || STRSTARTS(STR(?g), "{ground}/"))' if ground else ""
    found = [(row["d"].value, row["s"].value) for row in rows(store, f"SELECT DISTINCT ?s ?d {{ {_any('s', iris)} ?d ac:derived ?s . {where} }}")]
    nodes = tree(store, [d for d, _ in found], _WHY)
    grouped: dict[str, list[dict[str, Any]]] = {}
    for d, derived in found:
        if (node := nodes.get(d)) is not None:
            grouped.setdefault(derived, []).append(reason(catalog, nodes, node, languages))
    for members in grouped.values():
        members.sort(key=lambda r: (len(r.get("steps", ())), BASES.index(r["basis"]) if r["basis"] in BASES else 9, -(r["confidence"] or 0), r["id"]))
    return grouped


def items(store: Asking, catalog: Catalog, iris: Sequence[str], languages: Sequence[str], ground: str | None = None) -> list[dict[str, Any]]:
    """What an answer shows of each statement, in the order given. `ground`: the instrument that a "derives from" asked for: then only the
    reasons that lead to it are given, as `derives_from`."""
    nodes = tree(store, iris, _PARTS)
    why = reasons(store, catalog, iris, languages, ground)
    return [_item(catalog, nodes, nodes[iri], why.get(iri, []), languages, ground) for iri in iris if iri in nodes]


def _item(catalog: Catalog, nodes: Mapping[str, Node], node: Node, why: list[dict[str, Any]], languages: Sequence[str], ground: str | None) -> dict[str, Any]:
    provision = nodes.get(node.one("ac:statedIn") or "")
    force = force_card(catalog, node.one("ac:force"), languages)
    versions = evidences(nodes, node)
    for version in versions:
        version["force"] = force_card(catalog, version.get("force"), languages)
    types = node.types()
    verbs = node.terms("ac:operativeVerb")
    shown: dict[str, Any] = {
        "id": node.iri,
        "url": path_of(node.iri),
        "type": [name for name in ("Undertaking", "Commitment", "Statement") if name in types] or ["Statement"],
        "quote": versions[0] if versions else None,
        "versions": versions,
        "verbs": {term.language or "": term.value for term in verbs},
        "force": force,
        "strength": force["strength"] if force else None,
        "act_type": force["act_type"] if force else None,
        "commitment": "Commitment" in types,
        "undertaking": "Undertaking" in types,
        "qualified": node.one("ac:qualified") == "true",
        "intensity": named(catalog, iri, languages) if (iri := node.one("ac:intensity")) else None,
        "deadline": node.one("ac:deadline"),
        "bearers": _parties(catalog, nodes, node, "bearer", languages),
        "counterparties": _parties(catalog, nodes, node, "counterparty", languages),
        "speaker": named(catalog, iri, languages) if (iri := node.one("ac:speaker")) else None,
        "topics": [named(catalog, topic, languages) for topic in node.all("ac:topic")],
        "qualifiers": [
            {"kind": part.one("ac:qualifierKind"), "quote": words[0]["text"] if (words := evidences(nodes, part)) else None}
            for iri in node.all("ac:qualifier")
            if (part := nodes.get(iri)) is not None
        ],
        "instrument": instrument_card(catalog, instrument_of(node.iri), languages),
        "provision": _provision(node, provision),
        "rule": node.one("ac:rule"),
        "confidence": node.number("ac:confidence"),
    }
    shown["citation"] = cite(shown)
    if ground is None:
        shown["derivations"] = why
    else:
        best = why[0] if why else None
        shown["derives_from"] = {
            "ground": instrument_card(catalog, ground, languages),
            "basis": best["basis"] if best else None,
            "confidence": best["confidence"] if best else None,
            "named": bool(best and best["named"]),
            "reasons": why,
        }
    return shown


_UNITS = {"Article": "article", "PreambularParagraph": "preambular paragraph", "Annex": "annex", "Footnote": "footnote"}


def cite(item: Mapping[str, Any]) -> str:
    """How a person cites a statement: body, symbol, title, date, provision, and the IRI that stays."""
    card, provision = item["instrument"], item["provision"]
    body = card.get("adopted_by")
    parts = [body["label"] if body else None, card["label"], card["title"] if card["title"] != card["label"] else None, card.get("date")]
    if provision is not None:
        parts.append(f"{_UNITS.get(provision['kind'] or '', 'paragraph')} {provision['number'] or provision['id'].rsplit('/', 1)[-1]}")
    return ", ".join(str(part) for part in parts if part) + f" <{item['id']}>"


def _provision(node: Node, provision: Node | None) -> dict[str, Any] | None:
    iri = node.one("ac:statedIn")
    if iri is None:
        return None
    kinds = [kind for kind in (provision.types() if provision else []) if kind not in ("Provision", "LegalResourceSubdivision") and ":" not in kind]
    return {"id": iri, "url": path_of(iri), "number": provision.one("ac:number") if provision else None, "kind": kinds[0] if kinds else None}


CITING = (
    "recalls",
    "reaffirms",
    "welcomes",
    "notes",
    "implements",
    "supplements",
    "amends",
    "replaces",
    "pursuantTo",
    "cites",
    "corrects",
    "endorses",
    "followsUp",
)


def citing_instruments(store: Asking, catalog: Catalog, ground: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Instruments that name a ground or derive from it as a whole: given apart from commitments."""
    links = " ".join(f"ac:{name}" for name in (*CITING, "derivesFrom"))
    found: dict[str, set[str]] = {}
    for row in rows(store, f"SELECT DISTINCT ?i ?p {{ VALUES ?p {{ {links} }} ?i ?p <{ground}> . ?i a ac:Instrument }}"):
        found.setdefault(row["i"].value, set()).add(row["p"].value[len(AC) :])
    cards = []
    for iri in sorted(found, key=lambda i: ((entry.date or "") if (entry := catalog.instruments.get(i)) else "", i)):
        ways = found[iri] - {"cites"} or {"cites"}
        cards.append({**instrument_card(catalog, iri, languages), "relations": sorted(ways)})
    return cards
