"""DOCX: computed numbers, tracked changes, footnotes; archives that are none."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from graph_builder.errors import SourceError
from graph_builder.sources import read_bytes
from tests.graph_builder.sources.makers import make_docx, paragraph

NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>
"""


def item(text: str, level: int, num: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_numbers_that_word_computes() -> None:
    body = "".join(
        (
            paragraph("The Ministerial Council,"),
            item("Urges the participating States:", 0),
            item("To adopt laws;", 1),
            item("To train the police:", 1),
            item("At the borders;", 2),
            item("In the cities;", 2),
            item("Tasks the Secretary General;", 0),
            item("To report yearly.", 1),
            item("Decides to remain seized.", 0, 2),
            item("первый пункт", 0, 3),
            item("второй пункт", 0, 3),
        )
    )
    text = read_bytes("x.docx", make_docx({"document": body, "numbering": NUMBERING})).text
    assert text.split("\n\n") == [
        "The Ministerial Council,",
        "1.\tUrges the participating States:",
        "(a)\tTo adopt laws;",
        "(b)\tTo train the police:",
        "(i)\tAt the borders;",
        "(ii)\tIn the cities;",
        "2.\tTasks the Secretary General;",
        "(a)\tTo report yearly.",
        "5.\tDecides to remain seized.",
        "а)\tпервый пункт",
        "б)\tвторой пункт\n",
    ]


def test_number_of_a_style_is_inherited() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    body = paragraph("Calls upon all States;", properties='<w:pStyle w:val="Own"/>') * 2
    assert read_bytes("x.docx", make_docx({"document": body, "numbering": NUMBERING, "styles": styles})).text.count("\t") == 2


def test_tracked_changes_are_accepted() -> None:
    runs = (
        '<w:r><w:t xml:space="preserve">States </w:t></w:r><w:del><w:r><w:delText>should</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>shall</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>never</w:t></w:r></w:moveFrom><w:r><w:t xml:space='preserve"
        "'> cooperate</w:t></w:r>"
    )
    joined = paragraph("fully", properties="<w:rPr><w:del/></w:rPr>")
    text = read_bytes("x.docx", make_docx({"document": paragraph(runs, raw=True) + joined + paragraph(" and promptly.")})).text
    assert text == "States shall cooperate\n\nfully and promptly.\n"


def test_footnotes_stand_at_the_end() -> None:
    runs = "<w:r><w:t>Recalling the Charter</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>,</w:t></w:r>"
    notes = "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='2'>" + paragraph("Adopted in Tirana.") + "</w:footnote>"
    source = read_bytes("x.docx", make_docx({"document": paragraph(runs, raw=True), "footnotes": notes}))
    assert source.text == "Recalling the Charter,\n\n__________\n1 Adopted in Tirana.\n"
    assert source.blocks[-1].kind == "Footnote"
    assert source.blocks[-1].number == "1"


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    return out.getvalue()


def entity() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    return out.getvalue()


def no_word() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(), "beyond all bounds"),
        (entity(), "entities"),
        (no_word(), "without a Word document"),
        (make_docx({"document": paragraph("words")})[:200], "no DOCX that can be opened"),
        (make_docx({"document": ""}), "no text"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word"),
    ],
)
def test_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        read_bytes("x.docx", data)
    assert caught.value.place.startswith("x.docx")
    assert caught.value.hint
