"""Documents made of one or a few paragraphs, for the tests of statements."""

from __future__ import annotations

from graph_builder import annotate
from graph_builder.model import Document, Identity, NormalText, Provision, SourceText, Span, Statement


def document(
    *paragraphs: str, language: str = "en", organ: str | None = None, organisation: str | None = None, treaty: bool = False, preamble: bool | None = None
) -> Document:
    """A paragraph that ends with a comma is preambular; "(a) …" is a subparagraph of the last that is none."""
    text = "\n".join(paragraphs)
    provisions: list[Provision] = []
    at, parent = 0, None
    for order, words in enumerate(paragraphs, 1):
        span = Span(at, at + len(words))
        at = span.end + 1
        if words.startswith("(") and parent is not None:
            body = Span(span.start + 4, span.end)
            provisions.append(
                Provision(
                    f"{parent.path}/{words[1]}", "Subparagraph", span, body, order, language, number=words[1], parent=parent.path, operative=parent.operative
                )
            )
            continue
        before = words.endswith((",", "，", "،")) if preamble is None else preamble
        kind = "PreambularParagraph" if before else "Paragraph" if treaty else "OperativeParagraph"
        path = f"pre/{order}" if before else f"art/1/par/{order}" if treaty else f"par/{order}"
        parent = Provision(path, kind, span, span, order, language, operative=not before)
        provisions.append(parent)
    identity = Identity("https://example.org/x", "test", organ=organ, organisation=organisation, treaty=treaty)
    return Document(SourceText("x.txt", "", "text/plain", text, language=language), NormalText.of(text), language, identity, tuple(provisions))


def read(*paragraphs: str, **how: object) -> list[Statement]:
    return list(annotate.statements(document(*paragraphs, **how))[0])  # type: ignore[arg-type]


def acts(*paragraphs: str, **how: object) -> list[tuple[str, str]]:
    """(verb as written, force) of each statement."""
    doc = document(*paragraphs, **how)  # type: ignore[arg-type]
    return [(doc.text.text[s.verb.start : s.verb.end], s.force) for s in annotate.statements(doc)[0]]
