"""From a source text to a document: normal text, language, identity, provisions.

What goes in: a `SourceText` and the register. What comes out: a `Document`. This module must not know statements, citations or RDF.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from graph_builder.model import Block, Document, Finding, NormalText, Provision, SourceText, Span
from graph_builder.register import Register
from graph_builder.structure.articles import article_heads
from graph_builder.structure.drafts import Draft, finish
from graph_builder.structure.enacted import read_enacted
from graph_builder.structure.enacting import OTHER, enacting_line, neighbours
from graph_builder.structure.furniture import BODY, HEADER, HEADING, label_pieces
from graph_builder.structure.head import Head, corrections, numbers_of_titles, read_closing, read_head, title_of
from graph_builder.structure.identity import by_symbol, identify_instrument
from graph_builder.structure.listing import is_list, read_list
from graph_builder.structure.marked import leaves, nested, read_marked
from graph_builder.structure.openings import opening
from graph_builder.structure.pieces import Piece, pieces
from graph_builder.structure.treaty import read_treaty
from graph_builder.text import identify, identify_blocks, normalise

_TELLING, _SAMPLE = 100, 24
"""Characters from which a paragraph tells its language; paragraphs looked at before a text counts as of one language."""
_MARK_RULE = "pat.mark-between-words"
"""The normaliser's rule for a stray sign between two words."""


def segment(source: SourceText, register: Register | None = None) -> Document:
    """The document that a source text is."""
    language = source.language or identify(source.text) or "en"
    normal: NormalText = normalise(source.text, language)
    text = normal.text
    found = pieces(text, lambda start, end: opening(text, start, end, language) is not None)
    kinds = label_pieces(text, found)
    blocks = tuple(replace(block, span=normal.normal_span(*block.span)) for block in source.blocks)
    found = _mark(found, kinds, blocks, [normal.normal_span(page, page).start for page in source.pages[1:]])
    listed = not blocks and is_list(found)
    runs = [] if listed else article_heads(text, found, kinds)
    enacting = next(
        ((piece.start, row["organ"]) for k, piece in enumerate(found) if kinds[k] == BODY and (line := enacting_line(text, piece)) for row in (line[1],)), None
    )
    treaty = bool(runs) and max(map(len, runs)) >= 3 and (enacting is None or runs[0][0].start < enacting[0])
    drafts: list[Draft] = []
    if listed:
        drafts, enacting = read_list(text, language, found), None
    elif nested(blocks):
        drafts = read_marked(text, blocks)
        treaty = sum(draft.kind == "Article" for draft in drafts) >= 3 and enacting is None
    elif treaty:
        drafts = read_treaty(text, language, found, kinds)
    elif enacting is None:
        drafts = read_enacted(text, language, found, kinds)
    first = min((d.start for d in drafts if d.kind != "Footnote"), default=0) if drafts else enacting[0] if enacting else 0
    head = Head() if listed else read_head(text, language, found, enacting[0] if enacting and not treaty else first, treaty=treaty)
    titles = numbers_of_titles(text, found)
    named = by_symbol(source, head, titles, treaty=treaty)
    own = named.symbol.numbers if named is not None and named.symbol is not None and named.symbol.form.endswith(".res") else None
    marked = neighbours(text, found, kinds, own)
    if own is not None and (title := title_of(text, found, own)) is not None:
        head.title = title
        head.numbers.append(own)
    if not treaty and not listed:
        read_closing(text, language, head, [piece for piece, kind in zip(found, marked, strict=True) if kind == BODY and piece.start > first])
    known = identify_instrument(source, text, language, head, register, titles=titles, treaty=treaty, organ=enacting[1] if enacting else None)
    if not drafts:
        drafts = read_enacted(text, language, found, marked)
    identity = known.identity
    _mark_first_note(normal, drafts, first)
    notes = [Span(d.start, d.end) for d in drafts if d.kind == "Footnote"]
    if (corrected := corrections(text, language, notes)) is not None:
        identity = replace(identity, corrected_on=corrected.date)
    provisions = finish(drafts, _languages(text, language, found))
    passed = [piece for piece, kind in zip(found, marked, strict=True) if kind == OTHER] if not treaty else []
    return Document(source, normal, language, identity, provisions, (*source.findings, *known.findings, *_findings(source, normal, provisions, passed)))


