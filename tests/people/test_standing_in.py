"""Leave: who may name whom, from when until when, and what follows for access and the worklist."""

from datetime import timedelta

import pytest

from heard.people import posting, standing_in
from heard.people.access import reach
from heard.people.models import Delegation
from heard.people.outcome import NotDone, NotYours
from heard.people.standing_in import Leave
from tests.people.conftest import ON
from tests.screens.reading import Page
from tests.things.council import made_up_council

DAY = timedelta(days=1)
FRIDAY = ON + 2 * DAY


def stood(council, of="north", to="roads", by=None, **days):
    given = {"first": ON, "last": FRIDAY, **days}
    leave = Leave(council.people[of], council.people[to], **given)
    return standing_in.stand_in(leave, council.people[by or of], ON)


def test_while_it_lasts_the_other_holds_the_posts_and_not_a_day_longer(council):
    stood(council)
    north, other = council.teams["North"].pk, council.people["roads"]
    assert "team_manager" in reach(other, ON).teams[north]
    assert "team_manager" in reach(other, FRIDAY).teams[north]
    assert north not in reach(other, FRIDAY + DAY).teams


def test_both_see_it_on_the_worklist_and_on_their_page(council, at):
    stood(council)
    words = "You stand in for North Made-Up until Friday 14 November 2025"
    assert words in Page(at("roads").get("/")).text
    assert "Roads Made-Up stands in for you until Friday 14 November 2025" in Page(at("north").get("/")).text
    assert "Roads Made-Up stands in for you from" in Page(at("north").get("/people/me/", follow=True)).text
    assert "You stand in for North Made-Up from" in Page(at("roads").get("/people/me/", follow=True)).text


@pytest.mark.parametrize(
    ("days", "to", "words"),
    [
        ({"first": ON - DAY}, "roads", "today or later"),
        ({"last": ON - DAY}, "roads", "after the first"),
        ({"last": ON + 93 * DAY}, "roads", "three months"),
        ({}, "north", "nobody stands in for themselves"),
        ({}, "nobody", "colleague who has a post"),
    ],
)
def test_what_is_refused(council, days, to, words):
    with pytest.raises(NotDone, match=words):
        stood(council, to=to, **days)
    assert not Delegation.objects.exists()


def test_nobody_of_another_authority_and_nobody_who_has_left(council):
    other = made_up_council("OT").people["north"]
    with pytest.raises(NotDone, match="colleague"):
        standing_in.stand_in(Leave(council.people["north"], other, ON, FRIDAY), council.people["north"], ON)
    posting.leave(council.people["fostering"], ON, council.people["admin"], ON)
    with pytest.raises(NotDone, match="colleague"):
        stood(council, to="fostering")


def test_two_at_once_and_somebody_who_is_away_themselves(council):
    first = stood(council)
    assert stood(council) == first
    with pytest.raises(NotDone, match="stands in for North Made-Up until"):
        stood(council, to="fostering")
    with pytest.raises(NotDone, match="North Made-Up is away then"):
        stood(council, of="fostering", to="north")


def test_an_administrator_says_it_of_somebody_away_but_never_in_favour_of_themselves(council):
    assert stood(council, by="admin").made_by == council.people["admin"]
    with pytest.raises(NotYours, match="name yourself"):
        stood(council, of="manager", to="admin", by="admin")
    for who in ("officer", "fostering"):
        with pytest.raises(NotYours):
            stood(council, of="support", to="head", by=who)


def test_it_ends_early_for_whoever_it_concerns(council):
    one = stood(council)
    with pytest.raises(NotYours):
        standing_in.end(one, council.people["fostering"], ON)
    standing_in.end(one, council.people["roads"], ON)
    assert council.teams["North"].pk not in reach(council.people["roads"], ON).teams
    standing_in.end(one, council.people["north"], ON)
    stood(council, to="fostering")


def test_it_ends_with_the_account_of_either(council):
    stood(council)
    posting.leave(council.people["north"], ON, council.people["admin"], ON)
    assert council.teams["North"].pk not in reach(council.people["roads"], ON).teams


def test_the_form_finds_people_by_their_names(council, at):
    client = at("north")
    here = f"/people/{council.people['north'].pk}/leave/"
    form = Page(client.get(here)).form()
    days = {"last-day": "14", "last-month": "11", "last-year": "2025"}
    several = Page(client.post(here, {**form, **days, "who": "Made-Up"}))
    assert several.status == 422
    assert "Many people match" in several.text or "More than one person matches" in several.text
    nobody = Page(client.post(here, {**form, **days, "who": "Zebedee"}))
    assert any("Nobody here has this name" in one for one in nobody.errors)
    answer = client.post(here, {**form, **days, "who": "roads"})
    assert answer.status_code == 302
    assert Delegation.objects.get().to == council.people["roads"]


def test_a_stranger_neither_reads_nor_ends_it(council, at):
    one = stood(council)
    here = f"/people/{council.people['north'].pk}/"
    assert at("fostering").get(here).status_code == 403
    assert at("fostering").post(f"{here}leave/{one.pk}/end/").status_code == 403
    other = made_up_council("OT").people["manager"]
    assert at(other).get(here).status_code == 404
    assert at(other).post(f"{here}leave/{one.pk}/end/").status_code == 404
    assert Delegation.objects.get().to_date == FRIDAY + DAY
