"""Names: what instruments, actors, topics, forces and properties are called, and which of them somebody means.

What goes in: a store, once a build. What comes out: a `Catalog`, held in memory, that labels things in the reader's language and finds them by
any usual spelling. This module must not know HTTP.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from api.reading.nodes import rows, short
from api.reading.spoken import actor_named
from graph_builder.errors import AnticrimeError
from graph_builder.iris import BASE, CONCEPT, mint_instrument, parse_symbol
from graph_builder.model import LANGUAGES
from graph_builder.register import Register, load
from graph_builder.store import Asking, Term

INSTRUMENT = f"{BASE}instrument/"
_PART = re.compile(r"/(?:pre|par|art|annex|div|fn)/.*$")
_ABSTRACT = frozenset({"Instrument", "Actor", "LegalResource"})
_INSTRUMENTS = """SELECT ?i ?p ?o { ?i a ac:Instrument ; ?p ?o . VALUES ?p { rdf:type ac:symbol dcterms:title ac:shortName ac:registerKey
  ac:adoptedOn ac:adoptedFrom ac:adoptedTo ac:adoptedBy ac:legalNature ac:verificationStatus } }"""
_ACTORS = "SELECT ?i ?p ?o { ?i a ac:Actor ; ?p ?o . VALUES ?p { rdf:type skos:prefLabel skos:altLabel ac:verificationStatus } }"
_CONCEPTS = """SELECT ?i ?p ?o { { ?i a skos:Concept } UNION { ?i a skos:ConceptScheme } ?i ?p ?o .
  VALUES ?p { skos:prefLabel skos:altLabel skos:definition skos:inScheme skos:notation
    ac:strength ac:actType dcterms:source skos:broader skos:editorialNote } }"""
_TERMS = "SELECT ?i ?p ?o { VALUES ?p { rdfs:label skos:definition rdfs:comment } ?i ?p ?o FILTER(STRSTARTS(STR(?i), STR(ac:))) }"


def fold(text: str) -> str:
    """A name without case, accents, punctuation: how two spellings of one name agree."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^\w]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def pick(terms: Iterable[Term], languages: Iterable[str]) -> str | None:
    """The value in the first language there is, then in the project's order of languages, then any; one not in capitals where there are two."""
    by_language: dict[str, str] = {}
    for term in sorted(terms, key=lambda t: (t.value.isupper(), t.value)):
        by_language.setdefault((term.language or "").split("-")[0], term.value)
    for language in (*languages, *LANGUAGES, ""):
        if language in by_language:
            return by_language[language]
    return next(iter(by_language.values()), None)


@dataclass
class Entry:
    """One named thing."""

    iri: str
    properties: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))

    def one(self, name: str) -> str | None:
        terms = self.properties.get(name)
        return min(terms).value if terms else None

    @property
    def key(self) -> str:
        return self.iri.rstrip("/").rsplit("/", 1)[-1]

    @property
    def kind(self) -> str:
        kinds = [k for k in sorted(short(t.value).removeprefix("ac:") for t in self.properties.get("rdf:type", ())) if k not in _ABSTRACT and ":" not in k]
        return kinds[0] if kinds else "Document"

    @property
    def symbol(self) -> str | None:
        return self.one("ac:symbol")

    def title(self, languages: Iterable[str] = ()) -> str | None:
        return pick(self.properties.get("dcterms:title", ()), languages)

    def label(self, languages: Iterable[str] = ()) -> str:
        found = pick(self.properties.get("skos:prefLabel", ()), languages) or pick(self.properties.get("rdfs:label", ()), languages)
        return found or self._called(languages) or self.title(languages) or self.iri.removeprefix(BASE).removeprefix("instrument/")

    @cached_property
    def name(self) -> str | None:
        """What an instrument is called for short, the same for every reader."""
        return self._called(("en",))

    def _called(self, languages: Iterable[str]) -> str | None:
        """The symbol; where that is the annex of another text a short name: that of the IRI ("UNTOC"), or the shortest in the reader's language."""
        symbol, named = self.symbol, self.properties.get("ac:shortName", ())
        if (symbol is not None and "annex" not in symbol) or not named:
            return symbol
        order = {language: place for place, language in enumerate((*languages, *LANGUAGES))}
        return min(named, key=lambda t: (fold(t.value) != fold(self.key), order.get(t.language or "en", 99), len(t.value), t.value)).value

    @property
    def date(self) -> str | None:
        return self.one("ac:adoptedOn") or self.one("ac:adoptedFrom")


