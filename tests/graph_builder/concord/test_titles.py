"""Two titles of one instrument are told from titles of two; each row of the table by its example."""

from __future__ import annotations

import pytest

from graph_builder.concord.titles import COLUMNS, RULES, compare, likeness, read
from graph_builder.lexicons import Row, table

ROWS = table("title_words.csv", COLUMNS)
PLACES = frozenset(("northland", "southland"))


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_each_row_by_its_example(row: Row) -> None:
    left, right = (read(title, row["language"]) for title in row["example"].split(" | "))
    if row["role"] == "apart":
        assert left.apart != right.apart
        assert compare(left, right) is None
    else:
        assert left.text != right.text
        assert compare(left, right) == "same-words"


ONE = [
    ("same-words", "Harbour Declaration on Integrating the Care of Lanterns", "The HARBOUR declaration on integrating the care of lanterns"),
    ("same-words", "Convention on Harbour Dues and Pilots", "Convention on Harbour Dues and the Pilots"),
    ("same-words", "Plan of Action to Combat the Trafficking of Lanterns", "Plan of Action for Combating the Traffic of Lanterns"),
    ("same-words", "Agreement between Northern Pilots and Southern Keepers on Lamp Oil", "Agreement between Southern Keepers and Northern Pilots on Lamp Oil"),
    ("letters", "Charter of Light House Keepers", "Charter of Lighthouse Keepers"),
    ("abbreviation", "LHK Charter on the Lighting of Harbours", "Light House Keepers Charter on the Lighting of Harbours"),
    ("abbreviation", "Charter for the Pensions of LKs in the North", "Charter for the Pensions of Lighthouse Keepers in the North"),
    ("misspelt", "Declaration on the Lighting of Dangerous Harbours at Night", "Declaration on the Ligthing of Dangerous Harbours at Night"),
    ("echo", "Northern Charter on Lighting, Safety and Pilotage of the North", "Charter on Lighting, Safety and Pilotage of the North"),
    (
        "added-word",
        "Code of Conduct concerning the Repair and Cleaning of Lanterns, Buoys, Anchors, Towers and Old Ropes",
        "Code of Conduct concerning the Cleaning of Lanterns, Buoys, Anchors, Towers and Old Ropes",
    ),
    (
        "subtitle",
        "Harbour Declaration on Integrating Lantern Care into the Wider Work of Pilots",
        "Harbour Declaration on Integrating Lantern Care into the Wider Work of Pilots to Meet the Needs of Keepers",
    ),
]
OFTEN = {"lighting": 3, "dangerou": 3}


@pytest.mark.parametrize(("rule", "one", "other"), ONE, ids=[f"{rule}-{k}" for k, (rule, _, _) in enumerate(ONE)])
def test_two_ways_of_writing_one_title(rule: str, one: str, other: str) -> None:
    assert compare(read(one, "en"), read(other, "en"), PLACES, OFTEN) == rule
    assert compare(read(other, "en"), read(one, "en"), PLACES, OFTEN) == rule
    assert rule in RULES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Protocol on the Lighting of Northern Harbours at Night", "Convention on the Lighting of Northern Harbours at Night"),
        ("Protocol to the Convention on Harbour Lights", "Protocols to the Convention on Harbour Lights"),
        ("Additional Protocol I to the Convention on Harbour Lights", "Additional Protocol II to the Convention on Harbour Lights"),
        ("Plan of Action for Harbours 2010 to 2015 and their Pilots", "Plan of Action for Harbours 2016 to 2020 and their Pilots"),
        ("Declaration on the Lighting of Harbours in Northland", "Declaration on the Lighting of Harbours in Southland"),
        (
            "Declaration on the Lighting of Old Harbours, Towers, Buoys and Anchors",
            "Declaration on the Lighting of Old Harbours, Towers, Buoys and Anchors in Northland",
        ),
        ("Convention on the Duties and Pay of Harbour Masters of Great Ports", "Convention on the Duties and Pay of Lantern Cleaners of Great Ports"),
        ("Bango Declaration", "Bangu Declaration"),
        ("Charter of Pilots", "Charter of Pilots and Lighthouse Keepers of the Coast"),
        (
            "Protocol to the Convention on Harbour Lights, Buoys and Old Anchors",
            "Protocol to the Convention on Harbour Lights, Buoys and Old Anchors on Lamp Oil",
        ),
        ("Declaration on Lanterns", "Déclaration"),
        ("Agreement concerning the Harbour", "Harbour Agreement"),
    ],
)
def test_titles_of_two_instruments(one: str, other: str) -> None:
    assert compare(read(one, "en"), read(other, "en"), PLACES, {"harbour": 9}) is None


def test_a_misspelling_is_a_word_that_no_other_title_has() -> None:
    one, other = (read(f"Declaration on the {word} of Dangerous Harbours at Night", "en") for word in ("Lighting", "Lightning"))
    assert compare(one, other, (), {"lighting": 4, "lightning": 1}) == "misspelt"
    assert compare(one, other, (), {"lighting": 4, "lightning": 4}) is None


def test_years_tell_instruments_apart() -> None:
    short, long = "Harbour Declaration", "Harbour Declaration on the Lighting of Dangerous Coasts"
    assert compare(read(long, "en", 2014), read(long, "en", 2018)) is None
    assert compare(read(short, "en", 2014), read(short, "en")) is None
    assert compare(read(long, "en", 2014), read(long, "en")) == "same-words"
    assert compare(read(f"2014 {long}", "en"), read(long, "en", 2014)) == "same-words"
    assert compare(read(f"2014 {long}", "en"), read(long, "en", 2015)) is None


def test_languages_are_not_compared() -> None:
    assert compare(read("Charter of Pilots", "en"), read("Charter of Pilots", "fr")) is None


def test_characters_are_no_words() -> None:
    assert compare(read("港口照明和安全公约", "zh"), read("港口照明安全公约", "zh")) == "same-words"
    assert compare(read("领港员培训、发证和值班标准国际公约", "zh"), read("看守员培训、发证和值班标准国际公约", "zh")) is None


def test_likeness_is_of_letters() -> None:
    one, other = read("Charter of Pilots", "en"), read("Charter of Pilots and Keepers", "en")
    assert likeness(one, one) == 1
    assert 0.5 < likeness(one, other) == likeness(other, one) < 1
