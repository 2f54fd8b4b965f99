"""Checks the register for what no single row shows: contradictions, impossible dates, titles in the wrong language.

What goes in: a folder. What comes out: findings, each with file and line. A row that cannot be read at all is a RegisterError (`loading`).
`violation`: the register contradicts itself; `warning`: probably wrong, a person must look; `info`: worth knowing. This module must not change anything.

Codes: register-duplicate-symbol, register-duplicate-title, register-duplicate-relation, register-self-relation, register-later, register-undated,
register-early-force, register-symbol-date, register-title-language, register-unsourced, register-name-missing, register-shared-title, register-shared-name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph_builder.iris import BASE, possible_days
from graph_builder.model import LANGUAGES, Finding
from graph_builder.register.loading import Row, load, rows
from graph_builder.register.lookup import Register
from graph_builder.register.values import MAY_BE_EARLIER, Instrument, fold

if TYPE_CHECKING:
    from lingua import LanguageDetector

_LEAST_LETTERS = 24
"""Shorter titles say too little about their language."""
_SURE = 0.9


def check(folder: Path | None = None) -> list[Finding]:
    """Everything found in the register of `folder` (the installed one without), in order of severity, file and line."""
    register = load(folder)
    place = Path(register.folder)
    found = [
        *_symbols(place),
        *_titles(place, register),
        *_relations(place, register),
        *_dates(place, register),
        *_languages(place),
        *_actors(place, register),
    ]
    order = {"violation": 0, "warning": 1, "info": 2}
    return sorted(found, key=lambda f: (order[f.severity], f.code, _line(f.place), f.message))


def _line(place: str) -> tuple[str, int]:
    name, _, number = place.rpartition(":")
    return (name, int(number)) if number.isdigit() else (place, 0)


def _symbols(folder: Path) -> Iterator[Finding]:
    seen: dict[str, Row] = {}
    for row in rows(folder, "symbols"):
        key = "".join(row["symbol"].split()).upper()
        if (first := seen.get(key)) is not None and first["instrument"] != row["instrument"]:
            yield Finding(
                "register-duplicate-symbol",
                "violation",
                row.place,
                f"{row['symbol']} is also the symbol of {first['instrument']} ({first.place})",
                "a symbol names one instrument: correct one of the two rows",
            )
        seen.setdefault(key, row)


def _titles(folder: Path, register: Register) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows(folder, "titles"):
        key = (row["instrument"], row["language"], fold(row["text"]))
        if (first := seen.get(key)) is not None:
            yield Finding("register-duplicate-title", "warning", row.place, f"repeats the title of {first.place}", "keep one of the two rows")
        seen.setdefault(key, row)
    shared: dict[tuple[str, tuple[str, ...]], str] = {}
    for title in register.titles:
        if title.use == "anywhere" and title.shared_by:
            shared.setdefault((fold(title.text), tuple(sorted((title.instrument, *title.shared_by)))), title.text)
    for (_, bearers), text in sorted(shared.items()):
        names = ", ".join(register.by_iri[iri].key for iri in bearers)
        yield Finding(
            "register-shared-title",
            "info",
            "register/titles.csv",
            f"{text!r} names {len(bearers)} instruments: {names}",
            "a mention stays unresolved with all as candidates",
        )


def _relations(folder: Path, register: Register) -> Iterator[Finding]:
    by_path = {i.iri.removeprefix(BASE + "instrument/"): i for i in register.instruments}
    seen: dict[tuple[str, str, str], Row] = {}
    for row in rows(folder, "relations"):
        start, end = by_path[row["from"]], by_path[row["to"]]
        what = f"{start.label} {row['relation']} {end.label}"
        if start is end:
            yield Finding("register-self-relation", "violation", row.place, f"{what}: an instrument stands in no relation to itself", "remove the row")
        key = (row["from"], row["relation"], row["to"])
        if (first := seen.get(key)) is not None:
            yield Finding("register-duplicate-relation", "warning", row.place, f"repeats {first.place}: {what}", "join the two rows")
        seen.setdefault(key, row)
        if row["relation"] not in MAY_BE_EARLIER and start.adopted_on and end.adopted_on and end.adopted_on.first > start.adopted_on.last:
            yield Finding(
                "register-later",
                "violation",
                row.place,
                f"{what}: adopted {end.adopted_on}, later than {start.adopted_on}",
                "one of the two dates or the relation is wrong; only corrects and annexed_to may lead to something later",
            )
        if not row["source"]:
            yield Finding("register-unsourced", "warning", row.place, f"{what}: no source", "say where it was seen")


def _dates(folder: Path, register: Register) -> Iterator[Finding]:
    by_path = {i.iri.removeprefix(BASE + "instrument/"): i for i in register.instruments}
    for row in rows(folder, "instruments"):
        instrument = by_path[row["instrument"]]
        date, force = instrument.adopted_on, instrument.entry_into_force
        if date is None:
            yield Finding(
                "register-undated",
                "warning",
                row.place,
                f"{instrument.label} has no date",
                "an undated instrument is never refused as later than its citing text",
            )
        if date and force and force.last < date.first:
            yield Finding(
                "register-early-force",
                "violation",
                row.place,
                f"{instrument.label} enters into force {force}, before its adoption {date}",
                "correct one of the two",
            )
        if finding := _against_symbol(row, instrument):
            yield finding


def _against_symbol(row: Row, instrument: Instrument) -> Finding | None:
    """A date outside the session or year that the symbol names. Annexes have dates of their own."""
    symbol, date = instrument.symbol, instrument.adopted_on
    if symbol is None or date is None or symbol.annex is not None:
        return None
    days = possible_days(symbol)
    if days is None or (days[0] <= date.last and date.first <= days[1]):
        return None
    return Finding(
        "register-symbol-date",
        "violation",
        row.place,
        f"{symbol} was adopted between {days[0]} and {days[1]}, the row says {date}",
        "correct the date or the symbol",
    )


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder  # large models: loaded only where titles are checked

    names = ("ENGLISH", "FRENCH", "SPANISH", "RUSSIAN", "GERMAN", "ITALIAN", "ARABIC", "CHINESE")
    return LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in names)).build()


def _languages(folder: Path) -> Iterator[Finding]:
    """Titles whose words are of another language than their row says."""
    long = [
        row for row in rows(folder, "titles") if sum(c.isalpha() for c in row["text"]) >= (_LEAST_LETTERS if row["text"].isascii() else _LEAST_LETTERS // 3)
    ]
    if not long:
        return
    values = _detector().compute_language_confidence_values_in_parallel([row["text"] for row in long])
    for row, confidences in zip(long, values, strict=True):
        best = confidences[0]
        code = best.language.iso_code_639_1.name.lower()
        if code != row["language"] and best.value >= _SURE:
            yield Finding(
                "register-title-language",
                "warning",
                row.place,
                f"the title reads {code} ({best.value:.2f}), the row says {row['language']}: {row['text'][:60]!r}",
                "correct the language; a proper name may be right as it is",
            )


def _actors(folder: Path, register: Register) -> Iterator[Finding]:
    for row in rows(folder, "actors"):
        actor = register.actors[row["actor"]]
        have = {name.language for name in actor.names if name.kind == "pref"}
        if not have:
            yield Finding("register-name-missing", "violation", row.place, f"{actor.key} has no name", "give it at least one, in actor_names.csv")
        elif missing := [language for language in LANGUAGES if language not in have]:
            yield Finding("register-name-missing", "info", row.place, f"{actor.key} has no name in {' '.join(missing)}", "add rows to actor_names.csv")
        if actor.part_of == actor.key:
            yield Finding("register-self-relation", "violation", row.place, f"{actor.key} is part of itself", "correct part_of")
    by_word: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in register.actors.values():
        for name in actor.names:
            by_word[name.language, fold(name.text)].add(actor.key)
    for (language, text), keys in sorted(by_word.items()):
        if len(keys) > 1:
            yield Finding(
                "register-shared-name",
                "info",
                "register/actor_names.csv",
                f"{text!r} ({language}) names {', '.join(sorted(keys))}",
                "the organ of the text decides between them",
            )
