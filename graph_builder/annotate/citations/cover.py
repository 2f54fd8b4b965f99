"""Which parts of a text are taken: overlap asked in logarithmic time, so that a text of thousands of numbers costs no more than its length.

In: spans. Out: `Cover`. This module must not know what the spans are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from graph_builder.model import Span


class Cover:
    """Spans merged where they touch.

    >>> taken = Cover([Span(0, 4), Span(3, 8), Span(20, 22)])
    >>> taken.overlaps(Span(7, 9)), taken.overlaps(Span(8, 20))
    (True, False)
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, span: Span) -> bool:
        """Whether a span shares a character with any of them."""
        at = bisect_right(self._ends, span.start)
        return at < len(self._starts) and self._starts[at] < span.end
