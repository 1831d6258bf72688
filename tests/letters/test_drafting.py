"""Drafts on a real database: begun once, filled from the case, changed by one person at a time, discarded."""

from datetime import date

import pytest

from heard.authority.today import in_full
from heard.cases.models import CaseRole, Row
from heard.cases.outcome import Invalid, NotAllowed
from heard.letters.drafting import Change, UnknownLetter, discard, draft, restore, save
from heard.letters.issuing import Issuing, issue
from heard.letters.lengths import LONGEST
from heard.letters.models import Letter
from heard.letters.outcome import AlreadyIssued, Changed
from heard.letters.values import letterhead, values
from heard.letters.written import as_written, template_of
from heard.people.models import Post
from tests.letters.writing import ON, answer, case_of
from tests.things.council import MONDAY, key, made_up_council

STRANGERS = ["fostering", "roads", "nobody", "elsewhere"]


@pytest.fixture
def letter(case, officer):
    return draft(case, "stage-1-response", officer, ON)


@pytest.fixture
def stranger(council, request):
    """Somebody who may not see the case."""
    return (
        made_up_council().people["officer"] if request.param == "elsewhere" else council.people[request.param]
    )


def test_the_fields_of_a_letter_are_filled_from_the_case(case, letter):
    known = values(case, template_of(letter), ON)
    assert known == {
        "complainant": "Jo Invented",
        "child": "Sam Invented",
        "reference": "MU-2025-0001",
        "received_on": "Monday 3 November 2025",
        "today": "Wednesday 12 November 2025",
        "officer": "Officer Made-Up",
        "officer_role": "Complaints officer",
        "authority": case.authority.name,
        "authority_address": "County Hall\nExampleton EX1 1EX",
        "authority_contact": "01234 567890\ncomplaints@exampleshire.example",
        "team": "North",
        "ombudsman": "Local Government and Social Care Ombudsman\nwww.lgo.org.uk\n0300 061 0614",
        "first_due": "Monday 17 November 2025",
        "due": "Monday 17 November 2025",
        "maximum": "Monday 1 December 2025",
    }


def test_what_the_case_does_not_have_stays_to_be_seen(council, case, officer):
    case.officer = None
    case.save()
    council.authority.contact = "  "
    council.authority.save()
    written = as_written(draft(case, "acknowledgement", officer, ON), ON)
    assert {field.name for field in written.readiness.lacks.fields} == {
        "officer",
        "officer_role",
        "authority_contact",
    }


def test_a_day_that_moves_moves_in_the_draft(council, case, officer):
    letter = draft(case, "delay-letter", officer, ON)
    save(letter.pk, Change(letter.body + "\n\nBy [[new_due]].", {"reason": "It is complex"}, 1), officer, ON)
    letter.refresh_from_db()
    assert [field.name for field in as_written(letter, ON).readiness.lacks.fields] == ["new_due"]
    council.recorded(case, "stage1.extended", ON, ground="complexity")
    written = as_written(letter, ON)
    assert written.readiness
    assert written.values["new_due"] == in_full(date(2025, 12, 1))


def test_the_day_of_receipt_is_that_of_the_timeline(council, case, officer, letter):
    from heard.cases.record import Correction, Entry, correct

    right = Entry("complaint.received", date(2025, 11, 4))
    correct(case.pk, Correction(1, "It came on Tuesday", right), officer, ON, key=key())
    assert values(case, template_of(letter), ON)["received_on"] == "Tuesday 4 November 2025"


def test_the_role_of_an_officer_is_the_one_held_on_this_case(council, case, letter):
    case.officer = council.people["roads"]
    assert "officer_role" not in values(case, template_of(letter), ON)
    CaseRole.objects.create(case=case, person=case.officer, role="investigating_officer", from_date=MONDAY)
    assert values(case, template_of(letter), ON)["officer_role"] == "Investigating officer"


def test_a_letter_goes_to_the_complainant_with_reference_and_day(case):
    head = letterhead(case, ON)
    assert head.recipient == ("Jo Invented", "12 Made-up Lane", "Exampleton EX2 2EX")
    assert (head.dated, head.reference) == (ON, "MU-2025-0001")
    assert head.authority_address == ("County Hall", "Exampleton EX1 1EX")


