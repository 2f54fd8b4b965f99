"""Measures reading: speed, what the normaliser does to clean and to damaged texts, and whether one resolution reads the same from three formats.

    python -m bench.reading [--corpus DIR] [--akn DIR] [--only PART…]

The corpus is ANTICRIME_CORPUS or ../shared/corpus beside the repository. Parts: speed clean damaged formats akn. `--akn` names a folder of unpacked
Akoma Ntoso files (un-akn-xml); without it the archive is read as it stands.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from graph_builder.errors import SourceError
from graph_builder.model import Document
from graph_builder.sources import read, read_bytes
from graph_builder.structure import segment
from graph_builder.text import normalise
from tests.graph_builder.sources.makers import Word, make_pdf, wrap

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("ANTICRIME_CORPUS", ROOT.parent / "shared" / "corpus"))


def speed(corpus: Path) -> None:
    """Megabytes of UTF-8 a second, one core: reading alone, reading and normalising, all of it with segmentation; and one long text."""
    print("speed (MB/s of text, one core; 60 texts a language)")
    for language in ("en", "fr", "es", "ru", "de", "ar", "zh"):
        paths = sorted((corpus / "un-akn/text").glob(f"*.{language}.txt"))[::3][:60]
        size = sum(path.stat().st_size for path in paths) / 1e6
        segment(read(paths[0]))
        start = time.process_time()
        sources = [read(path) for path in paths]
        reading = time.process_time()
        for source in sources:
            normalise(source.text, language)
        normal = time.process_time()
        for source in sources:
            segment(source)
        end = time.process_time()
        alone, plus, whole = reading - start, normal - start, reading - start + end - normal
        print(f"  {language}  read {size / alone:6.1f}  read+normalise {size / plus:6.1f}  read+normalise+segment {size / whole:6.1f}")
    text = "\n\n".join(path.read_text(encoding="utf8") for path in sorted((corpus / "un-akn/text").glob("*.en.txt"))[:40])
    for times in (1, 4):
        data = (text * times).encode()
        start = time.process_time()
        segment(read_bytes("long.en.txt", data))
        print(f"  one text of {len(data) / 1e6:5.1f} MB: {len(data) / 1e6 / (time.process_time() - start):5.1f} MB/s")


def clean(corpus: Path) -> None:
    """Edits per thousand characters of clean text, by rule."""
    for folder in ("un-akn/text", "un-en/text"):
        rules: Counter[str] = Counter()
        characters = 0
        for path in sorted((corpus / folder).glob("*.txt"))[::4]:
            source = read(path)
            normal = normalise(source.text, source.language or "en")
            rules.update(edit.rule for edit in normal.edits)
            characters += len(source.text)
        print(f"clean {folder}: {sum(rules.values()) * 1000 / max(1, characters):.4f} edits per 1000 characters ({characters:,})  {dict(rules.most_common(8))}")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("’", "'"))


def damaged(corpus: Path) -> None:
    """Word error rate of scans against their clean twins, as read and as normalised."""
    totals = [0.0, 0.0, 0.0]
    for path in sorted((corpus / "ocr/scan").glob("*.txt")):
        source = read(path)
        twin = words((corpus / "ocr/clean" / path.name.replace(".ocr.", ".clean.")).read_text(encoding="utf8"))
        normal = normalise(source.text, source.language or "en")
        before, after = Levenshtein.distance(twin, words(source.text)), Levenshtein.distance(twin, words(normal.text))
        totals = [totals[0] + len(twin), totals[1] + before, totals[2] + after]
        print(f"damaged {path.name:32} word errors {before / len(twin):.4f} -> {after / len(twin):.4f}  edits {len(normal.edits)}")
    print(f"damaged, together: {totals[1] / totals[0]:.4f} -> {totals[2] / totals[0]:.4f}")


def archive(corpus: Path, folder: Path | None, wanted: re.Pattern[str] | None = None, step: int = 1) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the Akoma Ntoso files, unpacked or not."""
    if folder:
        paths = sorted(folder.rglob("*.xml"))
        for path in [p for p in paths if wanted is None or wanted.search(p.name)][::step]:
            yield path.name, path.read_bytes()
        return
    with tarfile.open(corpus / "un-akn-xml/sessions-75-77.tar.xz") as tar:
        for n, member in enumerate(member for member in tar if member.name.endswith(".xml")):
            stream = tar.extractfile(member) if n % step == 0 and (wanted is None or wanted.search(member.name)) else None
            if stream:
                yield Path(member.name).name, stream.read()