@dataclass(frozen=True)
class Match:
    """What a name means: the IRIs, or what is near."""

    iris: tuple[str, ...]
    near: tuple[str, ...] = ()


class Catalog:
    """All names of one build."""

    def __init__(self, store: Asking) -> None:
        self.build = store.build
        self._register: Register | None = None
        self._register_sought = False
        self.instruments = self._load(store, _INSTRUMENTS)
        self.actors = self._load(store, _ACTORS)
        self.concepts = self._load(store, _CONCEPTS)
        self.terms = self._load(store, _TERMS)
        self._by_symbol = {_squeeze(t.value): e.iri for e in self.instruments.values() for t in e.properties.get("ac:symbol", ())}
        self._by_name = self._names(self.instruments.values(), ("ac:shortName", "ac:registerKey", "dcterms:title"))
        self._by_short_name = self._names(self.instruments.values(), ("ac:shortName", "ac:registerKey"))
        for entry in self.instruments.values():
            self._by_name.setdefault(fold(entry.iri.removeprefix(INSTRUMENT)), {})[entry.iri] = None
        self._actors_by_name = self._names(self.actors.values(), ("skos:prefLabel", "skos:altLabel"))
        for entry in self.actors.values():
            self._actors_by_name.setdefault(fold(entry.key), {})[entry.iri] = None
        self._topics_by_name = self._names((e for iri, e in self.concepts.items() if iri.startswith(f"{CONCEPT}topic/")), ("skos:prefLabel", "skos:altLabel"))
        self.forces = self._scheme("force")
        self.topics = self._scheme("topic")
        self.acts = self._scheme("act-type")

    @staticmethod
    def _load(store: Asking, query: str) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for row in rows(store, query):
            iri = row["i"].value
            found.setdefault(iri, Entry(iri)).properties[short(row["p"].value)].append(row["o"])
        return dict(sorted(found.items()))

    @staticmethod
    def _names(entries: Iterable[Entry], properties: Iterable[str]) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for entry in entries:
            for name in properties:
                for term in entry.properties.get(name, ()):
                    found.setdefault(fold(term.value), {})[entry.iri] = None
        return found

    def _scheme(self, name: str) -> dict[str, Entry]:
        prefix = f"{CONCEPT}{name}/"
        found = {iri[len(prefix) :]: entry for iri, entry in self.concepts.items() if iri.startswith(prefix)}
        strengths = {key: int(entry.one("ac:strength") or -1) for key, entry in found.items()}
        return dict(sorted(found.items(), key=lambda item: (-strengths[item[0]], item[0])))

    def entry(self, iri: str) -> Entry | None:
        return self.instruments.get(iri) or self.actors.get(iri) or self.concepts.get(iri) or self.terms.get(iri)

    def label(self, iri: str, languages: Iterable[str] = ()) -> str:
        """What to call something in the reader's languages; the end of its IRI where it has no name."""
        entry = self.entry(iri)
        if entry is not None:
            return entry.label(languages)
        return iri.removeprefix(BASE).removeprefix(CONCEPT)

    def strength(self, force: str) -> int | None:
        entry = self.concepts.get(force)
        value = entry.one("ac:strength") if entry else None
        return int(value) if value is not None else None

    def exact_instrument(self, text: str, *, titles: bool = True) -> str | None:
        """An instrument by IRI, path after `id/`, symbol in any usual spelling, key, short name or (`titles`) title; None for none or several."""
        text = text.strip()
        for iri in (text, BASE + text.lstrip("/"), INSTRUMENT + text.lstrip("/")):
            if iri in self.instruments:
                return iri
        symbol = parse_symbol(text) if any(c.isdigit() for c in text) else None
        for spelling in (symbol.text if symbol else None, text):
            if spelling is not None and (found := self._by_symbol.get(_squeeze(spelling))) is not None:
                return found
        if symbol is not None and (minted := str(mint_instrument(symbol))) in self.instruments:
            return minted
        named = (self._by_name if titles else self._by_short_name).get(fold(text))
        return next(iter(named)) if named is not None and len(named) == 1 else None

    def find_instrument(self, text: str) -> Match:
        """As `exact_instrument`, with what the shipped register knows besides, and near symbols where nothing is found."""
        text = text.strip()
        if (found := self.exact_instrument(text)) is not None:
            return Match((found,))
        if (known := self._from_register(text)) is not None and known in self.instruments:
            return Match((known,))
        symbol = parse_symbol(text)
        named = self._by_name.get(fold(text))
        return Match((), tuple(self._shown(iri) for iri in named) if named else self._near(text, symbol.text if symbol else None))

    def _from_register(self, text: str) -> str | None:
        """The shipped register knows spellings that the graph does not carry (working keys)."""
        register = self._shipped_register()
        found = register.find_instrument(text).instrument if register is not None else None
        return found.iri if found is not None else None

    def _shipped_register(self) -> Register | None:
        """The register that is shipped, read once; None where it cannot be: names of the graph are enough."""
        if not self._register_sought:
            self._register_sought = True
            try:
                self._register = load()
            except (AnticrimeError, OSError):
                self._register = None
        return self._register

    def _shown(self, iri: str) -> str:
        entry = self.instruments[iri]
        return entry.name or iri.removeprefix(INSTRUMENT)

    def _near(self, text: str, symbol: str | None) -> tuple[str, ...]:
        names = {_squeeze(e.symbol or e.key): self._shown(e.iri) for e in self.instruments.values()}
        for entry in self.instruments.values():
            for term in entry.properties.get("ac:shortName", ()):
                names.setdefault(_squeeze(term.value), self._shown(entry.iri))
        hits = process.extract(_squeeze(symbol or text), sorted(names), scorer=fuzz.ratio, score_cutoff=55, limit=5)
        return tuple(dict.fromkeys(names[name] for name, _, _ in hits))

    def exact_topic(self, text: str) -> Entry | None:
        """A topic by key or label; of several that bear a label the first by IRI."""
        wanted = fold(text)
        named = self._topics_by_name.get(wanted)
        return self.concepts[min(named)] if named else self.topics.get(wanted.replace(" ", "-"))

    def exact_actor(self, text: str) -> str | None:
        """An actor by key or name, with article, in any case or number; of several that bear a name the first that the register knows, by IRI."""
        named = self._actors_by_name.get(fold(text))
        if named:
            return min(named, key=lambda iri: (self.actors[iri].one("ac:verificationStatus") is None, iri))
        return self._spoken(text)

    def _spoken(self, text: str) -> str | None:
        register = self._shipped_register()
        found = actor_named(text, register) if register is not None else None
        return found if found in self.actors else None

    def find_actor(self, text: str) -> Match:
        """An actor by IRI, key or name in any language; a name that several bear means them all."""
        text = text.strip()
        for iri in (text, f"{BASE}{text}", f"{BASE}actor/{text}"):
            if iri in self.actors:
                return Match((iri,))
        named = self._actors_by_name.get(fold(text))
        if named:
            return Match(tuple(named))
        if (spoken := self._spoken(text)) is not None:
            return Match((spoken,))
        hits = process.extract(fold(text), sorted(self._actors_by_name), scorer=fuzz.WRatio, score_cutoff=75, limit=5)
        return Match((), tuple(dict.fromkeys(self.actors[next(iter(self._actors_by_name[name]))].key for name, _, _ in hits)))

    def find_concept(self, scheme: Mapping[str, Entry], text: str) -> Match:
        """A concept by key, IRI or label in any language."""
        text = text.strip()
        if text in scheme:
            return Match((scheme[text].iri,))
        wanted = fold(text)
        for entry in scheme.values():
            labels = [*entry.properties.get("skos:prefLabel", ()), *entry.properties.get("skos:altLabel", ())]
            if text == entry.iri or any(fold(term.value) == wanted for term in labels):
                return Match((entry.iri,))
        hits = process.extract(text, sorted(scheme), scorer=fuzz.ratio, score_cutoff=40, limit=5)
        return Match((), tuple(name for name, _, _ in hits) or tuple(scheme)[:5])


def _squeeze(text: str) -> str:
    return "".join(text.split()).upper()


def instrument_of(iri: str) -> str:
    """The instrument that a provision, statement or citation belongs to.

    >>> instrument_of("https://w3id.org/anticrime/id/instrument/untoc/art/5/par/1/a")
    'https://w3id.org/anticrime/id/instrument/untoc'
    """
    return _PART.sub("", iri)


_PATH_ORDER = {"pre": 0, "par": 1, "art": 1, "div": 1, "annex": 2, "fn": 3}


def path_key(iri: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts provisions and statements of one instrument as printed: preamble first, numbers as numbers."""
    match = _PART.search(iri)
    steps = match.group().strip("/").split("/") if match else []
    return tuple((_PATH_ORDER[step], 0, "") if step in _PATH_ORDER else (1, int(step) if step.isdigit() else 10_000, step) for step in steps)
