"""How long reused wording takes to find, and how the time grows: 25,000, 50,000 and 100,000 statements made of a fixed vocabulary.

Every fifth statement repeats an earlier one with a few words changed, as recurring resolutions do. Run alone: `python -m bench.restated`.
"""

from __future__ import annotations

import random
import time

from graph_builder.derive.restated import Phrase, restated

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "s", "l", "ton", "ment", "ing", "ance")]
LENGTH = 45
"""Words of a statement: the median of an operative paragraph."""


def phrases(count: int) -> list[Phrase]:
    """`count` statements of 25 for each instrument, dated one after another; the same every time."""
    chance = random.Random(5)
    made: list[Phrase] = []
    for n in range(count):
        if n % 5 == 4:
            words = made[chance.randrange(len(made))].words.split()
            for _ in range(4):
                words[chance.randrange(len(words))] = chance.choice(WORDS)
        else:
            words = [chance.choice(WORDS) for _ in range(LENGTH)]
        instrument = f"i{n // 25:06}"
        day = f"{1900 + n // 25 // 300:04}-{n // 25 % 12 + 1:02}-{n // 25 % 28 + 1:02}"
        made.append(Phrase(f"{instrument}/par/{n % 25 + 1}/statement/1", instrument, " ".join(words), day, day))
    return made


def main() -> None:
    before = 0.0
    for count in (25_000, 50_000, 100_000):
        made = phrases(count)
        started = time.process_time()
        found = restated(made)
        took = time.process_time() - started
        growth = f", {took / before:.2f} times the half" if before else ""
        print(f"{count:7} statements: {took:6.1f} s of one core, {len(found)} reuses{growth}")
        before = took


if __name__ == "__main__":
    main()
