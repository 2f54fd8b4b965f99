"""Symbols and governed numbers, in eight languages: (text, what it cites)."""

from __future__ import annotations

import pytest

from tests.graph_builder.annotate.citations.texts import document, names, read, targets

CODES = [
    ("See A/RES/55/25.", ["un/a/res/55-25"]),
    ("contained in document A/75/345-S/2020/898", ["un/a/75/345-s/2020/898"]),
    ("see A/75/982–S/2021/679, annex", ["un/a/75/982-s/2021/679"]),
    ("draft resolution A/C.3/76/L.12/Rev.1", ["un/a/c.3/76/l.12/rev.1"]),
    ("E/CN.15/2022/L.4 and E/CN.7/2009/12/Add.1/Rev.2", ["un/e/cn.15/2022/l.4", "un/e/cn.7/2009/12/add.1/rev.2"]),
    ("A/75/6 (Sect. 16)", ["un/a/75/6(sect.16)"]),
    ("A/RES/2625 (XXV) and A/RES/2997 A (XXVII)", ["un/a/res/2625-xxv", "un/a/res/2997-xxvii-a"]),
    ("A/RES/ES-10/1 and A/RES/S-30/1", ["un/a/res/es-10-1", "un/a/res/s-30-1"]),
    ("CTOC/COP/2020/10 and CAC/COSP/2021/17", ["un/ctoc/cop/2020/10", "un/cac/cosp/2021/17"]),
    ("(A/66/53/Add.2 and Corr.1)", ["un/a/66/53/add.2", "un/a/66/53/corr.1"]),
    ("the report (E/CN.15/2023/13)", ["un/e/cn.15/2023/13"]),
    ("S/PRST/2010/4 and S/RES/1373 (2001)", ["un/s/prst/2010-4", "un/s/res/1373-2001"]),
    ("MC.DEC/5/06 and PC.DEC/1048", ["osce/mc/dec/5-06", "osce/pc/dec/1048"]),
    ("MC(9).DEC/6", ["osce/mc-9/dec/6"]),
    ("the Convention on Cybercrime (ETS No. 185)", ["coe/ets/185", "coe/ets/185"]),
    ("acts of HIV/AIDS, and/or, 24/7 and km/h", []),
    ("A/CONF.192/PС/23, with a Cyrillic letter", ["un/a/conf.192/pc/23"]),
]

