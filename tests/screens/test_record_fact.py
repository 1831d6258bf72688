"""Recording a fact: the pack's questions, refusals beside their field with the paragraph, a stale page, a repeated
post, who may not, and what follows.
"""

from datetime import date

import pytest

from heard.cases.models import Row
from tests.screens.reading import Page, words


@pytest.fixture
def case(council):
    return council.opened(date(2025, 11, 3), officer=council.people["officer"]).case


def address(case, kind):
    return f"/cases/{case.reference}/record/{kind}/"


def on_day(value):
    return {"date-day": value.day, "date-month": value.month, "date-year": value.year}


def begun(client, case, kind):
    return Page(client.get(address(case, kind))).form()


def test_the_questions_of_the_pack_are_asked_with_their_hints_and_choices(at, case):
    page = Page(at("officer").get(address(case, "stage1.extended")))
    assert page.heading == f"{case.reference}, Jo Invented Stage 1 extended"
    assert "Why is more time needed?" in page.text
    assert "Key staff are on annual leave" in page.text
    assert "Has the complainant agreed? (optional) Yes No" in page.text
    assert "LEI paragraph 3" in page.text


def test_recording_says_what_follows_from_it(at, case):
    client = at("officer")
    sent = {
        **begun(client, case, "stage1.extended"),
        "answer_ground": "complexity",
        "answer_reason": "Two teams",
    }
    page = Page(client.post(address(case, "stage1.extended"), sent, follow=True))
    assert (
        "Recorded: Stage 1 extended. Now owed: Say sorry for the delay, and give the reason and the new day, "
        "by the complaints officer, due on Monday 17 November 2025. Answer the complaint is now due on "
        "Monday 1 December 2025. It was due on Monday 17 November 2025." in page.banners[0]
    )
    row = Row.objects.get(case=case, kind="stage1.extended")
    assert row.answers == {"ground": "complexity", "reason": "Two teams"}
    assert row.date == date(2025, 11, 12)


def test_an_answer_that_is_needed_is_asked_for(at, case):
    client = at("officer")
    page = Page(client.post(address(case, "stage1.extended"), begun(client, case, "stage1.extended")))
    assert page.status == 422
    assert page.errors == {'Answer "Why is more time needed?"': "#id_answer_ground"}


def test_a_refusal_stands_beside_the_question_that_it_is_about_with_its_paragraph(at, case):
    client = at("officer")
    sent = {**begun(client, case, "stage1.extended"), "answer_ground": "staff_leave", "answer_agreed": "no"}
    page = Page(client.post(address(case, "stage1.extended"), sent))
    ((said, leads_to),) = page.errors.items()
    assert said.startswith("Staff leave is a reason only if the complainant agrees.")
    assert "(LEI paragraph 3; AMB-04)" in said
    assert leads_to == "#id_answer_ground"
    assert Row.objects.filter(case=case).count() == 1
    assert page.form()["answer_ground"] == "staff_leave"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 11, 13), "Thursday 13 November 2025 is in the future."),
        (
            date(2025, 10, 31),
            "Friday 31 October 2025 is before the complaint was received (Monday 3 November 2025).",
        ),
    ],
)
def test_a_day_in_the_future_or_before_the_complaint_is_refused_beside_the_day(at, case, day, said):
    client = at("officer")
    sent = {**begun(client, case, "acknowledgement.sent"), **on_day(day)}
    page = Page(client.post(address(case, "acknowledgement.sent"), sent))
    ((words, leads_to),) = page.errors.items()
    assert words.startswith(said)
    assert leads_to == "#id_date-day"
    assert page.form()["date-day"] == str(day.day)


def test_what_cannot_be_recorded_today_says_why_before_anything_is_typed(at, case):
    page = Page(at("officer").get(address(case, "stage3.requested")))
    assert "As the complaint stands today, this cannot be recorded." in page.text
    assert "There has been no stage 2 yet" in page.text


