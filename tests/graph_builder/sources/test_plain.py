"""Plain text and Markdown: exact text, front matter, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.errors import SourceError
from graph_builder.sources import is_source, parse_name, read, read_bytes


@pytest.mark.parametrize(
    ("name", "stem", "language", "variant"),
    [
        ("tirana-declaration.fr.ocr.txt", "tirana-declaration", "fr", ""),
        ("A_RES_75_196.ar.txt", "A_RES_75_196", "ar", ""),
        ("UNTOC.de-CH.md", "UNTOC", "de", "CH"),
        ("res-EN.pdf", "res", "en", ""),
        ("UNCAC.zh-en.json", "UNCAC", "zh", "en"),
        ("ICPE-32-1970_RES1-FR_res_66.txt", "ICPE-32-1970_RES1_res_66", "fr", ""),
        ("A-RES-ES-11-1.txt", "A-RES-ES-11-1", None, ""),
        ("A_RES_ES_11_1.txt", "A_RES_ES_11_1", None, ""),
        ("S_RES_1373(2001).en.clean.txt", "S_RES_1373(2001)", "en", ""),
        ("MC.DEC.5.06.txt", "MC.DEC.5.06", None, ""),
        ("decision.it", "decision", "it", ""),
        ("it.txt", "it", None, ""),
    ],
)
def test_name_gives_stem_and_language(name: str, stem: str, language: str | None, variant: str) -> None:
    parsed = parse_name(name)
    assert (parsed.stem, parsed.language, parsed.variant) == (stem, language, variant)


def test_companions_are_no_sources() -> None:
    assert is_source("a.fr.txt")
    assert is_source("B.PDF")
    assert not any(map(is_source, ("fr.gold.json", "table.csv", "bbnj.en.structure.json", ".hidden.txt", "README")))


def test_text_is_the_decoded_file(tmp_path: Path) -> None:
    data = "\ufeff1. Nous rappelons\r\n\r\nl’engagement pris.\r\n".encode()
    path = tmp_path / "d.fr.txt"
    path.write_bytes(data)
    source = read(path)
    assert source.text == data.decode("utf8")
    assert (source.encoding, source.encoding_by, source.language, source.media_type) == ("utf-8", "bom", "fr", "text/plain")


def test_front_matter_becomes_metadata_and_stays_in_the_text() -> None:
    text = '---\ntitle: "Übereinkommen gegen die Kriminalität"\nlanguage: de\nrank: andere\n---\n# Übereinkommen\n\nArtikel 1\n'
    source = read_bytes("x.md", text.encode())
    assert source.text == text
    assert source.metadata["title"] == "Übereinkommen gegen die Kriminalität"
    assert source.language == "de"
    assert source.media_type == "text/markdown"
    (block,) = source.blocks
    assert block.kind == "frontmatter"
    assert text[block.span.start : block.span.end].endswith("andere\n---")


def test_a_rule_is_no_front_matter() -> None:
    assert read_bytes("x.md", b"---\nWe recall the decision.\n---\nmore words\n").metadata == {}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n\t\n", "empty"),
        (b"\n" * 1_000_000, "empty"),
        (b"12 345\n--- 6\n", "no words"),
        (b"Recalling\0 the decision", "NUL byte at byte 9"),
        (bytes(range(1, 32)) * 40, "control characters"),
    ],
)
def test_refused_with_place_and_hint(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        read_bytes("x.txt", data)
    assert caught.value.place == "x.txt"
    assert caught.value.hint


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be opened"):
        read(tmp_path / "none.txt")
