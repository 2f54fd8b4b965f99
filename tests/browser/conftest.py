"""Chromium, and the service of tests/api. Without Chromium: a loud skip, or a failure where ANTICRIME_REQUIRE_ALL=1."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import service

__all__ = ["service"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    required = os.environ.get("ANTICRIME_REQUIRE_ALL") == "1"
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        found = None
    if found is None:
        message = "Chromium or playwright is missing: the pages are NOT tested in a browser (apt-get install chromium, pip install playwright)"
        if required:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, service: str) -> Iterator[Any]:
    """A page that fails the test on any request to elsewhere, any script error, any breach of the content security policy."""
    context = chromium.new_context(base_url=service, locale="en-GB")
    opened = context.new_page()
    foreign: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: foreign.append(request.url) if not request.url.startswith((service, "data:")) else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" and "status of 4" not in message.text else None)
    yield opened
    context.close()
    assert foreign == []
    assert faults == []
