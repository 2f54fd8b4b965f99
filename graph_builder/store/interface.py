"""What every store can do, wherever it keeps its graph.

What goes in: SPARQL. What comes out: answers, rows, an export. The rest of the project knows stores by this protocol alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol, Self, runtime_checkable

from graph_builder.store.answers import SPARQL_JSON, Answer, Term, read_boolean, read_rows
from graph_builder.store.guard import Checked


@runtime_checkable
class Store(Protocol):
    """A read-only graph that answers SPARQL. Queries may use the project's prefixes without declaring them.

    Every method raises StoreError where the store does not answer, QueryRefused for a query that is never run,
    QueryTimeout for one stopped at its deadline or memory limit.
    """

    location: str
    """Folder or address."""
    build: str
    """Hash of the build: changes when, and only when, the graph does."""
    meta: Mapping[str, Any]
    """What the builder noted: counts, coverage, findings."""

    def query(self, sparql: str | Checked, accept: str | None = None, *, timeout: float | None = None, cap: int | None = None, public: bool = False) -> Answer:
        """Answers in the notation that `accept` (an HTTP Accept header) likes best.

        A text goes through the guard; a `Checked` query has been through it, or is the project's own. `cap`: rows after which the answer is cut;
        without it the rows are not counted (`Answer.rows` is -1). `public`: somebody else's query, which must not take the last worker.
        """
        ...

    def graphs(self) -> frozenset[str]:
        """Names of the named graphs."""
        ...

    def triples(self) -> int:
        """How many quads there are."""
        ...

    def export(self) -> Iterator[bytes]:
        """Everything as sorted canonical N-Quads, in blocks."""
        ...

    def search(self, words: str, language: str | None = None) -> list[str] | None:
        """Statements that hold all the words, the best first; None where this store has no index of words."""
        ...

    def close(self) -> None:
        """Gives back what the store holds."""
        ...


class Asking:
    """What the stores share: the conveniences built on their own `query` (rows, yes or no, `with`)."""

    location: str
    build: str
    meta: Mapping[str, Any]

    def graphs(self) -> frozenset[str]:
        raise NotImplementedError

    def triples(self) -> int:
        raise NotImplementedError

    def export(self) -> Iterator[bytes]:
        raise NotImplementedError

    def query(self, sparql: str | Checked, accept: str | None = None, *, timeout: float | None = None, cap: int | None = None, public: bool = False) -> Answer:
        raise NotImplementedError

    def select(self, sparql: str, *, timeout: float | None = None) -> list[dict[str, Term]]:
        """The rows of a SELECT query; a variable without a value is absent from its row."""
        return read_rows(self.query(sparql, SPARQL_JSON, timeout=timeout).body)

    def ask(self, sparql: str, *, timeout: float | None = None) -> bool:
        """The answer to an ASK query."""
        return read_boolean(self.query(sparql, SPARQL_JSON, timeout=timeout).body)

    def search(self, words: str, language: str | None = None) -> list[str] | None:
        return None

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
