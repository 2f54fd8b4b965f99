"""The register as one frozen object, and the ways to find something in it.

What goes in: loaded values. What comes out: instruments by IRI, key, symbol and title; actors by key and name; relations by either end.
This module must not know files.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from graph_builder.iris import BASE, Symbol, guess_symbols, parse_symbol
from graph_builder.register.merges import Decision
from graph_builder.register.values import Actor, Instrument, Relation, Title, fold


@dataclass(frozen=True)
class Found:
    """The answer to `find_instrument`: the instrument, or what is near.

    `by`: iri, key, symbol, title; "" where nothing was found. `symbol` is set where the text is a symbol the register does not know.
    """

    instrument: Instrument | None
    by: str
    symbol: Symbol | None = None
    near: tuple[str, ...] = ()
    """Symbols (or keys) of instruments that are near, the nearest first."""


@dataclass(frozen=True)
class TitleMatch:
    title: Title
    score: float
    """1.0: equal after folding; below: similarity of the letters."""


@dataclass(frozen=True)
class Register:
    """Everything the project knows of instruments and actors, whatever text is read."""

    instruments: tuple[Instrument, ...]
    relations: tuple[Relation, ...]
    actors: Mapping[str, Actor]
    folder: str = field(default="", compare=False)
    decisions: tuple[Decision, ...] = ()
    """What people have decided about near-duplicate titles."""

    @cached_property
    def by_iri(self) -> Mapping[str, Instrument]:
        return {i.iri: i for i in self.instruments}

    @cached_property
    def by_key(self) -> Mapping[str, Instrument]:
        return {i.key: i for i in self.instruments}

    @cached_property
    def _by_symbol(self) -> Mapping[str, Instrument]:
        found: dict[str, Instrument] = {}
        for instrument in self.instruments:
            for text in instrument.symbols:
                found.setdefault(_squeeze(text), instrument)
        return found

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """Every title and short name; see `Title` for where each may be matched."""
        return tuple(title for instrument in self.instruments for title in instrument.titles)

    @cached_property
    def titles_by_fold(self) -> Mapping[str, tuple[Title, ...]]:
        """Titles by folded text (`values.fold`)."""
        found: dict[str, list[Title]] = defaultdict(list)
        for title in self.titles:
            found[fold(title.text)].append(title)
        return {key: tuple(titles) for key, titles in found.items()}

    @cached_property
    def _relations_from(self) -> Mapping[str, tuple[Relation, ...]]:
        found: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            found[relation.subject].append(relation)
        return {iri: tuple(relations) for iri, relations in found.items()}

    @cached_property
    def actors_by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Actor keys by folded name, in any language."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for actor in self.actors.values():
            for name in actor.names:
                found[fold(name.text)][actor.key] = None
        return {name: tuple(keys) for name, keys in found.items()}

    def relations_from(self, iri: str) -> tuple[Relation, ...]:
        return self._relations_from.get(iri, ())

    def by_symbol(self, symbol: Symbol | str) -> Instrument | None:
        """The instrument of a symbol, given as value or in any spelling. A corrigendum finds what it corrects only where the register says so."""
        text = symbol.text if isinstance(symbol, Symbol) else symbol
        if (found := self._by_symbol.get(_squeeze(text))) is not None:
            return found
        if isinstance(symbol, str) and (parsed := parse_symbol(symbol)) is not None:
            return self._by_symbol.get(_squeeze(parsed.text))
        return None

    def find_titles(self, text: str, language: str | None = None) -> tuple[Title, ...]:
        """Titles equal to `text` after folding; of a language where one is given. Owners of a title before those who share it."""
        found = [t for t in self.titles_by_fold.get(fold(text), ()) if language in (None, t.language)]
        return tuple(sorted(found, key=lambda t: (t.use == "line", t.instrument)))

    def near_titles(self, text: str, language: str | None = None, *, least: float = 0.85, limit: int = 5) -> tuple[TitleMatch, ...]:
        """Titles like `text`, best first: for title lines that a bad scan has damaged. `least` is the similarity of letters, 0 to 1."""
        wanted = fold(text)
        if not wanted:
            return ()
        names = [t for t in self.titles if language in (None, t.language)]
        folded = [self._folded[t.id] for t in names]
        hits = process.extract(wanted, folded, scorer=fuzz.ratio, score_cutoff=least * 100, limit=limit * 4)
        matches = [TitleMatch(names[index], round(score / 100, 4)) for _, score, index in hits]
        matches.sort(key=lambda m: (-m.score, m.title.use == "line", m.title.instrument, m.title.id))
        return tuple(matches[:limit])

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {t.id: fold(t.text) for t in self.titles}

    def find_instrument(self, text: str) -> Found:
        """By IRI (or its path after `id/`), register key, symbol in any usual spelling, or title; with near symbols where nothing is found.

        A title that several instruments bear finds none of them: all are near. A symbol within more words ("MC Decision No. 5/06 on Organized Crime")
        is found where the register knows it.
        """
        text = " ".join(text.split()).strip("\"'“”‘’«»")
        path = _PATH.sub("", text.removeprefix(BASE))
        if (found := self.by_iri.get(f"{BASE}instrument/{path}")) is not None:
            return Found(found, "iri")
        if (found := self.by_key.get(text.lower())) is not None:
            return Found(found, "key")
        symbol = parse_symbol(text)
        if (found := self.by_symbol(symbol if symbol is not None else text)) is not None:
            return Found(found, "symbol", symbol)
        if symbol is not None:
            if symbol.suffix and (found := self.by_symbol(symbol.principal)) is not None:
                return Found(found, "symbol", symbol)
            return Found(None, "", symbol, self._near(symbol.text, ()))
        owners = next((owners for variant in _title_variants(text) if (owners := self._owners(variant))), [])
        if len(owners) == 1:
            return Found(owners[0], "title")
        if owners:
            return Found(None, "", None, tuple(owner.label for owner in owners))
        for symbol in guess_symbols(text):
            if (found := self.by_symbol(symbol)) is not None:
                return Found(found, "symbol", symbol)
        return Found(None, "", None, self._near(text, self.near_titles(text, least=0.6)))

    def _owners(self, title: str) -> list[Instrument]:
        """The instruments of a title; those that only share it with the one it belongs to are left out."""
        titles = self.find_titles(title)
        own = dict.fromkeys(t.instrument for t in titles if t.use != "line") or dict.fromkeys(t.instrument for t in titles)
        return [self.by_iri[iri] for iri in own]

    def _near(self, text: str, titles: tuple[TitleMatch, ...]) -> tuple[str, ...]:
        """Labels of instruments whose symbol, key or title looks like `text`, the nearest first, each once."""
        scored = {m.title.instrument: m.score * 100 - (m.title.use == "line") for m in reversed(titles)}
        for name, score, _ in process.extract(_squeeze(text), list(self._names), scorer=fuzz.ratio, score_cutoff=60, limit=10):
            iri = self._names[name]
            scored[iri] = max(score, scored.get(iri, 0))
        best = sorted(scored, key=lambda iri: (-scored[iri], iri))[:5]
        return tuple(self.by_iri[iri].label for iri in best)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Squeezed symbol or key -> IRI."""
        by_symbol = {_squeeze(i.symbol.text): i.iri for i in self.instruments if i.symbol is not None}
        return dict(sorted({**{_squeeze(i.key): i.iri for i in self.instruments}, **by_symbol}.items()))

    def actor(self, key: str) -> Actor | None:
        return self.actors.get(key)


_PATH = re.compile(r"^/?(?:id/)?(?:instrument/)?")
_ARTICLE = re.compile(r"^(?:the|la|le|l'|l’|el|los|las|les|il|lo|die|der|das)\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]{1,60}\)$")
_UN = re.compile(r"\b(?:UN|U\.N\.)(?=\s)")


def _title_variants(text: str) -> tuple[str, ...]:
    """A title as a person may write it: with an article, a note in brackets behind it, UN for United Nations."""
    bare = _IN_BRACKETS.sub("", _ARTICLE.sub("", text))
    full = _UN.sub("United Nations", bare)
    return tuple(dict.fromkeys((text, bare, full, f"The {full}")))


def _squeeze(text: str) -> str:
    """A symbol without blanks, in upper case: how two spellings of one symbol agree."""
    return "".join(text.split()).upper()
