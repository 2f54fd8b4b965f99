"""Named and contextual grounds of commitments: (text, statements by hand) -> derivations."""

from __future__ import annotations

from graph_builder.derive import derive
from graph_builder.iris import BASE
from graph_builder.model import Document, Span, Statement
from tests.graph_builder.annotate.citations.texts import document, read, register


def statement(doc: Document, verb: str, force: str, *, end: str | None = None, commitment: bool = True) -> Statement:
    """The statement that begins at `verb` and ends with `end` (or its line)."""
    text = doc.text.text
    at = text.index(verb)
    line_end = text.find("\n", at) if "\n" in text[at:] else len(text)
    stop = text.index(end, at) + len(end) if end else line_end
    path = next(p.path for p in doc.provisions if p.span.start <= at < max(p.span.end, p.span.start + 1))
    return Statement(path, Span(at, stop), Span(at, at + len(verb)), force, "test", 1.0, commitment=commitment)


def derived(doc: Document, *statements: Statement) -> list[tuple[int | None, str, str]]:
    found, _ = read(doc)
    return [(d.statement, d.ground.removeprefix(f"{BASE}instrument/"), d.basis) for d in derive(doc, statements, found, register())]


def test_a_named_ground_is_explicit() -> None:
    doc = document("Urges States, in accordance with Security Council resolution 2309 (2016), to protect airports")
    assert derived(doc, statement(doc, "Urges", "urges")) == [(0, "un/s/res/2309-2016", "explicit")]


def test_an_object_is_no_ground() -> None:
    doc = document("Urges States to ratify the United Nations Convention against Corruption")
    assert derived(doc, statement(doc, "Urges", "urges")) == []


def test_a_body_established_by_a_resolution_is_no_ground() -> None:
    doc = document("Requests the Committee established pursuant to resolution 1267 (1999) to report")
    assert derived(doc, statement(doc, "Requests", "tasks")) == []


def test_an_instruction_to_implement_derives_from_each_protocol() -> None:
    doc = document("Encourages States to implement the United Nations Convention against Transnational Organized Crime and the Protocols thereto")
    assert [g for _, g, _ in derived(doc, statement(doc, "Encourages", "encourages"))] == [
        "untoc",
        "untoc-firearms-protocol",
        "untoc-som-protocol",
        "untoc-tip-protocol",
    ]


def test_a_reference_back_is_anaphoric_and_a_pin_leads_to_the_provision() -> None:
    doc = document("Recalls the United Nations Convention against Corruption.\nUrges States to return assets in accordance with article 57 of the Convention")
    assert derived(doc, statement(doc, "Urges", "urges")) == [(0, "uncac/art/57", "anaphoric")]


def test_a_pronoun_leads_to_what_the_paragraph_named() -> None:
    doc = document("Reaffirms its resolution 49/60 and its resolution 51/210, and calls upon all States to implement them")
    assert derived(doc, statement(doc, "calls upon", "urges")) == [(0, "un/a/res/49-60", "anaphoric"), (0, "un/a/res/51-210", "anaphoric")]


def test_what_states_nothing_but_fact_derives_from_nothing() -> None:
    doc = document("Recalls that States act in accordance with resolution 55/25")
    assert derived(doc, statement(doc, "Recalls", "recalls", commitment=False)) == []


def test_each_statement_has_its_own_grounds() -> None:
    doc = document("Urges States, pursuant to resolution 55/25, to act, and encourages them, pursuant to resolution 58/4, to report")
    first, second = statement(doc, "Urges", "urges", end="act,"), statement(doc, "encourages", "encourages")
    assert derived(doc, first, second) == [(0, "un/a/res/55-25", "explicit"), (1, "un/a/res/58-4", "explicit")]


def test_a_subparagraph_has_the_grounds_of_its_chapeau() -> None:
    doc = document("Urges States, in accordance with resolution 55/25:\n(a) To act;")
    chapeau, part = doc.provisions
    parts = (chapeau, type(part)("par/1/a", "Subparagraph", part.span, part.body, 2, "en", number="a", parent="par/1", operative=True))
    doc = type(doc)(doc.source, doc.text, doc.language, doc.identity, parts)
    sub = Statement("par/1/a", part.span, Span(0, 5), "urges", "test", 1.0, commitment=True)
    assert derived(doc, sub) == [(0, "un/a/res/55-25", "explicit")]


FOUNDING = (
    "Nous rappelons la Convention des Nations Unies contre la corruption et la décision du Conseil ministériel n° 5/06.\n"
    "Nous nous engageons de nouveau à mettre en œuvre nos obligations internationales respectives et les engagements existants de l’OSCE."
)


def test_general_words_have_contextual_grounds() -> None:
    doc = document(FOUNDING, "fr", organ="osce-mc", kind="Declaration")
    found, _ = read(doc)
    renewed = statement(doc, "nous engageons", "recommits")
    result = derive(doc, (renewed,), found, register())
    assert [(d.ground.rsplit("/", 1)[1], d.basis) for d in result] == [("uncac", "contextual"), ("5-06", "contextual")]
    assert all(d.confidence < 0.5 for d in result)


def test_general_words_that_renew_nothing_have_no_ground() -> None:
    doc = document(FOUNDING.replace("Nous nous engageons de nouveau à", "Nous invitons les États à"), "fr", organ="osce-mc", kind="Declaration")
    assert derived(doc, statement(doc, "invitons", "invites")) == []