NUMBERS = [
    ("en", "its resolutions 46/152 of 18 December 1991, 60/1 of 16 September 2005, 69/193 and 69/196 of 18 December 2014", "46-152 60-1 69-193 69-196"),
    ("en", "and its decision 74/568 of 31 August 2020", "dec/74-568"),
    ("en", "resolutions 2625 (XXV) and 2997 A (XXVII)", "2625-xxv 2997-xxvii-a"),
    ("en", "resolution 3201 (S-VI), resolutions S-32/1 and ES-11/1", "3201-s-vi s-32-1 es-11-1"),
    ("en", "resolutions 53/243 A and B", "53-243-a 53-243-b"),
    ("en", "Economic and Social Council resolutions 2019/19 and 2019/20 of 23 July 2019", "e/res/2019-19 e/res/2019-20"),
    ("en", "Human Rights Council resolution 47/22", "hrc/res/47-22"),
    ("en", "Security Council resolutions 1267 (1999), 1373 (2001) and\n1540 (2004)", "1267-1999 1373-2001"),
    ("en", "Commission on Narcotic Drugs resolution 62/8", "cn.7/res/62-8"),
    (
        "en",
        "General Assembly resolution 73/177 of 17 December 2018 and Human Rights Council resolutions 37/19 and 42/11",
        "a/res/73-177 hrc/res/37-19 hrc/res/42-11",
    ),
    ("en", "Recalling Commission resolution 19/2 of 21 May 2010", "cn.15/res/19-2"),
    ("en", "its resolution 36/194 of 17 December 1981 on the Conference", "a/res/36-194"),
    ("en", "UNSCR 1373", "s/res/1373-2001"),
    ("fr", "la résolution 37/42 du Conseil des droits de l’homme en date du 23 mars 2018", "hrc/res/37-42"),
    ("fr", "la résolution de l’Assemblée générale 63/156 du 18 décembre 2008 et 64/178 du 18 décembre 2009", "63-156 64-178"),
    ("fr", "ses résolutions 415 (V) et 46/152 du 18 décembre 1991", "415-v 46-152"),
    ("es", "su resolución 70/174, de 17 de diciembre de 2015, y la resolución 2015/24 del Consejo Económico y Social", "70-174 e/res/2015-24"),
    ("ru", "резолюции 2133 (2014) и 2195 (2014) Совета Безопасности", "2133-2014 2195-2014"),
    ("ru", "резолюцией 288 B (X) Экономического и Социального Совета и резолюцией 415 (V) Генеральной Ассамблеи", "e/res/288-x-b a/res/415-v"),
    ("ru", "свои резолюции 70/147 от 17 декабря 2015 года,74/148 от 18 декабря 2019 года", "70-147 74-148"),
    ("de", "die Resolution 46/182 der Generalversammlung und Resolution 1267 (1999)", "46-182 1267-1999"),
    ("it", "la risoluzione 55/25 dell’Assemblea generale", "55-25"),
    ("ar", "قرارات الجمعية العامة 55/25 و 58/4، وقرار مجلس الأمن 1373 (2001)", "55-25 58-4 1373-2001"),
    ("ar", "القرار 2200 ألف (د-21) والقرار دإ-30/1", "2200-xxi-a s-30-1"),
    ("zh", "大会2000年11月15日第55/25号决议和人权理事会第49/22号决议", "55-25 hrc/res/49-22"),
    ("zh", "安全理事会第1267(1999)、1373(2001)和1540（2004）号决议", "1267-1999 1373-2001 1540-2004"),
    ("zh", "第53/243 A和B号决议", "53-243-a 53-243-b"),
    ("zh", "第LC 30/16号文件", ""),
    ("ar", "قراريها 46/36 واو المؤرخ 6 كانون الأول/ديسمبر 1991 و 47/52 زاي", "46-36-f 47-52-g"),
    ("fr", "la résolution 65/2 sur la coopération contre le trafic d’armes, adoptée le 18 mars 2022 par la Commission des stupéfiants", "cn.7/res/65-2"),
    ("en", "resolution 8/12 of 20 December 2019 of the Conference of the States Parties to the Convention against Corruption", "cac/cosp/res/8-12"),
    ("es", "la resolución 10/6 de la Conferencia de los Estados Partes en la Convención contra la Delincuencia Organizada Transnacional", "ctoc/cop/res/10-6"),
    ("zh", "预防犯罪和刑事司法委员会第二十五届会议通过的题为“合作”的2016年5月27日第25/1号决议", "cn.15/res/25-1"),
    ("zh", "联合国打击跨国有组织犯罪公约缔约方会议根据其2020年10月16日第10/1号决议", "ctoc/cop/res/10-1"),
    ("ar", "الانتخابات المقرر إجراؤها في فترة 2020/2021", ""),
    ("zh", "非洲联盟通过的Ext/Assembly/AU/Dec.1(XI)号决定", ""),
]

OSCE = [
    ("en", "Ministerial Council Decision No. 5/06 and Permanent Council Decision No. 1048", "mc/dec/5-06 pc/dec/1048"),
    ("fr", "les décisions du Conseil ministériel n° 3/05 et n° 5/06 sur la criminalité organisée", "mc/dec/3-05 mc/dec/5-06"),
    ("de", "Beschluss Nr. 3/05 des Ministerrats", "mc/dec/3-05"),
    ("ru", "Решение № 5/06 Совета министров", "mc/dec/5-06"),
    ("es", "la Decisión Nº 5/06 del Consejo Ministerial", "mc/dec/5-06"),
    ("it", "la Decisione N. 5/06 del Consiglio dei ministri", "mc/dec/5-06"),
]


