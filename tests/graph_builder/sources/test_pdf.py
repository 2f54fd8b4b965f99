"""PDF: paragraphs, columns, running lines, footnotes, hyphens, pages; broken files; scans."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest

from graph_builder.errors import SourceError
from graph_builder.sources import read_bytes
from graph_builder.text import normalise
from tests.conftest import need
from tests.graph_builder.sources.makers import Word, make_pdf, wrap

ONE = "Recalling the decision on policing and the plan of action that the participating States adopted in order to protect the victims of trafficking,"
TWO = "1. Invites the participating States to exchange information about organised crime and to report on the measures taken at the national level;"
THREE = "2. Tasks the executive structures with assisting the States that ask for it, within existing resources and mandates, and to inform the Council."


def column(text: str, x: float, y: float, width: int, size: float = 10) -> list[Word]:
    return [(x, y - 12 * k, size, line) for k, line in enumerate(wrap(text, width))]


def test_paragraphs_are_joined_and_pages_known() -> None:
    first = [*column(ONE, 72, 700, 80), *column(TWO, 72, 660, 80)]
    second = column(THREE, 72, 700, 80)
    source = read_bytes("x.pdf", make_pdf([first, second]))
    assert source.text == f"{ONE}\n\n{TWO}\n\n{THREE}\n"
    assert source.pages == (0, source.text.index(THREE))
    assert source.media_type == "application/pdf"
    assert source.extracted_by is not None
    assert "pypdfium2" in source.extracted_by


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrap(ONE, 60)
    first = [(72, 140 - 12 * k, 10, line) for k, line in enumerate(lines[:2])]
    second = [(72, 700 - 12 * k, 10, line) for k, line in enumerate(lines[2:])]
    source = read_bytes("x.pdf", make_pdf([first, second]))
    assert source.text == ONE + "\n"
    assert source.text[source.pages[1] :].startswith(lines[2])


def test_two_columns_read_one_after_the_other() -> None:
    left, right = f"{ONE} {TWO} {ONE}", f"{THREE} {TWO} {ONE}"
    page = [
        (72.0, 780.0, 14.0, "Decision on fighting crime, over the full width of the page and both columns"),
        *column(left, 72, 720, 44),
        *column(right, 320, 720, 44),
    ]
    text = read_bytes("x.pdf", make_pdf([page])).text
    assert text.index("Decision on fighting crime") < text.index(wrap(left, 44)[-1]) < text.index(wrap(right, 44)[0])


def test_running_lines_go_and_footnotes_stand_at_the_end() -> None:
    def page(number: int, text: str, note: str) -> list[Word]:
        return [
            (72, 800, 9, "MC.DEC/1/30 of 5 December 2030"),
            *column(text, 72, 700, 80),
            (72, 120, 7, note),
            (300, 40, 9, f"{number}"),
        ]

    source = read_bytes(
        "x.pdf", make_pdf([page(1, ONE, "1 See the first report of the Chair."), page(2, TWO, "2 See the second report."), page(3, THREE, "3 Ibid.")])
    )
    assert source.text.count("MC.DEC/1/30") == 1
    assert source.text.endswith("__________\n1 See the first report of the Chair.\n2 See the second report.\n3 Ibid.\n")
    assert "\n2\n" not in source.text


def test_a_footnote_goes_on_over_the_page() -> None:
    first = [*column(ONE, 72, 700, 80), *column(THREE, 72, 660, 80), (72.0, 120.0, 7.0, "1 See the report of the Chair on")]
    second = [*column(TWO, 72, 700, 80), (72.0, 120.0, 7.0, "the first year of the plan."), (72.0, 110.0, 7.0, "2 Ibid.")]
    text = read_bytes("x.pdf", make_pdf([first, second])).text
    assert text.endswith("__________\n1 See the report of the Chair on the first year of the plan.\n2 Ibid.\n")


def test_hyphen_at_a_line_end_is_left_to_the_normaliser() -> None:
    page: list[Word] = [
        (72, 700, 10, "The participating States reaffirm their commitment to coopera-"),
        (72, 688, 10, "tion against crime, and urge all organizations."),
    ]
    raw = read_bytes("x.pdf", make_pdf([page])).text
    assert "coopera-\ntion" in raw
    assert "cooperation against crime" in normalise(raw, "en").text


def test_superscript_marks_leave_the_text() -> None:
    page: list[Word] = [(72, 700, 10, "the Charter of the Organization"), (217, 704, 6, "1"), (224, 700, 10, "and its purposes")]
    text = read_bytes("x.pdf", make_pdf([page])).text
    assert text == "the Charter of the Organization and its purposes\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\nnothing else", "no PDF that can be opened"),
        (make_pdf([column(ONE, 72, 700, 80)])[:300], "no PDF that can be opened"),
        (make_pdf([[]]), "holds no text"),
    ],
)
def test_broken_pdf_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        read_bytes("x.pdf", data)
    assert caught.value.hint


def test_looping_page_tree_ends() -> None:
    data = make_pdf([column(ONE, 72, 700, 80)]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(SourceError):
        read_bytes("x.pdf", data)


def test_scan_is_read_by_ocr() -> None:
    need("tesseract")
    document = pypdfium2.PdfDocument(make_pdf([[*column(ONE, 72, 700, 70, 12)]]))
    picture = document[0].render(scale=3).to_pil().convert("L")
    scan = BytesIO()
    picture.save(scan, "PDF", resolution=216)
    source = read_bytes("scan.en.pdf", scan.getvalue())
    assert "Recalling the decision on policing" in source.text
    assert source.ocr is not None
    assert source.ocr.startswith("tesseract")
    assert [finding.code for finding in source.findings] == ["ocr"]
    png = BytesIO()
    picture.save(png, "PNG")
    assert "participating States" in read_bytes("scan.en.png", png.getvalue()).text


def test_without_an_engine_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    from graph_builder.sources import ocr

    monkeypatch.setattr(ocr, "tesseract", lambda: None)
    monkeypatch.setattr(ocr, "_rapid", lambda: None)
    out = BytesIO()
    Image.new("L", (200, 200), 255).save(out, "PNG")
    with pytest.raises(SourceError, match="no OCR engine is installed") as caught:
        read_bytes("x.png", out.getvalue())
    assert "tesseract" in caught.value.hint
