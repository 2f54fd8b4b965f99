"""Pieces of the reading layer that need no store."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.rendering import HERE, INTERFACE, words
from api.parameters import read_limit
from api.problems import Problem
from api.reading.catalog import fold, path_key, pick
from api.reading.nodes import iri_ok, quoted, short
from api.reading.texts import Edit, anchor, repaired, runs
from api.web import read_cursor, write_cursor
from graph_builder.store import Term, check

I = "https://w3id.org/anticrime/id/instrument/x"  # noqa: E741


def test_provisions_sort_as_printed() -> None:
    paths = ["fn/1", "par/10", "par/2/a", "annex/1/art/1", "par/2", "pre/3", "art/5/par/1"]
    assert sorted(paths, key=lambda p: path_key(f"{I}/{p}")) == ["pre/3", "par/2", "par/2/a", "art/5/par/1", "par/10", "annex/1/art/1", "fn/1"]


@pytest.mark.parametrize(("iri", "expected"), [(f"{I}/par/2/statement/1", "par-2-statement-1"), (f"{I}/annex/1/art/2", "annex-1-art-2"), (I, "x")])
def test_anchors(iri: str, expected: str) -> None:
    assert anchor(iri) == expected


def test_labels_in_the_readers_language() -> None:
    terms = [Term("Staat", "literal", "de"), Term("State", "literal", "en"), Term("État", "literal", "fr")]
    assert pick(terms, ("fr", "en")) == "État"
    assert pick(terms, ("zh",)) == "State"
    assert pick([], ("en",)) is None
    assert fold("Décision n° 5/06 — Conseil") == "decision n 5 06 conseil"


@given(st.text(max_size=40))
def test_any_text_is_a_safe_literal_in_a_query(text: str) -> None:
    if "\x00" in text:
        return
    assert check(f"SELECT * {{ ?s ?p {quoted(text)} }}").form == "select"


@given(st.text(max_size=40))
def test_an_iri_cannot_leave_its_brackets(text: str) -> None:
    if iri_ok(text):
        assert not set(text) & set('<>"{}|^`\\ \n')


def test_short_names() -> None:
    assert short("https://w3id.org/anticrime/ontology#force") == "ac:force"
    assert short("http://example.org/x") == "http://example.org/x"


@given(
    st.text(alphabet="abc é\n", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3)), max_size=3),
)
def test_runs_hold_every_character_once_and_in_order(raw: str, statements: list[tuple[int, int]], repairs: list[tuple[int, int]]) -> None:
    start = 100
    edits: list[Edit] = []
    at = start
    for offset, length in sorted(repairs):
        if start + offset >= at and offset + length <= len(raw):
            edits.append(Edit(start + offset, start + offset + length, "Z"))
            at = start + offset + length
    marks = [(f"s{k}", start + a, start + b) for k, (a, b) in enumerate(statements) if a < b]
    found = runs(raw, start, edits, marks, [])
    assert "".join(run.text for run in found) == repaired(raw, start, edits)
    firsts = [run.statement for run in found if run.first]
    assert len(firsts) == len(set(firsts))


def test_the_innermost_statement_marks() -> None:
    found = runs("urges States to act", 0, [], [("outer", 0, 19), ("inner", 6, 12)], [("c", 13, 19)])
    assert [(r.text, r.statement, r.citation) for r in found] == [
        ("urges ", "outer", None),
        ("States", "inner", None),
        (" ", "outer", None),
        ("to act", "outer", "c"),
    ]


def test_cursors_are_of_one_build() -> None:
    assert read_cursor(write_cursor("abcdef012345", 50), "abcdef012345") == 50
    assert read_cursor(None, "x") == 0
    for text in ("!", "YWJj", "", "YTox" * 50):
        if text:
            with pytest.raises(Problem):
                read_cursor(text, "abcdef012345")
    with pytest.raises(Problem) as caught:
        read_cursor(write_cursor("000000000000", 50), "abcdef012345")
    assert caught.value.status == 410


def test_limits() -> None:
    from starlette.datastructures import QueryParams

    assert read_limit(QueryParams("limit=7")) == 7
    for text in ("0", "201", "x", "-1"):
        with pytest.raises(Problem):
            read_limit(QueryParams({"limit": text}))


def test_every_word_of_the_interface_is_there_in_both_languages() -> None:
    table = words()
    with (HERE / "data" / "interface.csv").open(encoding="utf-8", newline="") as lines:
        keys = [row["id"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))]
    assert len(keys) == len(set(keys))
    assert all(table[key][language].strip() for key in keys for language in INTERFACE)
    used: set[str] = set()
    for path in sorted((HERE / "templates").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"\bt\('([a-z_.0-9]+)'\)", text))
        used |= set(re.findall(r"'((?:nav|start|coverage)\.[a-z_]+)'", text))
    assert used <= set(keys), sorted(used - set(keys))
    for prefix, names in {
        "basis": ("explicit", "anaphoric", "contextual", "restated", "tasked", "register"),
        "act": ("normative", "commissive", "constitutive", "directive", "assertive"),
        "param": (
            "derives_from",
            "basis",
            "act",
            "force",
            "min_strength",
            "bearer",
            "counterparty",
            "topic",
            "instrument",
            "adopted_from",
            "adopted_to",
            "q",
            "lang",
            "citing",
            "kind",
        ),
    }.items():
        assert {f"{prefix}.{name}" for name in names} <= set(keys)


def test_no_page_names_a_foreign_address() -> None:
    root = Path(HERE)
    for path in [*root.glob("templates/*"), *root.glob("static/*")]:
        for address in re.findall(r"https?://[^\s\"'<>)]+", path.read_text(encoding="utf-8")):
            assert address.startswith(("http://www.w3.org/2000/svg", "https://w3id.org/anticrime")), (path.name, address)
