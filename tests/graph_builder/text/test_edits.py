"""Chained edits: the final text is the later edits applied to the earlier text, and each span leads back exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.model import Edit, NormalText
from graph_builder.text.edits import chain


@st.composite
def edits_of(draw: st.DrawFn, length: int, letter: str) -> tuple[Edit, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return tuple(Edit(a, b, letter * draw(st.integers(0, 4)), f"{letter}{a}", 0.9) for a, b in pairs)


@given(st.data())
def test_chain_is_one_after_the_other(data: st.DataObject) -> None:
    raw = data.draw(st.text("abcdefgh", max_size=20))
    once = NormalText.of(raw, data.draw(edits_of(len(raw), "X")))
    later = data.draw(edits_of(len(once.text), "Y"))
    both = chain(once, later)
    assert both.text == NormalText.of(once.text, later).text
    assert both.raw == raw
    kept = [(e.start, e.end) for e in both.edits]
    assert kept == sorted(kept)


def test_three_stages_lead_back() -> None:
    raw = "la  sire\u0301te\u00ad des"
    one = NormalText.of(raw, (Edit(7, 9, "é", "compose", 1.0), Edit(11, 12, "", "hyphen", 1.0)))
    two = chain(one, (Edit(one.text.index("siréte"), one.text.index("siréte") + 6, "sûreté", "word", 0.9),))
    assert two.text == "la  sûreté des"
    span = two.raw_span(4, 10)
    assert raw[span.start : span.end] == "sire\u0301te"
