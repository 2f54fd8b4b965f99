"""The shipped register: what it knows, and how it is found."""

import pytest

from graph_builder.iris import mint_instrument, parse_iri
from graph_builder.lexicons import table
from graph_builder.model import LANGUAGES, PartialDate
from graph_builder.register import Register, fold, load
from graph_builder.register.titles import COLUMNS, kind_word, proposed_use
from graph_builder.register.values import DERIVING, RELATIONS


@pytest.fixture(scope="module")
def register() -> Register:
    return load()


def test_it_holds_what_was_gathered_and_more(register: Register) -> None:
    assert len([i for i in register.instruments if i.status != "project"]) >= 452
    assert len(register.relations) >= 1252
    assert len(register.actors) >= 191
    assert register.instruments == tuple(sorted(register.instruments, key=lambda i: i.iri))


def test_every_iri_is_read_back(register: Register) -> None:
    for instrument in register.instruments:
        name = parse_iri(instrument.iri)
        assert name is not None, instrument.key
        by_key = getattr(name, "key", None)
        assert getattr(name, "symbol", None) == (instrument.symbol if by_key is None else None)
        assert by_key in (None, instrument.key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("MC.DEC/5/06", "osce-mc-dec-5-06"),
        ("MC 5/06", "osce-mc-dec-5-06"),
        ("MC Decision No. 5/06", "osce-mc-dec-5-06"),
        ("Decision No. 5/06", "osce-mc-dec-5-06"),
        ("décision n° 5/06", "osce-mc-dec-5-06"),
        ("osce-mc-dec-5-06", "osce-mc-dec-5-06"),
        ("https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06", "osce-mc-dec-5-06"),
        ("MC.DOC/1/20", "osce-tirana-declaration-2020"),
        ("mc doc 1/20", "osce-tirana-declaration-2020"),
        ("MC.DOC/1/20/Corr.1", "osce-tirana-declaration-2020"),
        ("Tirana Declaration", "osce-tirana-declaration-2020"),
        (
            "Déclaration sur le renforcement de la coopération en matière de lutte contre la criminalité transnationale organisée",
            "osce-tirana-declaration-2020",
        ),
        ("untoc", "untoc"),
        ("UNTOC", "untoc"),
        ("A/RES/55/25, annex I", "untoc"),
        ("United Nations Convention against Transnational Organized Crime", "untoc"),
        ("联合国打击跨国有组织犯罪公约", "untoc"),
        ("resolution 55/25", "un-a-res-55-25"),
        ("UNSCR 1373", "un-s-res-1373"),
        ("A/RES/217(III) A", "un-udhr"),
        ("A/RES/217(III)", "un-udhr"),
        ("Всеобщая декларация прав человека", "un-udhr"),
        ("CCPCJ resolution 22/8", "un-ccpcj-res-22-8"),
        ("Rec R(91)11", "coe-rec-r-91-11"),
        ("Directive 2011/36/EU", "eu-dir-2011-36"),
        ("Directive 2017/541", "eu-dir-2017-541"),
        ("2017/541", "eu-dir-2017-541"),
        ("OJ C 311, 9.12.2005, p. 1", "eu-thb-action-plan-2005"),
        ("Decision No. 557/Rev.1", "osce-pc-dec-557-rev1"),
        ("MC Decision No. 5/06 on Organized Crime", "osce-mc-dec-5-06"),
        ("Ljubljana Ministerial Council Decision No. 3/05", "osce-mc-dec-3-05"),
        ("MC.DEC/5/2006", "osce-mc-dec-5-06"),
        ("решение № 5/06", "osce-mc-dec-5-06"),
        ("القرار رقم 5/06", "osce-mc-dec-5-06"),
        ("General Assembly resolution 55/25 of 15 November 2000", "un-a-res-55-25"),
        ("S/RES/1373-2001", "un-s-res-1373"),
        ("the Palermo Convention", "untoc"),
        ("UN Convention against Corruption (UNCAC)", "uncac"),
        ("instrument/untoc", "untoc"),
        ("osce/mc/dec/5-06", "osce-mc-dec-5-06"),
        ("Decision No. 1107/Corr.1", "osce-pc-dec-1107"),
    ],
)
def test_an_instrument_is_found_by_any_of_its_names(register: Register, text: str, key: str) -> None:
    found = register.find_instrument(text)
    assert found.instrument is not None
    assert found.instrument.key == key


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("MC.DEC/5/99", "MC.DEC/5/06"),
        ("A/RES/55/26", "A/RES/55/25"),
        ("untok", "untoc"),
        ("Palermo Protocol", "untoc-tip-protocol"),
        ("Combating Trafficking in Human Beings", "MC.DEC/2/03"),
        ("Tirana Declaratoin", "MC.DOC/1/20"),
        ("United Nations Convention against Transnational Organised Crimes", "untoc"),
    ],
)
def test_what_is_not_found_is_near_something(register: Register, text: str, near: str) -> None:
    found = register.find_instrument(text)
    assert found.instrument is None
    assert near in found.near


