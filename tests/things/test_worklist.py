"""The worklist: whose things, due when, filtered, in order, in pages, and cheap."""

from datetime import date, timedelta

import pytest

from heard.cases.models import CaseRole, Due
from heard.cases.worklist import PER_PAGE, Look, choices, counts, page
from heard.people.models import Child, Complainant
from tests.things.council import MONDAY

ON = date(2025, 11, 17)  # a Monday, the due day of what came on Monday 3 November


def references(look):
    """What a page shows, as pairs of a reference and a duty."""
    return [(line.reference, line.rule) for line in page(look).lines]


@pytest.fixture
def cases(council):
    """A case overdue, one due today, one due this week and one later, all acknowledged and considered."""
    days = {
        "overdue": date(2025, 10, 31),
        "today": MONDAY,
        "week": date(2025, 11, 7),
        "later": date(2025, 11, 12),
    }
    found = {}
    for name, day in days.items():
        child = Child(authority=council.authority, name=f"Sam {name.title()}")
        found[name] = council.opened(day, child=child).case
        council.recorded(found[name], "acknowledgement.sent", day)
        council.recorded(
            found[name], "suitability.considered", day, person="parent", subject="services", covers="all"
        )
    return found


def test_tabs_hold_what_their_names_say_in_the_order_of_due_days(council, cases):
    manager = council.people["manager"]
    every = [(case.reference, "stage-1-response") for case in cases.values()]
    assert references(Look(manager, ON, "all", "overdue")) == every[:1]
    assert references(Look(manager, ON, "all", "today")) == every[1:2]
    assert references(Look(manager, ON, "all", "week")) == every[1:3]
    assert references(Look(manager, ON, "all", "all")) == every
    assert counts(Look(manager, ON, "all")) == {"overdue": 1, "today": 1, "week": 2, "all": 4, "closed": 0}


def test_a_last_lawful_day_is_shown_once_it_has_passed(council, cases):
    case, limit = cases["later"], date(2025, 12, 10)
    line = Due.objects.get(case=case, rule="stage-1-maximum")
    assert line.due == limit
    for on, shown in [(limit, False), (limit + timedelta(days=1), True)]:
        look = Look(council.people["manager"], on, "all", "overdue")
        assert ((case.reference, "stage-1-maximum") in references(look)) == shown


def test_what_is_on_hold_is_not_called_overdue(council, cases):
    case = cases["overdue"]
    council.recorded(case, "stage1.suspended", date(2025, 11, 10))
    look = Look(council.people["manager"], date(2025, 11, 21), "all", "overdue")
    Due.objects.filter(case=case).update(state="held")
    assert case.reference not in dict(references(look))


def test_closed_cases_have_a_tab_of_their_own(council, cases):
    case = cases["today"]
    council.recorded(case, "case.closed", ON, reason="settled")
    look = Look(council.people["manager"], ON, "all", "closed")
    assert {line.case_id for line in page(look).lines} <= {case.pk}
    assert counts(look)["closed"] == Due.objects.filter(kind="closed").count()


def test_mine_is_what_i_owe_and_the_cases_given_to_me(council, cases):
    officer, manager, north = (council.people[who] for who in ("officer", "manager", "north"))
    assert page(Look(officer, ON, "mine")).total == 0
    assert page(Look(manager, ON, "mine")).total == 4
    assert page(Look(north, ON, "mine")).total == 0
    cases["today"].officer = officer
    cases["today"].save()
    council.recorded(cases["today"], "contact.made", ON, what="Rang")
    assert {line.case_id for line in page(Look(officer, ON, "mine")).lines} == {cases["today"].pk}
    CaseRole.objects.create(case=cases["week"], role="complaints_manager", person=north, from_date=ON)
    assert {line.case_id for line in page(Look(north, ON, "mine")).lines} == {cases["week"].pk}


def test_an_officers_duty_is_mine_where_the_case_is_mine_or_nobodys(council, cases):
    officer, other = council.people["officer"], council.person("other", "complaints_officer")
    Due.objects.filter(rule="stage-1-response").update(owed_by="complaints_officer")
    Due.objects.filter(case=cases["week"]).update(officer=other)
    Due.objects.filter(case=cases["later"]).update(officer=officer)
    mine = {line.case_id for line in page(Look(officer, ON, "mine")).lines}
    assert mine == {cases[name].pk for name in ("overdue", "today", "later")}
    assert page(Look(officer, ON, "team")).total == 4


def test_a_team_managers_team_is_their_teams_cases_and_the_duties_they_owe_are_mine(council, cases):
    elsewhere = council.opened(MONDAY, team="Fostering").case
    Due.objects.filter(rule="stage-1-response").update(owed_by="team_manager")
    north = council.people["north"]
    assert page(Look(north, ON, "mine")).total == page(Look(north, ON, "team")).total == 4
    assert elsewhere.reference not in dict(references(Look(north, ON, "all")))
    head = Look(council.people["head"], ON, "team", owed_by="team_manager")
    assert page(head).total == 5


def test_filters_narrow_lines_and_counts_alike(council, cases):
    manager, north = council.people["manager"], council.teams["North"]
    narrow = [
        ({"text": "sam today"}, 1),
        ({"text": cases["week"].reference.lower()}, 1),
        ({"text": "invented"}, 4),
        ({"text": "100%"}, 0),
        ({"stage": "stage-1"}, 4),
        ({"stage": "stage-2"}, 0),
        ({"team": str(north.pk)}, 4),
        ({"team": "0"}, 0),
        ({"team": "x' or 1=1"}, 0),
        ({"procedure": "england"}, 4),
        ({"owed_by": "team_manager"}, 0),
    ]
    for filters, number in narrow:
        look = Look(manager, ON, "all", **filters)
        assert (page(look).total, counts(look)["all"]) == (number, number), filters


def test_pages_of_25_and_a_page_beyond_the_last_is_the_last(council):
    for _ in range(PER_PAGE + 2):
        council.opened()
    look = Look(council.people["manager"], ON, "all", owed_by="complaints_manager", text="MU", page=1)
    first = page(look)
    assert (len(first.lines), first.number, first.total) == (PER_PAGE, 1, 3 * (PER_PAGE + 2))
    last = page(Look(council.people["manager"], ON, "all", page=99))
    assert (last.number, last.pages, len(last.lines)) == (4, 4, 6)
    assert page(Look(council.people["manager"], ON, "all", page=-1)).number == 1
    both = [line.pk for line in first.lines] + [
        line.pk for line in page(Look(council.people["manager"], ON, "all", page=2)).lines
    ]
    assert len(set(both)) == 2 * PER_PAGE


def test_a_page_costs_few_queries_whoever_asks(council, cases, django_assert_max_num_queries):
    for who, most in [("manager", 3), ("north", 4), ("support", 5)]:
        with django_assert_max_num_queries(most):
            shown = page(Look(council.people[who], ON, "team"))
            [(line.team_name, line.officer_name, line.child_name, line.owed_by_title) for line in shown.lines]


def test_choices_are_of_what_the_person_reaches(council):
    offered = choices(council.people["support"], ON)
    assert [name for _, name in offered.teams] == ["North", "South"]
    assert dict(offered.stages)["stage-1"]
    assert "complaints_manager" in dict(offered.owed_by)
    assert [name for name, _ in offered.procedures] == ["england"]


def test_a_complainant_without_a_child_is_listed(council):
    council.opened(child=None, complainant=Complainant(authority=council.authority, name="Ann Alone"))
    assert page(Look(council.people["manager"], ON, "all", text="alone")).lines[0].child_name == ""
