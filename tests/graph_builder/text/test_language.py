"""Languages: of a text, of its blocks, and those that are not served."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph_builder.text import identify, identify_blocks
from graph_builder.text.language import guess

SERVED = {
    "en": "The participating States will strengthen their cooperation against the trafficking of human beings.",
    "fr": "Les États participants renforceront leur coopération contre la traite des êtres humains.",
    "es": "Los Estados participantes reforzarán la cooperación contra la trata de personas en sus territorios.",
    "de": "Die Teilnehmerstaaten werden ihre Zusammenarbeit bei der Bekämpfung des Menschenhandels verstärken.",
    "it": "Gli Stati partecipanti rafforzeranno la loro cooperazione nella lotta contro la tratta di esseri umani.",
    "ru": "Государства-участники будут укреплять сотрудничество в борьбе с торговлей людьми.",
    "ar": "ستعزز الدول المشاركة تعاونها في مكافحة الاتجار بالبشر.",
    "zh": "各参加国将加强合作，打击贩运人口行为。",
}
OTHERS = {
    "pl": "Państwa uczestniczące zobowiązują się do wzmocnienia współpracy w zwalczaniu handlu ludźmi oraz do ochrony jego ofiar na swoich terytoriach, które są "
    "objęte tą konwencją, i do informowania o tym Rady.",
    "nl": "De deelnemende staten zullen hun samenwerking bij de bestrijding van mensenhandel versterken en de slachtoffers van deze misdrijven beschermen, "
    "zoals ook is bepaald in het verdrag dat zij met elkaar hebben gesloten.",
    "uk": "Держави-учасниці зміцнюватимуть співробітництво у боротьбі з торгівлею людьми та захищатимуть її жертв, як це передбачено цією конвенцією.",
    "el": "Τα συμμετέχοντα κράτη θα ενισχύσουν τη συνεργασία τους κατά της εμπορίας ανθρώπων.",
    "fa": "کشورهای شرکت‌کننده همکاری خود را در مبارزه با قاچاق انسان تقویت می‌کنند و از قربانیان این جرم که در این کشورها هستند حمایت می‌کنند.",
    "ja": "参加国は人身取引に対する協力を強化し、その被害者を保護することを約束する。",
}


@pytest.mark.parametrize("code", SERVED)
def test_served(code: str) -> None:
    assert identify(SERVED[code]) == code


@pytest.mark.parametrize("code", OTHERS)
def test_not_served_is_seen(code: str) -> None:
    found = guess(OTHERS[code])
    assert found is not None
    assert (found.language, found.served) == (code, False)
    assert found.name


def test_blocks_of_a_bilingual_text() -> None:
    text = f"{SERVED['en']} {SERVED['en']}\n\n1.\n\n{SERVED['fr']} {SERVED['fr']}\n\n{SERVED['ru']}\n"
    blocks = identify_blocks(text)
    assert [code for _, code in blocks] == ["en", "fr", "ru"]
    assert blocks[0][0].start == 0
    assert blocks[-1][0].end == len(text)
    assert all(a.end == b.start for (a, _), (b, _) in pairwise(blocks))


def test_one_language_is_one_block() -> None:
    text = "\n\n".join([SERVED["es"]] * 5 + ["12", "N"])
    assert len(identify_blocks(text)) == 1


def test_no_letters_is_english() -> None:
    assert identify("12 / 34") == "en"
