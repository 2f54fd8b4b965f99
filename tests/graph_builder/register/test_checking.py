"""The checker: each kind of slip, put into a copy of the shipped register, is found at its line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder.errors import RegisterError
from graph_builder.register import load
from graph_builder.register.checking import check
from graph_builder.register.loading import default_folder

Slip = tuple[str, str, str]
"""(table, line to add, or "old => new" to replace)."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "register"))


def spoil(folder: Path, table: str, change: str) -> int:
    """Applies a change; the line it stands in."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    old, arrow, new = change.partition(" => ")
    if not arrow:
        lines.append(change)
        number = len(lines)
    else:
        (number,) = [n for n, line in enumerate(lines, 1) if old in line]
        lines[number - 1] = lines[number - 1].replace(old, new)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number


def test_the_shipped_register_has_no_contradiction() -> None:
    found = [f for f in check() if f.severity != "info"]
    assert found == []


@pytest.mark.parametrize(
    ("table", "change", "code", "says"),
    [
        ("symbols", "untoc,A/RES/55/255,in-use,verified", "register-duplicate-symbol", "un/a/res/55-255"),
        (
            "titles",
            "untoc,en,short,united nations convention against transnational organized crime,anywhere,verified",
            "register-duplicate-title",
            "titles.csv",
        ),
        (
            "titles",
            "untoc,it,short,Übereinkommen gegen die grenzüberschreitende organisierte Kriminalität,anywhere,verified",
            "register-title-language",
            "reads de",
        ),
        ("relations", "untoc,recalls,osce/mc/doc/1-20,,somewhere,verified", "register-later", "later than 2000-11-15"),
        ("relations", "untoc,recalls,untoc,,somewhere,verified", "register-self-relation", "itself"),
        ("relations", "osce/mc/doc/1-20,recalls,untoc,para. 9,somewhere,verified", "register-duplicate-relation", "relations.csv"),
        ("relations", "osce/mc/doc/1-20,cites,uncac,,,verified", "register-unsourced", "no source"),
        ("instruments", "untoc,untoc,Convention,un,2000-11-15 => untoc,untoc,Convention,un,2004-11-15", "register-early-force", "2003-09-29"),
        ("instruments", "osce-mc-dec-5-06,Decision,osce,2006-12-05 => osce-mc-dec-5-06,Decision,osce,2009-12-05", "register-symbol-date", "MC.DEC/5/06"),
        ("instruments", "osce-mc-dec-5-06,Decision,osce,2006-12-05 => osce-mc-dec-5-06,Decision,osce,", "register-undated", "no date"),
        ("actors", "nobody,Office,,,,,,verified", "register-name-missing", "nobody"),
    ],
)
def test_a_slip_is_found_at_its_line(copy: Path, table: str, change: str, code: str, says: str) -> None:
    number = spoil(copy, table, change)
    found = [f for f in check(copy) if f.severity != "info"]
    assert (code, f"register/{table}.csv:{number}") in {(f.code, f.place) for f in found}
    assert any(says in f.message for f in found if f.code == code)


def test_a_relation_may_lead_to_something_later_where_it_corrects_or_is_annexed(copy: Path) -> None:
    spoil(copy, "relations", "untoc,annexed_to,osce/mc/doc/1-20,,somewhere,verified")
    assert [f for f in check(copy) if f.severity != "info"] == []


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("instruments", "untoc,untoc,Convention,un,2000-11-15 => untoc,untoc,Convention,un,2000-13-15", "no such month"),
        ("instruments", "untoc,untoc,Convention,un,2000-11-15 => untoc,untoc,Convention,un,2000-02-30", "no such day"),
        ("instruments", "untoc,untoc,Convention,un,2000-11-15 => untoc,untoc,Convention,un,yesterday", "adopted_on is no date"),
        ("instruments", "untoc,untoc,Convention,un,2000-11-15 => untoc,untoc,Treaty,un,2000-11-15", "kind is 'Treaty'"),
        ("instruments", "untoc,untoc-2,Convention,un,2000,adoption,,,,,,verified", "repeats the instrument"),
        ("instruments", "untoc-2,untoc,Convention,un,2000,adoption,,,,,,verified", "repeats the key"),
        ("instruments", "untoc-2,un-toc,Convention,un", "has 4 cells"),
        ("instruments", "untoc-2, un-toc,Convention,un,2000,adoption,,,,,,verified", "blanks at its ends"),
        ("symbols", "untoc,a/res/55/25,canonical,verified", "no canonical symbol"),
        ("symbols", "nothing,A/RES/1/1,canonical,verified", "not there: 'nothing'"),
        ("titles", "untoc,xx,short,Something,anywhere,verified", "language is 'xx'"),
        ("titles", "untoc,en,short,,anywhere,verified", "has no text"),
        ("titles", "untoc,en,short,Something,sometimes,verified", "use is 'sometimes'"),
        ("relations", "untoc,likes,uncac,,somewhere,verified", "relation is 'likes'"),
        ("relations", "untoc,cites,nothing,,somewhere,verified", "not there: 'nothing'"),
        ("dates.added", "untoc,entry_into_force,2003-09-29,,verified", "second entry_into_force"),
        ("dates.added", "lon-terrorism-1937,entry_into_force,,,verified", "has no date"),
        ("dates.added", "lon-terrorism-1937,end,1999,,verified", "event is 'end'"),
        ("adopters", "untoc,nobody,somewhere", "not there: 'nobody'"),
        ("actor_names", "nobody,en,pref,Nobody,verified", "not there: 'nobody'"),
        ("actor_names", "un,en,pref,The other United Nations,verified", "second preferred name"),
        ("memberships", "state-fr,nobody,,,somewhere,verified", "not there: 'nobody'"),
        ("memberships", "state-fr,osce-ps,199x,,somewhere,verified", "from is no date"),
    ],
)
def test_a_row_that_cannot_be_read_is_one_error_with_its_line(copy: Path, table: str, change: str, says: str) -> None:
    number = spoil(copy, table, change)
    with pytest.raises(RegisterError, match=says) as caught:
        load(copy)
    assert caught.value.place == f"register/{table}.csv:{number}"
    assert caught.value.hint


def test_an_edited_register_is_read_anew(copy: Path) -> None:
    before = load(copy)
    assert load(copy) is before
    spoil(copy, "titles", "untoc,en,short,The Lamp Convention,anywhere,verified")
    assert load(copy).find_instrument("Lamp Convention").instrument == load(copy).by_key["untoc"]


def test_a_use_set_by_hand_overrules_the_row(copy: Path) -> None:
    spoil(copy, "uses", "untoc,Palermo Convention,marked,a test")
    (title,) = load(copy).find_titles("Palermo Convention", "en")
    assert title.use == "marked"


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda folder: (folder / "instruments.csv").unlink(), "is no register"),
        (lambda folder: (folder / "titles.csv").write_bytes(b"\xff\xfe"), "cannot be read"),
        (lambda folder: (folder / "titles.csv").write_text("a,b\n"), "has the header"),
        (lambda folder: (folder / "titles.csv").write_text(""), "has the header"),
    ],
)
def test_a_folder_that_is_no_register_is_one_error(copy: Path, harm: Callable[[Path], object], says: str) -> None:
    harm(copy)
    with pytest.raises(RegisterError, match=says) as caught:
        load(copy)
    assert caught.value.hint
