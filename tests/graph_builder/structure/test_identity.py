"""Which instrument a text is, by what it prints of itself."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from graph_builder.model import Document, Identity, SourceText
from graph_builder.register import Register, load
from graph_builder.structure import segment
from graph_builder.structure.identity import file_symbol

ROOT = Path(__file__).resolve().parents[3]
REGISTER = load()


def read(text: str, language: str = "en", name: str = "text.txt", register: Register | None = REGISTER, **metadata: str) -> Document:
    return segment(SourceText(name, "0" * 64, "text/plain", text, language=language, metadata=MappingProxyType(metadata)), register)


def path_of(identity: Identity) -> str:
    return identity.iri.partition("/id/instrument/")[2]


HEADS = [
    ("A/RES/91/10\tResolution adopted by the General Assembly on 10 November 2036\n\nThe General Assembly,\n\n", "en", "un/a/res/91-10", "2036-11-10", "un-ga"),
    (
        "A/RES/91/10\tRésolution adoptée par l’Assemblée générale le 10 novembre 2036\n\nL’Assemblée générale,\n\n",
        "fr",
        "un/a/res/91-10",
        "2036-11-10",
        "un-ga",
    ),
    (
        "A/RES/91/10\tРезолюция, принятая Генеральной Ассамблеей 10 ноября 2036 года\n\nГенеральная Ассамблея,\n\n",
        "ru",
        "un/a/res/91-10",
        "2036-11-10",
        "un-ga",
    ),
    ("A/RES/91/10\tقرار اتخذته الجمعية العامة في 10 تشرين الثاني/نوفمبر 2036\n\nإن الجمعية العامة،\n\n", "ar", "un/a/res/91-10", "2036-11-10", "un-ga"),
    ("A/RES/91/10\t2036年11月10日大会决议\n\n大会，\n\n", "zh", "un/a/res/91-10", "2036-11-10", "un-ga"),
    (
        "Resolution adopted by the General Assembly on 10 November 2036\n\n[on the report of the Third Committee (A/91/400)]\n\n91/10.\tQuiet rivers\n\nThe General Assembly,\n\n",
        "en",
        "un/a/res/91-10",
        "2036-11-10",
        "un-ga",
    ),
    (
        "Résolution 2999 (2036)\n\nAdoptée par le Conseil de sécurité à sa 9900e séance,\nle 3 mars 2036\n\nLe Conseil de sécurité,\n\n",
        "fr",
        "un/s/res/2999-2036",
        "2036-03-03",
        "un-sc",
    ),
    ("S/RES/2999 (2036)\tResolution 2999 (2036)\n\nDer Sicherheitsrat,\n\n", "de", "un/s/res/2999-2036", "2036", "un-sc"),
    (
        "Resolución aprobada por el Consejo Económico y Social el 7 de julio de 2036\n\n2036/9. Ríos tranquilos\n\nEl Consejo Económico y Social,\n\n",
        "es",
        "un/e/res/2036-9",
        "2036-07-07",
        "un-ecosoc",
    ),
    (
        "A/HRC/RES/90/3\tResolution adopted by the Human Rights Council on 11 October 2035\n\nThe Human Rights Council,\n\n",
        "en",
        "un/a/hrc/res/90-3",
        "2035-10-11",
        "un-hrc",
    ),
    (
        "Organisation pour la sécurité et la coopération en Europe    MC.DEC/4/36\nConseil ministériel    5 décembre 2036\nORIGINAL : anglais\n\nDÉCISION N° 4/36\nRIVIÈRES TRANQUILLES\n\nLe Conseil ministériel,\n\n",
        "fr",
        "osce/mc/dec/4-36",
        "2036-12-05",
        "osce-mc",
    ),
    (
        "PC.DEC/2999\n5 May 2036\n\nOriginal: ENGLISH\n\nDECISION No. 2999\nQUIET RIVERS\n\nThe Permanent Council,\n\n",
        "en",
        "osce/pc/dec/2999",
        "2036-05-05",
        "osce-pc",
    ),
]
BODY = {
    "en": "1. Decides x;\n",
    "fr": "1. Décide x ;\n",
    "es": "1. Decide x;\n",
    "ru": "1. постановляет x;\n",
    "de": "1. beschließt x;\n",
    "ar": "1 - تقرر x؛\n",
    "zh": "1. 决定某事；\n",
}


@pytest.mark.parametrize(("text", "language", "iri", "date", "organ"), HEADS, ids=[f"{row[2]}.{row[1]}" for row in HEADS])
@pytest.mark.parametrize("register", [REGISTER, None], ids=["register", "alone"])
def test_heads(text: str, language: str, iri: str, date: str, organ: str, register: Register | None) -> None:
    identity = read(text + BODY[language], language, register=register).identity
    assert (path_of(identity), str(identity.adopted_on), identity.organ) == (iri, date, organ)


def test_the_founding_declaration_is_known_by_its_damaged_title_and_dated_by_an_anniversary() -> None:
    path = ROOT / "corpus/tirana-declaration.fr.ocr.txt"
    document = read(path.read_text(encoding="utf-8"), "fr", path.name)
    identity = document.identity
    assert (path_of(identity), identity.symbol, identity.kind) == ("osce/mc/doc/1-20", "MC.DOC/1/20", "Declaration")
    assert str(identity.adopted_on) == "2020-12-04"
    assert identity.date_rule == "anniversary.fr.20"
    assert identity.date_span is not None
    assert "anniversaire" in document.text.text[identity.date_span.start : identity.date_span.end]
    assert str(identity.corrected_on) == "2021-02-05"
    assert identity.title is not None
    assert identity.title.startswith("DÉCLARATION")


def test_without_register_the_anniversary_gives_the_year_alone() -> None:
    path = ROOT / "corpus/tirana-declaration.fr.ocr.txt"
    identity = read(path.read_text(encoding="utf-8"), "fr", path.name, register=None).identity
    assert str(identity.adopted_on) == "2020"


TITLES = [
    ("# United Nations Convention against Corruption\n\n", "en", "uncac"),
    ("United Nati0ns Conventlon agalnst Corruptlon\n\n", "en", "uncac"),
    ("# Übereinkommen der Vereinten Nationen vom 15. November 2000 gegen die grenzüberschreitende organisierte Kriminalität\n\n", "de", "untoc"),
    (
        "####Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children, supplementing the United Nations Convention against Transnational Organized Crime\n\n",
        "en",
        "untoc-tip-protocol",
    ),
]
ARTICLES = {
    "en": "".join(f"Article {n}\n\nEach State Party shall keep lock number {n} in repair at all times.\n\n" for n in range(1, 5)),
    "de": "".join(f"Art. {n}\n\nJeder Vertragsstaat hält die Schleuse Nummer {n} stets instand.\n\n" for n in range(1, 5)),
}


@pytest.mark.parametrize(("title", "language", "key"), TITLES, ids=[row[2] for row in TITLES])
def test_treaties_by_title(title: str, language: str, key: str) -> None:
    identity = read(title + ARTICLES[language], language).identity
    assert (path_of(identity), identity.register_key, identity.treaty) == (key, key, True)


def test_a_subject_in_running_text_is_no_title() -> None:
    identity = read(
        "We fight organized crime and corruption wherever they appear in our countries, and we will go on doing so.\n\nWe will meet again.\n"
    ).identity
    assert path_of(identity) == "text/text"


def test_an_unknown_title_with_a_year_names_the_text() -> None:
    identity = read(
        "Declaration on Quiet Rivers\n\nAdopted at Cork on 3 March 2033\n\n1. We reaffirm that rivers shall be quiet.\n\n2. We commit ourselves to quiet.\n"
    ).identity
    assert (path_of(identity), identity.rule, identity.kind) == ("title/2033/declaration-on-quiet-rivers", "title-and-year", "Declaration")


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
def test_versions_without_symbol_and_title_meet_by_file_name(language: str) -> None:
    assert path_of(read("1. x y z.\n", language, f"six.{language}.txt").identity) == "text/six"


FILES = [
    ("A_RES_77_219.en.txt", "A/RES/77/219"),
    ("S-RES-2405-(2018).txt", "S/RES/2405(2018)"),
    ("S_RES_1373(2001).en.ocr.txt", "S/RES/1373(2001)"),
    ("E_RES_476_(XV).txt", "E/RES/476(XV)"),
    ("A_RES_S-20_4.txt", "A/RES/S-20/4"),
    ("A_HRC_RES_54_3.zh.txt", "A/HRC/RES/54/3"),
    ("S_PRST_2013_13.txt", "S/PRST/2013/13"),
    ("S_RES_2628_2022.de.txt", "S/RES/2628(2022)"),
    ("tirana-declaration.fr.ocr.txt", None),
    ("six.en.txt", None),
    ("Report_2020.txt", None),
]


@pytest.mark.parametrize(("name", "symbol"), FILES, ids=[row[0] for row in FILES])
def test_file_names(name: str, symbol: str | None) -> None:
    found = file_symbol(name)
    assert (found.text if found else None) == symbol


def test_a_symbol_line_counts_more_than_the_file_name() -> None:
    assert path_of(read(HEADS[0][0] + BODY["en"], name="A_RES_60_1.txt").identity) == "un/a/res/91-10"


def test_the_format_counts_more_than_the_text() -> None:
    assert path_of(read(HEADS[5][0] + BODY["en"], symbol="A/RES/91/11").identity) == "un/a/res/91-11"


@pytest.mark.parametrize(("symbol", "relation"), [("A/RES/91/10/Corr.1", "corrects"), ("A/C.3/91/L.5/Rev.1", "replaces"), ("A/91/400/Add.2", "supplements")])
def test_relations_of_the_symbol(symbol: str, relation: str) -> None:
    (found,) = read(f"{symbol}\n\n1. x y z.\n", symbol=symbol).identity.relations
    assert found[0] == relation


def test_facts_of_a_head() -> None:
    text = "A/RES/91/10\n\nNinety-first session\n\nAgenda item 12 (b)\n\nOriginal: French\n\nResolution adopted by the General Assembly on 10 November 2036\n\n91/10. Quiet rivers\n\nThe General Assembly,\n\n1. Decides x.\n\n33rd plenary meeting\n10 November 2036\n"
    identity = read(text).identity
    assert (identity.session, identity.agenda_item, identity.original_language, identity.title) == ("Ninety-first session", "12 (b)", "fr", "Quiet rivers")
    assert identity.meeting == "33rd plenary meeting"


def test_a_contradiction_with_the_register_is_a_finding() -> None:
    document = read(
        "MC.DEC/5/06\n\nMinisterial Council\n\n1 January 2001\n\nOriginal: ENGLISH\n\nDECISION No. 5/06\nORGANIZED CRIME\n\nThe Ministerial Council,\n\n1. Decides x.\n"
    )
    assert path_of(document.identity) == "osce/mc/dec/5-06"
    assert str(document.identity.adopted_on).startswith("2006")
