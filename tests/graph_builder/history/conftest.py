"""A small graph of invented instruments: a ladder of named grounds, reused wording, a cycle of the register, dates known to the day, the year and not at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph_builder.iris import AC, BASE
from graph_builder.reason.closure import close
from graph_builder.store import Asking, open_store, publish

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DAY = "^^<http://www.w3.org/2001/XMLSchema#date>"
DATES = {
    "old": ("1999-05-01", "1999-05-01"),
    "year": ("2006-01-01", "2006-12-31"),
    "five": ("2006-12-05", "2006-12-05"),
    "new": ("2020-12-04", "2020-12-04"),
    "newest": ("2022-01-01", "2022-01-01"),
}
STEPS = [
    ("new/par/2/statement/1", "five/par/3", "explicit", 0.9),
    ("new/par/2/statement/1", "bare", "contextual", 0.4),
    ("new/par/3/statement/1", "five/par/3/statement/1", "restated", 0.7),
    ("five", "year", "register", 0.9),
    ("year", "old", "register", 0.9),
    ("old", "loop", "register", 0.6),
    ("loop", "old", "register", 0.6),
    ("newest/par/1/statement/1", "new", "explicit", 0.9),
    ("newest/par/2/statement/1", "bare", "explicit", 0.9),
]


def iri(name: str) -> str:
    return f"{BASE}instrument/x/{name}"


def short(iri_: str) -> str:
    return iri_.removeprefix(iri(""))


def lines() -> list[str]:
    found: set[tuple[str, str, str]] = set()
    for name, (first, last) in DATES.items():
        found |= {(iri(name), f"<{AC}adoptedFrom>", f'"{first}"{DAY}'), (iri(name), f"<{AC}adoptedTo>", f'"{last}"{DAY}')}
    things = {end for derived, ground, _, _ in STEPS for end in (derived, ground)}
    for thing in things | set(DATES):
        found.add((iri(thing.split("/")[0]), TYPE, f"<{AC}Resolution>"))
        if "/statement/" in thing:
            provision = thing.split("/statement/")[0]
            found |= {(iri(thing), TYPE, f"<{AC}Statement>"), (iri(thing), f"<{AC}statedIn>", f"<{iri(provision)}>")}
            found.add((iri(provision), f"<{AC}parent>", f"<{iri(thing.split('/')[0])}>"))
    for number, (derived, ground, basis, confidence) in enumerate(STEPS):
        node = f"{iri(derived)}/derivation/{number}"
        found |= {(node, TYPE, f"<{AC}Derivation>"), (node, f"<{AC}derived>", f"<{iri(derived)}>"), (node, f"<{AC}ground>", f"<{iri(ground)}>")}
        found |= {(node, f"<{AC}basis>", f'"{basis}"'), (node, f"<{AC}confidence>", f'"{confidence}"^^<http://www.w3.org/2001/XMLSchema#decimal>')}
    found.add((iri("newest"), f"<{AC}replaces>", f"<{iri('five')}>"))
    return sorted(f"{'<' + s + '>'} {p} {o} <{BASE}graph/x> .\n" for s, p, o in found)


@pytest.fixture(scope="session")
def ladder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    folder = tmp_path_factory.mktemp("ladder")
    given = lines()
    (folder / "x.nq").write_text("".join(sorted([*given, *close(given, {})])), encoding="utf-8")
    publish([folder / "x.nq"], folder / "store")
    with open_store(folder / "store") as store:
        yield store