def _languages(text: str, language: str, found: Sequence[Piece]) -> Sequence[tuple[Span, str]]:
    """The language of each part of a text: looked at in full only where a sample of its paragraphs speaks more than one."""
    long = [piece for piece in found if piece.end - piece.start > _TELLING]
    sample = long[:: max(1, len(long) // _SAMPLE)]
    if len(identify_blocks("\n\n".join(text[piece.start : min(piece.end, piece.start + 400)] for piece in sample), language)) < 2:
        return [(Span(0, len(text)), language)]
    return identify_blocks(text, language)


def _findings(source: SourceText, normal: NormalText, provisions: Sequence[Provision], passed: Sequence[Piece]) -> list[Finding]:
    """What a reader of the build must know of the structure; places are raw offsets."""

    def place(at: int) -> str:
        return f"{source.file_name}:{normal.raw_span(at, at + 1).start}"

    found = []
    if not provisions and normal.text.strip():
        found.append(
            Finding("no-provisions", "warning", source.file_name, "no paragraph was found in it", "see docs/concepts/structure.md for the forms that are read")
        )
    for p in provisions:
        if p.rule == "number.gap":
            found.append(Finding("number-gap", "info", place(p.span.start), f"a number is missing before {p.number}", "a paragraph may be lost"))
        elif p.rule == "number.out-of-sequence":
            found.append(Finding("number-out-of-sequence", "info", place(p.span.start), f"number {p.number} is printed where another is due"))
        elif p.printed:
            found.append(Finding("number-repaired", "info", place(p.span.start), f"printed {p.printed!r}, read {p.number}"))
    if passed:
        found.append(
            Finding(
                "neighbours",
                "info",
                place(passed[0].start),
                f"{len(passed)} lines of other texts on the same pages are passed over",
                "read them from their own files",
            )
        )
    return found


def _mark(found: Sequence[Piece], kinds: list[str], blocks: Sequence[Block], pages: Sequence[int]) -> tuple[Piece, ...]:
    """What the format says of lines: where pages begin, which lines are headings or front matter, which bear a number that punctuation does not show."""
    if pages:
        starts = [piece.start for piece in found]
        first = {bisect_left(starts, page) for page in pages}
        found = tuple(replace(piece, page_break=True) if k in first and k else piece for k, piece in enumerate(found))
    if not leaves(blocks):
        return tuple(found)
    stated = {block.span.start: block for block in blocks if block.kind in ("heading", "frontmatter") or block.number}
    marked = list(found)
    for k, piece in enumerate(found):
        block = stated.get(piece.start)
        if block is None or kinds[k] != BODY:
            continue
        if block.kind == "heading":
            kinds[k] = HEADING
        elif block.kind == "frontmatter":
            kinds[k] = HEADER
        elif piece.label is not None and piece.label.weak and block.kind != "Footnote":
            marked[k] = replace(piece, label=piece.label._replace(weak=False))
    return tuple(marked)


def _mark_first_note(normal: NormalText, drafts: Sequence[Draft], first: int) -> None:
    """The first footnote's mark in a title, where a scan shows it as a stray sign between two words ("DECLARATION‘SUR") that the normaliser took away."""
    notes = [draft for draft in drafts if draft.kind == "Footnote" and draft.number == "1"]
    if len(notes) != 1 or notes[0].anchor is not None:
        return
    signs = [normal.normal_span(edit.start, edit.end) for edit in normal.edits if edit.rule == _MARK_RULE]
    above = [sign for sign in signs if sign.end <= first]
    if len(above) == 1:
        notes[0].anchor = above[0]
