"""Reads the register's folder: one CSV a kind of fact, one row a fact.

What goes in: a folder. What comes out: a frozen `Register`, or one RegisterError that names file and line. Tables may be split: `titles.csv`,
`titles.added.csv` are read together. This module must not judge what the facts say: contradictions between rows are the work of `checking`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from graph_builder.errors import RegisterError
from graph_builder.iris import BASE, Symbol, actor_iri, from_code, mint_instrument
from graph_builder.model import LANGUAGES, PartialDate
from graph_builder.register import values as v
from graph_builder.register.lookup import Register
from graph_builder.register.merges import decisions
from graph_builder.register.titles import with_sharing

TABLES: dict[str, tuple[str, ...]] = {
    "instruments": (
        *("instrument", "key", "kind", "organisation", "adopted_on", "date_kind", "adopted_at", "meeting"),
        *("entry_into_force", "treaty_series", "legal_nature", "status"),
    ),
    "symbols": ("instrument", "symbol", "kind", "status"),
    "titles": ("instrument", "language", "kind", "text", "use", "status"),
    "dates": ("instrument", "event", "date", "source", "status"),
    "uses": ("instrument", "text", "use", "reason"),
    "adopters": ("instrument", "actor", "source"),
    "topics": ("instrument", "topic"),
    "sources": ("instrument", "source"),
    "unverified": ("instrument", "field", "note"),
    "relations": ("from", "relation", "to", "where", "source", "status"),
    "actors": ("actor", "kind", "part_of", "iso3", "iso2", "source", "unverified", "status"),
    "actor_names": ("actor", "language", "kind", "name", "status"),
    "memberships": ("member", "group", "from", "to", "source", "status"),
    "merges": ("a", "b", "decision", "note", "source"),
}
"""Table -> header."""

DATE_KINDS = ("adoption", "signature")
EVENTS = ("entry_into_force",)
SYMBOL_KINDS = ("canonical", "as-published", "in-use")
TITLE_KINDS = ("title", "short")
NAME_KINDS = ("pref", "alt", "acronym", "source")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and where it stands ("register/titles.csv:12")."""

    cells: dict[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, message: str, hint: str = "") -> RegisterError:
        return RegisterError(message, place=self.place, hint=hint)

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        if (value := self.cells[column]) not in allowed:
            raise self.wrong(f"{column} is {value!r}", f"one of: {', '.join(allowed)}")
        return value

    def date(self, column: str) -> PartialDate | None:
        if not (value := self.cells[column]):
            return None
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise self.wrong(f"{column} is no date: {error}", "write 2020, 2020-12 or 2020-12-04, or leave the cell empty") from error

    def sources(self, column: str = "source") -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells[column].split(" | ") if part.strip())


def default_folder() -> Path:
    """The register of this installation: beside the package in a work tree, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "register", package / "_data" / "register"):
        if (folder / "instruments.csv").is_file():
            return folder
    raise RegisterError("no register is installed", place=str(package.parent / "register"), hint="give one with --register DIR")


def rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table over all its files (`titles.csv`, `titles.*.csv`), in order of file name and line."""
    header = TABLES[table]
    for path in sorted((*folder.glob(f"{table}.csv"), *folder.glob(f"{table}.*.csv"))):
        name = f"{folder.name}/{path.name}"
        try:
            with path.open(encoding="utf-8", newline="") as stream:
                reader = csv.reader(stream, strict=True)
                first = next(reader, None)
                if tuple(first or ()) != header:
                    raise RegisterError(f"has the header {','.join(first or ())!r}", place=f"{name}:1", hint=f"expected {','.join(header)}")
                line = reader.line_num + 1
                for cells in reader:
                    place, line = f"{name}:{line}", reader.line_num + 1
                    if not cells:
                        continue
                    if len(cells) != len(header):
                        raise RegisterError(f"has {len(cells)} cells, the header {len(header)}", place=place, hint="quote cells that hold a comma")
                    if any(cell != cell.strip() for cell in cells):
                        raise RegisterError("has a cell with blanks at its ends", place=place, hint="remove them")
                    yield Row(dict(zip(header, cells, strict=True)), place)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise RegisterError(f"cannot be read ({error})", place=name, hint="tables are UTF-8 CSV files") from error


def load(folder: Path | None = None) -> Register:
    """The register in `folder`, or the installed one. RegisterError names file and line of the first row that cannot be read."""
    place = (folder or default_folder()).resolve()
    return _load(place, tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(place.glob("*.csv"))))


