"""The competency questions: SPARQL files with a few lines of comment, shown, run and used as endpoints.

What goes in: the `.rq` files of the ontology. What comes out: number, title, who asks, and the query. The first comment lines are the head:
`# key: value` pairs, or plain words, which are the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import ontology


@dataclass(frozen=True)
class Question:
    """One competency question. `key` is the name of its file."""

    key: str
    title: str
    titles: tuple[tuple[str, str], ...]
    query: str
    facts: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        return dict(self.titles).get(language, self.title)


_PAIR = re.compile(r"#\s*([A-Za-z_-]{2,20})\s*:\s*(.+)")


def read_question(key: str, text: str) -> Question:
    """A question from the text of its file.

    >>> q = read_question("01-x", "# Who is bound?\\n# fr: Qui est lié ?\\nASK {}")
    >>> q.title, q.in_language("fr"), q.query
    ('Who is bound?', 'Qui est lié ?', 'ASK {}')
    """
    head: list[str] = []
    facts: dict[str, str] = {}
    lines = text.splitlines()
    at = 0
    while at < len(lines) and (lines[at].startswith("#") or not lines[at].strip()):
        pair = _PAIR.fullmatch(lines[at].strip())
        if pair:
            facts[pair.group(1).lower()] = pair.group(2).strip()
        elif lines[at].strip("# \t"):
            head.append(lines[at].strip("# \t"))
        at += 1
    title = facts.get("en") or facts.get("question") or facts.get("title") or (head[0] if head else key)
    titles = tuple((language, facts[language]) for language in ("en", "fr") if language in facts)
    return Question(key, title, titles, "\n".join(lines[at:]).strip(), tuple(sorted(facts.items())))


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of their files."""
    return tuple(read_question(path.stem, path.read_text(encoding="utf-8")) for path in ontology.question_files())
