"""Giving a case to another officer or team: a fact of the case, after which access and the index of due days follow."""

from datetime import date

import pytest

from heard.cases import history, seen
from heard.cases.assigning import ASSIGNED, Assigning
from heard.cases.models import Case, Due
from heard.cases.outcome import Invalid, NotAllowed, Stale
from heard.cases.record import Striking, assign, strike_out
from heard.cases.verify import verify
from heard.people.models import Post
from tests.things.council import key, made_up_council

ON = date(2025, 11, 12)


@pytest.fixture
def council(db):
    return made_up_council()


@pytest.fixture
def case(council):
    return council.opened(officer=council.people["officer"]).case


def given(council, case, by="manager", **asked):
    to = {"team": council.teams["Fostering"], "officer": council.people["manager"], **asked}
    return assign(case.pk, Assigning(**to), council.people[by], ON, key=key())


def sees(person, case):
    return seen.cases(person, ON).filter(pk=case.pk).exists()


def test_whoever_has_it_now_sees_it_and_whoever_had_it_by_the_team_does_not(council, case):
    assert (sees(council.people["north"], case), sees(council.people["fostering"], case)) == (True, False)
    given(council, case)
    assert (sees(council.people["north"], case), sees(council.people["fostering"], case)) == (False, True)
    assert sees(council.people["officer"], case)


def test_it_is_a_fact_in_words_that_the_engine_does_not_see(council, case):
    before = Case.objects.get(pk=case.pk).last_seq
    done = given(council, case, reason="The family moved")
    line = history.of(Case.objects.get(pk=case.pk))[-1]
    assert (line.seq, line.kind, line.title) == (before + 1, ASSIGNED, "Given to somebody else")
    assert line.answers == (
        ("Team", "Fostering, before that North"),
        ("Officer", "Manager Made-Up, before that Officer Made-Up"),
        ("Why", "The family moved"),
    )
    assert done.standing.later_facts == 0
    assert verify([case.pk]) == []


def test_the_index_of_due_days_follows_at_once(council, case):
    given(council, case)
    lines = Due.objects.filter(case=case)
    assert set(lines.values_list("team_name", "officer_name")) == {("Fostering", "Manager Made-Up")}


def test_it_may_be_given_to_nobody(council, case):
    given(council, case, team=None, officer=None)
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.team, fresh.officer) == (None, None)


def test_the_same_form_gives_it_once(council, case):
    asked, by, once = Assigning(council.teams["South"], None), council.people["officer"], key()
    first = assign(case.pk, asked, by, ON, key=once)
    again = assign(case.pk, asked, by, ON, key=once)
    assert (again.repeated, again.row.pk) == (True, first.row.pk)


@pytest.mark.parametrize("who", ["north", "support", "fostering", "head", "roads", "nobody"])
def test_nobody_but_the_complaints_team_gives_a_case_away(council, case, who):
    with pytest.raises(NotAllowed):
        given(council, case, by=who)
    assert Case.objects.get(pk=case.pk).team == council.teams["North"]
    assert not case.rows.filter(kind=ASSIGNED).exists()


def test_another_councils_team_is_none_of_ours_nor_its_manager(council, case):
    other = made_up_council("OT")
    with pytest.raises(Invalid):
        given(council, case, team=other.teams["North"])
    with pytest.raises(Invalid):
        given(council, case, officer=other.people["officer"])
    with pytest.raises(NotAllowed):
        assign(case.pk, Assigning(None, None), other.people["manager"], ON, key=key())


@pytest.mark.parametrize("who", ["north", "nobody"])
def test_only_somebody_of_the_complaints_team_can_be_its_officer(council, case, who):
    with pytest.raises(Invalid):
        given(council, case, officer=council.people[who])


def test_an_officer_whose_post_has_ended_cannot_be_given_it(council, case):
    Post.objects.filter(person=council.people["manager"]).update(to_date=ON)
    with pytest.raises(Invalid):
        given(council, case, by="officer")


def test_giving_it_to_whoever_has_it_is_nothing_to_record(council, case):
    with pytest.raises(Invalid):
        given(council, case, team=council.teams["North"], officer=council.people["officer"])


def test_the_second_of_two_people_is_told_what_the_first_did(council, case):
    page = Case.objects.get(pk=case.pk).last_seq
    given(council, case, seen=page)
    with pytest.raises(Stale) as stale:
        given(council, case, team=council.teams["South"], seen=page)
    assert "Given to somebody else" in stale.value.changes[0]


def test_it_is_not_struck_out_but_given_again(council, case):
    row = given(council, case).row
    with pytest.raises(Invalid):
        strike_out(case.pk, Striking(row.seq, "Wrong"), council.people["officer"], ON, key=key())
