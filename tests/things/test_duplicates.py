"""Possible duplicates while a complaint is logged: found, with reasons, and only among what the person may see."""

from datetime import date, timedelta

import pytest

from heard.cases.duplicates import Likeness, find
from heard.people.models import Child, Complainant
from tests.things.council import MONDAY

ON = MONDAY + timedelta(days=3)
BORN = date(2014, 5, 3)


@pytest.fixture
def case(council):
    """A case of Siobhan Makebelieve about Oisin Makebelieve."""
    who = Complainant(
        authority=council.authority,
        name="Siobhan Makebelieve",
        email="Shiv@Example.org",
        phone="(0116) 496 0123",
    )
    child = Child(authority=council.authority, name="Oisin Makebelieve", born=BORN)
    council.opened(complainant=Complainant(authority=council.authority, name="Peter Unrelated"), child=None)
    return council.opened(complainant=who, child=child).case


@pytest.mark.parametrize(
    ("like", "reasons"),
    [
        (
            Likeness(child_name="Oisin Makebelieve", child_born=BORN),
            ["Same or like name and same date of birth"],
        ),
        (Likeness(child_name="Oisín Makebeleive"), ["Child of the same or a like name: Oisin Makebelieve"]),
        (Likeness(complainant_name="siobhan makebelive"), ["Complainant of the same or a like name"]),
        (Likeness(email=" shiv@example.ORG "), ["Same e-mail address"]),
        (Likeness(phone="0116 4960123"), ["Same telephone number"]),
        (
            Likeness(complainant_name="Siobhan Makebelieve", email="shiv@example.org", phone="01164960123"),
            ["Complainant of the same", "Same e-mail", "Same telephone"],
        ),
    ],
)
def test_a_like_complaint_is_found_and_says_why(council, case, like, reasons):
    (possible,) = find(like, council.people["officer"], ON)
    assert possible.case == case
    assert len(possible.reasons) == len(reasons)
    for reason, words in zip(possible.reasons, reasons, strict=True):
        assert words in reason


@pytest.mark.parametrize(
    "like",
    [
        Likeness(),
        Likeness(complainant_name="Ann Other", child_name="Ben Other"),
        Likeness(phone="123"),
        Likeness(phone="none"),
        Likeness(child_born=BORN),
        Likeness(complainant_name="'; DROP TABLE cases_row; --"),
    ],
)
def test_what_is_not_alike_is_not_shown(council, case, like):
    assert find(like, council.people["officer"], ON) == []


def test_what_is_older_than_a_year_is_not_shown(council, case):
    like = Likeness(email="shiv@example.org")
    assert find(like, council.people["officer"], MONDAY + timedelta(days=365))
    assert find(like, council.people["officer"], MONDAY + timedelta(days=367)) == []


def test_what_the_person_may_not_see_is_not_hinted_at(council, case):
    like = Likeness(email="shiv@example.org")
    assert find(like, council.people["north"], ON)
    for who in ("fostering", "roads", "nobody"):
        assert find(like, council.people[who], ON) == []
