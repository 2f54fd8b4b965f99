"""Actors named in a text: every form of the lexicons, names of the register with their cases, and what is no mention."""

from __future__ import annotations

import pytest

from graph_builder.annotate.actors import ACTOR_WORDS, COLUMNS, actors, all_mentions, mentions
from graph_builder.lexicons import Row, split, table, tables
from graph_builder.register import load

from .statements.sentences import document

REGISTER = load()
TABLES = tables("actors.*.csv", COLUMNS, key=("actor", "organisation"))
ROWS = [pytest.param(language, row, id=row.id) for language, rows in TABLES.items() for row in rows]


def named(words: str, language: str, organisation: str | None = "un") -> dict[str, str | None]:
    return {words[m.span.start : m.span.end]: m.actor for m in mentions(words, language, REGISTER, organisation)}


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_every_form_is_found(language: str, row: Row) -> None:
    keys = split(row["actor"])
    assert all(key in REGISTER.actors for key in keys)
    for form in split(row["forms"]):
        words = form.replace("+", "").replace("*", "")
        if len(keys) > 1:
            assert named(words, language) == {}, "a short form means nothing where nobody was named"
            continue
        assert keys[0] in named(words, language, row["organisation"] or "un").values(), form


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in table("actor_words.csv", ACTOR_WORDS, key=("language", "kind"))])
def test_a_short_form_that_goes_on_is_another_body(row: Row) -> None:
    assert row["kind"] == "goes-on"
    forms = split(row["forms"])
    written = max((form for form in forms if form in row["example"]), key=len)
    for form in forms:
        found = mentions(row["example"].replace(written, form), row["language"], REGISTER, "un")
        assert [m.actor for m in found].count("un-ctc") == 1, form
    found = mentions(row["example"].replace(written, ""), row["language"], REGISTER, "un")
    assert [m.actor for m in found].count("un-ctc") == 2


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        (
            "en",
            "Member States and the States parties to the Convention",
            {"Member States": "un-member-states", "States parties to the Convention": "states-parties"},
        ),
        ("en", "the present state of affairs who asks", {}),
        ("en", "WHO asks", {"WHO": "who"}),
        ("fr", "aux Etats participants de l’OSCE", {"Etats participants de l’OSCE": "osce-ps"}),
        ("es", "a los Estados Miembros y a la sociedad civil", {"Estados Miembros": "un-member-states", "sociedad civil": "civil-society"}),
        ("ru", "Генерального секретаря и государств-членов", {"Генерального секретаря": "un-sg", "государств-членов": "un-member-states"}),
        ("ru", "Советом Безопасности", {"Советом Безопасности": "un-sc"}),
        ("de", "des Sicherheitsrats und der Mitgliedstaaten", {"Sicherheitsrats": "un-sc", "Mitgliedstaaten": "un-member-states"}),
        ("it", "le strutture esecutive dell'OSCE", {"strutture esecutive dell'OSCE": "osce-executive-structures"}),
        ("ar", "وبالدول الأعضاء وللأمين العام", {"الدول الأعضاء": "un-member-states", "للأمين العام": "un-sg"}),
        ("zh", "促请会员国和民间社会", {"会员国": "un-member-states", "民间社会": "civil-society"}),
    ],
)
def test_words_in_their_surroundings(language: str, words: str, found: dict[str, str]) -> None:
    assert named(words, language) == found


def test_the_organisation_decides_who_the_states_are() -> None:
    assert named("государства-участники", "ru", "osce") == {"государства-участники": "osce-ps"}
    assert named("государства-участники", "ru", "un") == {"государства-участники": "states-parties"}


def test_a_short_form_means_whom_the_text_named_last() -> None:
    words = "The United Nations Office on Drugs and Crime reports; the Office of the United Nations High Commissioner for Human Rights advises; the Office"
    assert [m.actor for m in mentions(words, "en", REGISTER, "un")] == ["unodc", "ohchr", "ohchr"]


def test_one_mention_of_an_actor_for_each_provision() -> None:
    doc = document("Urges Member States to help other Member States;", "Invites Member States to report;")
    assert [m.provision for m in actors(doc, REGISTER)] == ["par/1", "par/2"]
    assert len(all_mentions(doc, REGISTER)) == 3


def test_what_the_founding_declaration_names() -> None:
    words = (
        "Nous, Ministres des affaires étrangères des États participants de l’Organisation pour la sécurité et la coopération en Europe, rappelons les décisions du Conseil "
        "ministériel de l’OSCE. L’Organisation des Nations Unies et l’ONUDC aident les autorités compétentes, les organisations internationales compétentes, les parties "
        "prenantes et la société civile. Les structures exécutives de l’OSCE informent les États participants. Nous invitons les partenaires de l’OSCE pour la coopération."
    )
    found = {m.actor for m in mentions(words, "fr", REGISTER, "osce")}
    assert {"osce-ministers", "osce", "osce-mc", "un", "unodc", "authorities", "competent-international-organizations"} <= found
    assert {"stakeholders", "civil-society", "osce-executive-structures", "osce-ps", "osce-partners"} <= found
