"""What an operator may set, each by an environment variable.

What goes in: the environment. What comes out: `Settings`. This module must not know the application.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from graph_builder.errors import StoreError
from graph_builder.store.pool import Limits


@dataclass(frozen=True)
class Settings:
    """Limits of the service. `ANTICRIME_DEADLINE=5` sets `deadline`, and so on."""

    deadline: float = 10.0
    """Seconds after which a query is stopped."""
    wait: float = 5.0
    """Seconds a query waits for a free worker."""
    memory_mb: int = 1024
    """Memory a query may take beyond the shared graph."""
    rows: int = 20_000
    """Rows after which an answer is cut."""
    workers: int = 4
    in_memory_triples: int = 12_000_000
    """Larger graphs are read from disk (350 bytes a triple in memory)."""
    body_bytes: int = 1_000_000
    """Largest body of a request."""

    @property
    def limits(self) -> Limits:
        return Limits(self.deadline, self.wait, self.memory_mb << 20, self.workers, self.in_memory_triples)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of the environment; StoreError for a value that is no positive number."""
        values = os.environ if environment is None else environment
        found: dict[str, float | int] = {}
        for field in fields(cls):
            text = values.get(f"ANTICRIME_{field.name.upper()}")
            if text is None:
                continue
            try:
                number = float(text) if field.type == "float" else int(text)
            except ValueError:
                number = 0
            if number <= 0:
                raise StoreError(f"ANTICRIME_{field.name.upper()} is {text!r}", hint="set it to a number above 0")
            found[field.name] = number
        return cls(**found)  # type: ignore[arg-type]
