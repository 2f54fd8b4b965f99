"""Taskings to report are told from other requests, and answered by the text that takes note of the report; each row of the tables by its example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.derive.tasked import Answer, Tasking, answered, asked, taken
from graph_builder.lexicons import Row, tables

ROWS = [(language, row) for language, rows in tables("tasked.*.csv", ("id", "role", "words", "example"), key=("role", "words")).items() for row in rows]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=[row.id for _, row in ROWS])
def test_each_row_by_its_example(language: str, row: Row) -> None:
    if row["role"] == "takes":
        found = taken(row["example"], language)
        assert found is not None
        assert found[0] == row.id
    elif row["role"] == "report":  # the words of giving are another row's: without this one nothing is asked
        assert asked(row["example"], language)
    else:
        assert asked(row["example"], language) == row.id


def test_capitals_and_broken_lines_are_read_too() -> None:
    assert asked("REQUESTS THE HARBOUR MASTER TO KEEP\nINFORMED THE ASSEMBLY", "en") == "tasked.en.asks.keep"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Requests the Harbour Master to keep the lighthouses lit", "en"),
        ("Requests the Harbour Master to provide lamps " + "and oil for every tower of the coast " * 8 + "as in the report", "en"),
        ("Prie le capitaine du port de garder les phares allumés", "fr"),
        ("просит капитана порта содержать маяки в порядке", "ru"),
        ("请港务长维护灯塔", "zh"),
        ("Requests the Harbour Master to report to the Assembly", "xx"),
    ],
)
def test_other_requests_ask_for_no_report(words: str, language: str) -> None:
    assert asked(words, language) is None


@pytest.mark.parametrize(
    "words",
    ["Takes note of the work of the Harbour Master", "Recalls the report of the Harbour Master", "Notes " + "with concern and regret " * 4 + "a report"],
)
def test_other_statements_answer_nothing(words: str) -> None:
    assert taken(words, "en") is None


OLD, MIDDLE, NEW = "a", "b", "c"
TASKING = Tasking("a/par/5/statement/1", "a/par/5", OLD, ("master",), "2010-01-01", "2010-01-01", "sea")
SECOND = replace(TASKING, statement="a/par/6/statement/1", provision="a/par/6")
LATER = Tasking("b/par/5/statement/1", "b/par/5", MIDDLE, ("master",), "2011-01-01", "2011-01-01", "sea")
ANSWER = Answer("c/pre/3/statement/1", NEW, "master", "tasked.en.takes.note", "2012-01-01", "2012-01-01", "sea")


@pytest.mark.parametrize(
    ("taskings", "answer", "continues", "expected"),
    [
        ([TASKING], ANSWER, {NEW: OLD}, [("a/par/5/statement/1", "series")]),
        ([TASKING], replace(ANSWER, cited=(OLD,)), {}, [("a/par/5/statement/1", "cited")]),
        ([TASKING], replace(ANSWER, beside=((OLD, ""),), cited=(OLD,)), {}, [("a/par/5/statement/1", "provision")]),
        ([TASKING, SECOND], replace(ANSWER, beside=((OLD, "a/par/6"),), cited=(OLD,)), {}, [("a/par/6/statement/1", "paragraph")]),
        ([TASKING, LATER], replace(ANSWER, cited=(OLD, MIDDLE)), {}, [("b/par/5/statement/1", "cited")]),
        ([TASKING, LATER], replace(ANSWER, beside=((OLD, ""),), cited=(OLD, MIDDLE)), {NEW: MIDDLE}, [("a/par/5/statement/1", "provision")]),
        ([TASKING, SECOND], ANSWER, {NEW: OLD}, []),
        ([TASKING, replace(SECOND, dated=True)], ANSWER, {NEW: OLD}, [("a/par/6/statement/1", "series")]),
        ([replace(TASKING, dated=True), replace(SECOND, dated=True)], ANSWER, {NEW: OLD}, []),
        ([TASKING, SECOND, LATER], replace(ANSWER, beside=((OLD, ""),), cited=(OLD, MIDDLE)), {NEW: MIDDLE}, []),
        ([TASKING], replace(ANSWER, beside=((OLD, "a/par/9"),)), {NEW: OLD}, []),
        ([TASKING], ANSWER, {}, []),
        ([TASKING], replace(ANSWER, office="pilot"), {NEW: OLD}, []),
        ([replace(TASKING, organ="land")], replace(ANSWER, cited=(OLD,)), {}, []),
        ([replace(TASKING, last="2012-12-31")], ANSWER, {NEW: OLD}, []),
    ],
    ids=[
        "series",
        "cited",
        "beside",
        "its paragraph",
        "the latest cited",
        "beside before series",
        "two taskings",
        "one of them says by when",
        "both do",
        "two beside",
        "a paragraph that tasks nobody",
        "no bond",
        "another office",
        "another organ",
        "perhaps later",
    ],
)
def test_answers(taskings: list[Tasking], answer: Answer, continues: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = answered(taskings, [answer], continues, {OLD: OLD, MIDDLE: OLD, NEW: OLD})
    assert [(one.ground, one.bond) for one in found] == expected
    assert all(one.instrument == NEW and one.rule == ANSWER.rule and 0 < one.confidence < 0.7 for one in found)


def test_a_text_that_repeats_nothing_of_what_it_cites_does_not_answer_it() -> None:
    cites = replace(ANSWER, cited=(OLD,))
    assert answered([TASKING], [cites], {}, {}) == answered([TASKING], [cites], {}, {OLD: OLD, NEW: NEW}) == []
    assert answered([TASKING], [replace(cites, beside=((OLD, ""),))], {}, {}) != []
