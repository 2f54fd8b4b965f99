"""Near-duplicate titles of a build are made one instrument, and people can stop a merge or make one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.concord.merging import FORCED, Merge, merge_titles
from graph_builder.errors import RegisterError
from graph_builder.iris import BASE, title_iri
from graph_builder.model import Citation, Derivation, Document, Identity, NormalText, PartialDate, Reading, SourceText, Span
from graph_builder.register import Register, load
from graph_builder.register.loading import TABLES
from graph_builder.register.merges import Decision

LONG = "Harbour Declaration on the Lighting of Dangerous Northern Coasts"
AGAIN = "Harbour Declaration concerning the Lighting of Dangerous Northern Coasts"
OTHER = "Harbour Declaration on the Painting of Dangerous Northern Buoys"


@pytest.fixture(scope="module")
def register() -> Register:
    return load()


def reading(name: str, *titles: tuple[str, int | None], year: int = 2020, own: tuple[str, str] | None = None) -> Reading:
    """A text of `year` that cites titles; `own`: the IRI and title it is known by."""
    iri, title = own or (f"{BASE}instrument/text/{name}", "")
    identity = Identity(iri, "file-name", title=title or None, adopted_on=PartialDate(year, 5, 1))
    document = Document(SourceText(f"{name}.txt", name, "text/plain", ""), NormalText.of(""), "en", identity, ())
    citations = tuple(
        Citation("par/1", Span(k, k + 1), "resolved", "recalls", "title.as-written", 0.7, (title_iri(cited, of),), title=cited)
        for k, (cited, of) in enumerate(titles)
    )
    derivations = tuple(Derivation(0, f"{c.targets[0]}/par/3", "explicit", 0.9, c.span, "ground.explicit", k) for k, c in enumerate(citations))
    return Reading(document, citations=citations, derivations=derivations)


def short(merges: tuple[Merge, ...]) -> list[tuple[str, str, str]]:
    return [(m.merged.removeprefix(f"{BASE}instrument/title/"), m.kept.removeprefix(f"{BASE}instrument/title/"), m.rule) for m in merges]


def slug(title: str, year: int | None = None) -> str:
    return title_iri(title, year).removeprefix(f"{BASE}instrument/title/")


def test_the_name_that_most_texts_use_is_kept_and_all_says_so(register: Register) -> None:
    before = [reading("a", (LONG, None)), reading("b", (LONG, None), (OTHER, None)), reading("c", (AGAIN, None))]
    after, merges = merge_titles(before, register)
    assert short(merges) == [(slug(AGAIN), slug(LONG), "merge.same-words")]
    (merge,) = merges
    assert (merge.merged_title, merge.kept_title, merge.language) == (AGAIN, LONG, "en")
    assert merge.seen == (f"{BASE}instrument/text/c/par/1",)
    assert merge.kept_seen == (f"{BASE}instrument/text/a/par/1", f"{BASE}instrument/text/b/par/1")
    assert 0.8 < merge.score < 1 > merge.confidence > 0.5
    assert after[:2] == before[:2]
    assert [c.targets for c in after[2].citations] == [(title_iri(LONG),)]
    assert after[2].citations[0].title == LONG
    assert [d.ground for d in after[2].derivations] == [f"{title_iri(LONG)}/par/3"]


def test_the_order_of_texts_does_not_matter(register: Register) -> None:
    texts = [reading("a", (LONG, None)), reading("b", (AGAIN, None)), reading("c", (LONG, 2014), (OTHER, None)), reading("d", (OTHER.upper(), None))]
    assert merge_titles(texts, register)[1] == merge_titles(texts[::-1], register)[1]


def test_what_has_a_year_is_kept_and_two_years_are_two_instruments(register: Register) -> None:
    assert short(merge_titles([reading("a", (LONG, None)), reading("b", (LONG, 2014))], register)[1]) == [(slug(LONG), slug(LONG, 2014), "merge.same-words")]
    assert merge_titles([reading("a", (LONG, None)), reading("b", (LONG, 2014)), reading("c", (AGAIN, 2018))], register)[1] == ()


def test_a_text_older_than_the_year_means_something_else(register: Register) -> None:
    assert merge_titles([reading("a", (LONG, None), year=2001), reading("b", (LONG, 2014))], register)[1] == ()


def test_a_registered_instrument_is_kept(register: Register) -> None:
    written = "United Nations Convention against Illicit Trafficking in Narcotic Drugs and Psychotropic Substances"
    (merge,) = merge_titles([reading("a", (written, None)), reading("b", (written, None))], register)[1]
    assert merge.kept == register.by_key["un-drug-trafficking-1988"].iri
    assert merge.kept_seen == ()


def test_a_held_text_is_kept_and_cites_itself(register: Register) -> None:
    own = (title_iri(AGAIN, 2014), AGAIN)
    after, merges = merge_titles([reading("a", (LONG, None)), reading("b", (LONG, None)), reading("c", (LONG, None), own=own)], register)
    assert short(merges) == [(slug(LONG), slug(AGAIN, 2014), "merge.same-words")]
    assert [(c.status, c.targets) for c in after[2].citations] == [("self", (own[0],))]


def test_several_ways_to_go_on_are_several_instruments(register: Register) -> None:
    base = "Harbour Declaration on Integrating Lantern Care into Work of Pilots"
    one, two = f"{base} to Meet the Needs of Keepers", f"{base} for the Good of Travellers"
    assert [m.rule for m in merge_titles([reading("a", (base, None)), reading("b", (one, None))], register)[1]] == ["merge.subtitle"]
    assert merge_titles([reading("a", (base, None)), reading("b", (one, None)), reading("c", (two, None))], register)[1] == ()


def decided(register: Register, *rows: tuple[str, str, bool]) -> Register:
    return replace(register, decisions=tuple(Decision(a, b, same, "", "a keeper", f"register/merges.csv:{k}") for k, (a, b, same) in enumerate(rows, 2)))


def test_a_person_stops_a_merge_and_every_way_to_it(register: Register) -> None:
    texts = [reading("a", (LONG, None)), reading("b", (AGAIN, None)), reading("c", (f"{LONG} and", None))]
    told = decided(register, (title_iri(LONG), title_iri(AGAIN), False))
    merged = {frozenset((m.kept, m.merged)) for m in merge_titles(texts, told)[1]}
    assert frozenset((title_iri(LONG), title_iri(AGAIN))) not in merged
    assert short(merge_titles(texts[:2], told)[1]) == []


def test_a_person_makes_a_merge_and_names_what_is_kept(register: Register) -> None:
    texts = [reading("a", (LONG, None)), reading("b", (OTHER, None)), reading("c", (OTHER, None))]
    (merge,) = merge_titles(texts, decided(register, (title_iri(LONG), title_iri(OTHER), True)))[1]
    assert (merge.kept, merge.merged, merge.rule, merge.confidence, merge.source) == (title_iri(LONG), title_iri(OTHER), FORCED, 1.0, "a keeper")
    known = register.by_key["untoc"].iri
    (merge,) = merge_titles(texts[:1], decided(register, (known, title_iri(LONG), True)))[1]
    assert (merge.kept, merge.rule) == (known, FORCED)


def test_what_no_text_names_is_not_merged(register: Register) -> None:
    assert merge_titles([reading("a", (OTHER, None))], decided(register, (title_iri(OTHER), title_iri(LONG), True)))[1] == ()
    assert merge_titles([reading("a")], register) == ([reading("a")], ())


def written(folder: Path, *rows: str) -> Register:
    for name in ("instruments", "actors"):
        (folder / f"{name}.csv").write_text(",".join(TABLES[name]) + "\n", encoding="utf-8")
    (folder / "merges.csv").write_text("\n".join(("a,b,decision,note,source", *rows)) + "\n", encoding="utf-8")
    return load(folder)


def test_decisions_are_read_by_title_year_and_iri(tmp_path: Path) -> None:
    found = written(tmp_path, f"{LONG} (2014),{title_iri(OTHER)},different,,a keeper").decisions
    assert [(d.a, d.b, d.same) for d in found] == [(title_iri(LONG, 2014), title_iri(OTHER), False)]
    assert found[0].place.endswith("merges.csv:2")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Charter A,Charter B,same,,x", "Charter B,Charter A,different,,x"], "merges.csv:2 says same"),
        (["Charter A,Charter B,same,,x", "Charter B,Charter C,same,,x", "Charter A,Charter C,different,,x"], "merges.csv:2 says same"),
        (["Charter A,charter a,same,,x"], "one instrument twice"),
        (["Charter A,Charter B,perhaps,,x"], "decision is 'perhaps'"),
        (["Charter A,Charter B,same,,"], "no source"),
        (["Charter A,--,same,,x"], "names nothing"),
        (["Charter A,https://example.org/b,same,,x"], "IRI of no instrument"),
    ],
)
def test_rows_that_contradict_or_say_nothing_are_refused(rows: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as refused:
        written(tmp_path, *rows)
    assert said in refused.value.message
    assert f"merges.csv:{len(rows) + 1}" in (refused.value.place or "")
