"""The decorator of the frozen values that are made by the thousand.

What goes in: a class. What comes out: its data class. To the type checker, which reads every line, `dataclass` is that of the standard library, and it
refuses an assignment to a field of a frozen value. At run time the lock is left off: a field takes eighteen times as long to set through it, which was
a tenth of the time of reading a text. Equality, hash, `replace` and `repr` are those of a frozen data class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(cls=None, /, *, frozen=False, slots=False):
        decorate = dataclasses.dataclass(slots=slots, unsafe_hash=frozen)
        return decorate if cls is None else decorate(cls)


__all__ = ["dataclass"]
