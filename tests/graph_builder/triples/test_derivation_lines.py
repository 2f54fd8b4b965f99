"""A ground counts where the first version names it, or most versions do."""

from __future__ import annotations

import pytest

from graph_builder.concord import concord
from graph_builder.model import Derivation, Document, Identity, NormalText, Provision, Reading, SourceText, Span, Statement
from graph_builder.register import load
from graph_builder.triples.work import Neighbours, work_lines

REGISTER = load()
RAW = "1. Urges States to act under the Lighthouse Convention."
GROUND = "https://w3id.org/anticrime/id/instrument/untoc"


def reading(language: str, *, names: bool) -> Reading:
    """The same statement in one language; whether that version names the ground."""
    source = SourceText(f"t.{language}.txt", "0" * 64, "text/plain", RAW)
    provision = Provision("par/1", "OperativeParagraph", Span(0, len(RAW)), Span(3, len(RAW)), 1, language, number="1", operative=True)
    identity = Identity("https://w3id.org/anticrime/id/instrument/un/a/res/99-999", "r", kind="Resolution", symbol="A/RES/99/999", organisation="un")
    statement = Statement("par/1", Span(3, len(RAW)), Span(3, 8), "urges", "r", 1.0, commitment=True)
    derivations = (Derivation(0, GROUND, "explicit", 0.9, Span(22, 53), "r"),) if names else ()
    return Reading(Document(source, NormalText.of(RAW), language, identity, (provision,)), (statement,), derivations=derivations)


@pytest.mark.parametrize(
    ("naming", "counts"),
    [("en", True), ("fr", False), ("fr es", False), ("fr es ru", True), ("en fr es ru", True), ("", False)],
)
def test_ground(naming: str, counts: bool) -> None:
    (work,) = concord(reading(language, names=language in naming.split()) for language in ("en", "fr", "es", "ru"))
    lines = list(work_lines(work, REGISTER, Neighbours()))
    grounds = [line for line in lines if "ontology#ground>" in line]
    assert bool(grounds) is counts
    evidence = {line.split("/evidence/")[1].split(">")[0] for line in lines if "/derivation/1> " in line and "ontology#evidence>" in line}
    assert evidence == (set(naming.split()) if counts else set())
