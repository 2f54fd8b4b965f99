"""Encodings: by mark, by declaration, by the bytes themselves."""

from __future__ import annotations

import pytest

from graph_builder.text.encoding import decode

FRENCH = "Les États participants réaffirment leurs engagements à l’égard des victimes : « coopération », mœurs, sûreté. " * 5
RUSSIAN = "Государства-участники подтверждают свои обязательства в области борьбы с преступностью, принятые в 2006 году. " * 5
ARABIC = "تؤكد الدول المشاركة من جديد التزاماتها في مجال مكافحة الجريمة المنظمة، وتدعو إلى التعاون بين السلطات. " * 5
CHINESE = "各参加国重申其打击跨国有组织犯罪的承诺，并呼吁加强合作。1. 决定继续审议这一问题。 " * 5


@pytest.mark.parametrize(
    ("text", "encoding", "by"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "bom"),
        (FRENCH, "utf-16", "bom"),
        (FRENCH, "utf-16-le", "detected"),
        (RUSSIAN, "utf-16-be", "detected"),
        (ARABIC, "utf-16-le", "detected"),
        (CHINESE, "utf-16-le", "detected"),
        (FRENCH, "cp1252", "detected"),
        (RUSSIAN, "cp1251", "detected"),
        (RUSSIAN, "koi8-r", "detected"),
        (ARABIC, "cp1256", "detected"),
        (CHINESE, "gb18030", "detected"),
    ],
)
def test_decodes(text: str, encoding: str, by: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text.lstrip("\ufeff") == text
    assert decoded.by == by


def test_declaration_is_followed_and_a_wrong_one_is_not() -> None:
    assert decode(RUSSIAN.encode("iso8859_5"), declared="ISO-8859-5")[1:] == ("iso8859-5", "declared")
    assert decode(FRENCH.encode("utf-8"), declared="ascii").by == "utf-8"
    assert decode(FRENCH.encode("utf-8"), declared="no-such-code").text == FRENCH
