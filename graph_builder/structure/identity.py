"""Which instrument a text is."""

from __future__ import annotations

import re

from graph_builder.model import Identity, SourceText

_SYMBOL = re.compile(r"(?m)^\s*((?:A|S|E)/(?:HRC/)?(?:RES|DEC|PRST)/[\w()./-]+(?: \(\d{4}\)|(?: [A-Z](?:-[A-Z])?)\b)?)")


def identify_instrument(source: SourceText, text: str, language: str, register: object | None) -> Identity:
    """The identity of a text by its symbol line, else by its file name."""
    base = "https://w3id.org/anticrime/id/instrument/"
    found = _SYMBOL.search(text[:3000])
    if found:
        symbol = found[1].replace(" ", "")
        return Identity(base + "un/" + symbol.lower(), "symbol-line", "Resolution", symbol, organisation="un")
    name = re.match(r"(A|E|S)[_-](RES)[_-](.+?)(?:\.[a-z]{2})?(?:\.(?:clean|ocr))?\.\w+$", source.file_name)
    if name:
        symbol = f"{name[1]}/RES/" + re.sub(r"[_-](?=\d|\()", "/", name[3]).replace("/(", "(")
        return Identity(base + "un/" + symbol.lower(), "file-name.symbol", "Resolution", symbol, organisation="un")
    stem = re.sub(r"\.(?:en|fr|es|ru|de|it|ar|zh)(?=\.|$)", "", source.file_name.rsplit(".", 1)[0])
    return Identity(base + "text/" + stem, "file-name", "Document")
