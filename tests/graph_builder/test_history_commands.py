"""`anticrime lineage` and `anticrime question`, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph_builder.cli import app
from graph_builder.errors import AnticrimeError, StoreError
from graph_builder.lexicons.confidences import confidence

STATEMENT = "instrument/osce/mc/doc/1-20/par/2/statement/2"


def run(*arguments: str, store: Path) -> Result:
    return CliRunner().invoke(app, [*arguments, "--store", str(store)])


def test_lineage_of_an_instrument_by_symbol(shipped_store: Path) -> None:
    found = run("lineage", "MC 5/06", store=shipped_store)
    assert found.exit_code == 0
    first, derived, naming, *_ = found.stdout.splitlines()
    assert first == f"descendants\tanaphoric\t{confidence('derivation.ground.anaphoric')}\tMC.DOC/1/20 par/2/statement/2\tMC.DEC/5/06"
    assert derived.strip() == "derived: réaffirmons les engagements et le rôle découlant de ces documents pour l’OSCE."
    assert naming.strip() == "naming: ces documents"
    assert "weakest basis" in found.stderr


def test_lineage_as_json_with_limits_and_a_date(shipped_store: Path) -> None:
    options = ("--direction", "ancestors", "--basis", "explicit,anaphoric", "--as-of", "2020-12", "--json")
    told = json.loads(run("lineage", STATEMENT, *options, store=shipped_store).stdout)
    assert told["standing"] == "certain"
    assert [line["ground"].rsplit("/", 1)[1] for line in told["lines"]] == ["3-05", "5-06"]
    assert [quote["end"] for quote in told["lines"][0]["steps"][0]["quotes"]] == ["derived", "naming"]
    assert any("2020-12-31" in note for note in told["notes"])
    earlier = json.loads(run("lineage", STATEMENT, "--as-of", "2006", "--json", store=shipped_store).stdout)
    assert (earlier["standing"], earlier["lines"]) == ("later", [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lineage", "MC.DEC/5/06", "--direction", "sideways"), "no direction"),
        (("lineage", "MC.DEC/5/06", "--basis", "hearsay"), "no basis"),
        (("lineage", "MC.DEC/5/06", "--as-of", "2006-13"), "no date"),
        (("lineage", "instrument/no/such"), "says nothing"),
        (("lineage", "instrument/a b"), "no IRI"),
        (("question", "999"), "no question"),
        (("question", "8", "colour=red"), "no parameter"),
        (("question", "16", "state=Atlantis"), "no actor"),
    ],
)
def test_what_cannot_be_asked(arguments: tuple[str, ...], message: str, shipped_store: Path) -> None:
    error = run(*arguments, store=shipped_store).exception
    assert isinstance(error, StoreError | AnticrimeError)
    assert message in str(error)


def test_a_question_with_names_for_values(shipped_store: Path) -> None:
    found = run("question", "1", "ground=MC 5/06", "--csv", store=shipped_store)
    assert found.exit_code == 0
    assert [line.split(",")[1] for line in found.stdout.splitlines()[1:4] if line.startswith("http")] == ["anaphoric", "contextual"]
    listed = CliRunner().invoke(app, ["question"]).stdout.splitlines()
    assert listed[0].startswith("1\tcommitments-derive-from\tWhich commitments derive from an instrument?\tground=iri")
