"""What is written is what a reader of N-Quads reads back."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.triples import nquads

S, P, G = nquads.iri("https://example.org/s"), nquads.iri("https://example.org/p"), nquads.iri("https://example.org/g")


def read_back(term: str) -> ox.Literal:
    (quad,) = ox.parse(nquads.line(S, P, term, G), format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    return quad.object


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_survives(text: str) -> None:
    assert read_back(nquads.literal(text)).value == text
    assert read_back(nquads.literal(text, "fr")) == ox.Literal(text, language="fr")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_line_is_one_line(text: str) -> None:
    assert nquads.line(S, P, nquads.literal(text), G).count("\n") == 1


@pytest.mark.parametrize(
    ("term", "value", "datatype"),
    [
        (nquads.integer(12), "12", "integer"),
        (nquads.decimal(0.9), "0.9", "decimal"),
        (nquads.decimal(1), "1.0", "decimal"),
        (nquads.decimal(0.45), "0.45", "decimal"),
        (nquads.decimal(1 / 3), "0.3333", "decimal"),
        (nquads.boolean(True), "true", "boolean"),
        (nquads.partial_date("2020"), "2020", "gYear"),
        (nquads.partial_date("2020-12"), "2020-12", "gYearMonth"),
        (nquads.partial_date("2020-12-04"), "2020-12-04", "date"),
    ],
)
def test_typed_literals(term: str, value: str, datatype: str) -> None:
    read = read_back(term)
    assert (read.value, read.datatype.value) == (value, nquads.XSD + datatype)


@pytest.mark.parametrize(
    "value", ["relative", "https://example.org/a b", "https://example.org/<", 'https://example.org/"', "https://example.org/a\n", "https://example.org/{x}"]
)
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        nquads.iri(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        nquads.literal("a\ud800b")


def test_a_document_is_sorted_and_says_nothing_twice() -> None:
    a, b = nquads.line(S, P, nquads.literal("a"), G), nquads.line(S, P, nquads.literal("b"), G)
    assert nquads.document([b, a, b]) == a + b
