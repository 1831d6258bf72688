"""Who sees what: in lists, counts, links, possible duplicates and through other tables."""

from datetime import date, timedelta

import pytest

from heard.cases import seen
from heard.cases.duplicates import Likeness, find
from heard.cases.models import Case, CaseRole, Row
from heard.cases.worklist import Look, choices, counts, page
from heard.people.access import ISSUE_LETTER, LOG, SEE, STRIKE, WRITE_LETTER, may, recording
from heard.people.models import Post
from tests.things.council import MONDAY, made_up_council

ON = MONDAY + timedelta(days=2)
SEES = {
    "officer": {"North", "South", "Fostering", "Roads", ""},
    "manager": {"North", "South", "Fostering", "Roads", ""},
    "north": {"North"},
    "fostering": {"Fostering"},
    "support": {"North", "South"},
    "head": {"North", "South", "Fostering"},
    "roads": {"Roads"},
    "nobody": set(),
}


@pytest.fixture
def cases(council):
    """A case for each team, and one without a team, by the name of the team."""
    return {team: council.opened(team=team).case for team in [*council.teams, ""]}


def teams_seen(person, on=ON):
    """The teams whose cases a person sees, and the proof that every door shows the same ones."""
    by_query = {case.team.name if case.team else "" for case in seen.cases(person, on)}
    look = Look(person, on, whose="all")
    lines = page(look)
    assert {line.team_name for line in lines.lines} == by_query
    assert counts(look)["all"] == lines.total == len(lines.lines)
    assert {
        row.case.team.name if row.case.team else "" for row in seen.through(Row.objects.all(), person, on)
    } == by_query
    like = Likeness(complainant_name="Jo Invented", child_name="Sam Invented", child_born=date(2014, 5, 3))
    assert {one.case.team.name if one.case.team else "" for one in find(like, person, on)} == by_query
    for case in Case.objects.all():
        name = case.team.name if case.team else ""
        allowed = name in by_query and case.authority_id == person.authority_id
        assert bool(may(person, SEE, case, on)) == allowed
        if allowed:
            assert seen.case(person, on, case.reference) == case
        elif case.authority_id == person.authority_id:
            with pytest.raises(Case.DoesNotExist):
                seen.case(person, on, case.reference)
    return by_query


@pytest.mark.parametrize("who", SEES)
def test_each_role_sees_its_own_cases_and_no_others(council, cases, who):
    assert teams_seen(council.people[who]) == SEES[who]


def test_a_stranger_of_another_authority_sees_nothing_of_it(council, cases):
    other = made_up_council()
    for person in other.people.values():
        assert teams_seen(person) == set()
    theirs = other.opened().case
    assert {case.pk for case in seen.cases(other.people["officer"], ON)} == {theirs.pk}
    assert {name for _, name in choices(other.people["north"], ON).teams} == {"North"}
    assert choices(other.people["nobody"], ON).teams == []


@pytest.mark.parametrize("who", ["officer", "north", "support", "head"])
def test_leaving_a_post_ends_access_at_once(council, cases, who):
    person = council.people[who]
    Post.objects.filter(person=person).update(to_date=ON)
    assert teams_seen(person, ON - timedelta(days=1)) == SEES[who]
    assert teams_seen(person, ON) == set()


def test_a_post_that_has_not_begun_shows_nothing_yet(council, cases):
    person = council.person("newcomer", "complaints_officer", from_date=ON + timedelta(days=1))
    assert teams_seen(person) == set()
    assert teams_seen(person, ON + timedelta(days=1)) == SEES["officer"]


def test_an_account_that_is_switched_off_sees_nothing_whatever_its_posts(council, cases):
    officer = council.people["officer"]
    CaseRole.objects.create(case=cases["North"], role="advocate", person=officer, from_date=MONDAY)
    officer.is_active = False
    officer.save()
    assert teams_seen(officer) == set()


def test_a_part_in_a_case_shows_that_case_while_it_lasts(council, cases):
    person = council.people["nobody"]
    part = CaseRole.objects.create(
        case=cases["North"],
        role="investigating_officer",
        person=person,
        from_date=ON,
        to_date=ON + timedelta(days=7),
    )
    assert teams_seen(person, ON - timedelta(days=1)) == set()
    assert teams_seen(person, ON) == {"North"}
    assert teams_seen(person, ON + timedelta(days=6)) == {"North"}
    assert teams_seen(person, ON + timedelta(days=7)) == set()
    CaseRole.objects.create(case=cases["North"], role="advocate", person=person, from_date=ON)
    assert (
        page(Look(person, ON, whose="all")).total
        == counts(Look(council.people["north"], ON, whose="all"))["all"]
    )
    assert part.role in cases["North"].roles_of(person, ON)


def test_a_part_in_a_case_of_another_authority_shows_nothing(council, cases):
    stranger = made_up_council().people["officer"]
    CaseRole.objects.create(
        case=cases["North"], role="investigating_officer", person=stranger, from_date=MONDAY
    )
    assert cases["North"] not in seen.cases(stranger, ON)
    assert not may(stranger, SEE, cases["North"], ON)


def test_teams_without_a_service_are_not_one_service(council):
    for name in ("Stray", "Loose"):
        council.teams[name] = council.authority.teams.create(name=name)
    stray = council.person("stray", "service_manager", "Stray")
    for team in ("Stray", "Loose"):
        council.opened(team=team)
    assert teams_seen(stray) == {"Stray"}


def test_the_same_service_in_another_authority_is_not_reached(council, cases):
    other = made_up_council()
    other.opened(team="North")
    assert teams_seen(other.people["support"]) == {"North"}
    assert all(case.authority_id == other.authority.pk for case in seen.cases(other.people["support"], ON))


@pytest.mark.parametrize(
    ("who", "act", "allowed"),
    [
        ("officer", SEE, True),
        ("officer", LOG, True),
        ("officer", STRIKE, True),
        ("north", STRIKE, False),
        ("north", WRITE_LETTER, True),
        ("north", ISSUE_LETTER, True),
        ("fostering", WRITE_LETTER, False),
        ("north", recording(), True),
        ("north", recording(["complaints_officer"]), False),
        ("north", recording(["complaints_officer", "team_manager"]), True),
        ("nobody", recording(), False),
    ],
)
def test_who_may_do_what_to_a_case(council, cases, who, act, allowed):
    answer = may(council.people[who], act, cases["North"], ON)
    assert bool(answer) == allowed
    if not answer:
        assert answer.reason.endswith(".")


def test_a_denial_says_who_may(council, cases):
    act = recording(["complaints_officer", "complaints_manager", "director"])
    denied = may(council.people["north"], act, cases["North"], ON)
    assert denied.reason == (
        "Only a complaints manager, a complaints officer or a director may do this. Ask one of them to do it."
    )
