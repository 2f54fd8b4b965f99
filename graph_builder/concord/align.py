"""Aligns two short sequences by the cost of pairing their members (Needleman and Wunsch, 1970).

What goes in: two lengths and a cost function. What comes out: the pairs, in order. It must not know what is aligned.
"""

from __future__ import annotations

from collections.abc import Callable

GAP = 1.0
"""Cost of leaving a member without a partner; two gaps cost as much as the worst pair that is still made."""
LIMIT = 250_000
"""Cells of the table beyond which sequences are paired by place: no provision of a real text comes near."""


def align(left: int, right: int, cost: Callable[[int, int], float]) -> list[tuple[int | None, int | None]]:
    """Pairs (i, j), (i, None) or (None, j) covering 0..left-1 and 0..right-1 in order, of least total cost.

    `cost(i, j)` is 0 for a perfect pair; a pair of cost above 2 * GAP is never made. Ties prefer pairs, then the left.

    >>> align(2, 3, lambda i, j: 0.0 if (i, j) in {(0, 0), (1, 2)} else 9.0)
    [(0, 0), (None, 1), (1, 2)]
    """
    if left == right and all(cost(k, k) == 0.0 for k in range(left)):
        return [(k, k) for k in range(left)]
    if left * right > LIMIT:
        longest = max(left, right)
        return [(k if k < left else None, k if k < right else None) for k in range(longest)]
    table = [[0.0] * (right + 1) for _ in range(left + 1)]
    for i in range(left - 1, -1, -1):
        table[i][right] = table[i + 1][right] + GAP
    for j in range(right - 1, -1, -1):
        table[left][j] = table[left][j + 1] + GAP
    for i in range(left - 1, -1, -1):
        below, here = table[i + 1], table[i]
        for j in range(right - 1, -1, -1):
            here[j] = min(below[j + 1] + cost(i, j), below[j] + GAP, here[j + 1] + GAP)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < left or j < right:
        if i < left and j < right and cost(i, j) <= 2 * GAP and table[i][j] == table[i + 1][j + 1] + cost(i, j):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < left and table[i][j] == table[i + 1][j] + GAP:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs
