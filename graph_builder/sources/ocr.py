"""Reads images of pages by an OCR engine that is installed: tesseract, else RapidOCR.

What goes in: a grey image of a page and the language, as far as it is known. What comes out: text, and the engine with its version and
language. Without an engine the source is refused with a hint how to install one. This module must not know what the text is about.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from importlib import metadata
from io import BytesIO
from typing import Any, NamedTuple

from graph_builder.errors import SourceError
from graph_builder.model import LANGUAGES, Finding, SourceText
from graph_builder.text.language import guess

PACKS = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "de": "deu", "it": "ita", "ar": "ara", "zh": "chi_sim"}
TIMEOUT = 120
"""Seconds a page may take."""
MAX_PIXELS = 80_000_000

_HINT = "install tesseract with the language packs (Debian: tesseract-ocr tesseract-ocr-{pack}), or the Python package rapidocr"


class Page(NamedTuple):
    """A grey image: one byte a pixel, row after row."""

    width: int
    height: int
    pixels: bytes

    def pgm(self) -> bytes:
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.pixels


class Recognised(NamedTuple):
    text: str
    engine: str
    language: str
    findings: tuple[Finding, ...] = ()


@cache
def tesseract() -> tuple[str, str, frozenset[str]] | None:
    """Path, version and language packs of tesseract; None where it is not installed. `ANTICRIME_OCR=none` switches engines off."""
    path = shutil.which("tesseract")
    if not path or os.environ.get("ANTICRIME_OCR") in ("none", "rapidocr"):
        return None
    try:
        version = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=True)
        packs = subprocess.run([path, "--list-langs"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    number = (version.stdout or version.stderr).split("\n")[0].replace("tesseract", "").strip()
    return path, number, frozenset((packs.stdout + packs.stderr).split("\n")[1:]) & frozenset(PACKS.values())


@cache
def _rapid() -> Any:
    if os.environ.get("ANTICRIME_OCR") in ("none", "tesseract"):
        return None
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    return RapidOCR(params={"Global.log_level": "error"})


def recognise(pages: list[Page], name: str, language: str | None) -> Recognised:
    """The texts of pages, parted by form feeds. SourceError where no engine reads the language, or a page takes too long."""
    if any(page.width * page.height > MAX_PIXELS for page in pages):
        raise SourceError("holds a page image beyond all bounds", place=name, hint=f"scale it to under {MAX_PIXELS // 1_000_000} million pixels")
    found = tesseract()
    if found:
        return _by_tesseract(found, pages, name, language)
    if _rapid() is not None:
        return _by_rapid(pages, name, language)
    raise SourceError(
        "has no text layer and no OCR engine is installed", place=name, hint=_HINT.format(pack=PACKS.get(language or "en", "eng").replace("_", "-"))
    )


def _by_tesseract(found: tuple[str, str, frozenset[str]], pages: list[Page], name: str, language: str | None) -> Recognised:
    path, version, packs = found
    findings: tuple[Finding, ...] = ()
    if language is None:
        everything = "+".join(PACKS[code] for code in LANGUAGES if PACKS[code] in packs) or "eng"
        first = guess(_run(path, pages[0], everything, name))
        language = first.language if first and first.served else "en"
    pack = PACKS.get(language, "eng")
    if pack not in packs:
        if language in ("ru", "ar", "zh") or "eng" not in packs:
            message = f"needs OCR in {language}, and tesseract has no pack {pack}"
            raise SourceError(message, place=name, hint=_HINT.format(pack=pack.replace("_", "-")))
        message = f"was read by OCR with the English model: tesseract has no pack {pack}, accents will be damaged"
        findings = (Finding("ocr-pack-missing", "warning", name, message, _HINT.format(pack=pack)),)
        pack = "eng"
    text = "\f".join(_run(path, page, pack, name).rstrip("\f\n") + "\n" for page in pages)
    return Recognised(text, f"tesseract {version} {pack}", language, findings)


def _run(path: str, page: Page, packs: str, name: str) -> str:
    command = [path, "stdin", "stdout", "-l", packs, "--psm", "3"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=page.pgm(), capture_output=True, timeout=TIMEOUT, check=True, env=environment)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"holds a page that OCR could not read in {TIMEOUT} seconds", place=name, hint="scan it again, straight and at 300 dpi") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise SourceError(f"could not be read by tesseract ({error})", place=name, hint="run tesseract on the page by hand to see why") from error
    return done.stdout.decode("utf-8", errors="replace")


def _by_rapid(pages: list[Page], name: str, language: str | None) -> Recognised:
    import numpy

    if language in ("ru", "ar"):
        raise SourceError(f"needs OCR in {language}, which RapidOCR's models do not read", place=name, hint=_HINT.format(pack=PACKS[language]))
    texts = []
    for page in pages:
        grey = numpy.frombuffer(page.pixels, dtype=numpy.uint8).reshape(page.height, page.width)
        result = _rapid()(numpy.stack([grey] * 3, axis=-1))
        lines = (
            sorted(zip(result.boxes, result.txts, strict=True), key=lambda item: (round(float(item[0][0][1]) / 12), float(item[0][0][0])))
            if result.txts
            else []
        )
        texts.append("\n".join(text for _, text in lines) + "\n")
    text = "\f".join(texts)
    found = guess(text)
    return Recognised(text, f"rapidocr {metadata.version('rapidocr')}", language or (found.language if found and found.served else "en"))


def read_image(name: str, data: bytes, sha256: str, language: str | None) -> SourceText:
    """An image of one page, or a TIFF of several, read by OCR."""
    pages = _pages_of_image(name, data)
    read = recognise(pages, name, language)
    if not any(ch.isalpha() for ch in read.text):
        raise SourceError("is an image in which OCR found no words", place=name, hint="scan it again, straight and at 300 dpi")
    starts = [0] + [at + 1 for at, ch in enumerate(read.text) if ch == "\f"]
    media = "image/png" if data[:4] == b"\x89PNG" else "image/jpeg" if data[:2] == b"\xff\xd8" else "image/tiff"
    return SourceText(
        file_name=name,
        sha256=sha256,
        media_type=media,
        text=read.text,
        encoding_by="extracted",
        language=read.language,
        extracted_by=read.engine,
        ocr=read.engine,
        pages=tuple(starts),
        findings=(*read.findings, Finding("ocr", "info", name, f"was read by OCR ({read.engine})", "")),
    )


def _pages_of_image(name: str, data: bytes) -> list[Page]:
    try:
        from PIL import Image, ImageSequence
    except ImportError as error:
        raise SourceError("is an image, and the package pillow is not installed", place=name, hint="install anticrime[ocr]") from error
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(BytesIO(data)) as image:
            frames = []
            for at, frame in enumerate(ImageSequence.Iterator(image)):
                if at >= 500:
                    break
                grey = frame.convert("L")
                frames.append(Page(grey.width, grey.height, grey.tobytes()))
            return frames
    except Exception as error:  # decoders of broken images raise whatever they meet
        raise SourceError(f"is no image that can be opened ({error})", place=name, hint="save it as PNG") from error
