"""Loads the tables of language knowledge that stand in this folder: one CSV a kind, one row a fact.

What goes in: the name of a table and the columns it must have. What comes out: frozen rows, each with a rule `id` that annotations
carry, so that a wrong annotation leads to one row. This module must not know what the rows mean.

A table is checked when it is loaded: header, number of cells, missing or duplicate ids, stray blanks, unknown languages.
Contradictory rows (the same `key` columns twice) are refused with both lines named.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from graph_builder.errors import LexiconError

FOLDER = Path(__file__).resolve().parent


class Row(dict[str, str]):
    """One row: its cells by column, with `line` (from 1, the header's line) for messages."""

    line: int = 0

    @property
    def id(self) -> str:
        return self["id"]


def read_table(path: Path, columns: Sequence[str], *, key: Sequence[str] = (), optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of the CSV at `path`, checked. LexiconError names file and line of the first fault.

    `columns` must all be there, in this order, `optional` ones after them; `id` is the first column. `key`: columns whose combined
    value may stand in one row only. Lines that begin with `#` are comments.
    """
    name = f"{path.parent.name}/{path.name}"
    rows: list[Row] = []
    ids: dict[str, int] = {}
    keys: dict[tuple[str, ...], int] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"cannot be read ({error})", place=name, hint="tables are UTF-8 CSV files") from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise LexiconError("is empty", place=name, hint=f"the first line is the header: {','.join(columns)}")
    parsed = list(zip((n for n, _ in numbered), csv.reader(line for _, line in numbered), strict=False))
    header = parsed[0][1]
    if header[: len(columns)] != list(columns) or not set(header[len(columns) :]) <= set(optional):
        raise LexiconError(f"has the header {','.join(header)}", place=f"{name}:{parsed[0][0]}", hint=f"expected {','.join((*columns, *optional))}")
    for line, cells in parsed[1:]:
        place = f"{name}:{line}"
        if len(cells) != len(header):
            raise LexiconError(f"has {len(cells)} cells, the header {len(header)}", place=place, hint="quote cells that hold a comma")
        if any(cell != cell.strip() for cell in cells):
            raise LexiconError("has a cell with blanks at its ends", place=place, hint="remove them")
        row = Row(zip(header, cells, strict=True))
        row.line = line
        if not row.id:
            raise LexiconError("has no id", place=place, hint="annotations carry the id of their row")
        if row.id in ids:
            raise LexiconError(f"repeats the id {row.id!r} of line {ids[row.id]}", place=place, hint="give each row an id of its own")
        ids[row.id] = line
        if key:
            value = tuple(row[column] for column in key)
            if value in keys:
                raise LexiconError(f"contradicts or repeats line {keys[value]}: {' '.join(value)!r} twice", place=place, hint="keep one of the two rows")
            keys[value] = line
        rows.append(row)
    return tuple(rows)


@cache
def _table(name: str, columns: tuple[str, ...], key: tuple[str, ...], optional: tuple[str, ...]) -> tuple[Row, ...]:
    return read_table(FOLDER / name, columns, key=key, optional=optional)


def table(name: str, columns: Sequence[str], *, key: Sequence[str] = (), optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """A table of this folder by file name ("performatives.fr.csv"), read once a process."""
    return _table(name, tuple(columns), tuple(key), tuple(optional))


def tables(pattern: str, columns: Sequence[str], *, key: Sequence[str] = (), optional: Sequence[str] = ()) -> dict[str, tuple[Row, ...]]:
    """All tables whose name fits `pattern` ("performatives.*.csv"), by the part the star stands for: a new language is a new file."""
    before, _, after = pattern.partition("*")
    found: dict[str, tuple[Row, ...]] = {}
    for path in sorted(FOLDER.glob(pattern)):
        found[path.name[len(before) : len(path.name) - len(after)]] = table(path.name, columns, key=key, optional=optional)
    return found


def split(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several values, separated by `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


