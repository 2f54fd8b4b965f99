"""Any bytes are read or refused: no reader ends in another error, and what is read has offsets inside its text."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.errors import SourceError
from graph_builder.model import SourceText
from graph_builder.sources import read_bytes
from tests.graph_builder.sources.makers import make_docx, make_pdf, paragraph
from tests.graph_builder.sources.test_docx import NUMBERING, item
from tests.graph_builder.sources.test_markup import AKN

WORDS = "The participating States recall the decision and urge all States to cooperate. "
SEEDS = {
    "x.pdf": make_pdf([[(72, 700, 10, WORDS), (72, 688, 10, WORDS)], [(72, 700, 10, WORDS)]]),
    "x.docx": make_docx({"document": item("Urges", 0) + paragraph(WORDS), "numbering": NUMBERING}),
    "x.xml": AKN.encode(),
    "x.html": f"<html><body><ol><li>{WORDS}</li></ol><table><tr><td>1</td></tr></table></body></html>".encode(),
    "x.json": json.dumps({"title": "Treaty", "articles": [{"article": 1, "text": WORDS}], "preamble": WORDS}).encode(),
    "x.md": f"---\ntitle: t\n---\n{WORDS}".encode(),
}


def attempt(name: str, data: bytes) -> SourceText | None:
    try:
        source = read_bytes(name, data)
    except SourceError as error:
        refused = error
        source = None
    if source is None:
        assert refused.message
        assert refused.place.startswith(name)
        assert refused.hint
        return None
    assert any(ch.isalpha() for ch in source.text)
    for block in source.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(source.text)
    assert all(0 <= page <= len(source.text) for page in source.pages)
    return source


@pytest.mark.parametrize("name", SEEDS)
def test_seeds_are_read(name: str) -> None:
    source = attempt(name, SEEDS[name])
    assert source is not None
    assert "participating States" in source.text or name == "x.xml"
    assert read_bytes(name, SEEDS[name]) == source


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=12))
def test_damaged_files(name: str, at: int, cut: int, put: bytes) -> None:
    data = SEEDS[name]
    at %= len(data)
    attempt(name, data[:at] + put + data[at + cut :])


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["x.txt", "x.md", "x.html", "x.xml", "x.json", "x.pdf", "x.docx"]), st.binary(min_size=1, max_size=300))
def test_noise(name: str, data: bytes) -> None:
    attempt(name, data)


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["text", "articles", "title", "article", "preamble", "chapters", "text_fr", "content", "paragraphs"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_any_json(value: object) -> None:
    attempt("x.json", json.dumps(value).encode())


def test_encrypted_pdf_is_refused() -> None:
    key = b"<" + b"41" * 32 + b">"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >> /ID [<00><00>] " % (key, key)
    data = SEEDS["x.pdf"].replace(b"trailer << ", b"trailer << " + lock)
    with pytest.raises(SourceError, match="is encrypted") as caught:
        read_bytes("x.pdf", data)
    assert "password" in caught.value.hint
