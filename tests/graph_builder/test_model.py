"""The offset map leads back exactly, whatever the edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.model import Edit, NormalText, PartialDate, Span


@st.composite
def edited(draw: st.DrawFn) -> NormalText:
    raw = draw(st.text("abc \n’1", min_size=1, max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=8, unique=True)))
    edits = [Edit(a, b, draw(st.text("xyz", max_size=4)), "test", 1.0) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return NormalText.of(raw, tuple(edits))


@given(edited())
def test_untouched_characters_map_to_themselves(text: NormalText) -> None:
    touched = [(e.start, e.end) for e in text.edits]
    for position in range(len(text.text)):
        raw = text.raw_span(position, position + 1)
        if not any(a < raw.end and raw.start < b for a, b in touched):
            assert text.raw[raw.start : raw.end] == text.text[position]


@given(edited(), st.data())
def test_spans_stay_inside_and_in_order(text: NormalText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    raw = text.raw_span(start, end)
    assert 0 <= raw.start <= raw.end <= len(text.raw)
    wider = text.raw_span(max(0, start - 1), min(len(text.text), end + 1))
    assert wider.start <= raw.start


@given(edited(), st.data())
def test_there_and_back_covers(text: NormalText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    raw = text.raw_span(start, end)
    back = text.normal_span(raw.start, raw.end)
    if end > start:
        assert back.start <= start
        assert end <= back.end


@given(edited())
def test_reading_the_map_gives_the_text(text: NormalText) -> None:
    out, at = "", 0
    for edit in text.edits:
        out += text.raw[at : edit.start] + edit.replacement
        at = edit.end
    assert out + text.raw[at:] == text.text


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        NormalText.of("abcdef", (Edit(0, 3, "x", "r", 1.0), Edit(2, 4, "y", "r", 1.0)))


def test_edits_in_a_span() -> None:
    text = NormalText.of("abcdef", (Edit(1, 2, "X", "r", 1.0), Edit(4, 5, "", "r", 1.0)))
    assert [e.start for e in text.edits_in(Span(0, 3))] == [1]
    assert [e.start for e in text.edits_in(Span(2, 6))] == [4]


@pytest.mark.parametrize(("text", "first", "last"), [("2020", "2020-01-01", "2020-12-31"), ("2020-02", "2020-02-01", "2020-02-29"), ("1900-02", "1900-02-01", "1900-02-28"), ("2006-12-05", "2006-12-05", "2006-12-05")])
def test_partial_dates(text: str, first: str, last: str) -> None:
    date = PartialDate.parse(text)
    assert (str(date), date.first, date.last) == (text, first, last)


@pytest.mark.parametrize("text", ["2020-13", "2021-02-29", "2020-1-1-1", "soon", "2020-00"])
def test_impossible_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such|not a date|invalid literal"):
        PartialDate.parse(text)
