"""The made-up council as it is loaded: cases in every state, all of it recorded as anything else is, nothing real."""

import re
from collections import Counter
from datetime import date

import pytest

from heard.authority.models import Authority
from heard.authority.today import today
from heard.cases import due, standing, worklist
from heard.cases.models import Case, Due, Row
from heard.cases.verify import verify
from heard.chasers import mailbox
from heard.chasers.models import KeptMessage, Outgoing
from heard.demonstration.accounts import ACCOUNTS, DOMAIN, PASSWORD, SECOND_ACCOUNTS, SECOND_DOMAIN
from heard.demonstration.cast import LAST
from heard.engine import CHASER_SENT, STRUCK_OUT, DutyState
from heard.files.models import Document
from heard.files.notes import KEPT
from heard.letters.models import Letter
from heard.people.models import Child, Complainant, Person

TUESDAY = date(2026, 11, 17)
HAPPENED = [
    "stage1.extended",
    "stage1.further_time_agreed",
    "stage1.suspended",
    "advocate.appointed",
    "complainant.unavailable",
    "stage2.offered",
    "complaint.withdrawn",
    "stage1.resolved",
    "stage1.skipped",
    "case.closed",
    "case.reopened",
    "meeting.held",
    "stage2.requested",
    "investigators.appointed",
    "statement.agreed",
    "stage2.extended",
    "stage2.resolved",
    "investigation.reported",
    "adjudication.booked",
    "adjudication.sent",
    "stage3.requested",
    "stage3.late_declined",
    "panel.arranged",
    "panel.notice_sent",
    "panel.papers_sent",
    "panel.held",
    "panel.report_received",
    "final.response_sent",
    "ombudsman.approached",
    "delay_letter.sent",
]


@pytest.fixture(scope="module")
def standings(demonstration):
    """Where each case stands today."""
    return {case: standing.of(case, TUESDAY) for case in Case.objects.select_related("authority")}


def person(shown):
    return Person.objects.get(email=next(account.email for account in ACCOUNTS if account.shown == shown))


def test_there_are_about_two_hundred_cases(demonstration):
    cases, facts = Case.objects.count(), Row.objects.count()
    assert 170 <= cases <= 230
    assert facts > 5 * cases
    assert f"{cases} cases with {facts} facts" in demonstration.words


def test_every_chain_verifies(demonstration):
    assert verify() == []


def test_the_kept_index_is_the_rebuilt_one(demonstration):
    assert due.rebuild(TUESDAY).differences == ()


def test_nothing_is_dated_or_recorded_in_the_future_and_the_day_is_given_back(demonstration):
    assert not Row.objects.filter(date__gt=TUESDAY).exists()
    assert not [row for row in Row.objects.all() if row.recorded_at.date() > TUESDAY]
    assert today() == TUESDAY


def test_facts_were_recorded_on_their_own_days(demonstration):
    late = [row for row in Row.objects.all() if row.recorded_at.date() != row.date]
    assert late == []


def test_every_stage_is_there_open_and_closed(standings):
    found = Counter((one.stage.id, one.closed) for one in standings.values())
    assert {stage for stage, _ in found} == {"stage-1", "stage-2", "stage-3"}
    assert all(
        found[stage, closed] > 0 for stage in ("stage-1", "stage-2", "stage-3") for closed in (True, False)
    )


def test_duties_are_there_in_every_state(standings):
    states = {duty.state for one in standings.values() for duty in one.duties}
    assert states == set(DutyState)


def test_something_is_overdue_due_today_and_due_this_week(demonstration):
    look = worklist.Look(person("Complaints officer"), TUESDAY, whose="all")
    counts = worklist.counts(look)
    assert all(counts[when] > 0 for when in ("overdue", "today", "week", "all", "closed"))


@pytest.mark.parametrize("shown", [account.shown for account in ACCOUNTS if account.shown])
def test_everybody_who_can_sign_in_has_something_to_do(demonstration, shown):
    who = person(shown)
    assert who.check_password(PASSWORD)
    # A service manager is copied into what others owe, and owes nothing in this procedure.
    whose = "team" if shown == "Service manager" else "mine"
    assert worklist.page(worklist.Look(who, TUESDAY, whose=whose)).total > 0


