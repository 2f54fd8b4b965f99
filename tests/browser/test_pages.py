"""The pages in Chromium: ask the question, read the sentences, no request to anywhere else."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

pytestmark = pytest.mark.slow


def test_ask_and_read_the_answer(page: Any) -> None:
    page.goto("/")
    page.get_by_label("Your question").fill("which commitments derive from MC 5/06?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?*")
    named, inferred = page.locator(".named-group"), page.locator(".inferred-group")
    first = named.locator(".item", has_text="MC.DOC/1/20").first
    assert "réaffirmons les engagements et le rôle découlant de ces documents pour l’OSCE." in first.locator(".quote mark").inner_text()
    assert "recommits" in first.inner_text()
    assert "anaphoric" in first.locator(".why").inner_text()
    assert "ces documents" in " ".join(first.locator(".why mark.ground").first.inner_text().split())
    assert "OSCE participating States" in first.locator(".bearer").inner_text()
    quotes = [" ".join(text.split()) for text in inferred.locator(".item .quote mark").all_inner_texts()]
    assert any("engageons de nouveau" in text for text in quotes)
    assert any("structures exécutives" in text for text in quotes)
    assert not any("rappelons" in text for text in quotes)
    assert "MC.DOC/1/20" in page.locator(".instruments-group").inner_text()
    assert "no measure of legal effect" in page.locator("footer").inner_text()


def test_from_the_answer_to_the_marked_text(page: Any) -> None:
    page.goto("/commitments?derives_from=MC+5/06")
    page.locator(".named-group .item", has_text="MC.DOC/1/20").first.get_by_role("link", name="In the text").click()
    page.wait_for_url("**/id/instrument/osce/mc/doc/1-20#par-2-statement-2")
    marked = page.locator("#par-2-statement-2")
    assert "réaffirmons" in marked.inner_text()
    colour = marked.evaluate("node => getComputedStyle(node).backgroundColor")
    plain = page.locator("#par-1 mark").first.evaluate("node => getComputedStyle(node).backgroundColor")
    assert colour not in (plain, "rgba(0, 0, 0, 0)")
    text = " ".join(page.locator("#par-5").inner_text().split())
    assert text.split("¶")[-1].strip().startswith("5. Nous reconnaissons le rôle central de l’Organisation")
    marked.click()
    page.wait_for_url("**/par/2/statement/2")


def test_the_question_in_french(page: Any) -> None:
    page.goto("/?ui=fr")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_label("Votre question").fill("Quels engagements découlent de MC 5/06 ?")
    page.get_by_role("button", name="Demander").click()
    page.wait_for_url("**/ask?*")
    assert "Sur un fondement nommé" in page.locator(".named-group").inner_text()
    assert page.locator("html").get_attribute("lang") == "fr"


def test_by_keyboard_alone(page: Any) -> None:
    page.goto("/about")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "question"


def test_an_unknown_symbol_is_answered_with_near_ones(page: Any) -> None:
    page.goto("/ask?question=which+commitments+derive+from+MC+5/99")
    assert "MC.DEC/5/06" in page.get_by_role("alert").inner_text()


def test_the_editor_runs_and_points_at_faults(page: Any) -> None:
    page.goto("/sparql")
    area = page.locator("#query")
    area.fill("SELECT ?s { ?s a ac:Commitment } LIMIT 3")
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector("#results table")
    assert page.locator("#results tbody tr").count() == 3
    area.fill("SELECT *\n{ ?s ?p ] }")
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector("#results .alert")
    assert area.evaluate("node => node.selectionStart") == len("SELECT *\n{ ?s ?p ")


def test_narrow_screens_do_not_scroll_sideways(chromium: Any, service: str) -> None:
    context = chromium.new_context(base_url=service, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for address in ("/", "/commitments?derives_from=MC+5/06", "/id/instrument/osce/mc/doc/1-20", "/about", "/sparql", "/coverage"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 362, address
    context.close()


def test_pages_work_without_scripts(chromium: Any, service: str) -> None:
    context = chromium.new_context(base_url=service, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#question").fill("which commitments derive from MC 5/06?")
    page.locator(".ask button").click()
    assert page.locator(".named-group .item").count() >= 1
    context.close()


def test_every_page_has_names_for_controls_and_one_heading(page: Any) -> None:
    for address in (
        "/",
        "/commitments?derives_from=MC+5/06",
        "/id/instrument/osce/mc/doc/1-20",
        "/instruments",
        "/actors",
        "/coverage",
        "/sparql",
        "/docs",
        "/ontology",
    ):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        unnamed = page.evaluate(
            """[...document.querySelectorAll('input,select,textarea,button,a')].filter(n => {
              const label = n.labels && n.labels.length ? n.labels[0].textContent : '';
              return !(n.textContent + label + (n.getAttribute('aria-label') || '') + (n.title || '')).trim();
            }).map(n => n.outerHTML.slice(0, 120))"""
        )
        assert unnamed == [], address
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(n => +n.tagName[1])")
        assert all(b - a <= 2 for a, b in pairwise(levels)), (address, levels)
