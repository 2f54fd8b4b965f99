"""Content negotiation and the notations of rows."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.store.answers import ALIASES, CSV, ROW_FORMATS, SPARQL_JSON, SPARQL_XML, TSV, Term, accepted, negotiate, read_rows, write_boolean, write_rows

OFFERS = (SPARQL_JSON, SPARQL_XML, CSV)


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, SPARQL_JSON),
        ("", SPARQL_JSON),
        ("*/*", SPARQL_JSON),
        ("*", SPARQL_JSON),
        ("text/csv", CSV),
        ("text/*", CSV),
        ("application/json", SPARQL_JSON),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", SPARQL_XML),
        ("text/csv;q=0, */*", SPARQL_JSON),
        ("application/*;q=0.1, text/csv;q=0.2", CSV),
        ("TEXT/CSV ; Q=1", CSV),
        ("image/png", None),
        ("image/png, */*;q=0.01", SPARQL_JSON),
        ("*/*;q=0", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", SPARQL_XML),
    ],
)
def test_negotiation(header: str | None, chosen: str | None) -> None:
    assert negotiate(header, OFFERS, ALIASES) == chosen


@given(st.text(alphabet="text/csvapplicationjson*;q=0.19, ", max_size=80))
def test_any_header_is_read(header: str) -> None:
    assert all(0 <= weight <= 1 for _, weight in accepted(header))
    assert negotiate(header, OFFERS) in (*OFFERS, None)


TERMS = st.one_of(
    st.none(),
    st.text(alphabet="abc/é", min_size=1, max_size=8).map(lambda t: Term(f"http://x/{t}")),
    st.builds(lambda t, lang: Term(t, "literal", lang), st.text(max_size=20), st.sampled_from([None, "fr", "zh"])),
    st.integers().map(lambda n: Term(str(n), "literal", None, "http://www.w3.org/2001/XMLSchema#integer")),
)


@given(st.lists(st.tuples(TERMS, TERMS), max_size=5))
def test_oxigraph_reads_back_what_is_written(rows: list[tuple[Term | None, Term | None]]) -> None:
    body = write_rows(SPARQL_JSON, ["a", "b"], rows)
    assert [(row.get("a"), row.get("b")) for row in read_rows(body)] == [tuple(t and t._replace(datatype=t.datatype) for t in row) for row in rows]
    for media_type, form in ((SPARQL_JSON, ox.QueryResultsFormat.JSON), (TSV, ox.QueryResultsFormat.TSV)):
        solutions = list(ox.parse_query_results(write_rows(media_type, ["a", "b"], rows), format=form))
        assert len(solutions) == len(rows)
        for solution, row in zip(solutions, rows, strict=True):
            for value, term in zip((solution["a"], solution["b"]), row, strict=True):
                assert (value is None) == (term is None)
                if term is not None:
                    assert value.value == term.value


def test_xml_and_csv() -> None:
    rows = [(Term("http://x/?a=1&b=2"), Term('say "oui", <b>', "literal", "fr")), (None, Term("a\nb\x01", "literal"))]
    parsed = list(ox.parse_query_results(write_rows(SPARQL_XML, ["a", "b"], rows), format=ox.QueryResultsFormat.XML))
    assert parsed[0]["a"].value == "http://x/?a=1&b=2"
    assert parsed[0]["b"].value == 'say "oui", <b>'
    assert parsed[1]["a"] is None
    assert list(csv.reader(io.StringIO(write_rows(CSV, ["a", "b"], rows).decode(), newline=""))) == [
        ["a", "b"],
        ["http://x/?a=1&b=2", 'say "oui", <b>'],
        ["", "a\nb\x01"],
    ]


@pytest.mark.parametrize("media_type", ROW_FORMATS)
def test_booleans(media_type: str) -> None:
    assert b"true" in write_boolean(media_type, True)
    assert b"false" in write_boolean(media_type, False)
    if media_type == SPARQL_JSON:
        assert json.loads(write_boolean(media_type, True)) == {"head": {}, "boolean": True}
