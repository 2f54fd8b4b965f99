"""Modules that the type checker's compiler (mypyc) has made machine code of, taken where they are there and up to date.

What goes in: the folder that `tools/compile` fills, in the environment that runs. What comes out: nothing, but the modules below are then loaded from it.
They are taken only if every one of their sources is byte for byte what was compiled: a source that was edited since is read as it stands, and so are all
the others. Without a compiler nothing is different but the time. `ANTICRIME_PURE=1` passes them over. This module must not know what they do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

_ANNOTATE = ("folding", "terms", "actors", "frames", "parties", "bearers")
_STATEMENTS = ("fold", "forms", "lexicon", "context", "modals", "acts", "zones", "qualify", "reading")
_CITATIONS = ("tokens", "nouns", "passes", "governing", "numbers", "symbols", "titles", "anaphora", "cover", "continued")
MODULES: tuple[str, ...] = (
    *(f"graph_builder.annotate.{name}" for name in _ANNOTATE),
    *(f"graph_builder.annotate.statements.{name}" for name in _STATEMENTS),
    *(f"graph_builder.annotate.citations.{name}" for name in _CITATIONS),
)
"""Where reading spends its time: loops over words and forms. Values that pass between processes are not among them."""
HERE = Path(__file__).resolve().parent
FOLDER = Path(sys.prefix) / "anticrime-compiled"


def sources() -> dict[str, Path]:
    """The file of each module."""
    return {name: HERE.joinpath(*name.split(".")[1:]).with_suffix(".py") for name in MODULES}


def folder() -> Path:
    """Where the machine code of the sources as they stand is, if it was made: for this Python, and these bytes."""
    whole = sha256(sys.version.encode())
    for name, path in sources().items():
        whole.update(name.encode() + sha256(path.read_bytes()).digest())
    return FOLDER / whole.hexdigest()[:16]


class _Finder(MetaPathFinder):
    """Finds the modules, and what they share, among the compiled files."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files = files

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        file = self.files.get(fullname)
        return None if file is None else spec_from_file_location(fullname, file)


def install() -> bool:
    """Takes the compiled modules where they are whole and up to date; whether they are."""
    if os.environ.get("ANTICRIME_PURE") == "1" or not FOLDER.is_dir():
        return False
    made = folder()
    if not (made / "whole").is_file():
        return False
    files = {".".join(path.relative_to(made).with_name(path.name.partition(".")[0]).parts): path for path in made.rglob("*.so")}
    sys.meta_path.insert(0, _Finder(files))
    return True
