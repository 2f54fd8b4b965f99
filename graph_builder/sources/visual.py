"""Knows Arabic text whose letters stand in the order they are drawn, not the order they are read.

What goes in: text. What comes out: SourceError where it is in visual order or holds ligatures in place of letters; else nothing.
Such a text cannot be searched or quoted: its words are reversed. This module must not know formats.
"""

from __future__ import annotations

import re

from graph_builder.errors import SourceError

_ARABIC = re.compile(r"[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]{2,}")
SAMPLE = 40_000


def refuse_visual_order(text: str, name: str) -> None:
    """SourceError where an Arabic text is reversed.

    Taa marbuta (ة) and alif maqsura (ى) end words and never begin them; the article (ال) begins them. In a reversed text it is the other way round.
    """
    words = _ARABIC.findall(text[:SAMPLE])
    if len(words) < 20:
        return
    impossible = sum(1 for word in words if word[0] in "ةىء" and len(word) > 2)
    article_behind = sum(1 for word in words if word.endswith("لا"))
    article_before = sum(1 for word in words if word.startswith("ال"))
    if impossible > 0.05 * len(words) or article_behind > max(3, 3 * article_before):
        lost = sum(1 for ch in text[:SAMPLE] if ch == "\ufffd" or "\ue000" <= ch <= "\uf8ff")
        also = " and letters lost in it" if lost else ""
        raise SourceError(
            f"holds Arabic text in visual order ({article_behind} words end in the article, {article_before} begin with it){also}",
            place=name,
            hint="the words are reversed by the extraction: fetch a text with a proper text layer, or read the images by OCR",
        )