def test_a_refusal_about_the_whole_case_stands_above_the_form(at, case):
    client = at("officer")
    page = Page(client.post(address(case, "stage3.requested"), begun(client, case, "stage3.requested")))
    assert any("There has been no stage 2 yet" in words for words in page.errors)
    assert Row.objects.filter(case=case).count() == 1


def test_a_stale_page_says_what_changed_and_keeps_what_was_typed(council, at, case):
    client = at("officer")
    sent = {**begun(client, case, "note.added"), "answer_note": "Typed with care"}
    council.recorded(case, "acknowledgement.sent", date(2025, 11, 5), who="manager")
    page = Page(client.post(address(case, "note.added"), sent))
    assert page.status == 409
    assert "Somebody was quicker. Nothing of yours is recorded yet." in page.banners[0]
    assert (
        "Manager Made-Up recorded “Complaint acknowledged”, of Wednesday 5 November 2025." in page.banners[0]
    )
    assert page.form()["answer_note"] == "Typed with care"
    again = client.post(address(case, "note.added"), page.form(), follow=True)
    assert "Recorded: Note." in Page(again).banners[0]


def test_sent_twice_it_records_once(at, case):
    client = at("officer")
    sent = {**begun(client, case, "note.added"), "answer_note": "Once"}
    client.post(address(case, "note.added"), sent)
    second = Page(client.post(address(case, "note.added"), sent, follow=True))
    assert "This was recorded already: Note." in second.banners[-1]
    assert Row.objects.filter(case=case, kind="note.added").count() == 1


def test_an_unknown_kind_and_what_a_case_begins_with_have_no_page(at, case):
    client = at("officer")
    for kind in ("no.such", "complaint.received", "chaser.sent", "fact.struck_out"):
        assert client.get(address(case, kind)).status_code == 404
        assert client.post(address(case, kind), {}).status_code == 404


def test_a_form_that_was_tampered_with_is_refused(at, case):
    client = at("officer")
    sent = {**begun(client, case, "stage1.extended"), "answer_ground": "because"}
    page = Page(client.post(address(case, "stage1.extended"), sent))
    assert "#id_answer_ground" in page.errors.values()
    sent = {**begun(client, case, "note.added"), "answer_note": "x", "seen": "many"}
    assert client.post(address(case, "note.added"), sent).status_code == 422
    sent = {**begun(client, case, "note.added"), "answer_note": "x", "key": ""}
    assert client.post(address(case, "note.added"), sent).status_code == 422
    assert Row.objects.filter(case=case).count() == 1


def test_the_list_of_kinds_groups_what_may_be_recorded_and_says_why_not(at, case):
    page = Page(at("officer").get(f"/cases/{case.reference}/record/"))
    assert page.links["Route decided"] == address(case, "triage.decided")
    assert "Panel met Stage 3 has not been asked for, so no panel can have met." in page.text
    assert page.text.index("What the complainant asks for") < page.text.index("What cannot be recorded now")


def test_who_may_not_see_the_case_records_nothing(at, case):
    client = at("fostering")
    assert client.post(address(case, "note.added"), {"answer_note": "x"}).status_code == 404
    assert Row.objects.filter(case=case).count() == 1


def test_the_present_stage_is_open_and_the_rest_closed_by_subject(at, council, case):
    page = Page(at("officer").get(f"/cases/{case.reference}/record/"))
    assert page.text.index("Stage 1: local resolution") < page.text.index("Putting things right (")
    closed = [words(one.find("summary")) for one in page.main.iter("details")]
    assert any(one.startswith("People and contact (") for one in closed)
    assert not any(one.startswith("Stage 1") for one in closed)


def test_what_to_record_is_found_by_its_words_without_scripts(at, council, case):
    page = Page(at("officer").get(f"/cases/{case.reference}/record/?text=appointed+ADVOCATE"))
    assert "2 things may be recorded that have these words." in page.text
    assert "Advocate appointed" in page.links
    assert "Note" not in page.links
    assert page.links["Show everything"] == f"/cases/{case.reference}/record/"
    assert at("officer").get(f"/cases/{case.reference}/record/?text=zz").status_code == 200
