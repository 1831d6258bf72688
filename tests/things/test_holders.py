"""Who holds a role on a case: whom a chaser goes to."""

from datetime import timedelta

import pytest

from heard.authority.adopted import NothingAdopted, in_force
from heard.authority.models import AdoptedProcedure, ClosureDay
from heard.cases import holders, standing
from heard.cases.models import CaseRole
from heard.people.models import Post
from tests.things.council import MONDAY

ON = MONDAY


def names(case, role, on=ON):
    """The first names of who holds the role."""
    return [person.name.split()[0] for person in holders.of(case, role, on)]


def test_a_role_is_held_by_the_post_nearest_to_the_team(council):
    case = council.opened(team="North").case
    assert names(case, "team_manager") == ["North"]
    assert names(case, "service_manager") == ["Support"]
    assert names(case, "head_of_service") == ["Head"]
    assert names(case, "complaints_officer") == ["Officer"]
    assert names(case, "director") == []
    council.person("own", "service_manager", "North")
    assert names(case, "service_manager") == ["Own"]


def test_a_part_in_the_case_comes_before_the_post_and_ends(council):
    case = council.opened(team="North").case
    CaseRole.objects.create(
        case=case,
        role="team_manager",
        person=council.people["fostering"],
        from_date=ON,
        to_date=ON + timedelta(days=5),
    )
    assert names(case, "team_manager") == ["Fostering"]
    assert names(case, "team_manager", ON + timedelta(days=5)) == ["North"]


def test_the_officer_of_the_case_comes_before_the_others(council):
    other = council.person("other", "complaints_officer")
    case = council.opened(officer=other).case
    assert names(case, "complaints_officer") == ["Other"]
    Post.objects.filter(person=other).update(to_date=ON)
    assert names(case, "complaints_officer") == ["Officer"]


def test_who_has_left_or_is_switched_off_is_asked_for_nothing(council):
    case = council.opened(team="North").case
    council.people["north"].is_active = False
    council.people["north"].save()
    Post.objects.filter(person=council.people["support"]).update(to_date=ON)
    assert names(case, "team_manager") == names(case, "service_manager") == []


def test_a_case_keeps_its_edition_when_another_is_adopted(council):
    case = council.opened().case
    AdoptedProcedure.objects.filter(authority=council.authority).update(to_date=MONDAY + timedelta(days=1))
    assert in_force(council.authority, MONDAY).edition == case.edition
    with pytest.raises(NothingAdopted, match="has adopted no such procedure"):
        in_force(council.authority, MONDAY + timedelta(days=1))
    assert standing.of(case, MONDAY + timedelta(days=30)).duty("stage-1-response").state == "overdue"


def test_a_closure_day_does_not_move_the_laws_day(council):
    case = council.opened().case
    before = standing.of(case, ON).duty("stage-1-response").due
    ClosureDay.objects.create(authority=council.authority, date=MONDAY + timedelta(days=2), why="Snow")
    assert standing.of(case, ON).duty("stage-1-response").due == before
