"""Closure days that cannot be: beyond the stored calendar, of the distant past, the same one twice at once."""

from datetime import date

import pytest

from heard.authority.closures import NotClosed, close
from heard.authority.models import ClosureDay
from tests.screens.reading import Page
from tests.things.council import made_up_council
from tests.things.test_two_at_once import at_once


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1989, 12, 24), date(9999, 12, 31)])
def test_a_day_that_the_calendar_does_not_hold_is_no_closure_day(council, day):
    with pytest.raises(NotClosed, match="The bank holidays are stored from"):
        close(council.authority, day, "A slip of the hand")
    assert not ClosureDay.objects.exists()


def test_a_day_to_be_taken_away_that_is_none_gets_a_sentence(council, at):
    for words in ("nonsense", "\x00", "", "9999-99-99"):
        answer = at("manager").post("/editions/", {"withdraw": words}, follow=True)
        assert "That is not a day. Choose one from the list." in Page(answer).text


def test_the_same_closure_day_added_by_two_at_once_is_added_once(committed_db):
    council = made_up_council().authority

    def add():
        try:
            return close(council, date(2026, 12, 24), "Christmas Eve")
        except NotClosed as problem:
            return str(problem)

    given = at_once([add] * 4)
    assert ClosureDay.objects.count() == 1
    assert sorted(map(str, given))[0] == "1"