def akn(corpus: Path, folder: Path | None) -> None:
    """Every Akoma Ntoso file is read; each refusal with its reason."""
    count = size = 0
    refused: list[str] = []
    start = time.process_time()
    for name, data in archive(corpus, folder):
        count += 1
        try:
            source = read_bytes(name, data)
            size += len(source.text.encode())
            for finding in source.findings:
                print(f"  akn finding: {finding.place}: {finding.message}")
        except SourceError as error:
            refused.append(f"{name}: {error.message}")
    print(f"akn: {count} files read, {len(refused)} refused, {size / 1e6 / (time.process_time() - start):.1f} MB/s of text  {refused[:10]}")


def outline(document: Document) -> set[tuple[str, str, str]]:
    """What a document's provisions are, annexes and notes apart: path, number, kind."""
    return {(p.path, p.number or "", p.kind) for p in document.provisions if p.kind != "Footnote" and not p.path.startswith("annex")}


def pdf_of(text: str) -> bytes:
    """A PDF that prints a text: wrapped lines, a header and a page number on every page, footnotes in small print on the last."""
    body, _, notes = text.partition("__________")
    pages: list[list[Word]] = [[]]
    y = 760.0

    def line(x: float, size: float, words: str, lead: float) -> None:
        nonlocal y
        if y < 90:
            pages.append([])
            y = 760.0
        pages[-1].append((x, y, size, words))
        y -= lead

    for paragraph in body.split("\n\n"):
        printed = paragraph.replace("\t", " ").strip()
        for piece in wrap(printed, 88) if printed else ():
            line(72, 10, piece, 12)
        y -= 8
    for note in notes.strip().split("\n"):
        for piece in wrap(note, 110) if note.strip() else ():
            line(72, 7.5, piece, 9)
    for number, page in enumerate(pages, 1):
        page.append((72, 810, 9, "Printed for the bench"))
        page.append((500, 40, 9, f"{number}/{len(pages)}"))
    return make_pdf(pages)


def formats(corpus: Path, folder: Path | None) -> None:
    """The same resolution from text, from Akoma Ntoso and from a PDF made of the text: the same provisions, numbers and kinds."""
    texts = {path.name.removesuffix(".en.txt"): path for path in sorted((corpus / "un-akn/text").glob("A_RES_7*.en.txt"))}
    tallies = {"akn": [0, 0, 0], "pdf": [0, 0, 0]}
    for name, data in archive(corpus, folder, re.compile(r"E\.xml$")):
        source = read_bytes(name, data)
        path = texts.get(source.metadata.get("symbol", "").replace("/", "_"))
        if path is None:
            continue
        plain = read(path)
        expected = outline(segment(plain))
        printable = plain.text.encode("cp1252", errors="replace").decode("cp1252")
        others = {"akn": outline(segment(source)), "pdf": outline(segment(read_bytes(f"{path.stem}.pdf", pdf_of(printable))))}
        for form, found in others.items():
            tally = tallies[form]
            tally[0] += len(expected & found)
            tally[1] += len(found - expected)
            tally[2] += len(expected - found)
            if found != expected:
                print(f"  {form} {path.name}: only there {sorted(found - expected)[:4]} missing {sorted(expected - found)[:4]}")
    for form, (right, extra, missed) in tallies.items():
        print(f"formats: text against {form}: provisions, numbers, kinds F1 {2 * right / max(1, 2 * right + extra + missed):.4f}  (n {right + missed})")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--akn", type=Path)
    parser.add_argument("--only", nargs="+", metavar="PART")
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"no corpus at {options.corpus}: nothing measured", file=sys.stderr)
        return 0
    parts = {
        "speed": lambda: speed(options.corpus),
        "clean": lambda: clean(options.corpus),
        "damaged": lambda: damaged(options.corpus),
        "formats": lambda: formats(options.corpus, options.akn),
        "akn": lambda: akn(options.corpus, options.akn),
    }
    for part, run in parts.items():
        if not options.only or part in options.only:
            run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