@pytest.mark.parametrize("kind", HAPPENED)
def test_this_has_happened_somewhere(demonstration, kind):
    assert Row.objects.filter(kind=kind).exists()


def test_every_step_of_stages_2_and_3_is_the_newest_of_some_open_case(standings):
    newest = set()
    for case, one in standings.items():
        facts = [row.kind for row in case.rows.all() if row.kind not in (CHASER_SENT, STRUCK_OUT)]
        if not one.closed:
            newest.add(facts[-1])
    wanted = {
        "stage2.requested",
        "investigators.appointed",
        "statement.agreed",
        "stage2.extended",
        "adjudication.sent",
    }
    wanted |= {
        "investigation.reported",
        "adjudication.booked",
        "stage3.requested",
        "panel.arranged",
        "panel.held",
    }
    assert wanted | {"panel.papers_sent", "panel.report_received"} <= newest


def test_something_is_held_and_something_struck_out(standings):
    assert any(one.holds for one in standings.values())
    assert Row.objects.filter(kind=STRUCK_OUT).exists()


def test_past_chasers_were_sent_and_those_of_today_wait_for_the_worker(demonstration):
    sent = Row.objects.filter(kind=CHASER_SENT)
    told = Row.objects.filter(kind="managers.emailed").count()
    out = Outgoing.objects.filter(state=Outgoing.SENT).count()
    assert sent.count() + told == out == KeptMessage.objects.count() > 200
    assert told == 2
    assert not sent.filter(date=TUESDAY).exists()
    assert Due.objects.filter(kind=Due.CHASER, due=TUESDAY).exists()
    assert not Due.objects.filter(kind=Due.CHASER, due__lt=TUESDAY).exists()


def test_a_team_without_a_manager_is_answered_for_by_the_complaints_manager(demonstration):
    manager = person("Complaints manager")
    messages = mailbox.kept(manager, TUESDAY)
    assert messages.total == KeptMessage.objects.filter(authority=manager.authority).count()
    assert KeptMessage.objects.filter(body__startswith="Nobody is recorded as team manager").exists()


def test_some_letters_were_written(demonstration):
    issued = Letter.objects.filter(state=Letter.ISSUED)
    assert {letter.template for letter in issued} >= {"acknowledgement", "delay-letter", "stage-1-response"}
    assert all(letter.files.filter(kind="pdf").exists() for letter in issued[:5])


def test_everybody_can_be_seen_to_be_made_up(demonstration):
    names = [one.name for model in (Person, Complainant, Child) for one in model.objects.all()]
    assert [name for name in names if name.split()[-1] not in LAST] == []
    assert {person.email.split("@")[1] for person in Person.objects.all()} == {DOMAIN, SECOND_DOMAIN}
    assert all(one.email.endswith(".example") for one in Complainant.objects.all())


def test_telephone_numbers_are_those_kept_for_drama(demonstration):
    words = [authority.contact for authority in Authority.objects.all()]
    for one in Complainant.objects.all():
        words += [one.phone, one.advocate_contact]
    numbers = [number for text in words for number in re.findall(r"0[\d ]{8,}", text)]
    assert numbers
    assert [
        number for number in numbers if not re.match(r"(01632 960|07700 900)\d{3}$", number.strip())
    ] == []


def test_the_second_council_keeps_each_kind_of_complaint_where_its_practice_note_wants_it(demonstration):
    evaluated = Row.objects.filter(kind="complaint.evaluated", case__authority__slug="fernshire")
    kept = {
        one.answers["concerns"]: sorted(
            one.case.case_notes.filter(kind__in=KEPT).values_list("folder_key", flat=True)
        )
        for one in evaluated
    }
    assert kept == {
        "service_performance": ["complaints"],
        "individual_performance": ["complaints"],
        "conduct": ["allegations"],
        "mixed": ["allegations", "complaints"],
    }
    assert sorted(Document.objects.values_list("folder__key", flat=True)) == [
        "allegations",
        "complaints",
        "complaints",
    ]


@pytest.mark.parametrize("account", [one for one in SECOND_ACCOUNTS if one.shown], ids=lambda one: one.shown)
def test_who_is_shown_for_the_second_council_can_sign_in(demonstration, account):
    who = Person.objects.get(email=account.email)
    assert who.check_password(PASSWORD)
    assert who.authority.slug == "fernshire"
    assert who.posts.get().role == account.role
