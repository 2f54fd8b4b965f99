"""The import of gathered facts: one row of facts becomes one row a fact."""

from pathlib import Path

import pytest

from graph_builder.register import load
from graph_builder.register.checking import check
from graph_builder.register.importing import convert, main, write

INSTRUMENTS = """key,organisation,body,kind,symbol,title_en,title_fr,title_es,title_ru,title_de,title_it,title_ar,title_zh,short_names,adoption_date,date_kind,place,\
meeting,entry_into_force,unts,legal_nature,topics,status,source,unverified_fields
plan,OSCE,Ministerial Council,decision,MC.DEC/1/09,Keeping Lamps Lit,Garder les lampes allumées,,,,,,,Decision No. 1/09;Lamp Plan;MC.DEC/1/09/Corr.1,2009-12,adoption,Athens,\
"Meeting, second day",,,politically-binding,organized crime;environment crime,verified,https://example.org/a | https://www.osce.org/b,adoption_date (day);title_fr
treaty,UN,General Assembly,convention,"A/RES/60/500, annex",Convention on Lamps,,,,,,,,LAMPCON,2005-12-20,adoption,New York,,2007-01-01,"vol. 1",legally-binding,,unverified,,all
statement,UN,Security Council,statement,S/PRST/2001/99,,,,,,,,,,2001-05-01,adoption,New York,,,,mixed,terrorism,verified,https://example.org/c,
"""
RELATIONS = """from_key,relation,to_key,where,source
plan,follows_up,treaty,para. 1,https://example.org/a
plan,adopted_by,council,,https://example.org/a
"""
ACTORS = """key,kind,name_en,name_fr,name_es,name_ru,name_de,name_it,acronyms,part_of,source,iso2,iso3,admission_year,status,unverified_fields
lamps,organisation,Lamp Organization,Organisation des lampes,,,,,en:LO/LOx;fr:OL,,https://example.org/a,,,,verified,name_fr
council,organ,Lamp Council,,,,,,,lamps,https://example.org/a,,,,verified,
osce-ps,group,participating States,,,,,,,lamps,https://example.org/a,,,,verified,
state-ll,state,Lampland,,,,,,,osce-ps,https://example.org/a,LL,LLD,1999,verified,
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    for name, text in (("instruments", INSTRUMENTS), ("relations", RELATIONS), ("actors", ACTORS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_each_fact_has_its_row(facts: Path) -> None:
    tables = convert(facts)
    assert [row[:4] for row in tables["instruments"]] == [
        ("osce/mc/dec/1-09", "plan", "Decision", "osce"),
        ("treaty", "treaty", "Convention", "un"),
        ("un/s/prst/2001-99", "statement", "PresidentialStatement", "un"),
    ]
    assert tables["symbols"] == [
        ("osce/mc/dec/1-09", "MC.DEC/1/09", "canonical", "verified"),
        ("osce/mc/dec/1-09", "MC.DEC/1/09/Corr.1", "as-published", "verified"),
        ("treaty", "A/RES/60/500, annex", "canonical", "unverified"),
        ("un/s/prst/2001-99", "S/PRST/2001/99", "canonical", "verified"),
    ]
    assert tables["titles"] == [
        ("osce/mc/dec/1-09", "en", "short", "Lamp Plan", "marked", "verified"),
        ("osce/mc/dec/1-09", "en", "title", "Keeping Lamps Lit", "marked", "verified"),
        ("osce/mc/dec/1-09", "fr", "title", "Garder les lampes allumées", "marked", "unverified"),
        ("treaty", "en", "short", "LAMPCON", "anywhere", "unverified"),
        ("treaty", "en", "title", "Convention on Lamps", "anywhere", "unverified"),
    ]
    assert tables["sources"][:2] == [("osce/mc/dec/1-09", "https://example.org/a"), ("osce/mc/dec/1-09", "https://www.osce.org/b")]
    assert tables["topics"] == [("osce/mc/dec/1-09", "environmental-crime"), ("osce/mc/dec/1-09", "organized-crime"), ("un/s/prst/2001-99", "terrorism")]
    assert tables["unverified"] == [("osce/mc/dec/1-09", "adoption_date", "day"), ("osce/mc/dec/1-09", "title_fr", ""), ("treaty", "all", "")]
    assert tables["relations"] == [("osce/mc/dec/1-09", "follows_up", "treaty", "para. 1", "https://example.org/a", "verified")]
    assert tables["adopters"] == [("osce/mc/dec/1-09", "council", "https://example.org/a")]
    assert tables["memberships"] == [("state-ll", "osce-ps", "1999", "", "https://example.org/a", "verified")]
    assert ("lamps", "en", "acronym", "LOx", "verified") in tables["actor_names"]
    assert ("lamps", "fr", "pref", "Organisation des lampes", "unverified") in tables["actor_names"]


def test_what_was_imported_loads_and_is_sound(facts: Path, tmp_path: Path) -> None:
    target = tmp_path / "register"
    assert main([str(facts), "--register", str(target)]) == 0
    register = load(target)
    assert register.by_key["plan"].symbols == ("MC.DEC/1/09", "MC.DEC/1/09/Corr.1")
    assert [f for f in check(target) if f.severity != "info"] == []


def test_the_import_leaves_the_projects_own_tables(facts: Path, tmp_path: Path) -> None:
    target = tmp_path / "register"
    target.mkdir()
    (target / "titles.added.csv").write_text("kept")
    (target / "uses.csv").write_text("kept")
    write(convert(facts), target)
    assert (target / "titles.added.csv").read_text() == (target / "uses.csv").read_text() == "kept"


def test_the_import_is_deterministic(facts: Path) -> None:
    assert convert(facts) == convert(facts)


def test_a_folder_without_facts_is_one_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--register", str(tmp_path / "register")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert "\nhint: " in said
    assert not (tmp_path / "register").exists()
