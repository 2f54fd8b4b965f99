"""What had been adopted by a day: certainly, possibly, not known."""

from __future__ import annotations

import pytest

from graph_builder.history.days import Adopted, least_sure, standing
from graph_builder.model import PartialDate

DAY, YEAR = Adopted("2006-12-05", "2006-12-05"), Adopted("2006-01-01", "2006-12-31")


@pytest.mark.parametrize(
    ("adopted", "day", "found"),
    [
        (DAY, "2006-12-04", "later"),
        (DAY, "2006-12-05", "certain"),
        (DAY, "2006-12", "certain"),
        (DAY, "2006-11", "later"),
        (YEAR, "2005", "later"),
        (YEAR, "2006-06-15", "possible"),
        (YEAR, "2006", "certain"),
        (Adopted("2006-12-05", None), "2007", "certain"),
        (Adopted(None, None, "2010"), "2007", "undated"),
        (None, "2007", "undated"),
        (None, None, "certain"),
    ],
)
def test_standing(adopted: Adopted | None, day: str | None, found: str) -> None:
    assert standing(adopted, PartialDate.parse(day) if day else None) == found


def test_a_path_stands_as_its_least_sure_member() -> None:
    assert least_sure(["certain", "undated", "possible"]) == "undated"
    assert least_sure([]) == "certain"
