"""Bad input is one finding or one refusal with place and hint, in bounded time."""

from __future__ import annotations

import time

import pytest

from graph_builder.errors import SourceError
from graph_builder.sources import read_bytes
from graph_builder.text import normalise
from tests.graph_builder.sources.makers import make_pdf

WORDS = "The participating States recall the decision and urge all States to cooperate in the fight against crime. "


def test_wrong_extension_is_read_and_told() -> None:
    source = read_bytes("x.txt", make_pdf([[(72, 700, 10, WORDS)]]))
    assert source.media_type == "application/pdf"
    (finding,) = source.findings
    assert (finding.code, finding.severity) == ("wrong-extension", "warning")
    assert finding.hint
    page = read_bytes("x.pdf", f"<html><body><p>{WORDS * 3}</p></body></html>".encode())
    assert page.media_type == "text/html"


def test_utf16_without_mark() -> None:
    source = read_bytes("x.txt", (WORDS * 3).encode("utf-16-le"))
    assert source.text == WORDS * 3
    assert source.findings[0].code == "encoding-detected"


def test_language_not_served_is_refused() -> None:
    text = "De deelnemende staten zullen hun samenwerking bij de bestrijding van mensenhandel versterken en de slachtoffers van deze misdrijven beschermen. " * 3
    with pytest.raises(SourceError, match="Dutch") as caught:
        read_bytes("x.txt", text.encode())
    assert "en fr" in caught.value.hint


def test_contradicted_language_is_told() -> None:
    source = read_bytes("x.fr.txt", (WORDS * 3).encode())
    assert source.language == "en"
    assert source.findings[0].code == "language-contradicts"


@pytest.mark.parametrize("text", [WORDS * 100_000, (WORDS + "\n\n") * 50_000, "\n" * 1_000_000 + WORDS], ids=["one line", "many paragraphs", "empty lines"])
def test_long_texts_take_time_in_proportion(text: str) -> None:
    start = time.process_time()
    source = read_bytes("x.txt", text.encode())
    assert len(normalise(source.text, "en").text) == len(text)
    assert time.process_time() - start < 6
