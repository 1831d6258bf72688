"""A case keeps its editions until a fact moves it: that fact, what it changes, and everything that it leaves alone."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings

from heard.authority.closures import close, open_again
from heard.cases import due, history, standing
from heard.cases.changes import Change, NoSuchChange, named
from heard.cases.entries import Correction, Entry, Moving, Redaction, Striking
from heard.cases.models import Case, Due
from heard.cases.outcome import Invalid, NotAllowed, Unmoved
from heard.cases.record import correct, move, record, strike_out
from heard.cases.redact import redact
from heard.cases.verify import verify
from heard.engine.telling import as_data
from tests.things.council import MONDAY, key, made_up_council
from tests.things.editions import BEGAN, NEWEST_SHIPPED, OWN, Shelf, adopt, kept
from tests.things.test_due_index import STORIES, live_through

TUESDAY, ON = date(2025, 11, 4), date(2025, 11, 5)
ADDED = "2027-02-01"
MOURNING = "2025-11-10"
CALENDAR = Change("calendar", ADDED)


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    return Shelf(tmp_path, monkeypatch)


@pytest.fixture
def council(db, shelf):
    """A made-up council under Larkshire's procedure, and bank holidays of which one is to be added."""
    shelf.procedure(BEGAN)
    made = made_up_council()
    adopt(made, BEGAN)
    return made


def moved(case, change, who, on=ON, reason="It was proclaimed"):
    return move(case.pk, Moving(change, reason), who, on, key=key())


def response(case, on=ON):
    return standing.of(case, on).duty("larkshire-response")


def test_a_new_edition_moves_no_case_by_itself(council, shelf):
    case = council.opened().case
    shelf.holiday(ADDED, MOURNING)
    assert response(case).due == date(2025, 11, 17)
    assert kept(case) == (f"{OWN}/{BEGAN}", NEWEST_SHIPPED, 0)
    recorded = council.recorded(case, "acknowledgement.sent", ON)
    assert recorded.standing.duty("larkshire-response").due == date(2025, 11, 17)
    assert due.rebuild(ON, [case.pk]).differences == ()
    assert kept(council.opened(TUESDAY).case)[1] == ADDED, "a new case begins on the newest"


def test_a_case_that_is_moved_is_counted_on_the_new_edition_everywhere(council, shelf):
    case, manager = council.opened().case, council.people["manager"]
    shelf.holiday(ADDED, MOURNING)
    done = moved(case, CALENDAR, manager)
    assert kept(case) == (f"{OWN}/{BEGAN}", ADDED, 0)
    stands = response(case)
    assert (stands.due, stands.statutory.due) == (date(2025, 11, 18), date(2025, 11, 18))
    assert done.standing.duty("larkshire-response").due == date(2025, 11, 18)
    assert Due.objects.get(case=case, rule="larkshire-response").due == date(2025, 11, 18)
    assert due.rebuild(ON, [case.pk]).differences == ()
    assert verify([case.pk]) == []


def test_the_past_is_seen_on_the_editions_of_then(council, shelf):
    case, manager = council.opened().case, council.people["manager"]
    shelf.holiday(ADDED, MOURNING)
    before = as_data(standing.of(case, TUESDAY))
    moved(case, CALENDAR, manager, on=ON)
    case.refresh_from_db()
    assert as_data(standing.of(case, TUESDAY)) == before
    assert response(case, on=TUESDAY).due == date(2025, 11, 17)
    assert response(case, on=ON).due == date(2025, 11, 18)


def test_the_timeline_says_from_what_to_what_why_and_which_days_moved(council, shelf):
    case = council.opened().case
    shelf.holiday(ADDED, MOURNING)
    moved(case, CALENDAR, council.people["manager"])
    line = history.of(Case.objects.get(pk=case.pk))[-1]
    said = dict(line.answers)
    assert (line.title, line.recorded_by) == ("Moved to another edition", "Manager Made-Up")
    assert said["Bank holidays"] == f"edition {ADDED}, before that {NEWEST_SHIPPED}"
    assert said["Why"] == "It was proclaimed"
    assert (
        "Answer the complaint: from Monday 17 November 2025 to Tuesday 18 November 2025 (the council's own day)"
        in said["What moved"]
    )
    assert "(the law's day)" in said["What moved"]


