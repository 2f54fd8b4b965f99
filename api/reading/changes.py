"""What changed from one instrument to a later one, with names and addresses.

What goes in: two instruments and a language. What comes out: plain dictionaries in the order of the later text, what was dropped last. The statements are
paired by `graph_builder.diff`; this module must not know HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.reading.cards import force_card, instrument_card, named, path_of
from api.reading.catalog import Catalog, instrument_of
from api.reading.nodes import rows, values
from graph_builder.diff import KINDS, Change, Said, between_instruments, said
from graph_builder.iris import CONCEPT
from graph_builder.store import Asking

SENTENCES = {
    "paired": {
        "en": "Statements are paired by their wording in one language: a pair less alike than {least:g} of 100 is taken for one dropped and one added.",
        "fr": "Les énoncés sont appariés par leurs mots dans une langue : une paire de moins de {least:g} sur 100 compte comme un retrait et un ajout.",
    },
    "order": {
        "en": "Stronger or weaker is said of the wording; a change of legal nature is not looked for.",
        "fr": "Plus fort ou plus faible se dit des mots ; un changement de nature juridique n’est pas recherché.",
    },
}


def neighbours(store: Asking, iri: str) -> tuple[list[str], list[str]]:
    """The instruments that this one continues, and those that continue it."""
    older = {row["x"].value for row in rows(store, f"SELECT ?x {{ <{iri}> ac:continues ?x }}")}
    newer = {row["x"].value for row in rows(store, f"SELECT ?x {{ ?x ac:continues <{iri}> }}")}
    return sorted(older), sorted(newer)


def compare(store: Asking, before: str, after: str, language: str) -> tuple[list[Said], list[Said], list[Change]]:
    """The statements of both sides, and their changes."""
    old, new = (said(store, language=language, instrument=iri) for iri in (before, after))
    return old, new, between_instruments(old, new)


def chosen(changes: Sequence[Change], kinds: Sequence[str], *, commitments: bool) -> list[Change]:
    """The changes of certain kinds, and of commitments alone: those where either side is one."""
    found = [change for change in changes if not kinds or {change.kind, *change.also} & set(kinds)]
    return [change for change in found if not commitments or any(side is not None and side.commitment for side in (change.before, change.after))]


def counts(changes: Sequence[Change]) -> dict[str, int]:
    """How many changes are of each kind; one that is of several counts in each."""
    return {kind: sum(kind in (change.kind, *change.also) for change in changes) for kind in KINDS}


def shown(catalog: Catalog, change: Change, languages: Sequence[str]) -> dict[str, Any]:
    """One change with both sides."""
    return {
        "kind": change.kind,
        "also": list(change.also),
        "likeness": round(change.likeness, 1) or None,
        "before": _side(catalog, change.before, languages),
        "after": _side(catalog, change.after, languages),
    }


def _side(catalog: Catalog, side: Said | None, languages: Sequence[str]) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "id": side.iri,
        "url": path_of(side.iri),
        "part": side.part,
        "force": force_card(catalog, f"{CONCEPT}force/{side.force}", languages),
        "strength": side.strength,
        "commitment": side.commitment,
        "bearers": [named(catalog, iri, languages) for iri in side.bearers],
        "text": side.words,
    }


def head(catalog: Catalog, iri: str, statements: Sequence[Said], languages: Sequence[str]) -> dict[str, Any]:
    """One of the two instruments, with how many statements were compared."""
    return {**instrument_card(catalog, iri, languages), "statements": len(statements), "commitments": sum(one.commitment for one in statements)}


def thread(store: Asking, catalog: Catalog, iri: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """A recurring paragraph over the years: the statements joined to this one by wording taken up, step by step, the oldest first."""
    query = f"""SELECT DISTINCT ?s ?f ?l ?x ?r {{ VALUES ?start {{ <{iri}> }} ?start ac:restates*/^ac:restates* ?s .
      ?s ac:force ?f ; ac:evidence ?e . ?e ac:expression/ac:language ?l ; oa:hasSelector/oa:exact ?x . OPTIONAL {{ ?e ac:repairedText ?r }} }}"""
    words: dict[str, dict[str, str]] = {}
    forces: dict[str, str] = {}
    for row in rows(store, query):
        words.setdefault(row["s"].value, {}).setdefault(row["l"].value, " ".join(row["r" if "r" in row else "x"].value.split()))
        forces[row["s"].value] = row["f"].value
    bearers: dict[str, set[str]] = {}
    for row in rows(store, f"SELECT ?s ?b {{ VALUES ?s {{ {values(words)} }} ?s ac:bearer ?b }}"):
        bearers.setdefault(row["s"].value, set()).add(row["b"].value)
    found = []
    for statement, spoken in words.items():
        language = next((name for name in (*languages, *sorted(spoken)) if name in spoken), "")
        card = instrument_card(catalog, instrument_of(statement), languages)
        found.append(
            {
                "id": statement,
                "url": path_of(statement),
                "instrument": {name: card.get(name) for name in ("id", "label", "symbol", "title", "date", "url")},
                "force": force_card(catalog, forces[statement], languages),
                "bearers": [named(catalog, actor, languages) for actor in sorted(bearers.get(statement, ()))],
                "language": language,
                "text": spoken[language],
                "this": statement == iri,
            }
        )
    return sorted(found, key=lambda one: (one["instrument"]["date"] or "", one["id"]))
