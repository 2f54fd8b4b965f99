"""The errors of the project, one tree.

    AnticrimeError            anything reported to a user as `error:` then `hint:`
    ├── SourceError           a source text cannot be read; the other sources go on
    ├── LexiconError          a lexicon row is wrong; nothing starts
    ├── RegisterError         a register row is wrong; names file and line
    ├── IriError              a symbol or IRI has no known form
    ├── BuildError            a promise of the builder is broken (a quote that is not in its source)
    └── StoreError            a store is missing, of another version, or does not answer
        ├── QueryRefused      a query that is never run (malformed, update, SERVICE, too deep)
        └── QueryTimeout      a query stopped at its deadline or memory limit
"""

from __future__ import annotations


class AnticrimeError(Exception):
    """One line that names the file and the place, and a hint that says what to do.

    `place` is a file name with an optional line ("register/actors.csv:12") or an IRI; `code` a stable short name.
    """

    code = "error"

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:  # keyword arguments survive the way back from a worker process
        return (_rebuild, (type(self), self.message, self.place, self.hint, self.__dict__))

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def _rebuild(cls: type[AnticrimeError], message: str, place: str, hint: str, state: dict[str, object]) -> AnticrimeError:
    error = cls(message, place=place, hint=hint)
    error.__dict__.update(state)
    return error


class SourceError(AnticrimeError):
    code = "source"


class LexiconError(AnticrimeError):
    code = "lexicon"


class RegisterError(AnticrimeError):
    code = "register"


class IriError(AnticrimeError):
    code = "iri"


class BuildError(AnticrimeError):
    code = "build"


class StoreError(AnticrimeError):
    code = "store"


class QueryRefused(StoreError):
    """A query that is never run. `line` and `column` count from 1 where the parser gave them."""

    code = "query-refused"

    def __init__(self, message: str, *, place: str = "", hint: str = "", line: int | None = None, column: int | None = None) -> None:
        super().__init__(message, place=place, hint=hint)
        self.line = line
        self.column = column


class QueryTimeout(StoreError):
    code = "query-timeout"
