"""The web pages: server-rendered, no foreign request, usable with a keyboard and without scripts.

rendering   templates, language, direction
asking      start page, question box, results
things      pages of instruments, actors, concepts, and of anything else with an IRI
comparing   what changed from one instrument to a later one
auditing    coverage, validation, divergences, questions
manuals     the editor, the interface, the vocabulary, the method
"""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import asking, auditing, comparing, manuals
from api.pages.manuals import editor_page, vocabulary_page
from api.pages.rendering import problem_page
from api.pages.things import thing_page

__all__ = ["editor_page", "problem_page", "router", "thing_page", "vocabulary_page"]

router = APIRouter(include_in_schema=False)
for module in (asking, auditing, comparing, manuals):
    router.include_router(module.router)
