"""Imports a folder of gathered facts (instruments.csv, relations.csv, actors.csv in their gatherer's shape) into the register's own tables.

    python -m graph_builder.register.importing FACTS [--register DIR]

What goes in: the facts. What comes out: `instruments.csv`, `symbols.csv`, `titles.csv`... of the register, rewritten whole; tables with a middle name
(`titles.added.csv`) are the project's own and are left alone. What is changed on the way is said in `register/NOTES.md`.
This module must not add facts: it only changes their shape.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from graph_builder.errors import RegisterError
from graph_builder.iris import Symbol, from_code, parse_symbol
from graph_builder.model import LANGUAGES
from graph_builder.register.loading import TABLES, default_folder
from graph_builder.register.titles import proposed_use
from graph_builder.register.values import fold

KIND = {
    "resolution": "Resolution",
    "decision": "Decision",
    "convention": "Convention",
    "protocol": "Protocol",
    "declaration": "Declaration",
    "document": "Document",
    "action plan": "ActionPlan",
    "strategy": "Strategy",
    "charter": "Charter",
    "final act": "FinalAct",
}
ACTOR_KIND = {"organisation": "Organization", "organ": "Organ", "office": "Office", "state": "State", "group": "ActorGroup"}
ORGANISATION = {"UN": "un", "OSCE": "osce", "CoE": "coe", "EU": "eu", "other": ""}
TOPIC = {"environment crime": "environmental-crime", "judicial co-operation": "justice-cooperation"}
"""Topics of the facts that the topic scheme calls otherwise; the others are its keys with blanks for hyphens."""
_OWN_ADDRESS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:osce\.org|un\.org|unodc\.org|unvienna\.org|coe\.int|europa\.eu|ilo\.org|ohchr\.org|unesco\.org|undocs\.org|oas\.org)[/:]"
)
_CONCEPT = re.compile(r"\bConcept\b")
_STATEMENT = re.compile(r"\b(?:Ministerial )?Statement\b")
_SCRIPT = (("ru", re.compile("[а-яА-Я]")), ("ar", re.compile("[\u0600-\u06ff]")), ("zh", re.compile("[\u4e00-\u9fff]")))
_SHORT_NAME_LANGUAGE = (
    ("fr", re.compile(r"\b(?:Acte final|Charte|charte|Convention de|Déclaration|Recommandations|décision|résolution|CNUCC)\b")),
    ("es", re.compile(r"\b(?:Acta Final|Decisión|Protocolo contra)\b")),
    ("de", re.compile(r"Konvention\b|Übereinkommen|Beschluss")),
    ("it", re.compile(r"\bConvenzione\b")),
)
_PART = re.compile(r"^\d+[A-Z]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")


def _clean(text: str) -> str:
    return " ".join(_DIRECTION_MARKS.sub("", text).split()).removeprefix("- ")


def _short_language(text: str) -> str:
    """The facts give short names without a language: script and a few words tell it; English otherwise."""
    for language, pattern in (*_SCRIPT, *_SHORT_NAME_LANGUAGE):
        if pattern.search(text):
            return language
    return "en"


def _sources(cell: str) -> list[str]:
    """The addresses of a cell, the issuing organisation's own first."""
    found = list(dict.fromkeys(" ".join(part.replace("corpus/seed/", "").split()) for part in cell.split(" | ") if part.strip()))
    return sorted(found, key=lambda source: not _OWN_ADDRESS.match(source))


def _unverified(cell: str) -> dict[str, str]:
    """Field -> note. "adoption_date (day)" names a field and what of it is unconfirmed."""
    found: dict[str, str] = {}
    depth, part, parts = 0, "", []
    for char in cell:
        depth += (char == "(") - (char == ")")
        if char == ";" and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += char
    for text in (*parts, part):
        if text := text.strip():
            name, _, note = text.partition(" (")
            found[name] = "; ".join(filter(None, (found.get(name), note.removesuffix(")"))))
    return found


