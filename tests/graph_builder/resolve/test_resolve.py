"""Which instrument is meant: dates, bodies, the text's own, and what stays open."""

from __future__ import annotations

import pytest

from graph_builder.annotate.citations import citations
from graph_builder.iris import BASE
from graph_builder.model import PartialDate
from graph_builder.register import load
from graph_builder.resolve import resolve
from graph_builder.resolve.organs import readings
from graph_builder.sources import read_bytes
from graph_builder.structure import segment
from tests.graph_builder.annotate.citations.texts import document, names, read


@pytest.mark.parametrize(
    ("number", "noun", "organ", "date", "own", "expected"),
    [
        ("55/25", "resolution", None, None, "un-ga", "A/RES/55/25"),
        ("47/22", "resolution", "~council", None, "un-ga", "A/HRC/RES/47/22"),
        ("47/22", "resolution", None, "2021-07-13", "un-ga", "A/HRC/RES/47/22"),
        ("47/22", "resolution", None, "1992-11-25", "un-hrc", "A/RES/47/22"),
        ("2015/24", "resolution", None, None, "un-ga", "E/RES/2015/24"),
        ("1373(2001)", "resolution", "own", None, "un-sc", "S/RES/1373(2001)"),
        ("60/251", "resolution", "own", "2006-03-15", "un-hrc", "A/RES/60/251"),
        ("16/18", "resolution", None, "2011-03-24", "un-ga", "A/HRC/RES/16/18"),
        ("5/06", "decision", None, None, "osce-mc", "MC.DEC/5/06"),
        ("S-34/1", "resolution", None, "2022-05-12", "un-ga", "A/HRC/RES/S-34/1"),
        ("S-30/1", "resolution", None, "2016-04-19", "un-ga", "A/RES/S-30/1"),
        ("1474(XLVIII)", "resolution", None, None, "un-ga", "E/RES/1474(XLVIII)"),
    ],
)
def test_body(number: str, noun: str, organ: str | None, date: str | None, own: str, expected: str) -> None:
    found = readings(number, noun, organ, PartialDate.parse(date) if date else None, own, PartialDate.parse("2022-12-31"))
    assert found[0].symbol.text == expected


def test_a_body_whose_symbols_are_not_minted_has_no_reading() -> None:
    assert readings("48/110", "decision", "other", None, "un-ga", None) == []


@pytest.mark.parametrize(("number", "noun"), [("4/6", "resolution"), ("13/11", "decision"), ("60/12", "decision")])
def test_numbers_that_the_assembly_never_gave(number: str, noun: str) -> None:
    assert all(r.symbol.organ != "un-ga" for r in readings(number, noun, None, None, "un-ga", None))


def test_never_later_than_the_citing_text() -> None:
    found, findings = read(document("Recalling resolution 79/186", date="2020-12-16"))
    assert [(c.status, c.targets) for c in found] == [("unresolved", ())]
    assert [c.reason for c in found[0].candidates] == ["later-than-citing"]
    assert [f.code for f in findings] == ["later-than-citing"]


def test_a_date_that_contradicts_is_a_finding() -> None:
    found, findings = read(document("its resolution 55/25 of 15 November 2002"))
    assert [c.status for c in found] == ["resolved"]
    assert found[0].confidence < 0.95
    assert [(f.code, f.place) for f in findings] == [("date-contradicts", "test.txt:4")]


def test_a_slip_in_the_year_of_the_security_council_is_a_finding() -> None:
    found, findings = read(document("Security Council resolution 1373 (2002)"))
    assert [t.removeprefix(BASE) for t in found[0].targets] == ["instrument/un/s/res/1373-2001"]
    assert [f.code for f in findings] == ["year-contradicts"]


def test_a_year_too_far_from_the_number_stays_open_with_a_candidate() -> None:
    found, findings = read(document("paragraph 3 of resolution 2328 (2002)", organ="un-sc", date="2023-06-01"))
    assert [(c.status, c.targets) for c in found] == [("unresolved", ())]
    assert [(k.instrument.removeprefix(BASE), k.reason) for k in found[0].candidates] == [("instrument/un/s/res/2328-2016", "year-contradicts")]
    assert [f.code for f in findings] == ["year-contradicts"]


def test_a_number_outside_the_series_of_a_session_is_not_the_councils() -> None:
    assert names("taking note of resolution 990 (LIV)") == ["unresolved"]


def test_the_resolution_whose_parts_the_text_is_is_the_text() -> None:
    found, _ = read(document("A/RES/76/84, paragraph 1", iri="un/a/res/76-84-a", symbol="A/RES/76/84A"))
    assert [c.status for c in found] == ["self"]


def test_another_bodys_number_and_year_is_not_the_councils() -> None:
    assert names("resolution 1 (2008)") == ["unresolved"]


def test_the_conference_of_states_parties_is_that_against_corruption() -> None:
    assert names("the resolution 9/2 of the Conference of the States Parties") == ["un/cac/cosp/res/9-2"]
    assert names("the resolution 9/2 of the Conference of the Parties") == ["un/ctoc/cop/res/9-2"]


def test_its_resolution_is_that_of_the_body_named_just_before() -> None:
    assert names("mandated by the Human Rights Council in its resolution 45/34", organ="un-sc") == ["un/a/hrc/res/45-34"]


def test_a_number_once_explained_keeps_its_body() -> None:
    assert names("Human Rights Council resolution 34/24.\nReports pursuant to resolution 34/24.") == ["un/a/hrc/res/34-24", "un/a/hrc/res/34-24"]


