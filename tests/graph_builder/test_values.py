"""The values made by the thousand are those of a frozen data class, save for the lock."""

from __future__ import annotations

from dataclasses import fields, replace

from graph_builder.model import Mention, Span


def test_equality_hash_replace_and_repr() -> None:
    mention = Mention(Span(1, 2), "un-ga", "rule", 0.9)
    same = Mention(Span(1, 2), "un-ga", "rule", 0.9)
    assert mention == same
    assert hash(mention) == hash(same)
    assert mention != replace(mention, actor=None)
    assert [field.name for field in fields(mention)] == ["span", "actor", "rule", "confidence", "provision"]
    assert repr(mention) == "Mention(span=Span(start=1, end=2), actor='un-ga', rule='rule', confidence=0.9, provision='')"
    assert not hasattr(mention, "__dict__")
