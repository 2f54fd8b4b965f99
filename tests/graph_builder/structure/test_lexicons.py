"""Every row of the tables of this package, through the rule that reads it."""

from __future__ import annotations

import pytest

from graph_builder.iris import from_code
from graph_builder.lexicons import Row, split, table
from graph_builder.model import LANGUAGES, Span
from graph_builder.structure import articles, datelines, enacted, enacting, head, headings, identity, labels, openings, treaty, words
from graph_builder.structure.pieces import pieces


def rows(name: str, columns: tuple[str, ...]) -> list[object]:
    return [pytest.param(row, id=row.id) for row in table(name, columns)]


def read_head(text: str, language: str) -> head.Head:
    return head.read_head(text, language, pieces(text), len(text))


@pytest.mark.parametrize("row", rows("enacting.csv", enacting.ENACTING))
def test_enacting_lines(row: Row) -> None:
    for text in (f"{row['text']},", row["text"].upper(), row["text"].replace("’", "'") + " ,"):
        (piece,) = pieces(text)
        found = enacting.enacting_line(text, piece)
        assert found is not None
        assert found[0] == len(text)
        assert found[1]["organ"] == row["organ"]


@pytest.mark.parametrize("row", rows("numbering.csv", labels.NUMBERING))
def test_alphabets(row: Row) -> None:
    for place, letter in enumerate(row["symbols"].split(" "), 1):
        label = labels.read_label(f"({letter}) x", 0, len(letter) + 4)
        assert label is not None
        assert labels.Reading(f"({row['family']})", place) in label.readings


@pytest.mark.parametrize("row", rows("headings.csv", headings.HEADINGS))
def test_headings(row: Row) -> None:
    text = row["example"]
    found = headings.heading(text, 0, len(text), (row["kind"],))
    assert found is not None
    assert found.kind == row["kind"]
    if any(ch.isdecimal() for ch in text) and row["kind"] not in ("statement",):
        assert found.number is not None
    for word in split(row["text"]):
        if word != "第":
            assert headings.heading(f"{word} 2" if row["kind"] not in ("preamble", "statement") else word, 0, len(word) + 2, (row["kind"],)) is not None


@pytest.mark.parametrize("row", rows("tails.csv", headings.TAILS))
def test_tails(row: Row) -> None:
    text = row["example"]
    rule = headings.closing_line if row["kind"] == "meeting" else headings.testimonium
    assert rule(text, 0, len(text))
    for word in split(row["text"]):
        line = f"12 {word}" if row["kind"] == "meeting" else f"{word} Cork"
        assert rule(line, 0, len(line))


@pytest.mark.parametrize(
    "text", ["12 December 2030", "Le 3 mars 2030", "the meeting of 12 States decided to close the locks;", "Recalling the 12th meeting,", "IN the witness box"]
)
def test_what_is_no_tail(text: str) -> None:
    assert not headings.testimonium(text, 0, len(text))
    assert headings.closing_line(text, 0, len(text)) == (text == "12 December 2030")


@pytest.mark.parametrize("row", rows("months.csv", datelines.MONTHS))
def test_months(row: Row) -> None:
    text = f"x 4 {row['text']} 2020 x" if row["language"] != "es" else f"x 4 de {row['text']} de 2020 x"
    (found,) = datelines.dates(text, 0, len(text), row["language"])
    assert (found.date.year, found.date.month, found.date.day) == (2020, int(row["month"]), 4)
    assert found.rule == f"month.{row.id}"


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("December 4, 2020", "en", "2020-12-04"),
        ("on 1st May 1999.", "en", "1999-05-01"),
        ("le 1er mai 1999", "fr", "1999-05-01"),
        ("am 31. Oktober 2003", "de", "2003-10-31"),
        ("2021年7月22日", "zh", "2021-07-22"),
        ("22 حزيران/يونيه 2023", "ar", "2023-06-22"),
        ("4 декабря 2020 года", "ru", "2020-12-04"),
        ("2020-12-04", "it", "2020-12-04"),
    ],
)
def test_dates(text: str, language: str, date: str) -> None:
    assert [str(d.date) for d in datelines.dates(text, 0, len(text), language)] == [date]


@pytest.mark.parametrize("text", ["31 February 2020", "99 May 2020", "4 May 20201", "14 May", "2020-13-40"])
def test_what_is_no_date(text: str) -> None:
    assert datelines.dates(text, 0, len(text), "en") == []


def test_openings_by_language() -> None:
    wrong = []
    for row in table("openings.csv", openings.OPENINGS):
        word, language, role = row["text"], row["language"], row["role"]
        if row["form"] == "word":
            found = openings.opening(f"{word} xq xq", 0, len(word) + 6, language)
            wanted = role if role in ("pre", "op") else None
        elif row["form"] == "ending":
            found, wanted = openings.opening(f"qq{word} xq", 0, len(word) + 5, language), role
        elif row["form"] == "start":
            found, wanted = openings.opening(f"{word} xq", 0, len(word) + 3, language), role
        elif row["form"] == "anywhere":
            found, wanted = openings.decides_somewhere(f"xq {word} xq", 0, len(word) + 6, language), True
        elif row["form"] == "clause":
            pattern = openings.clause_openings(language)
            found, wanted = bool(pattern and pattern.search(f"xq, {word} xq")), True
        else:
            pattern = openings.agreement(language)
            found, wanted = bool(pattern and pattern.search(f"xq, {word}:")), True
        if found != wanted:
            wrong.append((row.id, found))
    assert wrong == []


