"""Reads treaties and protocols: preamble, parts and chapters, articles with paragraphs and subparagraphs, final clauses, annexes.

What goes in: the pieces of a text and what each is. What comes out: drafts. Articles are found by their sequence 1, 2, 3…, so that a reference at the
beginning of a line is none; numbers and letters inside a dense text are found by theirs. This module must not know resolutions, files or the register.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder.model import Span
from graph_builder.structure.articles import Head, article_heads
from graph_builder.structure.clauses import clauses
from graph_builder.structure.drafts import Draft
from graph_builder.structure.furniture import BODY
from graph_builder.structure.headings import Heading, heading, testimonium
from graph_builder.structure.labels import Label, read_label
from graph_builder.structure.openings import opening
from graph_builder.structure.outline import Outline, family
from graph_builder.structure.pieces import Piece, closed
from graph_builder.structure.words import alternatives

_MAX_TITLE = 260
_MARKED = re.compile(r"[\s<>/sup\d]*[#*_]")
_INLINE = re.compile(
    r"(?:(?<=[.;:,；：。，—–])|(?<=[.;:,；：。，—–][)\]\"”»])|(?<=\n))(?:\s+(?:" + alternatives("conjunction") + r"))?\s*"
    r"(?P<label>\(?(?:\d{1,2}|[a-z]{1,2}|[ivx]{1,6}|[а-я]|[ء-ي])\)(?=\s)|\d{1,2}\.(?=\s)|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?=[^\s\d])|[a-z]\.(?=\s))"
)
_CONJUNCTION = re.compile(rf"\s+(?:{alternatives('conjunction')})$")
_NOTE = re.compile(r"\[\^(\w{1,6})\]:\s*")


def read_treaty(text: str, language: str, found: Sequence[Piece], kinds: Sequence[str], *, parent: Draft | None = None, operative: bool = True) -> list[Draft]:
    """The provisions of a treaty; of a treaty annexed to a resolution with `parent` the annex."""
    return _Reader(text, language, found, kinds, parent, operative).read()


class _Reader:
    def __init__(self, text: str, language: str, found: Sequence[Piece], kinds: Sequence[str], parent: Draft | None, operative: bool) -> None:
        self.text, self.language, self.parent, self.operative = text, language, parent, operative
        self.pieces = [(piece, kind) for piece, kind in zip(found, kinds, strict=True) if kind == BODY]
        self.heads = {head.start: head for run in article_heads(text, found, kinds) for head in run}
        self.marks = {m[1]: Span(*m.span()) for m in reversed(list(re.finditer(r"\[\^(\w{1,6})\](?!:)", text)))}
        self.counts: dict[int, int] = {}
        self.last_article = 0
        self.drafts: list[Draft] = []
        self.base = parent
        self.division: Draft | None = None
        self.divisions = self.annexes = self.preambular = self.flush = 0
        self.article: Draft | None = None
        self.awaits_title = False
        self.outline = Outline()
        self.stack: list[Draft] = []
        self.last: Draft | None = None
        self.part = "head"
        self.titles: list[tuple[int, int]] = []
        """The lines without an article of their own since the last one: the title of what follows."""

    def read(self) -> list[Draft]:
        for piece, _ in self.pieces:
            if (note := _NOTE.match(self.text, piece.start, piece.end)) is not None:
                self.footnotes(piece)
                del note
                continue
            for start, end in self.cut(piece):
                self.take(start, end)
        return self.drafts

    def cut(self, piece: Piece) -> list[tuple[int, int]]:
        """A piece parted before each article head that stands on a line inside it."""
        starts = sorted({piece.start, *(s for s in self.heads if piece.start < s < piece.end)})
        out = []
        for a, b in zip(starts, [*starts[1:], piece.end], strict=True):
            while b > a and self.text[b - 1].isspace():
                b -= 1
            out.append((a, b))
        return out

    def footnotes(self, piece: Piece) -> None:
        marks = list(_NOTE.finditer(self.text, piece.start, piece.end))
        for n, mark in enumerate(marks):
            end = marks[n + 1].start() if n + 1 < len(marks) else piece.end
            while end > mark.end() and self.text[end - 1].isspace():
                end -= 1
            anchor = self.marks.get(mark[1])
            self.drafts.append(
                Draft(f"fn/{mark[1]}", "Footnote", mark.start(), end, mark.end(), mark[1], parent=self.parent, anchor=anchor, rule="footnote.markdown")
            )

    # -- one piece --------------------------------------------------------------------------------------------------------------------------------

    def take(self, start: int, end: int) -> None:
        text = self.text
        head = self.heads.get(start)
        if head is not None:
            self.open_article(head, end)
            return
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        if line_end - start < _MAX_TITLE:
            other = heading(text, start, line_end, ("annex", "part", "chapter", "section"))
            if other is not None and self.is_heading(other, start, line_end, end):
                self.open_part(other, start, end)
                return
        if testimonium(text, start, end):
            self.part, self.article, self.last, self.titles = "tail", None, None, []
            return
        if text[start] == "#" and self.part != "head" and not self.awaits_title:
            self.titles.append((start, end))
            return
        if (
            self.division is not None
            and self.article is None
            and self.part == "articles"
            and not closed(text, end)
            and end - start < _MAX_TITLE
            and self.drafts[-1] is self.division
        ):
            self.division.end = end
            self.division.heading = Span(self.division.start, end)
            return
        if self.part == "head":
            self.preamble(start, end)
        elif self.part == "articles" and self.article is not None:
            self.article_text(start, end)

    def is_heading(self, found: Heading, start: int, line_end: int, end: int) -> bool:
        text = self.text
        rest = text[found.end : line_end].strip(" *_#.:–—-\xa0\t")
        if found.kind != "annex" and found.number is None:
            return False
        if _MARKED.match(text, start, found.end):
            return True
        if text[line_end - 1] in ";,:；，" or rest[:1].islower() or text[found.end : found.end + 1] in ("(", ")"):
            return False
        return not rest or (not closed(text, line_end) and line_end - start < 140) or rest.isupper()

    def open_part(self, found: Heading, start: int, end: int) -> None:
        self.article, self.last, self.stack = None, None, []
        if found.kind == "annex":
            self.annexes += 1
            base = Draft(f"annex/{self.annexes}", "Annex", start, end, start, found.printed, parent=self.parent, operative=self.operative, rule=found.rule)
            self.drafts.append(base)
            self.base, self.division = base, None
            self.part = "articles"
            self.article, self.outline = base, Outline()
            return
        self.part = "articles"
        self.divisions += 1
        self.division = Draft(
            f"div/{self.divisions}",
            "Division",
            start,
            end,
            start,
            found.printed,
            parent=self.base,
            operative=self.operative,
            heading=Span(start, end),
            rule=found.rule,
        )
        self.drafts.append(self.division)

    def open_article(self, head: Head, end: int) -> None:
        text = self.text
        self.part = "articles"
        value = int(re.sub(r"\D", "", head.number) or 0)
        if value == 1 and self.last_article > 1 and self.base is self.parent:
            self.open_second(head.start)
        self.last_article = value
        article = Draft(
            f"art/{head.number}",
            "Article",
            _unmarked(text, head.start, head.end),
            end,
            head.end,
            head.number,
            parent=self.division or self.base,
            base=self.base,
            rooted=True,
            operative=self.operative,
            rule=head.rule,
        )
        self.drafts.append(article)
        self.titles = []
        self.article, self.last, self.outline, self.stack, self.flush = article, article, Outline(), [], 0
        at = _skip(text, head.end, end)
        if at >= end:
            article.end = article.body = head.end
            self.awaits_title = True
            return
        line_end = text.find("\n", at, end)
        line_end = end if line_end < 0 else line_end
        label = read_label(text, at, end)
        if label is None and not closed(text, line_end) and line_end - at < _MAX_TITLE and _inline_at(text, at, line_end) is None:
            article.heading, article.end = Span(at, line_end), line_end
            article.body = _skip(text, line_end, end)
            self.awaits_title = False
            if article.body < end:
                self.article_text(article.body, end)
            else:
                article.body = article.end
            return
        self.awaits_title = False
        article.end = article.body = at
        self.article_text(at, end)

    def open_second(self, at: int) -> None:
        """Articles that begin anew without an annex heading: a protocol printed after the treaty, an annex of its own."""
        self.annexes += 1
        lines = self.titles or [(at, at)]
        self.base = Draft(
            f"annex/{self.annexes}",
            "Annex",
            lines[0][0],
            lines[-1][1],
            lines[0][0],
            parent=self.parent,
            operative=self.operative,
            rule="treaty.articles-restart",
        )
        self.drafts.append(self.base)
        self.division = None

    def preamble(self, start: int, end: int) -> None:
        """The reasons before article 1: after the line that names the parties, each participle one; the clause that agrees is none."""
        text = self.text
        if text[start] == "#" or text[start : start + 2] in ("**", "[^"):
            return
        mark = heading(text, start, end, ("preamble",))
        at = _skip(text, mark.end, end) if mark else start
        for a, b in clauses(text, at, end, self.language):
            role = opening(text, a, b, self.language)
            goes_on = bool(self.preambular) and text[a].islower() and self.language not in ("ru", "de", "ar")
            if role == "pre":
                self.preambular += 1
                kind = "PreambularParagraph" if self.parent is None else "Paragraph"
                token = f"pre/{self.preambular}"
                self.drafts.append(Draft(token, kind, a, b, a, parent=self.base, rule="treaty.before-first-article"))
            elif goes_on and self.drafts and not closed(text, self.drafts[-1].end):
                self.drafts[-1].end = b

    # -- the text of an article -------------------------------------------------------------------------------------------------------------------

    def article_text(self, start: int, end: int) -> None:
        text, article = self.text, self.article
        assert article is not None
        label = read_label(text, start, end)
        if self.awaits_title:
            self.awaits_title = False
            line_end = text.find("\n", start, end)
            line_end = end if line_end < 0 else line_end
            title = text[start:line_end]
            if label is None and (title.startswith(("#", "**")) or not closed(text, line_end)) and line_end - start < _MAX_TITLE:
                inline = _inline_at(text, start, line_end)
                if inline is None:
                    article.heading, article.end, article.body = Span(start, line_end), line_end, line_end
                    if (rest := _skip(text, line_end, end)) < end:
                        self.article_text(rest, end)
                    return
        self.run(start, end, label)

    def run(self, start: int, end: int, label: Label | None) -> None:
        """One piece of an article: its own number, then the numbers inside it."""
        text = self.text
        at = start
        if label is not None and self.place(label, at, end):
            at = label.end
            inner = read_label(text, at, end)
            while inner is not None and not inner.weak and self.place(inner, at, end, inside=True):
                at = inner.end
                inner = read_label(text, at, end)
        else:
            self.continued(start, end)
        for mark in _INLINE.finditer(text, at, end):
            place = mark.start("label")
            found = read_label(text, place, end)
            if found is not None and place > at:
                self.place(found, place, end, inside=True)

    def place(self, label: Label, start: int, end: int, *, inside: bool = False) -> bool:
        text, article = self.text, self.article
        assert article is not None
        if inside and not self.outline.levels and not any(r.value == 1 for r in label.readings):
            return False
        opens = any(r.value == 1 for r in label.readings)
        if inside and opens and label.printed.rstrip(".").isdecimal() and self.outline.levels:
            return False
        placed = self.outline.place(
            label, may_open=not inside or not opens or _before(text, start) in ":：,；;—.。)" or start == (self.last.body if self.last else -1)
        )
        if placed is None or (placed.gap and inside):
            if placed is not None:
                self.outline.levels[placed.depth].last -= placed.gap + 1
            return False
        del self.stack[placed.depth :]
        above = self.stack[-1] if self.stack else article
        decimal = placed.depth == 0 and family(placed.reading.style) in ("dec", "cn", "circled")
        draft = Draft(
            f"par/{placed.token}" if decimal else placed.token,
            "Paragraph" if decimal else "Subparagraph",
            start,
            end,
            label.end,
            placed.number or None,
            parent=above,
            operative=self.operative,
            rule="number.sequence",
        )
        if self.last is not None and inside:
            self.last.end = min(self.last.end, _trim(text, start))
        self.drafts.append(draft)
        self.stack.append(draft)
        self.last = draft
        return True

    def continued(self, start: int, end: int) -> None:
        """Words without number: the article's own, the rest of a paragraph across a page, or what stands below its list."""
        text, article, last = self.text, self.article, self.last
        assert article is not None
        if last is article or last is None:
            own = article.end <= start and not self.stack
            if article.body >= article.end and own:
                article.body = start
                article.end = end
            elif own and not closed(text, article.end):
                article.end = end
            else:
                self.plain(start, end)
            self.last = self.last or article
            return
        if not closed(text, last.end) or (text[start].islower() and last.parent is article and not self.outline.levels[1:]):
            last.end = end
            return
        self.plain(start, end)

    def plain(self, start: int, end: int) -> None:
        above = self.stack[0] if self.stack else self.article
        assert above is not None
        kind = "Subparagraph" if self.stack else "Paragraph"
        if self.text[start] == "#":
            return
        count = self.counts[id(above)] = self.counts.get(id(above), 0) + 1
        draft = Draft(f"u{count}" if self.stack else f"par/u{count}", kind, start, end, start, parent=above, operative=self.operative, rule="unnumbered.part")
        self.drafts.append(draft)
        self.last = draft


def _inline_at(text: str, start: int, end: int) -> int | None:
    """Where a number inside a line begins a list ("Use of terms For…: (a) …"), None where there is none."""
    found = _INLINE.search(text, start, end)
    return found.start("label") if found else None


def _unmarked(text: str, start: int, end: int) -> int:
    """Past the Markdown marks before a heading's words."""
    note = re.match(r"<sup>\d{1,3}</sup>\s?", text[start:end])
    start += note.end() if note else 0
    while start < end and text[start] in "#*_> \t":
        start += 1
    return start


def _before(text: str, at: int) -> str:
    """The last sign before `at` that is no blank and no conjunction."""
    head = text[max(0, at - 12) : at].rstrip()
    head = _CONJUNCTION.sub("", head)
    return head[-1:] or ":"


def _skip(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in "*_#"):
        at += 1
    return at


def _trim(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at
