"""Statements and commitments: who says what, to whom, how strongly, in which words, on which ground.

What goes in: a `Filter`. What comes out: sorted IRIs, and for a page of them everything an answer shows. This module must not know HTTP.

"Derives from X" is `ac:derivesFrom` of the graph; the reasons come from the `ac:Derivation` nodes, and for several steps from the `ac:DerivationPath`, whose
basis is the weakest of its steps and whose confidence is their product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.reading.cards import QUOTES, evidences, force_card, instrument_card, named, path_of
from api.reading.catalog import Catalog, instrument_of, path_key
from api.reading.nodes import Node, iri_ok, quoted, rows, tree
from api.reading.reasons import reasons
from api.reading.within import named_within
from graph_builder.store import Asking

ACTS = ("normative", "commissive", "constitutive", "directive", "assertive")
NOTE = {
    "en": "Strength orders wording: a convention of this project, no measure of legal effect. Compare within one legal nature only.",
    "fr": "La force classe des formulations : une convention de ce projet, non une mesure d’effet juridique. Ne comparer qu’à nature juridique égale.",
}
ADDRESSED = {
    "en": "A member of a group that is addressed is not thereby bound.",
    "fr": "Appartenir à un groupe auquel un texte s’adresse n’est pas être lié par lui.",
}

_PARTS = (
    *QUOTES,
    "ac:statedIn",
    "ac:bearerMention|ac:counterpartyMention|ac:qualifier",
    "(ac:bearerMention|ac:counterpartyMention|ac:qualifier)/ac:evidence",
    "(ac:bearerMention|ac:counterpartyMention|ac:qualifier)/ac:evidence/oa:hasSelector",
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


def pattern(wanted: Filter, catalog: Catalog, *, words: bool = True, within: Sequence[str] = ()) -> str:
    """The body of the SPARQL query for a filter: `?s` is the statement. `words`: the words too, where no index has found them; `within`: statements whose
    addressee holds the bearer asked for."""
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
        bears = f"{_any('bearer', wanted.bearer)} ?s ac:bearer ?bearer ."
        parts.append(f"{{ {bears} }} UNION {{ {_any('s', within)} }}" if within else bears)
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
    within = named_within(store, wanted.bearer) if wanted.bearer else []
    hits = store.search(" ".join(wanted.words), wanted.language) if wanted.words else None
    found = {row["s"].value for row in rows(store, f"SELECT DISTINCT ?s {{ {pattern(wanted, catalog, words=hits is None, within=within)} }}")}
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
