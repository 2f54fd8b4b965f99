"""Symbols: every row of the tables through the real rules, and every symbol back from its text and its path."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.iris import from_code, from_path, parse_symbol, possible_days
from graph_builder.iris.dates import _COLUMNS as YEAR_COLUMNS
from graph_builder.iris.symbols import _COLUMNS as FORM_COLUMNS
from graph_builder.iris.symbols import RESERVED, Symbol
from graph_builder.lexicons import table
from graph_builder.model import LANGUAGES
from tests.graph_builder.iris.strategies import symbols

FORMS = table("symbol_forms.csv", FORM_COLUMNS)
SERIES = table("document_series.csv", ("id", "series", "organ", "meaning", "example"))
WORDS = table("symbol_words.csv", ("id", "language", "role", "value", "words", "example", "symbol"))
EQUIVALENTS = table("symbol_equivalents.csv", ("id", "written", "read", "example", "symbol"))
YEARS = table("symbol_years.csv", YEAR_COLUMNS)


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.id)
def test_every_form_reads_its_example(row: dict[str, str]) -> None:
    symbol = from_code(row["example"])
    assert symbol is not None
    assert (symbol.text, symbol.path, symbol.form, symbol.organ or "") == (row["example"], row["iri"], row["id"], row["organ"])


@pytest.mark.parametrize("row", SERIES, ids=lambda row: row.id)
def test_every_document_series_reads_its_example(row: dict[str, str]) -> None:
    symbol = from_code(row["example"])
    assert symbol is not None
    assert (symbol.text, symbol.form, symbol.organ or "") == (row["example"], "un.doc", row["organ"])


@pytest.mark.parametrize("row", [*WORDS, *EQUIVALENTS], ids=lambda row: row.id)
def test_every_word_and_equivalent_reads_its_example(row: dict[str, str]) -> None:
    assert str(parse_symbol(row["example"])) == row["symbol"]


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.id)
def test_every_word_row_is_used_by_its_example(row: dict[str, str]) -> None:
    example = f" {row['example'].lower().replace('№', 'no. ')} "
    assert any(words.lower() in example for words in row["words"].split("|")), "the example holds none of the row's words"


def test_the_chief_words_are_there_in_each_language() -> None:
    for value in ("resolution", "decision", "un-ga", "un-sc", "un-ecosoc", "un-hrc", "osce-mc", "osce-pc"):
        assert {row["language"] for row in WORDS if row["value"] == value} == set(LANGUAGES), value


@pytest.mark.parametrize("row", YEARS, ids=lambda row: row.id)
def test_every_row_of_years_dates_its_example(row: dict[str, str]) -> None:
    symbol = from_code(row["example"])
    assert symbol is not None
    days = possible_days(symbol)
    assert days is not None
    assert row["from"] <= days[0] <= days[1] <= (row["to"] or "9999-12-31")


def test_the_numbers_of_the_security_council_leave_no_gap() -> None:
    rows = sorted((int(r["first"]), int(r["last"]), r["from"], r["to"]) for r in YEARS if r["form"] == "un.s.res")
    for before, after in itertools.pairwise(rows):
        assert after[0] == before[1] + 1
        assert before[3] < after[2]


@given(symbols())
def test_a_symbol_comes_back_from_its_text_and_its_path(symbol: Symbol) -> None:
    assert from_code(symbol.text) == symbol
    assert from_path(symbol.path) == symbol
    assert parse_symbol(symbol.text) == symbol
    assert from_code(symbol.text.lower().replace("/", " / ")) == symbol
    assert not set(symbol.path.split("/")) & RESERVED


@given(symbols())
def test_two_symbols_share_no_iri(symbol: Symbol) -> None:
    """The IRI holds all that the text holds: letters and digits, in order."""
    drop = r"[^a-z0-9]|final"
    text = re.sub(drop, "", symbol.text.lower())
    digits = lambda s: re.sub(r"\D", "", s)  # noqa: E731
    if symbol.form not in ("coe.ets", "coe.cets"):  # padded in print
        assert digits(text) == digits(symbol.path.split("cn.7/")[-1].split("cn.15/")[-1] if symbol.form.startswith("un.e.cn") else symbol.path)


@given(symbols())
def test_a_symbol_belongs_to_its_principal(symbol: Symbol) -> None:
    principal = symbol.principal
    assert principal.annex is None
    assert principal.principal == principal
    assert symbol.text.startswith(principal.text.removesuffix(principal.suffix))


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    symbol = parse_symbol(text)
    assert symbol is None or from_code(symbol.text) == symbol


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("a/res/55/25", "A/RES/55/25"),
        ("A/RES/55/25*", "A/RES/55/25"),
        ("A/RES/217 (III) [A]", "A/RES/217A(III)"),
        ("A/RES/217(III) A", "A/RES/217A(III)"),
        ("A/RES/2200A(XXI)", "A/RES/2200A(XXI)"),
        ("resolution 217 A (III)", "A/RES/217A(III)"),
        ("General Assembly resolution 2625 (XXV)", "A/RES/2625(XXV)"),
        ("A/RES/S/30/1", "A/RES/S-30/1"),
        ("A/RES/ES-11/1", "A/RES/ES-11/1"),
        ("A/RES/73/277 A-B", "A/RES/73/277A-B"),
        ("S/RES/1373 (2001)", "S/RES/1373(2001)"),
        ("S/RES/1373", "S/RES/1373(2001)"),
        ("UNSCR 1373", "S/RES/1373(2001)"),
        ("resolution 1373", "S/RES/1373(2001)"),
        ("А/RES/55/25", "A/RES/55/25"),  # the first letter is Cyrillic
        ("A/RES/٥٥/٢٥", "A/RES/55/25"),
        ("A\u2011/RES/55/25".replace("\u2011", ""), "A/RES/55/25"),
        ("A/75/6 (Sect. 1)", "A/75/6(Sect.1)"),
        ("E/2020/30\u2013E/CN.15/2020/7", "E/2020/30-E/CN.15/2020/7"),
        ("A/C.3/75/L.5/Rev.1", "A/C.3/75/L.5/Rev.1"),
        ("A/55/383/ADD.1/CORR.1", "A/55/383/Add.1/Corr.1"),
        ("A/RES/79/243, annex", "A/RES/79/243, annex"),
        ("A/RES/55/25, Annex II", "A/RES/55/25, annex II"),
        ("resolution 55/25, annex I", "A/RES/55/25, annex I"),
        ("MC 5/06", "MC.DEC/5/06"),
        ("MC Decision No. 5/06", "MC.DEC/5/06"),
        ("Decision No. 5/06", "MC.DEC/5/06"),
        ("decision 5/06 of the OSCE Ministerial Council", "MC.DEC/5/06"),
        ("MC.DEC 5/06", "MC.DEC/5/06"),
        ("MC.DEC/05/06", "MC.DEC/5/06"),
        ("MC DOC 1/20", "MC.DOC/1/20"),
        ("MC(8).DEC/1", "MC(8).DEC/1"),
        ("MC(27).JOUR", "MC(27).JOUR"),
        ("MC.DOC/1/20/Corr.1", "MC.DOC/1/20/Corr.1"),
        ("PC Decision 1048", "PC.DEC/1048"),
        ("Decision No. 557/Rev.1", "PC.DEC/557/Rev.1"),
        ("PC.JOUR/1287", "PC.JOUR/1287"),
        ("decision 74/568", "A/DEC/74/568"),
        ("CETS No. 185", "ETS No. 185"),
        ("ETS 197", "CETS No. 197"),
        ("Convention ETS No. 5", "ETS No. 005"),
        ("Council Framework Decision 2002/584/JHA", "2002/584/JHA"),
        ("Directive (EU) 2016/680", "(EU) 2016/680"),
        ("Directive 2017/541", "(EU) 2017/541"),
        ("COM(2012) 286", "COM(2012) 286 final"),
        ("A_RES_55_25", "A/RES/55/25"),
        ("A-RES-S-30-1", "A/RES/S-30/1"),
        ("A_RES_73_277A-B", "A/RES/73/277A-B"),
        ("S-RES-1373-(2001)", "S/RES/1373(2001)"),
        ("S_RES_2544_2020", "S/RES/2544(2020)"),
        ("E_RES_476_(XV)", "E/RES/476(XV)"),
        ("MC_DEC_5_06", "MC.DEC/5/06"),
    ],
)
def test_usual_spellings(written: str, canonical: str) -> None:
    assert str(parse_symbol(written)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "12",
        "3/4",
        "55/25",
        "5/06",
        "Organized Crime",
        "resolution",
        "the General Assembly",
        "A/C.3",
        "A/75/",
        "S/2020/",
        "resolution 55/25 and 55/255",
        "untoc",
        "osce",
        "A/RES/60",
        "MC.DEC",
        "resolution nonsense 55/25",
        "x" * 500,
        "A/RES/par/1",
        "12/2020",
    ],
)
def test_what_is_no_symbol(text: str) -> None:
    assert parse_symbol(text) is None


def test_the_text_it_stands_in_decides_a_bare_number() -> None:
    assert str(parse_symbol("5/06", organisation="osce")) == "MC.DEC/5/06"
    assert str(parse_symbol("55/25", organisation="un")) == "A/RES/55/25"
    assert str(parse_symbol("resolution 54/3", organ="un-hrc")) == "A/HRC/RES/54/3"
    assert str(parse_symbol("decision 48/116", organ="un-hrc")) == "A/HRC/DEC/48/116"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A/RES/55/25", ("2000-09-01", "2001-09-30")),
        ("A/RES/217A(III)", ("1948-09-01", "1949-09-30")),
        ("A/RES/S-30/1", ("2016-04-19", "2016-04-21")),
        ("A/HRC/RES/54/3", ("2023-01-01", "2023-12-31")),
        ("E/RES/2015/24", ("2015-01-01", "2015-12-31")),
        ("MC.DEC/5/06", ("2006-01-01", "2006-12-31")),
        ("MC(8).DEC/1", ("2000-11-27", "2000-11-28")),
        ("CCPCJ resolution 22/8", ("2012-12-01", "2013-12-31")),
        ("CND resolution 54/17", ("2010-12-01", "2011-12-31")),
        ("MC.DOC/1/20/Corr.1", ("2020-01-01", "9999-12-31")),
        ("Rec R(91)11", ("1991-01-01", "1991-12-31")),
        ("PC.DEC/1048", None),
        ("ETS No. 185", None),
    ],
)
def test_what_a_symbol_says_of_its_date(text: str, days: tuple[str, str] | None) -> None:
    symbol = from_code(text)
    assert symbol is not None
    assert possible_days(symbol) == days


@pytest.mark.parametrize(
    ("text", "aliases"),
    [("A/RES/S-30/1", ("A/RES/S/30/1",)), ("A/HRC/RES/S-34/1", ("A/HRC/RES/S/34/1",)), ("A/RES/72/266B", ("A/RES/72/266",)), ("A/RES/55/25", ())],
)
def test_codes_that_publishers_links_write(text: str, aliases: tuple[str, ...]) -> None:
    symbol = from_code(text)
    assert symbol is not None
    assert symbol.aliases == aliases


def test_aliases_and_joint_documents() -> None:
    old, joint = from_code("A/RES/217(III)A"), from_code("E/2020/30-E/CN.15/2020/7")
    assert old is not None
    assert joint is not None
    assert old.aliases == ("A/RES/217(III)",)
    assert joint.parts == ("E/2020/30", "E/CN.15/2020/7")
