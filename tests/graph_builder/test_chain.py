"""Three short resolutions of three years, written for this test: reports asked for and answered, force over time, what nobody recalled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_builder import pipeline
from graph_builder.diff import chain
from graph_builder.store import Store, open_store
from graph_builder.validate import validate_store
from ontology.questions import questions

ROOT = Path(__file__).resolve().parents[2]
ID = "https://w3id.org/anticrime/id/instrument/un/a/res/"
HEAD = """Resolution adopted by the General Assembly on {day} {year}

[on the report of the Third Committee (A/{session}/400)]

{session}/{number}.\tProtecting river ports against smugglers

The General Assembly,

{preamble}

"""
TEXTS = {
    "91-10": (
        HEAD.format(day="10 November", year=2036, session=91, number=10, preamble="Aware of the harm that smugglers do to river ports,"),
        """1. Invites Member States to keep lists of the barges that moor in their river ports and to share those lists with the harbour police;

2. Urges Member States to train the harbour police of river ports in the search of barges by night;

3. Requests the Secretary-General to submit to the General Assembly at its ninety-second session a report on the safety of river ports.
""",
    ),
    "92-12": (
        HEAD.format(
            day="12 November",
            year=2037,
            session=92,
            number=12,
            preamble="Recalling its resolution 91/10 of 10 November 2036,\n\nTaking note with appreciation of the report of the Secretary-General,",
        ),
        """1. Encourages Member States to keep lists of the barges that moor in their river ports and to share those lists with the harbour police;

2. Urges Member States to train the harbour police of river ports in the search of barges by night;

3. Requests the Secretary-General to submit to the General Assembly at its ninety-third session a report on the safety of river ports.
""",
    ),
    "93-14": (
        HEAD.format(day="14 November", year=2038, session=93, number=14, preamble="Noting the work of the Secretary-General on the safety of river ports,"),
        """1. Urges Member States to keep lists of the barges that moor in their river ports and to share those lists with the harbour police;

2. Invites Member States to train the harbour police of river ports in the search of barges by night.
""",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = tmp_path_factory.mktemp("ports") / "texts"
    texts.mkdir()
    for name, (head, body) in TEXTS.items():
        (texts / f"A_RES_{name.replace('-', '_')}.en.txt").write_text(head + body, encoding="utf-8")
    report = pipeline.build([texts], texts.parent / "store")
    assert not report.refused
    return texts.parent / "store"


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with open_store(str(folder)) as opened:
        yield opened


def ask(store: Store, number: int) -> list[dict[str, str]]:
    question = next(q for q in questions() if q.number == number)
    return [{name: term.value.removeprefix(ID) for name, term in row.items()} for row in store.select(question.query)]


def test_the_build_validates(store: Store) -> None:
    report = validate_store(store)
    assert report.conforms, report


def test_the_report_asked_for_is_answered_by_the_next_resolution(store: Store) -> None:
    found = [(row["tasking"], row["answer"], row["confidence"]) for row in ask(store, 58)]
    assert found == [("91-10/par/3/statement/1", "92-12/pre/2/statement/1", "0.55")]
    assert ask(store, 58)[0]["said"].startswith("Taking note with appreciation")
    edges = store.select(f"SELECT ?g {{ <{ID}92-12> ac:derivesDirectlyFrom ?g }}")
    assert {row["g"].value for row in edges} == {f"{ID}91-10/par/3/statement/1"}


def test_the_tasking_that_nobody_answered(store: Store) -> None:
    assert [row["statement"] for row in ask(store, 24)] == ["92-12/par/3/statement/1"]


def test_the_commitments_that_nobody_recalled(store: Store) -> None:
    named = sorted({row["statement"] for row in ask(store, 23)})
    assert named == [
        "92-12/par/3/statement/1",
        "93-14/par/1/statement/1",
        "93-14/par/2/statement/1",
    ]


def test_force_over_time_the_greatest_change_first(store: Store) -> None:
    found = [(row["change"], row["before"], row["olderForce"].rpartition("/")[2], row["newerForce"].rpartition("/")[2], row["after"]) for row in ask(store, 59)]
    assert found == [
        ("-3", "92-12/par/2/statement/1", "urges", "invites", "93-14/par/2/statement/1"),
        ("2", "92-12/par/1/statement/1", "encourages", "urges", "93-14/par/1/statement/1"),
        ("1", "91-10/par/1/statement/1", "invites", "encourages", "92-12/par/1/statement/1"),
        ("0", "91-10/par/2/statement/1", "urges", "urges", "92-12/par/2/statement/1"),
        ("0", "91-10/par/3/statement/1", "tasks", "tasks", "92-12/par/3/statement/1"),
    ]


def test_forces_that_changed_where_wording_was_reused(store: Store) -> None:
    changed = {(row["olderVerb"], row["newerVerb"]) for row in ask(store, 10)}
    assert {("Invites", "Encourages"), ("Encourages", "Urges"), ("Urges", "Invites")} <= changed


def test_the_steps_of_the_chain(store: Store) -> None:
    steps = chain(store, f"{ID}93-14")
    assert [(step.before_symbol, step.after_symbol) for step in steps] == [("A/RES/91/10", "A/RES/92/12"), ("A/RES/92/12", "A/RES/93/14")]
    kinds = [[change.kind for change in step.changes or ()] for step in steps]
    assert kinds[0][0] == "strengthened"
    assert kinds[1][:2] == ["weakened", "strengthened"]
    assert "dropped" in kinds[1]
    assert [step.changes for step in chain(store, f"{ID}93-14", language="fr")] == [None, None]
    assert chain(store, f"{ID}91-10") == []


def anticrime(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph_builder.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_chain_on_the_command_line(folder: Path) -> None:
    shown = anticrime("chain", "--store", folder, "A/RES/93/14")
    assert shown.returncode == 1, shown.stderr
    assert "A/RES/92/12 -> A/RES/93/14\n  weakened,reworded\turges -> invites\n    - Urges Member States to train" in shown.stdout
    steps = json.loads(anticrime("chain", "--store", folder, "resolution 93/14", "--json").stdout)
    assert [(step["after_symbol"], step["changes"][0]["kind"]) for step in steps] == [("A/RES/92/12", "strengthened"), ("A/RES/93/14", "weakened")]
    alone = anticrime("chain", "--store", folder, "A/RES/91/10")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr.startswith("error: ")
