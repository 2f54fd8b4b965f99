"""The manners of the command line, with real processes: data on stdout, `error:` and `hint:` on stderr, exit codes 0, 1 and 2."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOUNDING = ROOT / "corpus" / "tirana-declaration.fr.ocr.txt"
Run = Callable[..., subprocess.CompletedProcess[str]]


def anticrime(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graph_builder.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=120, check=False)


def refused(run: subprocess.CompletedProcess[str]) -> str:
    """Exit code 2, nothing on stdout, one error and one hint; the error line."""
    assert run.returncode == 2, run.stderr
    assert run.stdout == ""
    error, *hints = run.stderr.strip().splitlines()
    assert error.startswith("error: ")
    assert all(hint.startswith("hint: ") for hint in hints)
    assert hints, run.stderr
    return error


def test_the_question_on_the_command_line(shipped_store: Path) -> None:
    question = (ROOT / "tests/founding/question.rq").read_text(encoding="utf-8")
    answer = anticrime("query", "--store", shipped_store, "--json", "-f", ROOT / "tests/founding/question.rq")
    assert answer.returncode == 0, answer.stderr
    rows = json.loads(answer.stdout)["results"]["bindings"]
    assert [(row["number"]["value"], row["basis"]["value"], row["act"]["value"]) for row in rows] == [
        ("2", "anaphoric", "commissive"),
        ("10", "contextual", "commissive"),
        ("10", "contextual", "normative"),
    ]
    assert anticrime("query", "--store", shipped_store, "--json", question).stdout == answer.stdout
    assert anticrime("query", "--store", shipped_store, "--json", "-f", "-", stdin=question).stdout == answer.stdout


def test_csv_and_tsv(shipped_store: Path) -> None:
    ask = "SELECT ?s { <https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06> ac:symbol ?s }"
    assert anticrime("query", "--store", shipped_store, "--csv", ask).stdout.splitlines() == ["s", "MC.DEC/5/06"]
    assert anticrime("query", "--store", shipped_store, ask).stdout.splitlines() == ["?s", '"MC.DEC/5/06"']


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("query", "SELECT * {"), "line"),
        (("query", "INSERT DATA { <a:a> <a:b> <a:c> }"), ""),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), "SERVICE"),
        (("query",), "name a query"),
        (("query", "-f", "no-such-file.rq"), "no-such-file.rq"),
        (("export", "--format", "parquet"), "parquet"),
    ],
    ids=["malformed", "update", "service", "no query", "no file", "format"],
)
def test_what_cannot_run(shipped_store: Path, arguments: tuple[str, ...], says: str) -> None:
    command, *rest = arguments
    assert says in refused(anticrime(command, "--store", shipped_store, *rest))


@pytest.mark.parametrize("command", ["query", "validate", "export", "serve"])
def test_without_a_store(tmp_path: Path, command: str) -> None:
    extra = ["ASK {}"] if command == "query" else []
    assert "no store" in refused(anticrime(command, "--store", tmp_path / "nowhere", *extra))


def test_validate_says_what_was_checked_how_often(shipped_store: Path) -> None:
    run = anticrime("validate", "--store", shipped_store)
    assert run.returncode == 0, run.stdout
    counts = [line.split() for line in run.stdout.splitlines() if line.startswith("  Statement ")]
    assert counts == [["Statement", "18", "0"]]


def test_validate_finds_damage(shipped_export: Path, tmp_path: Path) -> None:
    from graph_builder.store import publish

    lines = shipped_export.read_text(encoding="utf-8").splitlines(keepends=True)
    damaged = tmp_path / "damaged.nq"
    damaged.write_text("".join(line for line in lines if "ontology#force>" not in line or "/par/11/" not in line), encoding="utf-8")
    publish([damaged], tmp_path / "store")
    run = anticrime("validate", "--store", tmp_path / "store")
    assert run.returncode == 1
    assert "par/11/statement/1" in run.stdout


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "empty.fr.txt"
    bad.write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    run = anticrime("build", FOUNDING, bad, tmp_path / "binary.txt", tmp_path / "missing.txt", "--store", tmp_path / "store", "--json")
    assert run.returncode == 1
    ledger = json.loads(run.stdout)
    assert [row["file_name"] for row in ledger["coverage"]] == [FOUNDING.name]
    assert {f["place"].split(":")[0] for f in ledger["findings"] if f["severity"] == "violation"} == {"empty.fr.txt", "binary.txt", "missing.txt"}
    for name in ("empty.fr.txt", "binary.txt", "missing.txt"):
        assert f"error: {name}" in run.stderr
    assert anticrime("query", "--store", tmp_path / "store", "--csv", "SELECT (COUNT(?s) AS ?n) { ?s a ac:Statement }").stdout.splitlines() == ["n", "18"]


def test_two_builds_are_the_same_bytes_whatever_the_workers(tmp_path: Path, shipped_export: Path) -> None:
    for n, workers in enumerate(("1", "3")):
        other = tmp_path / "two.en.txt"
        other.write_text("A/RES/99/999\n\nThe General Assembly,\n\nRecalling resolution 55/25,\n\n1. Urges Member States to act;\n", encoding="utf-8")
        assert anticrime("build", FOUNDING, other, "--store", tmp_path / f"store{n}", "--workers", workers).returncode == 0
        assert anticrime("export", "--store", tmp_path / f"store{n}", "--format", "nquads", "-o", tmp_path / f"{n}.nq").returncode == 0
    assert (tmp_path / "0.nq").read_bytes() == (tmp_path / "1.nq").read_bytes()
    assert shipped_export.read_bytes().count(b"\n") < (tmp_path / "0.nq").read_bytes().count(b"\n")


def test_a_killed_build_leaves_the_old_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert anticrime("build", FOUNDING, "--store", store).returncode == 0
    before = anticrime("export", "--store", store).stdout
    many = tmp_path / "many"
    many.mkdir()
    text = FOUNDING.read_text(encoding="utf-8")
    for k in range(200):
        (many / f"copy{k}.fr.txt").write_text(text.replace("DECLARATION", f"DECLARATION {k}"), encoding="utf-8")
    build = subprocess.Popen([sys.executable, "-m", "graph_builder.cli", "build", str(many), "--store", str(store)], cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(2.5)
    assert build.poll() is None, "the build ended before it could be killed: give it more to do"
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    assert anticrime("export", "--store", store).stdout == before
    assert anticrime("build", FOUNDING, "--store", store).returncode == 0


def test_store_of_another_version(shipped_store: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "store"
    shutil.copytree(shipped_store, copy, symlinks=True)
    for meta in copy.rglob("meta.json"):
        found = json.loads(meta.read_text(encoding="utf-8"))
        found["format"] = 999
        meta.write_text(json.dumps(found), encoding="utf-8")
    assert "999" in refused(anticrime("query", "--store", copy, "ASK {}"))


def test_register_with_a_broken_date(tmp_path: Path) -> None:
    import shutil

    register = tmp_path / "register"
    shutil.copytree(ROOT / "register", register)
    path = register / "instruments.csv"
    rows = path.read_text(encoding="utf-8")
    assert "2006-12-05" in rows
    path.write_text(rows.replace("2006-12-05", "2006-13-05"), encoding="utf-8")
    error = refused(anticrime("build", FOUNDING, "--register", register, "--store", tmp_path / "store"))
    assert "instruments.csv:" in error
    assert "2006-13-05" in error
    assert not (tmp_path / "store").exists()


def test_diff_of_stores(shipped_store: Path) -> None:
    run = anticrime("diff", shipped_store, shipped_store, "--lang", "fr")
    assert (run.returncode, run.stdout) == (0, "")




def test_every_command_and_option_is_documented() -> None:
    import typer

    from graph_builder.cli import app

    page = (ROOT / "docs/guide/command-line.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `")}
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(rows) == set(commands)
    for name, command in commands.items():
        for parameter in command.params:
            longest = max(parameter.opts, key=len)
            assert not longest.startswith("--") or f"`{longest}`" in rows[name], (name, longest)
