"""Actors as people say them, in the languages of the register."""

from __future__ import annotations

import pytest

from api.reading.spoken import actor_named
from graph_builder.iris import actor_iri
from graph_builder.register import load


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("the civil society", "civil-society"),
        ("la société civile", "civil-society"),
        ("Die Zivilgesellschaft", "civil-society"),
        ("гражданского общества", "civil-society"),
        ("المجتمع المدني", "civil-society"),
        ("la sociedad civil", "civil-society"),
        ("member state", "un-member-states"),
        ("all Member States", "un-member-states"),
        ("les États participants", "osce-ps"),
        ("the security council", "un-sc"),
        ("des Generalsekretärs", "un-sg"),
        ("la France", "state-fr"),
        ("the civil society of ports", None),
        ("ports", None),
        ("", None),
        ("word " * 50, None),
    ],
)
def test_actor_named(words: str, actor: str | None) -> None:
    assert actor_named(words, load()) == (actor_iri(actor) if actor else None)