def test_what_is_near_is_named_once(register: Register) -> None:
    near = register.find_instrument("A/RES/55/26").near
    assert len(near) == len(set(near)) == 5
    assert not {"un-a-res-55-25", "A/RES/55/25"} <= set(near)


def test_nothing_is_near_nonsense(register: Register) -> None:
    assert register.find_instrument("zzzzqqqq").near == ()
    assert register.find_instrument("").instrument is None


def test_a_title_with_slips_of_a_scan_is_near(register: Register) -> None:
    title = "DECLARATION‘SUR LE RENFORCEMENT DE LA COOPERATION EN MATIERE DE LUTTE CONTRE LA CRIMINALITE TRANSNATIONALE ORGANISEE"
    (best, *_) = register.near_titles(title, "fr")
    assert best.title.instrument == mint_instrument("untoc").replace("untoc", "osce/mc/doc/1-20")
    assert best.score > 0.95
    assert register.near_titles("nothing of the kind", "fr") == ()


def test_common_words_are_marked_and_shared_names_say_so(register: Register) -> None:
    (organized,) = register.find_titles("Organized Crime", "en")
    assert (organized.use, organized.common, organized.shared_by) == ("marked", True, ())
    palermo = register.find_titles("Palermo Protocol", "en")
    assert len(palermo) == 2
    assert {t.instrument for t in palermo} == {mint_instrument("untoc-tip-protocol"), mint_instrument("untoc-som-protocol")}
    assert all(t.shared_by == (other.instrument,) for t, other in zip(palermo, reversed(palermo), strict=True))
    untoc, resolution = register.find_titles("United Nations Convention against Transnational Organized Crime", "en")
    assert (untoc.instrument, untoc.use, untoc.shared_by) == (mint_instrument("untoc"), "anywhere", ())
    assert (resolution.use, resolution.shared_by) == ("line", (untoc.instrument,))
    trafficking = register.find_titles("Combating Trafficking in Human Beings", "en")
    assert len(trafficking) == 4
    assert all(t.common and len(t.shared_by) == 3 for t in trafficking)


KINDS = table("title_kinds.csv", COLUMNS)


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.id)
def test_every_kind_word_row_knows_its_example(row: dict[str, str]) -> None:
    found = kind_word(row["example"], row["language"])
    assert found is not None
    assert found[0] == row["kind"]
    assert found[1] in {fold(words) for words in row["words"].split("|")}


def test_kind_words_cover_each_language() -> None:
    assert {row["language"] for row in KINDS} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "language", "kind", "instrument_kind", "use"),
    [
        ("Organized Crime", "en", "title", "Decision", "marked"),
        ("Palermo Convention", "en", "short", "Convention", "anywhere"),
        ("UNTOC", "en", "short", "Convention", "anywhere"),
        ("First Protocol", "en", "short", "Protocol", "marked"),
        ("Convention", "en", "short", "Convention", "marked"),
        ("Menschenhandelsprotokoll", "de", "short", "Protocol", "anywhere"),
        ("Implementation of the Plan of Action against Crime", "en", "title", "Resolution", "marked"),
        ("OSCE Action Plan to Combat Trafficking in Human Beings", "en", "title", "Decision", "anywhere"),
        ("打击犯罪公约", "zh", "title", "Convention", "anywhere"),
    ],
)
def test_where_a_title_may_be_matched(text: str, language: str, kind: str, instrument_kind: str, use: str) -> None:
    assert proposed_use(text, language, kind, instrument_kind) == use


def test_dates_are_as_known(register: Register) -> None:
    declaration, plan, bonn = register.by_key["osce-tirana-declaration-2020"], register.by_key["osce-strategy-threats-2003"], register.by_key["csce-bonn-1990"]
    assert (declaration.adopted_on, declaration.date_kind) == (PartialDate(2020, 12, 4), "adoption")
    assert (str(plan.adopted_on), plan.adopted_on and plan.adopted_on.last) == ("2003-12", "2003-12-31")
    assert (str(bonn.adopted_on), bonn.adopted_on and bonn.adopted_on.first) == ("1990", "1990-01-01")
    assert register.by_key["untoc"].entry_into_force == PartialDate(2003, 9, 29)
    covenant = register.by_key["iccpr"]
    assert (covenant.entry_into_force, "entry_into_force" in covenant.unverified) == (PartialDate(1976, 3, 23), True)
    assert {i.date_kind for i in register.instruments} == {"adoption", "signature"}