def test_the_same_key_begins_one_draft(case, officer):
    once = key()
    first, second = (draft(case, "acknowledgement", officer, ON, key=once) for _ in range(2))
    assert first.pk == second.pk
    with pytest.raises(NotAllowed):
        draft(case, "delay-letter", officer, ON, key=once)
    assert Letter.objects.count() == 1


def test_a_letter_that_the_procedure_does_not_have_is_not_begun(case, officer):
    with pytest.raises(UnknownLetter):
        draft(case, "love-letter", officer, ON)


def test_a_draft_records_nothing(case, officer, letter):
    save(letter.pk, Change("Dear Jo", {}, 1), officer, ON)
    discard(letter.pk, 2, officer, ON)
    assert [row.kind for row in Row.objects.filter(case=case)] == ["complaint.received"]
    assert not Letter.objects.exists()


def test_the_second_of_two_people_is_told_and_the_first_keeps_what_they_wrote(council, officer, letter):
    manager = council.people["manager"]
    save(letter.pk, Change(letter.body, {"answer": "The manager's words"}, 1), manager, ON)
    for late in (
        lambda: save(letter.pk, Change("The officer's words", {}, 1), officer, ON),
        lambda: restore(letter.pk, "right-to-stage-2", 1, officer, ON),
        lambda: discard(letter.pk, 1, officer, ON),
        lambda: issue(letter.pk, Issuing(version=1), officer, ON),
    ):
        with pytest.raises(Changed, match="Manager Made-Up changed this letter"):
            late()
    letter.refresh_from_db()
    assert letter.filled == {"answer": "The manager's words"}
    assert (letter.version, letter.changed_by) == (2, manager)


def test_saving_the_same_again_is_no_change(officer, letter):
    assert save(letter.pk, Change(letter.body, {}, 1), officer, ON).version == 1


def test_words_are_kept_clean_and_only_for_what_is_asked(officer, letter):
    kept = save(
        letter.pk, Change(" a\r\nb\x00 ", {"answer": "x\x00\u202ey", "complainant": "Z"}, 1), officer, ON
    )
    kept.refresh_from_db()
    assert (kept.body, kept.filled) == ("a\nb", {"answer": "xy"})


def test_too_much_text_is_refused_with_its_length(officer, letter):
    with pytest.raises(Invalid, match="200,001 characters long") as refused:
        save(letter.pk, Change("a" * (LONGEST + 1), {"answer": "b" * (LONGEST + 1)}, 1), officer, ON)
    assert set(refused.value.problems) == {"body", "answer"}


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
def test_a_stranger_may_do_nothing_with_letters(case, officer, letter, stranger):
    ready = answer(case, officer)
    for attempt in (
        lambda: draft(case, "acknowledgement", stranger, ON),
        lambda: save(letter.pk, Change("Mine now", {}), stranger, ON),
        lambda: restore(letter.pk, "right-to-stage-2", None, stranger, ON),
        lambda: discard(letter.pk, None, stranger, ON),
        lambda: issue(ready.pk, Issuing(), stranger, ON),
    ):
        with pytest.raises(NotAllowed, match="may not see it"):
            attempt()
    assert Letter.objects.filter(state="draft").count() == 2


def test_somebody_whose_post_has_ended_may_do_nothing(council, letter):
    north = council.people["north"]
    save(letter.pk, Change("By the team manager", {}, 1), north, ON)
    Post.objects.filter(person=north).update(to_date=ON)
    with pytest.raises(NotAllowed):
        save(letter.pk, Change("Again", {}, 2), north, ON)


def test_an_issued_letter_is_no_draft_any_more(case, officer):
    letter = issue(answer(case, officer).pk, Issuing(), officer, ON).letter
    for attempt in (
        lambda: save(letter.pk, Change("Other words", {}), officer, ON),
        lambda: restore(letter.pk, "right-to-stage-2", None, officer, ON),
        lambda: discard(letter.pk, None, officer, ON),
    ):
        with pytest.raises(AlreadyIssued, match="stays as it was sent"):
            attempt()


def test_a_draft_of_another_case_keeps_to_its_case(council, officer, letter):
    other = case_of(council)
    assert as_written(draft(other, "acknowledgement", officer, ON), ON).values["reference"] == "MU-2025-0002"
    assert as_written(letter, ON).values["reference"] == "MU-2025-0001"
