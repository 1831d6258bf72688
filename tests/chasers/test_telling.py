"""The e-mails about a child's file and about emergency access: to whom, in which words, once, and never to whom not."""

from datetime import UTC, date, datetime

import pytest

from heard.cases.entries import Entry
from heard.cases.models import Case, CaseRole
from heard.cases.outcome import NotAllowed
from heard.cases.record import record
from heard.chasers import telling, warning
from heard.chasers.models import Outgoing
from heard.chasers.sending import Outcome
from heard.files import emergency, filing
from heard.files.models import EmergencyAccess
from heard.people.wall import as_person
from heard.postgres import WORKER
from tests.database import played
from tests.files.practice_note import DAY, practice_note_council

NOW = datetime(2025, 11, 12, 22, 0, tzinfo=UTC)
"""Late in the evening: these do not wait for office hours."""


@pytest.fixture
def council(worker_db, settings):
    settings.HEARD_TODAY = DAY
    return practice_note_council()


def evaluated(council, concerns="conduct", **more):
    """A complaint that was found to be about conduct, and the name under which the managers are told."""
    case = council.complaint()
    answers = {"concerns": concerns, **more}
    done = record(
        case.pk, Entry("complaint.evaluated", DAY, answers), council.people["manager"], DAY, key="a" * 32
    )
    return case, telling.name(done.row.seq)


def tell(case, told, now=NOW):
    with played(WORKER):
        return telling.send(case.pk, told, on=DAY, now=now)


def told_facts(case):
    return list(case.rows.filter(kind="managers.emailed"))


@pytest.mark.proves("HER-A-11")
@pytest.mark.parametrize(("concerns", "more"), [("conduct", {}), ("mixed", {"elements": "Ned shouted"})])
def test_the_team_manager_and_the_service_manager_are_told_once(concerns, more, council, post):
    case, told = evaluated(council, concerns, **more)
    assert tell(case, told) is Outcome.SENT
    assert tell(case, told) is Outcome.ELSEWHERE
    assert sorted(post.addresses) == sorted([council.people[who].email for who in ("north", "servicenorth")])
    [fact] = told_facts(case)
    assert (fact.date, fact.recorded_by) == (DAY, None)


def test_the_message_names_nobody_it_is_about_and_says_nothing_of_what(council, post):
    case, told = evaluated(council)
    tell(case, told)
    for message in post.messages:
        words = message.as_string()
        for word in ("Sam", "Jo ", "Ned", "shouted", "conduct", "Allegations", "discipline", case.reference):
            assert word not in words.replace(str(message["Message-ID"]), ""), word
        assert f"/children/{council.child.pk}/" in words


def test_a_manager_who_is_complained_about_gets_nothing_even_if_named_after_it_was_enqueued(council, post):
    case, told = evaluated(council)
    CaseRole.objects.create(
        case=case, role="person_complained_about", person=council.people["north"], from_date=DAY
    )
    tell(case, told)
    assert post.addresses == [council.people["servicenorth"].email]


def test_where_every_manager_is_complained_about_the_next_one_up_is_told(council, post):
    case, told = evaluated(council)
    for who in ("north", "servicenorth", "support"):
        CaseRole.objects.create(
            case=case, role="person_complained_about", person=council.people[who], from_date=DAY
        )
    assert tell(case, told) is Outcome.SENT
    assert set(post.addresses) == {council.people[who].email for who in ("head", "manager")}


def test_a_refusing_server_is_tried_again_and_nothing_is_recorded(council, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    case, told = evaluated(council)
    assert tell(case, told) is Outcome.FAILED
    assert told_facts(case) == []
    assert Outgoing.objects.get().problem == "No mail server is set: the setting HEARD_SMTP_URL names one."


def test_struck_out_before_it_left_it_is_not_needed(council, post):
    from heard.cases.entries import Striking
    from heard.cases.record import strike_out

    case, told = evaluated(council)
    seq = Case.objects.get(pk=case.pk).last_seq
    strike_out(case.pk, Striking(seq, "The wrong complaint"), council.people["manager"], DAY, key="b" * 32)
    assert tell(case, told) is Outcome.NOT_NEEDED
    assert post.messages == []


def test_nobody_but_heard_itself_may_leave_out_who_records(council):
    case, _ = evaluated(council)
    with pytest.raises(NotAllowed):
        record(case.pk, Entry("note.added", DAY, {"note": "Mine"}), None, DAY, key="c" * 32)


def test_following_again_does_nothing_twice(council):
    case, _ = evaluated(council, "service_performance")
    first = filing.follow(Case.objects.get(pk=case.pk), council.people["manager"], DAY)
    again = filing.follow(Case.objects.get(pk=case.pk), council.people["manager"], DAY)
    assert [one.name for one in first.alerted] == ["North Made-Up"]
    assert again.alerted == ()
    assert council.child.case_notes.count() == 2


def test_complaints_managers_are_told_of_emergency_access_once_and_not_the_reason(council, post):
    case = council.complaint()
    second = council.person("second", "complaints_manager")
    CaseRole.objects.create(case=case, role="person_complained_about", person=second, from_date=DAY)
    asking, outsider = (
        emergency.Asking("She has not come home", reference=case.reference),
        council.people["outsider"],
    )
    with as_person(outsider.pk, DAY):
        access = emergency.ask(asking, outsider, DAY)
    with played(WORKER):
        from heard.people.wall import acting_for

        with acting_for(council.authority.pk):
            assert warning.waiting(council.authority.pk) == [access.pk]
            assert warning.tell(access.pk, on=DAY, now=NOW) is Outcome.SENT
            assert warning.tell(access.pk, on=DAY, now=NOW) is Outcome.ELSEWHERE
    assert post.addresses == [council.people["manager"].email]
    assert "She has not come home" not in post.messages[0].as_string()
    assert EmergencyAccess.objects.get().told_at == NOW


def test_a_manager_who_asked_is_not_the_one_who_is_told(council):
    case = council.complaint()
    asking = emergency.Asking("To look", reference=case.reference)
    day, manager = date(2025, 11, 12), council.people["manager"]
    with as_person(manager.pk, day):
        access = emergency.ask(asking, manager, day)
    assert warning.whom(access, DAY) == []