def test_a_closure_day_moves_the_councils_own_days_only(council):
    case = council.opened().case
    assert close(council.authority, date(2025, 11, 10), "Moving house") == 1
    assert response(case).due == date(2025, 11, 17), "not before it is moved"
    moved(case, Change("closures", "1"), council.people["manager"])
    case.refresh_from_db()
    stands = response(case)
    assert (stands.due, stands.statutory.due) == (date(2025, 11, 18), date(2025, 11, 17))
    assert open_again(council.authority, date(2025, 11, 10)) == 2
    assert response(case).due == date(2025, 11, 18), "a day taken away moves nothing by itself either"
    assert close(council.authority, date(2025, 11, 10), "After all") == 3


def test_another_edition_of_the_procedure_is_taken_up_whole(council, shelf):
    case = council.opened().case
    council.recorded(case, "larkshire.called", TUESDAY, answer="nobody")
    shelf.procedure("2025-11-01", within="8 working days")
    adopt(council, "2025-11-01", ON)
    moved(case, Change("procedure", f"{OWN}/2025-11-01"), council.people["manager"])
    case.refresh_from_db()
    assert response(case).due == date(2025, 11, 13)
    assert [line.title for line in history.of(case)][1] == "The family was called"


def test_a_case_whose_facts_do_not_fit_stays_as_it_is_with_a_sentence(council, shelf):
    case, manager = council.opened().case, council.people["manager"]
    council.recorded(case, "larkshire.called", TUESDAY, answer="nobody")
    shelf.procedure("2025-11-01", facts="")
    adopt(council, "2025-11-01", ON)
    before = (kept(case), list(case.rows.values()), list(Due.objects.filter(case=case).values()))
    with pytest.raises(Unmoved) as refused:
        moved(case, Change("procedure", f"{OWN}/2025-11-01"), manager)
    assert refused.value.sentences == (
        "“The family was called”, of Tuesday 4 November 2025, is a kind of fact that "
        "“How Larkshire answers complaints”, edition 2025-11-01, does not have.",
    )
    assert (kept(case), list(case.rows.values()), list(Due.objects.filter(case=case).values())) == before
    strike_out(case.pk, Striking(2, "Wrong case"), manager, ON, key=key())
    moved(case, Change("procedure", f"{OWN}/2025-11-01"), manager)
    case.refresh_from_db()
    titles = [line.title for line in history.of(case)]
    assert titles[1] == "The family was called", "what is struck out keeps the words of its own edition"


def test_only_a_complaints_manager_of_the_authority_or_the_command_moves_a_case(council, shelf):
    case = council.opened().case
    shelf.holiday(ADDED, MOURNING)
    for who in ("officer", "north", "head", "nobody"):
        with pytest.raises(NotAllowed):
            moved(case, CALENDAR, council.people[who])
    with pytest.raises(NotAllowed):
        moved(case, CALENDAR, made_up_council("OT").people["manager"])
    assert case.rows.count() == 1
    assert moved(case, CALENDAR, None).row.recorded_by is None


def test_the_fact_cannot_be_recorded_by_hand_struck_out_corrected_or_redacted(council, shelf):
    case, manager = council.opened().case, council.people["manager"]
    shelf.holiday(ADDED, MOURNING)
    with pytest.raises(NotAllowed, match="not recorded by hand"):
        record(case.pk, Entry("case.moved", ON, {}), manager, ON, key=key())
    moved(case, CALENDAR, manager)
    with pytest.raises(Invalid, match="no such fact"):
        strike_out(case.pk, Striking(2, "Wrong"), manager, ON, key=key())
    with pytest.raises(NotAllowed, match="not recorded by hand"):
        correct(case.pk, Correction(2, "Wrong", Entry("case.moved", ON, {})), manager, ON, key=key())
    with pytest.raises(Invalid, match="no such fact"):
        redact(case.pk, Redaction(2, "Wrong"), manager, ON, key=key())


def test_the_same_key_moves_once_and_a_case_that_is_there_is_not_moved_again(council, shelf):
    case, manager, once = council.opened().case, council.people["manager"], key()
    shelf.holiday(ADDED, MOURNING)
    asked = Moving(CALENDAR, "It was proclaimed")
    assert not move(case.pk, asked, manager, ON, key=once).repeated
    assert move(case.pk, asked, manager, ON, key=once).repeated
    with pytest.raises(Unmoved, match="on these editions already"):
        moved(case, CALENDAR, manager)
    assert case.rows.count() == 2