@lru_cache(maxsize=4)
def _load(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Register:
    """`stamp` is the state of the files: a register that was edited is read anew."""
    if not (folder / "instruments.csv").is_file() or not (folder / "actors.csv").is_file():
        raise RegisterError("is no register", place=str(folder), hint="a register folder holds instruments.csv and actors.csv; see docs/guide/register.md")
    instruments = _instruments(folder)
    iris = {path: instrument.iri for path, instrument in instruments.items()}

    def iri(row: Row, column: str) -> str:
        try:
            return iris[row[column]]
        except KeyError:
            raise row.wrong(f"names an instrument that is not there: {row[column]!r}", "add it to instruments.csv, or correct the path") from None

    relations = [
        v.Relation(iri(row, "from"), row.one_of("relation", tuple(v.RELATIONS)), iri(row, "to"), row["where"], row.sources(), row.one_of("status", v.STATUSES))
        for row in rows(folder, "relations")
    ]
    actors = _actors(folder)
    for row in rows(folder, "adopters"):
        if row["actor"] not in actors:
            raise row.wrong(f"names an actor that is not there: {row['actor']!r}", "add it to actors.csv")
    return Register(
        tuple(sorted(instruments.values(), key=lambda i: i.iri)),
        tuple(sorted(relations, key=lambda r: (r.subject, r.relation, r.object, r.where))),
        dict(sorted(actors.items())),
        str(folder),
        decisions(rows(folder, "merges"), {instrument.key: instrument.iri for instrument in instruments.values()}),
    )


def _instruments(folder: Path) -> dict[str, v.Instrument]:
    found: dict[str, v.Instrument] = {}
    keys: dict[str, str] = {}
    for row in rows(folder, "instruments"):
        path, key = row["instrument"], row["key"]
        if path in found:
            raise row.wrong(f"repeats the instrument {path!r}", "one row an instrument")
        if key in keys:
            raise row.wrong(f"repeats the key {key!r} of {keys[key]}", "keys are unique")
        keys[key] = path
        iri = BASE + "instrument/" + path
        found[path] = v.Instrument(
            iri=iri,
            key=key,
            kind=row.one_of("kind", v.KINDS),
            organisation=row["organisation"],
            status=row.one_of("status", v.STATUSES),
            adopted_on=row.date("adopted_on"),
            date_kind=row.one_of("date_kind", DATE_KINDS),
            adopted_at=row["adopted_at"],
            meeting=row["meeting"],
            entry_into_force=row.date("entry_into_force"),
            treaty_series=row["treaty_series"],
            legal_nature=row.one_of("legal_nature", ("", *v.LEGAL_NATURES)),
        )
    symbols: dict[str, list[str]] = defaultdict(list)
    canonical: dict[str, Symbol] = {}
    for row in rows(folder, "symbols"):
        kind = row.one_of("kind", SYMBOL_KINDS)
        row.one_of("status", v.STATUSES)
        if kind == "canonical":
            symbol = from_code(row["symbol"])
            if symbol is None or symbol.text != row["symbol"]:
                raise row.wrong(
                    f"is no canonical symbol: {row['symbol']!r}", f"write {symbol.text!r}" if symbol else "the forms stand in lexicons/symbol_forms.csv"
                )
            canonical[row["instrument"]] = symbol
            symbols[row["instrument"]][:0] = [symbol.text, *symbol.aliases]
        else:
            symbols[row["instrument"]].append(row["symbol"])
        _there(row, found)
    for path, instrument in found.items():
        symbol = canonical.get(path)
        expected = mint_instrument(symbol) if symbol is not None and symbol.annex is None else mint_instrument(instrument.key)
        if instrument.iri not in (expected, mint_instrument(instrument.key)):
            raise RegisterError(
                f"{path!r} is not the path of symbol {symbol} or key {instrument.key!r}",
                place=f"{folder.name}/instruments.csv",
                hint=f"write {expected[len(BASE) + 11 :]!r}",
            )
    _complete_dates(folder, found)
    titles = _titles(folder, found)
    adopters = _many(folder, "adopters", "actor", found)
    topics = _many(folder, "topics", "topic", found)
    sources = _many(folder, "sources", "source", found)
    unverified = _many(folder, "unverified", "field", found)
    return {
        path: replace(
            instrument,
            symbol=canonical.get(path),
            symbols=tuple(dict.fromkeys(symbols.get(path, ()))),
            titles=titles.get(instrument.iri, ()),
            adopters=adopters(path),
            topics=tuple(sorted(topics(path))),
            sources=sources(path),
            unverified=tuple(sorted({*unverified(path), *instrument.unverified})),
        )
        for path, instrument in found.items()
    }


def _complete_dates(folder: Path, found: dict[str, v.Instrument]) -> None:
    """Dates that `instruments` leaves open, each with its own status; one that no page confirmed is an unverified field."""
    for row in rows(folder, "dates"):
        _there(row, found)
        path, event, date = row["instrument"], row.one_of("event", EVENTS), row.date("date")
        if date is None:
            raise row.wrong("has no date", "remove the row")
        if found[path].entry_into_force is not None:
            raise row.wrong(f"gives a second {event} of {path!r}", "keep the one of instruments.csv")
        open_field = () if row.one_of("status", v.STATUSES) == "verified" else (event,)
        found[path] = replace(found[path], entry_into_force=date, unverified=open_field)


def _there(row: Row, found: dict[str, v.Instrument]) -> None:
    if row["instrument"] not in found:
        raise row.wrong(f"names an instrument that is not there: {row['instrument']!r}", "add it to instruments.csv, or correct the path")


def _many(folder: Path, table: str, column: str, found: dict[str, v.Instrument]) -> Callable[[str], tuple[str, ...]]:
    values: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows(folder, table):
        _there(row, found)
        values[row["instrument"]][row[column]] = None
    return lambda path: tuple(values.get(path, ()))


def _titles(folder: Path, found: dict[str, v.Instrument]) -> dict[str, tuple[v.Title, ...]]:
    made: dict[str, list[v.Title]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    uses = {(row["instrument"], row["text"]): row.one_of("use", v.USES) for row in rows(folder, "uses")}
    for row in rows(folder, "titles"):
        _there(row, found)
        instrument = found[row["instrument"]]
        language = row.one_of("language", LANGUAGES)
        if not row["text"]:
            raise row.wrong("has no text", "remove the row")
        counts[(instrument.key, language)] += 1
        made[instrument.iri].append(
            v.Title(
                f"title.{instrument.key}.{language}.{counts[(instrument.key, language)]}",
                instrument.iri,
                language,
                row.one_of("kind", TITLE_KINDS),
                row["text"],
                uses.get((row["instrument"], row["text"]), row.one_of("use", v.USES)),
                row.one_of("status", v.STATUSES),
            )
        )
    return with_sharing({i.iri: i for i in found.values()}, made)


def _actors(folder: Path) -> dict[str, v.Actor]:
    found: dict[str, v.Actor] = {}
    for row in rows(folder, "actors"):
        key = row["actor"]
        if key in found:
            raise row.wrong(f"repeats the actor {key!r}", "one row an actor, over all actors*.csv")
        found[key] = v.Actor(
            key=key,
            iri=actor_iri(key),
            kind=row.one_of("kind", v.ACTOR_KINDS),
            part_of=row["part_of"] or None,
            iso3=row["iso3"],
            iso2=row["iso2"],
            sources=row.sources(),
            unverified=tuple(part.strip() for part in row["unverified"].split(";") if part.strip()),
            status=row.one_of("status", v.STATUSES),
        )
    names: dict[str, dict[tuple[str, str, str], v.ActorName]] = defaultdict(dict)
    for row in rows(folder, "actor_names"):
        if row["actor"] not in found:
            raise row.wrong(f"names an actor that is not there: {row['actor']!r}", "add it to actors.csv")
        kind, language = row.one_of("kind", NAME_KINDS), row.one_of("language", LANGUAGES)
        if kind == "pref" and any(n.kind == "pref" and n.language == language for n in names[row["actor"]].values()):
            raise row.wrong(f"is a second preferred name of {row['actor']!r} in {language}", "make it alt")
        names[row["actor"]][(language, kind, row["name"])] = v.ActorName(row["actor"], language, kind, row["name"], row.one_of("status", v.STATUSES))
    members: dict[str, list[v.Membership]] = defaultdict(list)
    for row in rows(folder, "memberships"):
        for column in ("member", "group"):
            if row[column] not in found:
                raise row.wrong(f"names an actor that is not there: {row[column]!r}", "add it to actors.csv")
        for column in ("from", "to"):
            row.date(column)
        members[row["member"]].append(v.Membership(row["member"], row["group"], row["from"], row["to"], row.sources(), row.one_of("status", v.STATUSES)))
    for key, actor in found.items():
        if actor.part_of is not None and actor.part_of not in found:
            raise RegisterError(f"{key!r} is part of an actor that is not there: {actor.part_of!r}", place=f"{folder.name}/actors.csv", hint="add it")
        order = {language: n for n, language in enumerate(LANGUAGES)}
        found[key] = replace(
            actor,
            names=tuple(sorted(names[key].values(), key=lambda n: (order[n.language], NAME_KINDS.index(n.kind), n.text))),
            memberships=tuple(sorted(members[key], key=lambda m: (m.group, m.from_date))),
        )
    return found
