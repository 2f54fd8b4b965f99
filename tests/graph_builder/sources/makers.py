"""Makes small source files of each format for tests: from words, with nothing but the standard library."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

Word = tuple[float, float, float, str]
"""x, y (points, from the lower left), font size, text."""


def make_pdf(pages: list[list[Word]], *, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF of one-line texts in Helvetica (Windows-1252)."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for words in pages:
        lines = []
        for x, y, points, text in words:
            escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            lines.append(b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (points, x, y, escaped))
        stream = zlib.compress(b"\n".join(lines))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (*size, len(objects)))
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    out = BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def make_docx(parts: dict[str, str]) -> bytes:
    """A DOCX of the given parts (`document`: the content of w:body; `numbering`, `styles`, `footnotes`: of their root)."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    roots = {"document": "<w:document {0}><w:body>{1}</w:body></w:document>"}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        for name, content in parts.items():
            template = roots.get(name, f"<w:{name} {{0}}>{{1}}</w:{name}>")
            archive.writestr(f"word/{name}.xml", template.format(space, content))
    return out.getvalue()


def paragraph(text: str, *, properties: str = "", raw: bool = False) -> str:
    """A Word paragraph; `raw`: `text` is runs already."""
    runs = text if raw else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"
