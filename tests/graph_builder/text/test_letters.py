"""A text's characters and words are the same as a pattern or a count tells."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from graph_builder.text.letters import characters, counts, runs

TEXTS = (
    "",
    "Reaffirms its resolution 55/25, annex I_2; l’État d'abord – co-operation…",
    "Ссылаясь на свою резолюцию 55/25 № 1",
    "回顾其第55/25号决议，",
    "إذ تشير إلى قرارها ٥٥/٢٥",
    "a\u00ad\u200bb\u00a0c ½ ² \u2028 x\x85y",
    "\U0001f600 emoji \U00010400\U00010401",
    "lone \udcff surrogate",
)


@pytest.mark.parametrize("text", [*TEXTS, *(text * 200 for text in TEXTS)], ids=lambda text: f"{len(text)}:{text[:8]!a}")
def test_as_a_pattern_tells(text: str) -> None:
    assert runs(text) == re.findall(r"[^\W\d_]+", text)
    assert counts(text) == Counter(text)
    assert characters(text) == set(text)
