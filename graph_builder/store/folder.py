"""What the stores of a folder share, whoever evaluates their queries: size, export and the index of words of the build they are at.

What goes in: the folder of one build and what the builder noted of it. What comes out: answers that need no query engine. This module must not know
processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph_builder.store.fulltext import search
from graph_builder.store.interface import Asking
from graph_builder.store.layout import read_blocks


class FolderStore(Asking):
    """A store whose build lies at `path`."""

    path: Path
    meta: Mapping[str, Any]

    def triples(self) -> int:
        return int(self.meta["triples"])

    def export(self) -> Iterator[bytes]:
        return read_blocks(self.path / "data.nq")

    def search(self, words: str, language: str | None = None) -> list[str] | None:
        folder = self.path / "fulltext"
        return search(folder, words, language) if folder.is_dir() else None