@pytest.mark.parametrize(("text", "expected"), CODES)
def test_codes(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(("language", "text", "expected"), NUMBERS)
def test_numbers(language: str, text: str, expected: str) -> None:
    found = [t for t in names(text.split("\n")[0], language, date="2025-12-31") if t != "generic"]
    wanted = expected.split()
    assert len(found) == len(wanted), found
    assert all(t.endswith(w) for t, w in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize(("language", "text", "expected"), OSCE)
def test_osce(language: str, text: str, expected: str) -> None:
    assert names(text, language, organ="osce-mc", kind="Declaration") == [f"osce/{t}" for t in expected.split()]


def test_a_fraction_a_season_and_a_day_are_no_symbols() -> None:
    assert names("resolution of the crisis; in 2020/21, on 9/11, a share of 1/2 and a 3/4 majority") == []


def test_a_number_of_another_body_is_not_the_assemblys() -> None:
    assert names("decision 48/110 of the Statistical Commission") == ["unresolved"]
    assert names("Economic Commission for Europe resolution 60/5") == ["unresolved"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "decision 14/4 of the Conference of the Parties to the Convention on Biological Diversity"),
        ("fr", "la décision 14/4 de la Conférence des Parties à la Convention sur la diversité biologique"),
        ("es", "la decisión 14/4 de la Conferencia de las Partes en el Convenio sobre la Diversidad Biológica"),
        ("ru", "решение 14/4 Конференции Сторон Конвенции о биологическом разнообразии"),
        ("zh", "生物多样性公约缔约方大会2018年11月30日第14/4号决定"),
        ("ar", "قرار لجنة السكان والتنمية 2006/2 المؤرخ 10 أيار/مايو 2006"),
    ],
)
def test_a_conference_of_another_convention_is_no_body_of_crime(language: str, text: str) -> None:
    assert names(text, language) == ["unresolved"]


def test_a_decision_in_a_text_of_the_united_nations_is_none_of_the_osce() -> None:
    assert names("see document A/51/312, annex, decision 2/10")[1:] == ["unresolved"]


def test_the_span_begins_with_the_noun_and_each_number_has_its_own() -> None:
    assert [words for words, _ in targets("its resolutions 55/25 and 58/4")] == ["resolutions 55/25", "58/4"]


RANGES = [
    ("en", "resolutions 46/1 to 46/4", "a/res/46-1 a/res/46-2 a/res/46-3 a/res/46-4"),
    ("en", "its resolutions 46/1 through 46/3 and 47/1", "a/res/46-1 a/res/46-2 a/res/46-3 a/res/47-1"),
    ("en", "resolutions 67/189 to 191 of 20 December 2012", "a/res/67-189 a/res/67-190 a/res/67-191"),
    ("en", "Human Rights Council resolutions 46/1–46/3", "hrc/res/46-1 hrc/res/46-2 hrc/res/46-3"),
    ("en", "resolution 46/152 to 18 countries", "a/res/46-152"),
    ("fr", "les résolutions 46/1 à 46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("es", "las resoluciones 46/1 a 46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("ru", "резолюции с 46/1 по 46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("de", "die Resolutionen 46/1 bis 46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("it", "le risoluzioni da 46/1 a 46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("ar", "القرارات من 46/1 إلى 46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("zh", "第46/1至46/3号决议", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("zh", "第46/1号至第46/3号决议", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("en", "Ministerial Council Decisions No. 1/05 to 3/05", "mc/dec/1-05 mc/dec/2-05 mc/dec/3-05"),
    ("en", "Security Council resolutions 1267 (1999) to 1269 (1999)", "s/res/1267-1999 s/res/1268-1999 s/res/1269-1999"),
    ("en", "Security Council resolutions 1267 to 1269", "s/res/1267-1999 s/res/1268-1999 s/res/1269-1999"),
    ("en", "A/RES/46/1 to A/RES/46/3", "a/res/46-1 a/res/46-2 a/res/46-3"),
    ("en", "S/PRST/2020/1-3", "s/prst/2020-1 s/prst/2020-2 s/prst/2020-3"),
]


@pytest.mark.parametrize(("language", "text", "expected"), RANGES)
def test_a_range_names_each_of_its_members(language: str, text: str, expected: str) -> None:
    found, wanted = names(text, language, date="2025-12-31"), expected.split()
    assert len(found) == len(wanted), found
    assert all(t.endswith(w) for t, w in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resolutions 46/1 to 47/9", ["un/a/res/46-1", "un/a/res/47-9"]),
        ("resolutions 46/1 to 46/120", ["un/a/res/46-1", "un/a/res/46-120"]),
        ("resolutions 1 to 7 of the World Conference", ["unresolved"]),
    ],
)
def test_a_range_that_cannot_be_counted_out_is_a_finding(text: str, expected: list[str]) -> None:
    assert names(text) == expected
    assert [f.code for f in read(document(text))[1]] == ["range-not-expanded"]


def test_the_middle_of_a_range_has_the_words_of_the_whole_range() -> None:
    assert [words for words, _ in targets("resolutions 46/1 to 46/3")] == ["resolutions 46/1", "resolutions 46/1 to 46/3", "46/3"]
