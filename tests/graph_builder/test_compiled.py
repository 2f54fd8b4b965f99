"""Compiled modules read as their sources do, word for word; a source that was edited is read as it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph_builder import compiled

ROOT = Path(__file__).resolve().parents[2]
READ = """
import csv, hashlib, sys
from pathlib import Path
from graph_builder import annotate, compiled, register
from graph_builder.annotate.citations import citations
from graph_builder.derive import derive
from graph_builder.pipeline import read_source
from graph_builder.resolve import resolve
from graph_builder.sources import read_bytes
from graph_builder.structure import segment

known, whole, texts = register.load(), hashlib.sha256(), 0
for path in sorted(Path("graph_builder/lexicons").glob("*.*.csv")):
    language = path.name.split(".")[1]
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    examples = [row["example"] for row in csv.DictReader(lines) if row.get("example")]
    if not examples or language == "pt":
        continue
    text = "A/RES/75/1" + "\\n\\n" + "\\n\\n".join(f"{n}. {words}" for n, words in enumerate(examples, 1))
    document = segment(read_bytes(f"{path.stem}.{language}.txt", text.encode()), known)
    statements, unknown = annotate.statements(document, known)
    named = citations(document, known, statements)
    resolved, findings = resolve(document, named, known)
    whole.update(repr((statements, unknown, annotate.actors(document, known), named, resolved, findings)).encode())
    whole.update(repr(derive(document, statements, resolved, known)).encode())
    texts += 1
for path in sorted(Path("corpus").glob("*.txt")):
    whole.update(repr(read_source(path, known)).encode())
lexicon = sys.modules["graph_builder.annotate.statements.lexicon"]
print(texts, whole.hexdigest(), Path(str(lexicon.__file__)).suffix)
"""


def read(**environment: str) -> tuple[int, str, str]:
    """How many texts were read, the digest of all that was read in them, and what the modules were loaded from."""
    done = subprocess.run([sys.executable, "-c", READ], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    texts, digest, suffix = done.stdout.split()
    return int(texts), digest, suffix


@pytest.mark.slow
def test_compiled_modules_read_as_their_sources_do() -> None:
    if not (compiled.folder() / "whole").is_file():
        pytest.skip("nothing is compiled (make compile)")
    pure, made = read(ANTICRIME_PURE="1"), read(ANTICRIME_PURE="0")
    assert (pure[2], made[2]) == (".py", ".so")
    assert pure[0] > 40
    assert made[:2] == pure[:2]


def test_a_source_that_was_edited_is_read_as_it_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = compiled.folder()
    edited = tmp_path / "terms.py"
    edited.write_bytes(compiled.sources()["graph_builder.annotate.terms"].read_bytes() + b"\n")
    files = {**compiled.sources(), "graph_builder.annotate.terms": edited}
    monkeypatch.setattr(compiled, "sources", lambda: files)
    assert compiled.folder() != before
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    assert not compiled.install()


def test_every_module_is_a_file() -> None:
    assert all(path.is_file() for path in compiled.sources().values())
