"""Reused wording is found in the later text, and formulas are not."""

from __future__ import annotations

from graph_builder.derive.restated import Phrase, recurring, restated, shingles

WORDS = "urges Member States to keep a national list of lighthouses that are lent to shipping companies and to share it every spring with coastal authorities"
SAME = WORDS.replace("every spring", "each year in spring")
OTHER = "invites the harbour masters of all regions to describe how lost anchors are found again and returned to the ships that dropped them"


def phrase(name: str, words: str, day: str) -> Phrase:
    return Phrase(f"{name}/par/1/statement/1", name, words, day, day)


def test_the_later_reuses_the_earlier() -> None:
    found = restated([phrase("b", SAME, "2011-01-01"), phrase("a", WORDS, "2001-01-01"), phrase("c", OTHER, "2012-01-01")])
    assert [(r.statement, r.ground) for r in found] == [("b/par/1/statement/1", "a/par/1/statement/1")]
    assert 0.6 <= found[0].score < 1


def test_never_from_a_text_that_may_be_later() -> None:
    unsure = Phrase("a/par/1/statement/1", "a", WORDS, "2011-01-01", "2011-12-31")
    assert restated([unsure, phrase("b", SAME, "2011-06-01")]) == []


def test_never_within_one_instrument_and_never_without_date() -> None:
    assert (
        restated(
            [
                phrase("a", WORDS, "2001-01-01"),
                Phrase("a/par/2/statement/1", "a", SAME, "2011-01-01", "2011-01-01"),
                Phrase("x/par/1/statement/1", "x", WORDS, "", ""),
            ]
        )
        == []
    )


def test_a_formula_in_many_texts_is_no_reuse() -> None:
    assert restated([phrase(f"i{k:03}", WORDS, f"{1900 + k}-01-01") for k in range(60)]) == []


def test_figures_do_not_count() -> None:
    assert shingles("by 2020 all 15 States of the region shall") == shingles("by 2030 all 16 States of the region shall")


def test_chinese_is_compared_by_character() -> None:
    text = "敦促会员国保存出借给航运公司的灯塔的国家清单并每年春季与沿海当局分享"
    assert [r.ground for r in restated([phrase("a", text, "2001-01-01"), phrase("b", text.replace("春季", "秋季"), "2011-01-01")])] == ["a/par/1/statement/1"]


def test_in_a_series_one_recurs_from_one_and_formulas_count() -> None:
    before = [
        phrase("a", WORDS, "2001-01-01"),
        Phrase("a/par/2/statement/1", "a", "requests the Harbour Master to report at its next session", "2001-01-01", "2001-01-01"),
    ]
    after = [
        Phrase("b/par/1/statement/1", "b", OTHER, "2002-01-01", "2002-01-01"),
        Phrase("b/par/2/statement/1", "b", "requests the Harbour Master to report at its next session", "2002-01-01", "2002-01-01"),
        Phrase("b/par/3/statement/1", "b", SAME, "2002-01-01", "2002-01-01"),
        Phrase("b/par/4/statement/1", "b", SAME.replace("lent", "given"), "2002-01-01", "2002-01-01"),
    ]
    found = recurring(before, after)
    assert [(r.statement, r.ground, r.rule) for r in found] == [
        ("b/par/2/statement/1", "a/par/2/statement/1", "restated.series"),
        ("b/par/3/statement/1", "a/par/1/statement/1", "restated.series"),
    ]
    assert recurring(before, [Phrase("b/par/2/statement/1", "b", "requests the Master to report", "2002-01-01", "2002-01-01")] * 2) == []


def test_in_a_series_a_short_statement_inside_a_long_one_is_no_recurrence() -> None:
    inside = Phrase(
        "b/par/1/statement/1",
        "b",
        f"{OTHER}, and {WORDS}, and once more {OTHER.replace('anchors', 'sails')} in every season of every year",
        "2002-01-01",
        "2002-01-01",
    )
    short = Phrase("a/par/1/statement/1", "a", "describe how lost anchors are found again and returned to the ships", "2001-01-01", "2001-01-01")
    assert recurring([short], [inside]) == []
    assert [r.score for r in recurring([short], [Phrase(inside.statement, "b", f"{short.words} that dropped them", inside.first, inside.last)])] == [1]