def test_a_symbol_nobody_has_seen_is_minted_not_refused() -> None:
    assert names("A/RES/70/999") == ["un/a/res/70-999"]


def test_the_texts_own_symbol_is_self() -> None:
    found, _ = read(document("A/RES/76/999, paragraph 1", iri="un/a/res/76-999"))
    assert [c.status for c in found] == ["self"]


def test_text_outside_provisions_is_read_with_an_empty_provision() -> None:
    doc = document("[on the report of the Third Committee (A/76/463)]")
    found, _ = read(type(doc)(doc.source, doc.text, doc.language, doc.identity, ()))
    assert [(c.provision, c.symbol) for c in found] == [("", "A/76/463")]


def test_an_unregistered_title_becomes_an_instrument_by_title_and_year() -> None:
    assert names("the Lima Convention on Forensic Science of 1987") == ["title/1987/lima-convention-on-forensic-science"]


def test_the_same_input_gives_the_same_citations() -> None:
    text = "resolutions 55/25 and 58/4, the Convention on the Rights of the Child.\nthe Convention; its resolution 1373 (2001)."
    assert read(document(text)) == read(document(text))


def test_a_declaration_named_with_its_programme_is_no_declaration_without() -> None:
    millennium = "Rappelant la Déclaration du Millénaire"

    def status(line: str) -> list[str]:
        return [c.status for c in read(document(f"{millennium}\n{line}", "fr"))[0] if c.provision == "par/2"]

    assert status("la mise en œuvre de la Déclaration, et d’autres textes") == ["anaphoric"]
    assert "anaphoric" not in status("la mise en œuvre de la Déclaration et du Programme d’action")


@pytest.mark.parametrize(("date", "expected"), [("2021-12-17", "CAC/COSP/RES/9/2"), ("2018-10-19", "CTOC/COP/RES/9/2")])
def test_the_day_tells_which_conference_it_was(date: str, expected: str) -> None:
    found = readings("9/2", "resolution", "~conference", PartialDate.parse(date), "un-ga", PartialDate.parse("2022-12-15"), ("untoc-cop", "uncac-cosp"))
    assert found[0].symbol.text == expected


ANNEXED = """A/RES/55/25

Resolution adopted by the General Assembly on 15 November 2000

The General Assembly,

Recalling the 1967 Protocol relating to the Status of Refugees,

1. Adopts {title};

2. Urges all States to sign it.

Annex I
{title}

Article 1
Statement of purpose
The purpose of this {kind} is to promote cooperation among the harbour masters.

Article 2
Scope of application
Each State Party shall apply this {kind} to ships at anchor.

Article 3
Lanterns
Each State Party shall see to it that lanterns are lit at dusk.

Article 4
Oil
The oil of the lanterns shall be clean.
"""


@pytest.mark.parametrize(
    ("title", "kind", "status", "target"),
    [
        ("United Nations Convention against Transnational Organized Crime", "Convention", "self", "instrument/untoc"),
        ("Convention on the Lanterns of Harbours", "Convention", "self", "instrument/un/a/res/55-25"),
        ("Protocol on the Lanterns of Harbours", "Protocol", "self", "instrument/un/a/res/55-25"),
    ],
)
def test_an_annexed_treaty_speaks_of_itself(title: str, kind: str, status: str, target: str) -> None:
    document = segment(read_bytes("A_RES_55_25.en.txt", ANNEXED.format(title=title, kind=kind).encode()), load())
    text = document.text.text
    found = [c for c in resolve(document, citations(document, load(), ()), load())[0] if text[c.span.start : c.span.end] == f"this {kind}"]
    assert len(found) == 2
    assert {(c.status, c.targets) for c in found} == {(status, (BASE + target,))}


def test_the_programme_is_an_instrument_only_where_one_was_just_named() -> None:
    first = "Recalls the World Programme of Action for Youth"
    here, _ = read(document(f"{first}, and urges States to carry out the Programme;"))
    far, _ = read(document(f"{first};\nUrges the Programme to help States;"))
    assert [c.status for c in here] == ["resolved", "anaphoric"]
    assert [c.status for c in far] == ["resolved", "unresolved"]
    assert far[1].candidates


BAD_INPUT = [
    ("A/RES/999/1", "unresolved", "no-such-symbol"),
    ("General Assembly resolution 999/1", None, None),
    ("E/RES/1802/5", "unresolved", "no-such-symbol"),
    ("S/RES/1373 (2002)", "resolved", "year-contradicts"),
    ("S/RES/1373 (1946)", "unresolved", "year-contradicts"),
    ("S/RES/4 (2019)", "unresolved", "year-contradicts"),
    ("resolution 55/25 of 15 November 2002", "resolved", "date-contradicts"),
    ("resolution 55/25 of 31 February 2000", "resolved", None),
]


@pytest.mark.parametrize(("text", "status", "code"), BAD_INPUT)
def test_what_cannot_be_is_a_finding_and_no_target(text: str, status: str | None, code: str | None) -> None:
    found, findings = read(document(text, date=None))
    assert [c.status for c in found] == ([status] if status else [])
    assert [f.code for f in findings] == ([code] if code else [])


def test_a_text_that_cites_itself_makes_no_edge_to_itself() -> None:
    found, findings = read(document("Recalling its resolution 76/999 and resolution 55/25", iri="un/a/res/76-999"))
    assert [c.status for c in found] == ["self", "resolved"]
    assert findings == ()
