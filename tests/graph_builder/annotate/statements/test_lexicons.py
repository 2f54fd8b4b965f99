"""Each row of each statement lexicon is read by its own example; contradictory rows are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.annotate.statements import lexicon as lex
from graph_builder.errors import LexiconError
from graph_builder.lexicons import FOLDER, Row, split, tables

from .sentences import read

FORCES = {row.id for row in tables("forces*.csv", ("id", "strength", "act_type", "broader", "source"))[""]}
TABLES = {
    name: tables(f"{name}.*.csv", columns, optional=lex.QUALIFIERS_MAY if name == "qualifiers" else ())
    for name, columns in (
        ("performatives", lex.PERFORMATIVES),
        ("modals", lex.MODALS),
        ("adverbs", lex.ADVERBS),
        ("objects", lex.OBJECTS),
        ("frames", lex.FRAMES),
        ("qualifiers", lex.QUALIFIERS),
    )
}


def rows(name: str) -> list[object]:
    return [pytest.param(language, row, id=f"{name}:{row.id}") for language, found in TABLES[name].items() for row in found]


def test_each_language_has_all_tables() -> None:
    languages = set(TABLES["performatives"])
    assert languages >= {"en", "fr", "es", "ru", "de", "it", "ar", "zh", "pt"}
    assert {name: languages ^ set(found) for name, found in TABLES.items() if languages ^ set(found)} == {}


@pytest.mark.parametrize(("language", "row"), rows("performatives"))
def test_performative(language: str, row: Row) -> None:
    assert row["force"] in FORCES
    found = read(row["example"], language=language, organ=next(iter(split(row["organ"])), None))
    assert (row.id, row["force"]) in {(s.rule.split("+" + language + ".modal")[0], s.force) for s in found}, [(s.rule, s.force) for s in found]


@pytest.mark.parametrize(("language", "row"), rows("modals"))
def test_modal(language: str, row: Row) -> None:
    assert row["force"] in FORCES
    found = read(row["example"], language=language, treaty=row["position"] in ("treaty", "rule"), organisation=row["organisation"] or None)
    assert (row.id, row["force"]) in {(s.rule, s.force) for s in found}, [(s.rule, s.force) for s in found]


@pytest.mark.parametrize(("language", "row"), rows("qualifiers"))
def test_qualifier(language: str, row: Row) -> None:
    for treaty in (False, True):
        found = read(row["example"], language=language, treaty=treaty)
        if row["kind"] == "softener" and any(s.qualified for s in found):
            return
        if any(q.rule == row.id for s in found for q in s.qualifiers):
            return
    pytest.fail(f"{[(s.rule, s.qualifiers) for s in found]}")


@pytest.mark.parametrize(("language", "row"), rows("objects"))
def test_object_class(language: str, row: Row) -> None:
    lexicon = lex.lexicon(language)
    assert lexicon is not None
    assert any(pattern.search(row["example"].lower().replace("’", "'")) for pattern, _, rule in lexicon.objects[row["class"]] if rule == row.id)


def test_adverbs_strengthen() -> None:
    for words, intensity in (
        ("Strongly urges all States to act;", "strong"),
        ("Deeply regrets the loss of life;", "deep"),
        ("Urges strongly all States to act;", "strong"),
    ):
        assert [s.intensity for s in read(words)] == [intensity]
    assert [s.intensity for s in read("Notes with concern the rise of fraud;")] == ["with-concern"]


HEADS = {
    "performatives": lex.PERFORMATIVES,
    "modals": lex.MODALS,
    "adverbs": lex.ADVERBS,
    "objects": lex.OBJECTS,
    "frames": lex.FRAMES,
    "qualifiers": lex.QUALIFIERS,
}
SOUND = {
    "performatives": ["xx.urge,urge,,urges,,urges,,,,,,practice,Urges States to act;"],
    "modals": ["xx.shall,shall,shall,obliges,,,,duty,,practice,Each Party shall act."],
    "adverbs": ["xx.also,also,,Also urges"],
    "objects": ["xx.concern,concern,concern,40,its concern"],
    "frames": ["xx.and,coordinator,and,"],
    "qualifiers": ["xx.soon,deadline,soon,phrase,Urges States to act soon;"],
}


def lexicon_with(folder: Path, table: str, *more: str) -> lex.Lexicon:
    for name, columns in HEADS.items():
        lines = [",".join(columns), *SOUND[name], *(more if name == table else ())]
        (folder / f"{name}.xx.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lex.Lexicon("xx", folder)


def test_a_sound_lexicon_loads(tmp_path: Path) -> None:
    assert [hit.form.head for hit in lexicon_with(tmp_path, "").hits("urges states to act soon")] == ["urges", "soon"]


@pytest.mark.parametrize(
    ("table", "row", "named"),
    [
        ("performatives", "xx.press,press,,urges,,invites,,,,,,practice,Urges;", ("xx.press", "xx.urge")),
        ("performatives", "xx.urge-2,urge,,,,invites,,,,,,practice,Urges;", ("xx.urge-2", "xx.urge")),
        ("performatives", "xx.urge-3,urge,,exhorts,,invites,concern,,,,,practice,Urges;", ("xx.urge-3", "xx.urge")),
        ("performatives", "xx.lone,lone,,,,invites,,,,,,practice,Urges;", ("xx.lone",)),
        ("performatives", "xx.odd,urge,,,,invites,no-such-class,,,,,practice,Urges;", ("xx.odd", "no-such-class")),
        ("modals", "xx.shall-2,shall,shall,permits,,,,,,practice,Each Party shall act.", ("xx.shall-2", "xx.shall")),
    ],
)
def test_contradictions_are_refused(tmp_path: Path, table: str, row: str, named: tuple[str, ...]) -> None:
    with pytest.raises(LexiconError) as caught:
        lexicon_with(tmp_path, table, row)
    assert all(name in str(caught.value) for name in named)
    assert f"{table}.xx.csv" in str(caught.value)


def test_ids_carry_the_language() -> None:
    for name, by_language in TABLES.items():
        for language, found in by_language.items():
            assert all(row.id.startswith(language + ".") for row in found), (name, language)
    assert FOLDER.is_dir()


def test_the_guide_explains_each_kind_of_frame() -> None:
    guide = (Path(__file__).resolve().parents[4] / "docs/guide/add-a-language.md").read_text(encoding="utf-8")
    kinds = {row["kind"] for found in TABLES["frames"].values() for row in found}
    assert {kind for kind in kinds if f"`{kind}`" not in guide} == set()
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER.parent / "annotate/statements").glob("*.py")))
    assert {kind for kind in kinds if f'"{kind}"' not in code and kind not in {row["subject"] for found in TABLES["modals"].values() for row in found}} == set()


def test_intensities_are_concepts_of_the_scheme() -> None:
    scheme = (Path(__file__).resolve().parents[4] / "ontology/schemes/intensity.ttl").read_text(encoding="utf-8")
    used = {row["intensity"] for found in TABLES["adverbs"].values() for row in found} - {""}
    assert {word for word in used if f"intensity:{word} a skos:Concept" not in scheme} == set()
