"""The table of confidences: every class that the code names has a row, every row a class, and the order that readers rely on holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.calibration import estimate, wilson
from graph_builder.concord.titles import RULES
from graph_builder.derive.tasked import BONDS
from graph_builder.lexicons import table
from graph_builder.lexicons.confidences import COLUMNS, confidence
from graph_builder.register.values import STATUSES

ROWS = {row.id: row for row in table("confidences.csv", COLUMNS)}
PACKAGE = Path(__file__).resolve().parents[2] / "graph_builder"
NAMED = [name for name in ROWS if re.match(r"derivation\.(?:ground|implement|pronoun)\.", name)]
INFERRED = [name for name in ROWS if re.match(r"derivation\.(?:contextual|restated|tasked)", name)]


def read(*paths: str) -> str:
    return "".join((PACKAGE / path).read_text(encoding="utf-8") for path in paths)


def test_named_grounds_are_surer_than_inferred_ones() -> None:
    assert NAMED
    assert INFERRED
    assert min(map(confidence, NAMED)) > max(map(confidence, INFERRED))


def test_grounds_that_no_words_name_stay_under_one_half() -> None:
    assert max(confidence(name) for name in ROWS if name.startswith("derivation.contextual.")) < 0.5
    assert confidence("derivation.contextual.obligations") < confidence("derivation.contextual.commitments")


def test_looser_bonds_are_less_sure() -> None:
    bonds = [confidence(f"derivation.tasked.{bond}") for bond in BONDS]
    assert bonds == sorted(bonds, reverse=True)


@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_on_what_it_rests(name: str) -> None:
    row = ROWS[name]
    if row["cases"]:
        right, cases = int(row["right"]), int(row["cases"])
        assert "convention" not in row["source"]
        assert confidence(name) <= round(estimate(right, cases), 3)
    else:
        assert not row["right"]
        assert row["source"].startswith(("convention", "decided"))


def test_every_class_that_the_code_names_has_a_row_and_every_row_its_class() -> None:
    resolver = read("resolve/__init__.py", "resolve/antecedents.py", "resolve/organs.py")
    used = {f"merge.{rule}" for rule in RULES} | {"merge.register.same"}
    used |= {f"derivation.tasked.{bond}" for bond in BONDS} | {f"derivation.register.{status}" for status in STATUSES}
    used |= {f"derivation.{role}.{basis}" for role in ("ground", "implement") for basis in ("explicit", "anaphoric")}
    used |= {"derivation.pronoun.anaphoric", "derivation.restated", "derivation.contextual.commitments", "derivation.contextual.obligations"}
    used |= {f"citation.{name}" for name in re.findall(r'"((?:self|unresolved|collective|name|symbol|anaphor)\.[a-z-]+|generic|unresolved)"', resolver)}
    used |= {f"citation.anaphor.{name}" for name in re.findall(r'Answer\([^"\n]*"([a-z-]+)"', resolver) if not name.startswith(("several-", "far-"))}
    reasons = set(re.findall(r'(?:add\(.*|Reading\(symbol), "([a-z-]+)", 0', resolver)) - {"later-than-citing", "date-contradicts"}  # these stay open
    used |= {f"citation.symbol.{reason}{dated}" for reason in reasons for dated in ("", ".dated")}
    assert sorted(used - set(ROWS)) == []
    assert sorted(set(ROWS) - used) == []


def test_a_class_without_a_row_is_an_error() -> None:
    with pytest.raises(KeyError):
        confidence("citation.guess")


def test_small_numbers_stay_near_one_half() -> None:
    assert estimate(0, 0) == 0.5
    assert 0.5 < estimate(3, 3) < estimate(30, 30) < estimate(300, 300) < 1
    assert wilson(3, 3) < estimate(3, 3)
    assert wilson(0, 0) == 0