def test_a_reason_is_needed_and_a_closed_case_stays_as_it_is(council, shelf):
    case, manager = council.opened().case, council.people["manager"]
    shelf.holiday(ADDED, MOURNING)
    with pytest.raises(Invalid, match="Say why"):
        moved(case, CALENDAR, manager, reason=" ")
    council.recorded(case, "complaint.withdrawn", TUESDAY)
    with pytest.raises(Unmoved, match="is closed"):
        moved(case, CALENDAR, manager)


def test_a_case_is_not_moved_on_a_day_before_its_last_move(council, shelf):
    case, manager = council.opened().case, council.people["manager"]
    shelf.holiday(ADDED, MOURNING)
    moved(case, CALENDAR, manager, on=ON)
    with pytest.raises(Unmoved, match="was moved on a later day"):
        moved(case, Change("calendar", NEWEST_SHIPPED), manager, on=TUESDAY)


def test_the_database_itself_refuses_another_edition_without_the_fact(council, shelf):
    case = council.opened().case
    for column, value in (("edition", "2030-01-01"), ("calendar_edition", ADDED), ("closures", 7)):
        with pytest.raises(DatabaseError, match="keeps its editions"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**{column: value})


def test_an_older_copy_in_memory_does_not_set_the_edition_back(council, shelf):
    case = council.opened().case
    older = Case.objects.get(pk=case.pk)
    shelf.holiday(ADDED, MOURNING)
    moved(case, CALENDAR, council.people["manager"])
    older.summary = "Changed"
    older.save()
    assert kept(case)[1] == ADDED


def test_verify_finds_a_case_that_was_set_to_another_edition_behind_heards_back(committed_db, shelf):
    shelf.procedure(BEGAN)
    council = made_up_council()
    adopt(council, BEGAN)
    case = council.opened().case
    shelf.holiday(ADDED, MOURNING)
    moved(case, CALENDAR, council.people["manager"])
    assert verify() == []
    with committed_db.as_owner() as owner:
        owner.execute("ALTER TABLE cases_case DISABLE TRIGGER case_keeps_what_it_is")
        owner.execute("UPDATE cases_case SET calendar_edition = %s", [NEWEST_SHIPPED])
    (found,) = verify()
    assert "not on the editions that this fact moved it to" in str(found)


def test_only_what_is_stored_and_adopted_can_be_named(council, shelf):
    shelf.procedure("2025-11-01")
    for words in (
        "calendar/2031-01-01",
        "closures/1",
        "closures/-1",
        "closures/٣",
        f"procedure/{OWN}/2025-11-01",
        "procedure/england/2006-09-02",
        "elsewhere/1",
        "",
    ):
        with pytest.raises(NoSuchChange):
            named(words, council.authority)
    assert named(f"calendar/{NEWEST_SHIPPED}", council.authority).title().startswith("Bank holidays")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=STORIES)
def test_moving_there_and_back_changes_nothing_but_the_timeline(council, shelf, story):
    if not (shelf.calendars / "england-and-wales").exists():
        shelf.holiday(ADDED, MOURNING)
    was = Change("calendar", NEWEST_SHIPPED)
    case, manager = council.opened().case, council.people["manager"]
    if kept(case)[1] != NEWEST_SHIPPED:
        moved(case, was, manager, on=MONDAY)
    on, _ = live_through(council, case, story)
    case.refresh_from_db()
    if standing.of(case, on).closed:
        return
    due.refresh(case, on)
    before = (as_data(standing.of(case, on)), lines_of(case), kept(case))
    rows = case.rows.count()
    moved(case, CALENDAR, manager, on=on)
    moved(case, was, manager, on=on)
    case.refresh_from_db()
    assert (as_data(standing.of(case, on)), lines_of(case), kept(case)) == before
    assert case.rows.count() == rows + 2
    assert verify([case.pk]) == []


def lines_of(case):
    return sorted(
        tuple(str(value) for name, value in line.items() if name != "id")
        for line in Due.objects.filter(case=case).values()
    )


def test_looking_at_a_case_costs_no_query_more(council, shelf, django_assert_num_queries):
    case = council.opened().case
    with django_assert_num_queries(2):
        standing.of(case, ON)