def _read(path: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except OSError as error:
        raise RegisterError(
            f"cannot be read ({error})", place=str(path), hint="the folder of facts holds instruments.csv, relations.csv, actors.csv"
        ) from error
    missing = set(columns) - set(rows[0] if rows else ())
    if missing:
        raise RegisterError(f"lacks the columns {', '.join(sorted(missing))}", place=f"{path}:1", hint="is it a folder of facts?")
    return rows


def _kind(row: dict[str, str]) -> str:
    """The class of an instrument. The facts call a presidential statement a statement and a ministerial one a declaration."""
    if row["symbol"].startswith("S/PRST/"):
        return "PresidentialStatement"
    if row["body"] == "Ministerial Council" and _STATEMENT.search(row["title_en"]) and row["kind"] in ("declaration", "statement"):
        return "MinisterialStatement"
    if row["organisation"] == "OSCE" and _CONCEPT.search(row["title_en"]):
        return "ConceptDocument"
    return KIND[row["kind"]]


def path_of(key: str, symbol: Symbol | None) -> str:
    """The IRI path below `instrument/`: the symbol's, where it is the instrument's own: not that of the text it is annexed to, nor 217A(III), a part
    of a resolution."""
    return symbol.path if symbol is not None and symbol.annex is None and not _PART.search(symbol.numbers) else key


def convert(facts: Path) -> dict[str, list[tuple[str, ...]]]:
    """Table -> rows, sorted, in the register's shape."""
    instruments = _read(facts / "instruments.csv", ("key", "symbol", "title_en", "adoption_date", "unverified_fields"))
    relations = _read(facts / "relations.csv", ("from_key", "relation", "to_key", "where", "source"))
    actors = _read(facts / "actors.csv", ("key", "kind", "name_en", "part_of"))
    out: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    paths: dict[str, str] = {}
    status_of: dict[str, str] = {}
    for row in instruments:
        paths[row["key"]] = _instrument(row, out)
        status_of[row["key"]] = row["status"]
    for row in relations:
        source = " | ".join(_sources(row["source"]))
        if row["relation"] == "adopted_by":
            out["adopters"].append((paths[row["from_key"]], row["to_key"], source))
        else:
            # a relation is as sure as the row it starts from: it was read in that instrument's text
            out["relations"].append((paths[row["from_key"]], row["relation"], paths[row["to_key"]], row["where"], source, status_of[row["from_key"]]))
    for row in actors:
        _actor(row, out)
    return {table: sorted(set(rows)) for table, rows in out.items()}


def _instrument(row: dict[str, str], out: dict[str, list[tuple[str, ...]]]) -> str:
    """Adds the rows of one instrument; its path."""
    symbol = (from_code(row["symbol"]) or parse_symbol("Directive " + row["symbol"])) if row["symbol"] else None
    path, kind, open_fields = path_of(row["key"], symbol), _kind(row), _unverified(row["unverified_fields"])

    def status(field: str) -> str:
        return "unverified" if row["status"] != "verified" or field in open_fields or "all" in open_fields else "verified"

    out["instruments"].append(
        (
            *(path, row["key"], kind, ORGANISATION[row["organisation"]], row["adoption_date"], row["date_kind"] or "adoption", row["place"], row["meeting"]),
            *(row["entry_into_force"], row["unts"], row["legal_nature"], row["status"]),
        )
    )
    if symbol is not None:
        out["symbols"].append((path, symbol.text, "canonical", status("symbol")))
    if row["symbol"] and from_code(row["symbol"]) is None:  # a spelling that only the register can read
        out["symbols"].append((path, row["symbol"], "in-use", status("symbol")))
    for language in LANGUAGES:
        if text := _clean(row[f"title_{language}"]):
            out["titles"].append((path, language, "title", text, proposed_use(text, language, "title", kind), status(f"title_{language}")))
    taken = {(title[1], fold(title[3])) for title in out["titles"] if title[0] == path}
    for name in filter(None, (_clean(part) for part in row["short_names"].split(";"))):
        named = None if re.fullmatch(r"[A-Z]\d+", name) else parse_symbol(name)
        if named is None:
            language = _short_language(name)
            if (language, fold(name)) not in taken:
                taken.add((language, fold(name)))
                out["titles"].append((path, language, "short", name, proposed_use(name, language, "short", kind), status("short_names")))
        elif symbol is not None and named.principal == symbol and named != symbol:
            out["symbols"].append((path, named.text, "as-published", status("short_names")))
        # a symbol of its own in other words is read by its form; the symbol of the text it is annexed to is not its own
    for topic in filter(None, (part.strip() for part in row["topics"].split(";"))):
        out["topics"].append((path, TOPIC.get(topic, topic.replace(" ", "-"))))
    for source in _sources(row["source"]):
        out["sources"].append((path, source))
    for field, note in open_fields.items():
        out["unverified"].append((path, field, note))
    return path


def _actor(row: dict[str, str], out: dict[str, list[tuple[str, ...]]]) -> None:
    """Adds the rows of one actor. States take part in or are partners of the OSCE: members, not parts."""
    key, kind, source = row["key"], ACTOR_KIND[row["kind"]], " | ".join(_sources(row["source"]))
    open_fields = _unverified(row["unverified_fields"])
    part_of = "" if kind == "State" else row["part_of"]
    out["actors"].append((key, kind, part_of, row["iso3"], row["iso2"], source, ";".join(sorted(open_fields)), row["status"]))
    if kind == "State":
        out["memberships"].append((key, row["part_of"], row["admission_year"] if row["part_of"] == "osce-ps" else "", "", source, row["status"]))

    def status(*fields: str) -> str:
        return "unverified" if row["status"] != "verified" or any(f in open_fields for f in (*fields, "all names", "all")) else "verified"

    for language in LANGUAGES:
        if text := _clean(row.get(f"name_{language}", "")):
            out["actor_names"].append((key, language, "pref", text, status(f"name_{language}")))
    for part in filter(None, (p.strip() for p in row["acronyms"].split(";"))):
        language, _, names = part.partition(":")
        for name in names.split("/"):
            out["actor_names"].append((key, language, "acronym", name.strip(), status("acronym", "acronyms", f"acronym {language}")))


def write(tables: dict[str, list[tuple[str, ...]]], folder: Path) -> None:
    """Writes each table whole, with its header."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, header in TABLES.items():
        if table in ("uses", "dates"):  # the project's own, never the facts'
            continue
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(tables.get(table, ()))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m graph_builder.register.importing", description="Import gathered facts into the register.")
    parser.add_argument("facts", type=Path, help="folder with instruments.csv, relations.csv, actors.csv")
    parser.add_argument("--register", type=Path, default=None, help="the register's folder (default: the installed one)")
    options = parser.parse_args(arguments)
    try:
        tables = convert(options.facts)
        write(tables, options.register or default_folder())
    except RegisterError as error:
        print(f"error: {error}\nhint: {error.hint}", file=sys.stderr)
        return 2
    print(", ".join(f"{len(rows)} {table}" for table, rows in sorted(tables.items())), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