def test_every_language_has_openings() -> None:
    assert {row["language"] for row in table("openings.csv", openings.OPENINGS)} >= set(LANGUAGES)


@pytest.mark.parametrize("row", rows("organs_in_heads.csv", head.ORGANS))
def test_organs_in_heads(row: Row) -> None:
    assert read_head(row["example"], row["language"]).organ == row["organ"]


@pytest.mark.parametrize("row", rows("organ_symbols.csv", identity.TEMPLATES))
def test_organ_symbols(row: Row) -> None:
    number, _, wanted = row["example"].partition(" -> ")
    symbol = from_code(row["template"].format(number))
    assert symbol is not None
    assert (symbol.text, symbol.organ) == (wanted, row["organ"])


@pytest.mark.parametrize("row", rows("kinds.csv", identity.KINDS))
def test_kinds(row: Row) -> None:
    assert identity.kind_of_title(row["language"], row["example"]) == row["kind"]


@pytest.mark.parametrize("row", rows("head_lines.csv", head.HEAD_LINES))
def test_head_lines(row: Row) -> None:
    text, kind = row["example"], row["kind"]
    found = read_head(text, row["language"])
    if kind == "agenda":
        assert found.agenda_item is not None
    elif kind == "session":
        assert found.session == text
    elif kind == "original":
        assert found.original_language == "en"
    elif kind == "corrected":
        corrected = head.corrections(text, row["language"], [Span(0, len(text))])
        assert corrected is not None
        assert str(corrected.date) == "2021-02-05"
    elif kind == "adopted":
        assert found.adopted is not None
    elif kind in ("resolution", "resolution-close"):
        assert found.number is not None
        assert found.number[0] == "1373(2001)"
        assert text[found.number[1].start : found.number[1].end] == text[text.index("1373") :]
    elif kind in ("decision", "number-sign"):
        assert found.number is not None
        assert (found.number[0], found.number_kind) == ("5/06", "decision")
    else:
        assert found.title is None
        assert found.adopted is None


@pytest.mark.parametrize("row", rows("structure_words.csv", words.STRUCTURE_WORDS))
def test_structure_words(row: Row) -> None:
    assert row["kind"] in words.KINDS
    assert any(form.replace("{}", "5") in row["example"] for form in split(row["forms"]))
    for form in split(row["forms"]):
        if row["kind"] == "counter":
            found = headings.heading(f"第五{form}", 0, 2 + len(form))
            assert found is not None
            assert (found.kind, found.number) == (row["part"], "5")
        elif row["kind"] == "label":
            found = headings.heading(form.format(5), 0, len(form), ("article",))
            assert found is not None
            assert found.number == "5"
        elif row["kind"] == "runs-on":
            assert articles._REFERENCE.match(f" {form} 2")
        elif row["kind"] == "annex-of":
            assert enacted._ANNEX_OF.match(f"{form} MC.DEC/5/06")
        elif row["kind"] == "we":
            assert enacting._WE.match(f"{form}, ministers,")
            assert not enacting._WE.match(f"{form}x ministers,")
        elif row["kind"] == "after-date":
            assert identity._undated(f"Конвенция от 15 ноября 2000 {form} против преступности", "ru") == "Конвенция против преступности"
        elif row["kind"] == "before-date":
            before, _, after = "Convention | against Crime".partition("|")
            date = next(
                part
                for part in ("15. November 2000", "15 November 2000", "15 novembre 2000", "15 de noviembre de 2000", "15 ноября 2000 года")
                if part in row["example"]
            )
            assert identity._undated(f"{before}{form} {date}{after}", row["language"]) == "Convention against Crime"
        else:
            assert row["kind"] == "conjunction"
            assert treaty._before(f"the first; {form} ", len(f"the first; {form} ")) == ";"


@pytest.mark.parametrize("row", rows("original_languages.csv", head.LANGUAGES_NAMED))
def test_original_languages(row: Row) -> None:
    text = f"Original: {row['text'].upper()}"
    assert read_head(text, row["language"]).original_language == row.id.split(".")[1]


@pytest.mark.parametrize("row", rows("anniversaries.csv", datelines.ANNIVERSARIES))
def test_anniversaries(row: Row) -> None:
    language = row["language"]
    if row["kind"] == "phrase":
        ordinal = next(r for r in table("anniversaries.csv", datelines.ANNIVERSARIES) if r["language"] == language and r["kind"] == "ordinal")
        cases = [(row["text"], split(ordinal["text"])[0], int(ordinal["value"]))]
    else:
        phrase = next(r for r in table("anniversaries.csv", datelines.ANNIVERSARIES) if r["language"] == language and r["kind"] == "phrase")
        cases = [(phrase["text"], word, int(row["value"])) for word in split(row["text"])]
    for pattern, word, value in cases:
        text = f"x (1990), {pattern.replace('{}', word)}"
        found = datelines.anniversary(text, 0, len(text), language)
        assert found is not None
        assert found.date.year == 1990 + value


@pytest.mark.parametrize("row", rows("number_words.csv", ("id", "word", "value")))
def test_number_words(row: Row) -> None:
    line = f"Article {row['word'].capitalize()}"
    found = headings.heading(line, 0, len(line), ("article",))
    assert found is not None
    assert found.number == row["value"]
