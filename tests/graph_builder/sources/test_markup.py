"""Akoma Ntoso, HTML and JSON records: text in the shared layout, the markup's own structure, metadata; what is refused."""

from __future__ import annotations

import json

import pytest

from graph_builder.errors import SourceError
from graph_builder.sources import read_bytes

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta><identification source="#x">
<FRBRWork><FRBRuri value="/akn/un/statement/deliberation/unga/2030-12-07/85-900/"/><FRBRdate date="2030-12-07" name="adoption"/><FRBRauthor href="ga"/></FRBRWork>
<FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/85/900</docNumber></p><p><session value="85">Eighty-fifth session</session></p>
<p><docTitle>Resolution adopted by the General Assembly on 7 December 2030</docTitle></p>
<p><docProponent>[on the report of the Third Committee (<inline name="originating document">A/85/1</inline>)]</docProponent></p></coverPage>
<preface><p><docNumber>85/900.</docNumber> <docTitle refersTo="#resolutionTitle"><span>Fighting crime</span></docTitle></p></preface>
<preamble><formula name="enactingFormula"><p><span>The General Assembly</span>,</p></formula>
<container name="Recalling"><p>\t<span>Recalling</span> its resolution 84/1,<authorialNote marker="1"><p> See <a href="x">A/84/2</a>.</p></authorialNote> and others,</p></container></preamble>
<mainBody><paragraph><num>1.</num><content><p><span>Urges</span> Member States:</p></content></paragraph>
<paragraph><list><point><num>(a)</num><content><p>To adopt laws;</p></content></point>
<sublist><point><num>(i)</num><content><p>Soon;</p></content></point></sublist></list></paragraph>
<paragraph class="H1"><content><p>Reports</p></content></paragraph>
<paragraph><num>2.</num><content><p><span>Requests</span> the Secretary-General to report.</p></content></paragraph></mainBody>
<conclusions><p><inline name="adoptionMeeting">47th plenary meeting</inline><eol/>7 December 2030</p></conclusions>
<attachments><attachment><doc name="annex"><mainBody><paragraph class="H1"><content><p>Terms of reference</p></content></paragraph>
<paragraph><num>1.</num><content><p>The fund is established.</p></content></paragraph></mainBody></doc></attachment></attachments>
</statement></akomaNtoso>"""


def test_akn_has_the_layout_of_plain_text() -> None:
    source = read_bytes("x.xml", AKN.encode())
    assert source.text == (
        "A/RES/85/900\tResolution adopted by the General Assembly on 7 December 2030\n\n[on the report of the Third Committee (A/85/1)]\n\n"
        "85/900. Fighting crime\n\nThe General Assembly,\n\nRecalling its resolution 84/1, and others,\n\n1.\tUrges Member States:\n\n(a)\tTo adopt laws;\n\n(i)\tSoon;\n\n"
        "Reports\n\n2.\tRequests the Secretary-General to report.\n\n47th plenary meeting 7 December 2030\n\nAnnex\n\nTerms of reference\n\n1.\tThe fund is established.\n\n"
        "__________\n1 See A/84/2.\n"
    )
    assert source.language == "en"
    found = {key: source.metadata[key] for key in ("symbol", "title", "date", "organ", "session", "meeting")}
    assert found == {
        "symbol": "A/RES/85/900",
        "title": "Fighting crime",
        "date": "2030-12-07",
        "organ": "un-ga",
        "session": "85",
        "meeting": "47th plenary meeting",
    }


def test_akn_gives_its_own_structure() -> None:
    source = read_bytes("x.xml", AKN.encode())
    blocks = [(block.kind, block.number, block.depth, source.text[block.span.start : block.span.end][:14]) for block in source.blocks]
    assert blocks == [
        ("heading", None, 0, "A/RES/85/900\tR"),
        ("frontmatter", None, 0, "[on the report"),
        ("heading", None, 0, "85/900. Fighti"),
        ("enacting", None, 0, "The General As"),
        ("PreambularParagraph", None, 0, "Recalling its "),
        ("OperativeParagraph", "1.", 0, "1.\tUrges Membe"),
        ("Subparagraph", "(a)", 1, "(a)\tTo adopt l"),
        ("Subparagraph", "(i)", 2, "(i)\tSoon;"),
        ("heading", None, 0, "Reports"),
        ("OperativeParagraph", "2.", 0, "2.\tRequests th"),
        ("frontmatter", None, 0, "47th plenary m"),
        ("heading", None, 0, "Annex"),
        ("heading", None, 0, "Terms of refer"),
        ("Paragraph", "1.", 0, "1.\tThe fund is"),
        ("Annex", None, 0, "Annex\n\nTerms o"),
        ("Footnote", "1", 0, "1 See A/84/2."),
    ]


def test_akn_articles_of_other_profiles() -> None:
    text = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta/><body><chapter><num>Chapter I</num><heading>Purpose</heading>'
        "<article><num>Article 1</num><heading>Aim</heading><paragraph><num>1.</num><content><p>The Parties shall cooperate.</p></content></paragraph></article>"
        "</chapter></body></act></akomaNtoso>"
    )
    source = read_bytes("x.xml", text.encode())
    assert source.text == "Chapter I\tPurpose\n\nArticle 1\tAim\n\n1.\tThe Parties shall cooperate.\n"
    assert {block.kind for block in source.blocks} >= {"Division", "Article"}


def test_a_slip_in_the_tags_is_a_finding() -> None:
    source = read_bytes("x.xml", AKN.replace("</conclusions>", "</conclusion>").encode())
    assert [finding.code for finding in source.findings] == ["xml-repaired"]
    assert "Requests the Secretary-General" in source.text


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.xml", '<!DOCTYPE a [<!ENTITY lol "lol">]><akomaNtoso>&lol;</akomaNtoso>', "entities"),
        ("x.xml", '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a xmlns="b"><p>words</p></a>', "kind that is not read"),
        ("x.xml", "<?xml version='1.0'?><rss><p>words</p></rss>", "root element rss"),
        ("x.xml", "<?xml version='1.0'?>" + "<a>" * 3000, "bounds|no words|kind that is not read|well-formed"),
        ("x.html", "<html><script>let words = 1</script><nav>menu</nav></html>", "holds no text"),
        ("x.json", '{"a": [1, 2]}', "no record"),
        ("x.json", "[1, 2]", "no record"),
        ("x.json", "{broken", "no JSON"),
        ("x.json", "[" * 100_000, "no JSON"),
        ("x.json", json.dumps({"text": "ةنطلس نامع ةيقافتا ةحفاكم داسفلا ةدحتملا ممألا " * 12}), "visual order"),
    ],
)
def test_refused(name: str, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        read_bytes(name, text.encode())
    assert caught.value.place.startswith(name)
    assert caught.value.hint


def test_html_reads_what_a_reader_sees() -> None:
    page = """<!doctype html><html lang="fr"><head><title>Site</title><meta name="DC.title" content="Décision n° 1/30"></head><body><nav>menu</nav>
    <main><h1>Décision n° 1/30</h1><p>Le Conseil <b>ministériel</b>,</p><p style="display: none">caché</p>
    <ol><li>Invite les États participants<sup><a href="#n1">1</a></sup> à coopérer ;<ol type="a"><li>sans délai ;</li><li>pleinement.</li></ol></li><li>Décide de rester saisi.</li></ol>
    <table><tr><td>État</td><td>Part</td></tr><tr><td>Albanie</td><td>1</td></tr></table>
    <p>Fait à Tirana, le 4 décembre 2030, en présence des ministres des États participants et des représentants des partenaires pour la coopération.</p></main>
    <script>var x</script></body></html>"""
    source = read_bytes("x.html", page.encode())
    assert source.text.split("\n\n")[:7] == [
        "Décision n° 1/30",
        "Le Conseil ministériel,",
        "1.\tInvite les États participants à coopérer ;",
        "(a)\tsans délai ;",
        "(b)\tpleinement.",
        "2.\tDécide de rester saisi.",
        "État\tPart\nAlbanie\t1",
    ]
    assert (source.language, source.metadata["title"]) == ("fr", "Décision n° 1/30")
    assert "caché" not in source.text


def test_record_reads_the_language_of_its_name() -> None:
    record = {
        "treaty_zh": "打击犯罪公约",
        "treaty_en": "Convention against Crime",
        "preamble_zh": "各缔约国，",
        "articles": [
            {"article": "一", "title_zh": "宗旨", "title_en": "Purpose", "content_zh": "各缔约国应当合作。", "content_en": "Parties shall cooperate."},
            {"article": 2, "title_zh": "定义", "title_en": "Terms", "content_zh": "本公约中：", "content_en": "In this Convention:"},
        ],
    }
    data = json.dumps(record).encode()
    assert read_bytes("c.zh.json", data).text == "打击犯罪公约\n\n各缔约国，\n\n第一條 宗旨\n\n各缔约国应当合作。\n\n第2條 定义\n\n本公约中：\n"
    english = read_bytes("c.en.json", data)
    assert english.text.startswith("Convention against Crime\n\n")
    assert english.metadata["title"] == "Convention against Crime"