def test_an_instrument_knows_its_kind_and_nature(register: Register) -> None:
    untoc, charter, resolution = register.by_key["untoc"], register.by_key["un-charter"], register.by_key["un-a-res-55-25"]
    assert untoc.treaty
    assert charter.treaty
    assert not resolution.treaty
    assert untoc.legal_nature == "legally-binding"
    assert untoc.title("fr") == "Convention des Nations Unies contre la criminalité transnationale organisée"
    assert untoc.title("xx") == untoc.title("en")
    assert register.by_key["osce-mc13-nuclear-statement"].kind == "MinisterialStatement"
    assert register.by_key["un-s-prst-2020-5"].kind == "PresidentialStatement"
    assert register.by_key["osce-bsmc-2005"].kind == "ConceptDocument"


def test_what_no_page_confirmed_is_said(register: Register) -> None:
    assert "adoption_date" in register.by_key["osce-mc-dec-5-06"].unverified
    assert register.by_key["osce-mc-dec-13-04"].status == "unverified"
    assert register.by_key["untoc"].sources


def test_relations_are_found_from_either_key(register: Register) -> None:
    own = register.relations_from(register.by_key["osce-tirana-declaration-2020"].iri)
    assert {(r.relation, register.by_iri[r.object].key) for r in own} >= {
        ("recalls", "untoc"),
        ("recalls", "osce-mc-dec-5-06"),
        ("reaffirms", "osce-mc-dec-3-05"),
    }
    assert not any(r.relation in DERIVING for r in own)
    assert {r.relation for r in register.relations} <= set(RELATIONS)
    assert all(r.sources for r in register.relations)


COMMON = (
    *(
        "osce-ps",
        "osce-partners",
        "osce-executive-structures",
        "osce-ministers",
        "osce-mc",
        "osce-pc",
        "osce",
        "un",
        "un-ga",
        "un-sc",
        "un-ecosoc",
        "un-hrc",
        "un-sg",
    ),
    *("un-member-states", "states", "states-parties", "parties", "civil-society", "private-sector", "stakeholders", "authorities", "governments", "unodc"),
    *(
        "competent-international-organizations",
        "regional-organizations",
        "ngos",
        "international-community",
        "media",
        "academia",
        "heads-of-state-or-government",
    ),
    *("un-system", "un-specialized-agencies", "financial-institutions", "victims", "un-ccpcj", "un-cnd", "un-pga", "un-hchr", "special-procedures"),
)


@pytest.mark.parametrize("key", COMMON)
def test_common_bearers_have_names_in_the_eight_languages(register: Register, key: str) -> None:
    names = {n.language for n in register.actors[key].names if n.kind == "pref"}
    assert names == set(LANGUAGES)


def test_the_same_words_are_other_actors_elsewhere(register: Register) -> None:
    keys = ["osce-ps", "un-member-states", "states-parties", "states"]
    assert len({register.actors[key].name("en") for key in keys}) == 4
    assert set(register.actors_by_name[fold("государства-участники")]) == {"osce-ps", "states-parties"}
    assert register.actors_by_name[fold("États participants")] == ("osce-ps",)


def test_every_member_of_the_united_nations_is_there(register: Register) -> None:
    states = [a for a in register.actors.values() if a.kind == "State"]
    members = [a for a in states if any(m.group == "un-member-states" for m in a.memberships)]
    observers = [a.key for a in states if any(m.group == "un-observer-states" for m in a.memberships)]
    assert (len(members), observers) == (193, ["state-ps", "state-va"])
    assert all({n.language for n in a.names if n.kind == "pref"} == set(LANGUAGES) for a in states)
    assert len({a.iso3 for a in states}) == len(states) == 195


def test_participating_states_have_the_year_of_their_admission(register: Register) -> None:
    participating = [m for a in register.actors.values() for m in a.memberships if m.group == "osce-ps"]
    assert len(participating) == 57
    assert all(len(m.from_date) == 4 for m in participating)
    united = [m for a in register.actors.values() for m in a.memberships if m.group == "un-member-states"]
    assert min(m.from_date for m in united) == "1945"
    assert max((m.from_date, m.member) for m in united) == ("2011", "state-ss")


def test_the_register_is_read_once(register: Register) -> None:
    assert load() is register
