"""Adoption records: names in a record's spelling, votes, sponsors; what is wrong is said."""

import json

import pytest

from graph_builder.errors import SourceError
from graph_builder.register import load
from graph_builder.register.adoption import Records, is_records, read_records

RECORD: dict[str, object] = {
    "symbol": "A/RES/90/1",
    "title": "Lamps for everyone",
    "session": "Ninetieth session",
    "adoption_meeting": "5th plenary meeting",
    "adoption_date": "7 October 2035",
    "originating_document": "A/90/L.1",
    "committee": "Third Committee",
    "agenda_item": "Agenda items 9 and 12 (b)",
    "agenda_item_name": "Lamps",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "3",
    "MS_against_count": "1",
    "MS_abstaining_count": "1",
    "MS_in_favour": ["FRANCE", "COTE D'IVOIRE", "TURKIYE"],
    "MS_against": ["BOLIVIA (PLURINATIONAL STATE OF)"],
    "MS_abstaining": ["UNITED KINGDOM"],
    "sponsors": [
        "CUBA (ON BEHALF OF THE STATES MEMBERS OF THE UNITED NATIONS THAT ARE MEMBERS OF THE GROUP OF 77 AND CHINA)",
        "SUBMITTED BY THE CHAIR OF THE COMMITTEE",
    ],
    "additional_sponsors": ["CHILE,DOMINICAN REPUBLIC", " NAMBIA"],
    "subjects": [["LIGHT", "Thesaurus"], ["12", "Agenda"]],
    "pv": "A/90/PV.5",
}


def read(*records: dict[str, object]) -> Records:
    return read_records("\n".join(json.dumps(r) for r in records), load(), file_name="90.json")


def test_a_record_is_read_whole() -> None:
    records = read(RECORD)
    (adoption,) = records.adoptions
    assert records.findings == ()
    assert (str(adoption.symbol), str(adoption.adopted_on), adoption.adoption_type) == ("A/RES/90/1", "2035-10-07", "recorded vote")
    assert {(v.actor, v.cast) for v in adoption.votes} == {
        ("state-fr", "in favour"),
        ("state-ci", "in favour"),
        ("state-tr", "in favour"),
        ("state-bo", "against"),
        ("state-gb", "abstaining"),
    }
    assert adoption.sponsors == ("state-cl", "state-cu", "state-do", "state-na")
    assert adoption.groups == ("g77",)
    assert adoption.submitted == ("SUBMITTED BY THE CHAIR OF THE COMMITTEE",)
    assert (adoption.committee, adoption.agenda_items, adoption.subjects) == ("un-ga-c3", ("9", "12 (b)"), ("LIGHT",))
    assert (records.names, records.matched) == (9, 9)


def test_the_same_spelled_otherwise_is_the_same_state() -> None:
    spellings = ["CÔTE D’IVOIRE", "Côte d'Ivoire", " COTE D'IVOIRE\u00a0"]
    for spelling in spellings:
        (adoption,) = read({**RECORD, "MS_in_favour": [spelling], "MS_in_favour_count": "1"}).adoptions
        assert "state-ci" in {v.actor for v in adoption.votes}


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"MS_in_favour": ["FRANCE", "ATLANTIS", "TURKIYE"]}, "adoption-unknown-name", "'ATLANTIS' (1 times)"),
        ({"MS_in_favour_count": "4"}, "adoption-counts", "states 4-1-1 votes and lists 3-1-1"),
        ({"MS_against": ["FRANCE"]}, "adoption-voted-twice", "FRANCE votes in favour and against"),
        ({"adoption_date": "someday"}, "adoption-date", "'someday' is no date"),
        ({"adoption_date": "31 February 2035"}, "adoption-date", "no date"),
        ({"adoption_type": "By lot"}, "adoption-type", "'By lot'"),
        ({"adoption_type": "Without a vote"}, "adoption-votes", "has votes"),
        ({"symbol": "nothing"}, "adoption-no-record", "no symbol"),
    ],
)
def test_what_is_wrong_in_a_record_is_a_finding(change: dict[str, object], code: str, says: str) -> None:
    records = read({**RECORD, **change})
    assert any(f.code == code and says in f.message for f in records.findings)


def test_a_wrong_object_leaves_its_neighbours() -> None:
    records = read({"symbol": "A/RES/90/2"}, RECORD, RECORD)
    assert [str(a.symbol) for a in records.adoptions] == ["A/RES/90/1"]
    assert [f.code for f in records.findings] == ["adoption-no-record", "adoption-twice"]
    cut = read_records(json.dumps(RECORD) + '\n{"symbol": "A/RES', load(), file_name="90.json")
    assert len(cut.adoptions) == 1
    assert [f.code for f in cut.findings] == ["adoption-unreadable"]


def test_dates_with_a_time_are_read() -> None:
    (adoption,) = read({**RECORD, "adoption_date": "2035-10-07 00:00:00"}).adoptions
    assert str(adoption.adopted_on) == "2035-10-07"


@pytest.mark.parametrize(
    ("text", "yes"),
    [(json.dumps(RECORD), True), ("\ufeff\n" + json.dumps(RECORD), True), ('{"a": 1}', False), ("[]", False), ("text", False), ("{", False), ("", False)],
)
def test_a_file_of_records_is_recognised(text: str, yes: bool) -> None:
    assert is_records(text) is yes


def test_what_is_no_json_is_an_error() -> None:
    with pytest.raises(SourceError, match="no JSON objects"):
        read_records("hello", load(), file_name="x.json")
