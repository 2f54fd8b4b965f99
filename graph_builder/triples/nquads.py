r"""Terms and lines of N-Quads 1.1, escaped.

What goes in: IRIs and texts. What comes out: terms (`<...>`, `"..."@fr`) and lines that end with a newline. This module must not
know the vocabulary or the register. Lines are plain strings: a graph is a set of lines, sorted when it is written.

>>> from graph_builder.triples.nquads import iri, literal, line
>>> line(iri("https://example.org/a"), iri("https://example.org/p"), literal('say "yes"\n', "fr"), iri("https://example.org/g"))
'<https://example.org/a> <https://example.org/p> "say \\"yes\\"\\n"@fr <https://example.org/g> .\n'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

XSD = "http://www.w3.org/2001/XMLSchema#"

_ILLEGAL_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
# canonical N-Quads: these six by name, other control characters by number, everything else as it is
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    ord("\t"): "\\t",
    ord("\b"): "\\b",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\f"): "\\f",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_SURROGATE = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=65536)
def iri(value: str) -> str:
    """`<value>`; ValueError where the value is relative or holds a character no IRI may hold."""
    if ":" not in value or _ILLEGAL_IN_IRI.search(value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"


def quoted(text: str) -> str:
    """The text between quotation marks, escaped; ValueError where it holds half a surrogate pair."""
    if _SURROGATE.search(text):
        raise ValueError("the text holds half a surrogate pair, which no graph can hold")
    if _TO_ESCAPE.search(text):
        text = text.translate(_ESCAPES)
    return f'"{text}"'


def literal(text: str, language: str | None = None) -> str:
    """A plain string, or a language-tagged one."""
    if language is None:
        return quoted(text)
    if not _LANGUAGE_TAG.fullmatch(language):
        raise ValueError(f"not a language tag: {language!r}")
    return f"{quoted(text)}@{language.lower()}"


def typed(text: str, datatype: str) -> str:
    """A literal with a datatype: a name of XML Schema ("date") or an absolute IRI."""
    return f"{quoted(text)}^^{iri(datatype if ':' in datatype else XSD + datatype)}"


def integer(value: int) -> str:
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """A decimal of at most four places without needless zeros: 0.9, 1.0, 0.4512."""
    text = f"{value:.4f}".rstrip("0")
    return f'"{text}0"^^<{XSD}decimal>' if text.endswith(".") else f'"{text}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def partial_date(text: str) -> str:
    """"2020", "2020-12" or "2020-12-04" as xsd:gYear, xsd:gYearMonth or xsd:date."""
    return typed(text, ("gYear", "gYearMonth", "date")[text.count("-")])


def line(subject: str, predicate: str, obj: str, graph: str) -> str:
    """One statement. All four are terms as the functions above make them."""
    return f"{subject} {predicate} {obj} {graph} .\n"


def document(lines: Iterable[str]) -> str:
    """Sorted, each line once: the same statements give the same bytes, in whatever order they were found."""
    return "".join(sorted(set(lines)))
