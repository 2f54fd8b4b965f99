"""A build merges near-duplicate titles, logs it, and obeys what people have decided."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph_builder import pipeline
from graph_builder.iris import title_iri
from graph_builder.merge_log import merged
from graph_builder.store import open_store
from graph_builder.validate import validate_store

ROOT = Path(__file__).resolve().parents[2]
ONE = "Harbour Declaration on the Lighting of Dangerous Northern Coasts"
TWO = "Harbour Declaration concerning the Lighting of Dangerous Northern Coasts"


def text(number: int, title: str) -> str:
    return f"""United Nations A/RES/70/{number}
General Assembly
Resolution adopted by the General Assembly on 1 December 2015

The General Assembly,

Recalling the {title},

1. Urges Member States to implement the {title};

2. Decides to remain seized of the matter.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("texts")
    for number, title in ((201, ONE), (202, ONE), (203, TWO)):
        (made / f"A_RES_70_{number}.en.txt").write_text(text(number, title), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("merged") / "store"
    pipeline.build([folder], path)
    return path


def test_the_log_says_what_was_merged_and_where_it_was_seen(store: Path) -> None:
    with open_store(str(store)) as opened:
        (merge,) = merged(opened)
        conforms = validate_store(opened, engine="fast").conforms
        (old,) = opened.select(f"SELECT ?new ?title {{ <{title_iri(TWO)}> dcterms:isReplacedBy ?new ; dcterms:title ?title }}")
        cited = {row["i"].value for row in opened.select("SELECT ?i { ?c a ac:Citation ; ac:citedInstrument ?i }")}
        derived = {row["i"].value for row in opened.select("SELECT ?i { ?d a ac:Derivation ; ac:basis 'explicit' ; ac:ground ?i }")}
    assert (merge.kept, merge.merged, merge.rule) == (title_iri(ONE), title_iri(TWO), "merge.same-words")
    assert (merge.kept_title, merge.merged_title) == (ONE, TWO)
    assert [place.split("/res/")[1] for place in merge.merged_seen] == ["70-203/par/1", "70-203/pre/1"]
    assert len(merge.kept_seen) == 4
    assert conforms
    assert (old["new"].value, old["title"].value) == (title_iri(ONE), TWO)
    assert cited == derived == {title_iri(ONE)}


def test_the_command_shows_it(store: Path) -> None:
    run = [sys.executable, "-m", "graph_builder.cli", "merges", "--store", str(store)]
    shown = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    assert shown.splitlines()[0].startswith("merge.same-words\t")
    assert [line[:4] for line in shown.splitlines()[1:]] == ["  - ", "  + "]
    (told,) = json.loads(subprocess.run([*run, "--json"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout)
    assert (told["kept_title"], told["merged_title"]) == (ONE, TWO)


def test_a_row_of_the_register_undoes_it(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "register", tmp_path / "register")
    with (tmp_path / "register" / "merges.csv").open("a", encoding="utf-8") as rows:
        rows.write(f"{ONE},{TWO},different,two texts of one conference,a keeper\n")
    pipeline.build([folder], tmp_path / "store", register_dir=tmp_path / "register")
    with open_store(str(tmp_path / "store")) as opened:
        assert merged(opened) == []
        assert {row["i"].value for row in opened.select("SELECT ?i { ?c ac:citedInstrument ?i }")} == {title_iri(ONE), title_iri(TWO)}
