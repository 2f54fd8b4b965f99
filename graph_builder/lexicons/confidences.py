"""How sure an annotation of each class is: the table `confidences.csv`.

What goes in: the name of a class ("derivation.ground.explicit"). What comes out: a number between 0 and 1. Each row says on how many cases it rests and
where they come from; `python -m bench.calibration` counts them anew. This module must not know what the classes mean.
"""

from __future__ import annotations

from functools import cache

from graph_builder.errors import LexiconError
from graph_builder.lexicons import Row, table

COLUMNS = ("id", "confidence", "right", "cases", "source")


@cache
def _rows() -> dict[str, Row]:
    rows = {row.id: row for row in table("confidences.csv", COLUMNS)}
    for row in rows.values():
        try:
            good = 0 < float(row["confidence"]) <= 1 and 0 <= int(row["right"] or 0) <= int(row["cases"] or 0)
        except ValueError:
            good = False
        if not good:
            raise LexiconError(
                f"{row.id} has no confidence between 0 and 1, or more right ones than cases",
                place=f"lexicons/confidences.csv:{row.line}",
                hint="leave right and cases empty where nothing was counted",
            )
    return rows


@cache
def confidence(name: str) -> float:
    """The confidence of a class; KeyError where the table has none."""
    return float(_rows()[name]["confidence"])


__all__ = ["COLUMNS", "confidence"]
