"""IRIs: every name comes back from its IRI."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder import iris
from graph_builder.errors import IriError
from graph_builder.iris import Concept, Instrument, Part, Thing
from graph_builder.iris.names import THINGS
from tests.graph_builder.iris.strategies import symbols

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
keys = (
    st.lists(st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6), min_size=1, max_size=4)
    .map("-".join)
    .filter(lambda key: key not in ("un", "osce", "coe", "eu", "ilo", "text", "title"))
)
numbers = st.integers(1, 99).map(str)
provisions = st.one_of(
    st.tuples(st.sampled_from(["par", "pre", "fn", "annex", "div"]), numbers).map("/".join),
    st.tuples(st.just("art"), numbers, st.just("par"), numbers, st.sampled_from("abcdef")).map("/".join),
    st.tuples(st.just("annex"), numbers, st.just("art"), numbers, st.just("statement"), numbers).map("/".join),
    st.tuples(st.just("par"), numbers, st.just("citation"), numbers, st.just("evidence/fr/quote")).map("/".join),
    st.just("expression/fr-2"),
    st.just("adoption/vote/fra"),
)
instruments = st.one_of(
    symbols().map(lambda s: Instrument(symbol=s)),
    keys.map(lambda k: Instrument(key=k)),
    words.map(lambda w: Instrument(text=w)),
    words.filter(lambda w: "/" not in w).map(lambda w: Instrument(title=iris.slug(w))),
    st.tuples(st.integers(1900, 2100), words).map(lambda t: Instrument(title=f"{t[0]}/{iris.slug(t[1])}")),
)
things = st.one_of(
    st.tuples(st.sampled_from([k for k in THINGS if k != "graph"]), words, st.sampled_from(["", "text", "edit/1"])).map(lambda t: Thing(*t)),
    words.map(lambda w: Thing("graph", "source/" + w)),
    st.sampled_from(["register", "ontology", "inferred", "build"]).map(lambda n: Thing("graph", n)),
)
names = st.one_of(instruments, st.builds(Part, instruments, provisions), things, st.builds(Concept, st.just("force"), words.filter(lambda w: "/" not in w)))


@given(names)
def test_every_name_comes_back_from_its_iri(name: iris.Name) -> None:
    assert iris.parse_iri(iris.mint(name)) == name


@given(names)
def test_an_iri_holds_nothing_an_iri_may_not_hold(name: iris.Name) -> None:
    minted = iris.mint(name)
    assert not set(minted) & set(' <>"{}|^`\\\n\t\x00')


@given(st.text(max_size=60))
def test_any_tail_is_read_or_refused_and_never_changed(tail: str) -> None:
    iri = iris.BASE + tail
    name = iris.parse_iri(iri)
    assert name is None or iris.parse_iri(iris.mint(name)) == name


@pytest.mark.parametrize(
    ("spelling", "tail"),
    [
        ("A/RES/55/25", "un/a/res/55-25"),
        ("S/RES/1373(2001)", "un/s/res/1373-2001"),
        ("E/RES/2015/24", "un/e/res/2015-24"),
        ("A/HRC/RES/54/3", "un/a/hrc/res/54-3"),
        ("MC.DEC/5/06", "osce/mc/dec/5-06"),
        ("MC.DOC/1/20", "osce/mc/doc/1-20"),
    ],
)
def test_the_promised_iris(spelling: str, tail: str) -> None:
    symbol = iris.parse_symbol(spelling)
    assert symbol is not None
    assert iris.mint_instrument(symbol) == "https://w3id.org/anticrime/id/instrument/" + tail


def test_a_part_leads_to_its_instrument_and_knows_its_kind() -> None:
    untoc = iris.mint_instrument("untoc")
    for tail, kind in [
        ("art/5/par/1/a", "provision"),
        ("art/5/statement/1", "statement"),
        ("par/2/citation/1", "citation"),
        ("annex/1", "provision"),
        ("expression/fr", "expression"),
    ]:
        part = iris.parse_iri(f"{untoc}/{tail}")
        assert isinstance(part, Part)
        assert (part.kind, iris.mint(part.instrument)) == (kind, untoc)
        assert iris.instrument_of(f"{untoc}/{tail}") == untoc


@pytest.mark.parametrize("key", ["", "UNTOC", "a b", "un", "text", "-a", "a--b", "ä"])
def test_a_wrong_key_is_refused(key: str) -> None:
    with pytest.raises(IriError, match="not a register key"):
        iris.mint_instrument(key)


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/id/instrument/untoc",
        iris.BASE,
        iris.BASE + "instrument/",
        iris.BASE + "instrument/un/par/2",
        iris.BASE + "nothing/x",
        iris.BASE + "actor/",
    ],
)
def test_foreign_iris_are_none_of_ours(iri: str) -> None:
    assert iris.parse_iri(iri) is None


def test_a_slug_is_short_and_keeps_every_script() -> None:
    assert iris.slug("Déclaration sur la lutte — n° 5") == "declaration-sur-la-lutte-n-5"
    assert iris.slug("Декларация о борьбе") == "декларация-о-борьбе"
    assert iris.slug("关于打击犯罪的宣言") == "关于打击犯罪的宣言"
    assert len(iris.slug("word " * 60)) <= 80
    assert iris.slug("—") == "untitled"
