"""What the guard lets pass and what it refuses."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import QueryRefused
from graph_builder.store.guard import MAX_DEPTH, MAX_LENGTH, check, syntax_refusal, tokens

PASS = [
    ("SELECT * { ?s a ac:Commitment }", "select", False),
    ("# service\nask { ?s ?p 'SERVICE <http://x> {}' }", "ask", False),
    ("PREFIX services: <http://x/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ac:service ?o ; ?service <http://x/service> }", "graph", False),
    ("BASE <http://x/> DESCRIBE <a>", "graph", False),
    ('SELECT ?x { ?s ?p """a "quoted" \\""" { ( [""" }', "select", False),
    ("SELECT * FROM <http://x/g> FROM NAMED <http://x/g> { ?s ?p ?o }", "select", True),
    ("PREFIX g: <http://x/> SELECT * FROM g:g { ?s ?p ?o }", "select", True),
    ("SELECT * { ?from ac:from ?o }", "select", False),
    ("SELECT * { FILTER(1<2 && 3>2) ?s ?p ?o }", "select", False),
    ("SELECT * { ?s ?p ?a, ?b, ?c FILTER(?a<?b&&(?c>?a)) }", "select", False),
    ("SELECT (COUNT(*) AS ?n) { ?s ac:forceLoader ?o }", "select", False),
]
REFUSE = [
    ("", "empty", 1, 1),
    ("  \n ", "empty", 1, 1),
    ("PREFIX ac: <http://x/>", "ends before", 1, 23),
    ("INSERT DATA { <a> <b> <c> }", "update", 1, 1),
    ("PREFIX x: <http://x/>\nDELETE WHERE { ?s ?p ?o }", "update", 2, 1),
    ("LOAD <http://x/>", "update", 1, 1),
    ("CLEAR ALL", "update", 1, 1),
    ("hello", "no query", 1, 1),
    ("SELECT * {\n SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE", 2, 2),
    ("SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }", "SERVICE", 1, 12),
    ("SELECT * { SERVICE:x{ ?s ?p ?o } }", "SERVICE", 1, 12),
    ("SELECT * { ?s ?p ?o FILTER(1<2)SERVICE?x#>\n{ ?a ?b ?c } }", "SERVICE", 1, 29),
    ("SELECT * { ?s ?p 1SERVICE<http://x>{} }", "SERVICE", 1, 18),
    ("SELECT * { ?s ?p 'a'SERVICE<http://x>{} }", "SERVICE", 1, 21),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "no such graph", 1, 15),
    ("SELECT * FROM NAMED ac:none { ?s ?p ?o }", "no such graph", 1, 21),
    ("SELECT * {\n ?s ?p ] }", "']' closes nothing", 2, 8),
    ("SELECT * {\n { ?s ?p ?o }", "'{' is never closed", 1, 10),
    ("SELECT * { ?s ?p 'open }", "never closed", 1, 18),
    ("SELECT * { ?s ?p '''open '' }", "never closed", 1, 18),
    ("SELECT * " + "{" * (MAX_DEPTH + 1), "nested", 1, 10 + MAX_DEPTH),
    ("SELECT * { FILTER(" + "!" * 5000 + "?x) }", "operators", 1, 519),
    ("SELECT * { FILTER(" + "1||" * 5000 + "?x) }", "operators", 1, 770),
    ("SELECT * { {} " + "UNION {} " * 5000 + " }", "operators", 1, 4515),
    ("SELECT * { ?s ?p ?o } #" + "x" * MAX_LENGTH, "characters", 1, 1),
    ("SELECT * { ?s ?p '\x00' }", "NUL", 1, 19),
]


@pytest.mark.parametrize(("text", "form", "dataset"), PASS)
def test_passes(text: str, form: str, dataset: bool) -> None:
    checked = check(text, frozenset({"http://x/g"}))
    assert (checked.form, checked.dataset, checked.text) == (form, dataset, text)


@pytest.mark.parametrize(("text", "words", "line", "column"), REFUSE, ids=range(len(REFUSE)))
def test_refuses_with_place_and_hint(text: str, words: str, line: int, column: int) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(text, frozenset())
    assert words in caught.value.message
    assert caught.value.hint
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_unknown_set_of_graphs_lets_every_from_pass() -> None:
    assert check("ASK FROM <http://elsewhere/g> { ?s ?p ?o }").dataset


def test_the_parsers_complaint_says_what_stands_there() -> None:
    refusal = syntax_refusal("error at 2:3: expected one of A, B", "SELECT *\n{ ] }")
    assert (refusal.line, refusal.column) == (2, 3)
    assert "'] }'" in refusal.message


@given(st.text(alphabet="SERVICE<>?x:{}()[]\"'#\\ \nae|/!@1.-", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        check("SELECT " + text, frozenset())
    except QueryRefused as error:
        refused = error
    else:
        return
    assert (refused.line or 0) >= 1


@given(st.text(max_size=100))
def test_tokens_lie_in_order_and_hold_their_text(text: str) -> None:
    try:
        found = tokens(text)
    except QueryRefused:
        return
    at = 0
    for token in found:
        assert token.start >= at
        assert text[token.start : token.start + len(token.text)] == token.text
        at = token.start + len(token.text)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?x (COUNT(?n) AS ?k) { ?x ?p ?n }", "neither bound, grouped nor aggregated"),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", "BY is expected"),
        ("SELECT ?s { ?s ?p ?o } LIMIT x", "'x' is not expected here"),
        ("SELECT ?s { ?s nope:x ?o }", "a prefix is used that is not declared"),
    ],
)
def test_complaints_of_the_real_parser_are_explained(query: str, words: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(query)
    refusal = syntax_refusal(str(caught.value), query)
    assert words in refusal.message
    assert refusal.line == 1
