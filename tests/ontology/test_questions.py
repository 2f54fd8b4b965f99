"""The competency questions: each parses, runs and answers, and together they use every term."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

import ontology
from graph_builder.lexicons import table
from graph_builder.reason.closure import close
from ontology.questions import Question, questions, read

EXAMPLE = f"{ontology.ID}instrument/example/res/1-23"
SAMPLE_VALUES = {
    "08-what-must-be-done-by": {"from": "2020"},
    "16-in-the-group-on-that-day": {"state": f"{ontology.ID}actor/state-alb"},
    "12-two-resolutions-of-a-chain": {"older": EXAMPLE, "newer": f"{ontology.ID}instrument/example/res/1-25"},
    "27-wording-reused-without-naming": {"instrument": EXAMPLE},
    "46-family-of-an-instrument": {"instrument": EXAMPLE},
    "55-what-an-instrument-rests-on": {"instrument": f"{ontology.ID}instrument/osce/mc/dec/5-06"},
    "56-who-brought-a-draft": {"instrument": EXAMPLE},
}
"""Where the sample answers for another instrument than the default one."""

UNANSWERABLE = {15, 22}
"""Of the forty questions of the start: the graph holds neither parties and reservations nor interpretative statements, and docs/ says so."""

NOT_ASKED: frozenset[str] = frozenset()
"""Terms that no question needs: none."""


@pytest.fixture(scope="module")
def sample() -> ox.Store:
    """The sample with what the closure adds, and the ontology beside it."""
    store = ox.Store()
    quads = list(ox.parse(path=str(ontology.example("sample")), format=ox.RdfFormat.TURTLE))
    lines = [f"{q.subject} {q.predicate} {q.object} <{ontology.ID}graph/sample> .\n" for q in quads]
    act_types = {row.id: row["act_type"] for row in table("forces.csv", ["id", "strength", "act_type", "broader", "source"])}
    store.load(input="".join((*lines, *close(lines, act_types))).encode(), format=ox.RdfFormat.N_QUADS)
    for path in ontology.modules():
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(f"{ontology.ID}graph/ontology"))
    return store


def rows(store: ox.Store, query: str) -> list[ox.QuerySolution]:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.key)
def test_a_question_has_an_answer_in_the_sample(question: Question, sample: ox.Store) -> None:
    assert rows(sample, question.bind(SAMPLE_VALUES.get(question.key, {})))


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.key)
def test_a_file_runs_as_it_stands_and_is_named_after_its_number(question: Question, sample: ox.Store) -> None:
    text = (ontology.FOLDER / "competency" / f"{question.key}.rq").read_text(encoding="utf-8")
    rows(sample, text)
    assert int(question.key[:2]) == question.number
    assert question.who in "RFA"
    assert question.level in "EMH"


def test_the_forty_questions_of_the_start_are_asked_or_named_as_unanswerable() -> None:
    numbers = {question.number for question in questions()}
    assert set(range(1, 41)) - numbers == UNANSWERABLE
    page = (ontology.FOLDER.parent / "docs" / "concepts" / "ontology.md").read_text(encoding="utf-8")
    for number in UNANSWERABLE:
        assert f"question {number} " in page


def test_every_class_and_property_is_in_a_question() -> None:
    asked = set()
    for question in questions():
        without_strings = re.sub(r'"[^"\n]*"', "", question.query)
        asked |= set(re.findall(r"\bac:([A-Za-z0-9]+)", without_strings))
    terms = {
        quad.subject.value.removeprefix(ontology.AC)
        for path in ontology.module_files()
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ontology.AC)
    }
    assert sorted(terms - asked - NOT_ASKED) == []
    assert sorted(asked - terms) == []


def test_a_paragraph_is_followed_over_the_years_from_any_of_its_places(sample: ox.Store) -> None:
    question = next(q for q in questions() if q.number == 61)
    for start in ("1-23/par/1/statement/1", "1-25/par/1/statement/1"):
        found = rows(sample, question.bind({"start": f"{ontology.ID}instrument/example/res/{start}"}))
        assert [(row["adopted"].value[:4], row["force"].value.rsplit("/", 1)[1]) for row in found] == [("2023", "invites"), ("2025", "urges")]


def test_a_date_is_honest_about_what_it_does_not_know(sample: ox.Store) -> None:
    """The newer example is of 2025, the day unknown: in the middle of that year it stood possibly."""
    question = next(q for q in questions() if q.number == 64)
    ground = f"{ontology.ID}instrument/example/res/1-23"
    stood = {
        day: {row["stood"].value for row in rows(sample, question.bind({"ground": ground, "day": day})) if "1-25" in row["derived"].value}
        for day in ("2024", "2025-06", "2025")
    }
    assert stood == {"2024": set(), "2025-06": {"possibly"}, "2025": {"certainly"}}


def test_what_changed_between_two_instruments_of_a_chain(sample: ox.Store) -> None:
    question = next(q for q in questions() if q.number == 12)
    example = f"{ontology.ID}instrument/example/res/"
    found = {row["change"].value for row in rows(sample, question.bind({"older": f"{example}1-23", "newer": f"{example}1-25"}))}
    assert {"strengthened", "added", "dropped"} <= found


def test_the_main_question_on_the_sample(sample: ox.Store) -> None:
    question = questions()[0]
    declaration = f"{ontology.ID}instrument/osce/mc/doc/1-20"
    found = {(row["statement"].value, row["basis"].value) for row in rows(sample, question.query)}
    assert found == {(f"{declaration}/par/2/statement/2", "anaphoric")}
    older = {
        (row["statement"].value, row["basis"].value, row["steps"].value)
        for row in rows(sample, question.bind({"ground": f"{ontology.ID}instrument/osce/mc/dec/3-05"}))
    }
    assert older == {(f"{declaration}/par/2/statement/2", "register", "2")}
    pinned = {row["basis"].value for row in rows(sample, question.bind({"ground": f"{ontology.ID}instrument/untoc"}))}
    assert pinned == {"contextual", "explicit"}


@pytest.mark.slow
def test_the_main_question_on_the_shipped_graph(shipped_graph: ox.Store) -> None:
    declaration = f"{ontology.ID}instrument/osce/mc/doc/1-20/par"
    found = sorted((row["statement"].value.removeprefix(declaration), row["basis"].value) for row in rows(shipped_graph, questions()[0].query))
    assert [basis for _, basis in found] == ["contextual", "contextual", "anaphoric"]
    assert [statement.split("/")[1] for statement, _ in found] == ["10", "10", "2"]
    named = rows(shipped_graph, questions()[1].query)
    assert {row["basis"].value for row in named} == {"anaphoric"}


@pytest.mark.slow
@pytest.mark.parametrize("question", questions(), ids=lambda q: q.key)
def test_a_question_runs_on_the_shipped_graph(question: Question, shipped_graph: ox.Store) -> None:
    rows(shipped_graph, question.query)


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("day", "2006", '"2006-12-31"'),
        ("day", "2008-02", '"2008-02-29"'),
        ("day", "2006-12-05", '"2006-12-05"'),
        ("since", "2006", '"2006-01-01"'),
        ("since", "2006-12", '"2006-12-01"'),
    ],
)
def test_a_date_stands_for_its_first_or_last_day(kind: str, value: str, written: str) -> None:
    head = "# en: a\n# fr: b\n# number: 1\n# who: R\n# level: E\n"
    question = read("01-x", f'{head}# param-x: {kind} | c | d\nASK {{ VALUES ?x {{ "2000-01-01" }} }}')
    assert f"VALUES ?x {{ {written} }}" in question.bind({"x": value})


def test_what_must_be_said_aloud_is_said_in_both_languages() -> None:
    head = "# en: a\n# fr: b\n# number: 1\n# who: R\n# level: E\n# note-en: read this\n"
    with pytest.raises(ValueError, match="one language"):
        read("01-x", f"{head}ASK {{}}")
    assert read("01-x", f"{head}# note-fr: lisez ceci\nASK {{}}").notes == {"en": "read this", "fr": "lisez ceci"}
    assert "not being bound" in next(q for q in questions() if q.number == 16).notes["en"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "urn:a> } INSERT"),
        ("iri", "no iri"),
        ("number", "1; DROP"),
        ("number", ""),
        ("iri", "http://example.org/a b"),
        ("day", "2006-13"),
        ("day", "yesterday"),
        ("since", "2007-02-29"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: str, value: str) -> None:
    head = "# en: a\n# fr: b\n# number: 1\n# who: R\n# level: E\n"
    question = read("01-x", f"{head}# param-x: {kind} | c | d\nASK {{ VALUES ?x {{ 1 }} }}")
    with pytest.raises(ValueError, match="not a"):
        question.bind({"x": value})


def test_a_string_cannot_leave_its_quotes(sample: ox.Store) -> None:
    head = "# en: a\n# fr: b\n# number: 1\n# who: R\n# level: E\n"
    question = read("01-x", f'{head}# param-x: string | c | d\nSELECT ?x {{ VALUES ?x {{ "a" }} }}')
    for value in ('" } ?s ?p ?o { "', "\\", "line\nbreak", "} #", "'"):
        assert [row["x"].value for row in rows(sample, question.bind({"x": value}))] == [value]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# en: a\nASK {}", "lacks fr"),
        ("# en: a\n# fr: b\n# number: 1\n# who: R\n# level: E\n# param-x: iri | c | d\nASK {}", "param"),
        ("# en: a\n# fr: b\n# number: 1\n# who: R\n# level: E\n# param-x: colour | c | d\nASK { VALUES ?x { 1 } }", "no known kind"),
    ],
)
def test_a_faulty_head_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read("01-x", text)
