"""The pages that move a complaint to the right procedure: the warning, the preview, the button, the timeline."""

from datetime import date

import pytest

from heard.authority.models import AdoptedProcedure
from heard.cases.models import Case
from tests.screens.reading import Page

RECEIVED = date(2025, 11, 3)
WHY = "A care leaver complains of what was promised in the pathway plan"


@pytest.fixture
def case(council):
    """A care leaver's complaint, logged as a corporate one."""
    AdoptedProcedure.objects.create(
        authority=council.authority, procedure="corporate", edition="2024-04-01", from_date=date(2024, 4, 1)
    )
    answers = {"channel": "email", "complainant_is": "care_leaver", "subject": "services"}
    case = council.opened(RECEIVED, procedure="corporate", answers=answers).case
    council.recorded(case, "acknowledgement.sent", date(2025, 11, 4))
    council.recorded(case, "stage1.assigned", date(2025, 11, 5), name="Sam Invented")
    return case


def address(case, name="leicestershire"):
    return f"/cases/{case.reference}/move/{name}/"


def sent(client, case, name="leicestershire", **changes):
    form = Page(client.get(address(case, name))).form()
    return client.post(address(case, name), {**form, "reason": WHY, **changes})


def test_the_case_page_warns_and_leads_a_manager_to_the_right_procedure(at, case):
    page = Page(at("manager").get(f"/cases/{case.reference}/"))
    assert "this is a children's social care complaint, and it was logged as a corporate one" in page.text
    link = next(href for words, href in page.links.items() if words.startswith("Move it to: "))
    assert link == address(case)
    assert page.links["Move to another procedure"] == f"/cases/{case.reference}/move/"


def test_an_officer_is_warned_too_and_told_who_moves_it(at, case):
    page = Page(at("officer").get(f"/cases/{case.reference}/"))
    assert "A complaints manager can move it to: " in page.text
    assert "Move to another procedure" not in page.links


def test_the_page_before_names_the_other_procedures(at, case):
    page = Page(at("manager").get(f"/cases/{case.reference}/move/"))
    assert address(case) in page.links.values()
    assert address(case, "corporate") not in page.links.values()


def test_the_preview_says_what_is_owed_what_is_late_what_counts_and_what_does_not(at, case, council):
    page = Page(at("manager").get(address(case)))
    assert page.status == 200
    assert "Counted from" in page.text
    assert "Monday 3 November 2025" in page.text
    assert "Late at once" in page.text
    assert "It explained another procedure, and said nothing of advocacy." in page.text
    assert "This procedure has nothing of the kind." in page.text
    assert "The commonest faults" in page.text
    assert case.rows.count() == 3, "looking moves nothing"


def test_the_button_moves_it_once_however_often_it_is_pressed(at, case):
    client = at("manager")
    form = Page(client.get(address(case))).form() | {"reason": WHY}
    first = client.post(address(case), form)
    assert first["Location"] == f"/cases/{case.reference}/"
    assert "Moved to: " in Page(client.get(first["Location"])).banners[0]
    second = client.post(address(case), form)
    assert second["Location"] == f"/cases/{case.reference}/"
    assert "moved already" in Page(client.get(second["Location"])).text
    case.refresh_from_db()
    assert (case.procedure, case.rows.count()) == ("leicestershire", 4)
    assert sent_again(client, case).status_code == 409


def sent_again(client, case):
    """A form that was left open in another window, with a key of its own."""
    return client.post(address(case), {"key": "b" * 32, "seen": "3", "reason": WHY})


def test_the_case_page_afterwards_shows_every_fact_and_what_does_not_count(at, case):
    client = at("manager")
    sent(client, case)
    page = Page(client.get(f"/cases/{case.reference}/"))
    assert page.status == 200
    assert "logged as a corporate one" not in page.text
    assert "Moved to another procedure" in page.text
    assert WHY in page.text
    assert page.text.count("Recorded under: Corporate complaints") == 3
    assert "Sam Invented" in page.text
    for href in {one for one in page.links.values() if one.startswith(f"/cases/{case.reference}/")}:
        assert client.get(href).status_code == 200, href


def test_a_fact_that_does_not_count_is_struck_out_and_not_corrected(at, case):
    client = at("manager")
    sent(client, case)
    page = Page(client.get(f"/cases/{case.reference}/"))
    places = [href for href in page.links.values() if href.endswith("/correct/")]
    assert places == [f"/cases/{case.reference}/facts/1/correct/"]
    assert client.get(f"/cases/{case.reference}/facts/2/correct/").status_code == 404
    assert client.get(f"/cases/{case.reference}/facts/3/correct/").status_code == 404
    assert client.get(f"/cases/{case.reference}/facts/2/strike-out/").status_code == 200


def test_it_can_be_moved_back(at, case):
    client = at("manager")
    sent(client, case)
    sent(client, case, "corporate", reason="It is about a parking permit after all")
    case.refresh_from_db()
    assert (case.procedure, case.rows.count()) == ("corporate", 5)
    assert "Recorded under" not in Page(client.get(f"/cases/{case.reference}/")).text


def test_without_a_reason_nothing_is_moved_and_the_page_says_so(at, case):
    page = Page(sent(at("manager"), case, reason="  "))
    assert page.status == 422
    assert page.errors
    assert Case.objects.get(pk=case.pk).procedure == "corporate"


def test_somebody_who_was_quicker_is_told_of(at, case, council):
    client = at("manager")
    form = Page(client.get(address(case))).form()
    council.recorded(case, "updates.agreed", date(2025, 11, 12), next_on=date(2025, 11, 17))
    answer = client.post(address(case), {**form, "reason": WHY})
    assert answer.status_code == 409
    assert "Somebody was quicker" in Page(answer).text
    again = Page(answer).form()
    assert client.post(address(case), again).status_code == 302


@pytest.mark.parametrize("who", ["officer", "north"])
def test_who_may_not_move_a_complaint_is_told_who_may(at, case, who):
    for where in (address(case), f"/cases/{case.reference}/move/"):
        answer = at(who).get(where)
        assert answer.status_code == 403
        assert "Only a complaints manager may do this" in Page(answer).text
    assert at(who).post(address(case), {"reason": WHY}).status_code == 403


def test_a_stranger_finds_no_such_page(at, case):
    from tests.things.council import made_up_council

    stranger = made_up_council("OT").people["manager"]
    assert at(stranger).get(address(case)).status_code == 404
    assert at(stranger).post(address(case), {"reason": WHY}).status_code == 404


@pytest.mark.parametrize("name", ["rutland", "corporate", "no-such-thing"])
def test_a_procedure_that_it_cannot_go_to_is_refused_kindly(at, case, name):
    client = at("manager")
    page = Page(client.get(address(case, name)))
    assert "Nothing was changed." in page.text
    assert page.links["See where it can be moved"] == f"/cases/{case.reference}/move/"
    form = {"key": "a" * 32, "seen": "3", "reason": WHY}
    assert client.post(address(case, name), form).status_code == 409
    assert Case.objects.get(pk=case.pk).procedure == "corporate"


def test_a_complaint_of_before_the_procedure_was_in_force_has_nowhere_to_go(at, case):
    AdoptedProcedure.objects.filter(procedure="leicestershire").update(from_date=date(2025, 11, 10))
    client = at("manager")
    assert "was not in force" in Page(client.get(address(case))).text
    assert "There is no other procedure" in Page(client.get(f"/cases/{case.reference}/move/")).text
    assert "Move it to: " not in Page(client.get(f"/cases/{case.reference}/")).text


def drafted(case, council, template):
    from heard.letters.drafting import draft

    return draft(case, template, council.people["manager"], date(2025, 11, 12))


@pytest.mark.parametrize("template", ["acknowledgement", "stage-2-response", "not-taken"])
def test_a_draft_of_the_other_procedure_is_kept_and_cannot_be_issued(at, case, council, template):
    from heard.letters.issuing import Issuing, issue
    from heard.letters.outcome import NotIssued

    letter, client = drafted(case, council, template), at("manager")
    sent(client, case)
    for where in ("", "words/", "discard/"):
        assert client.get(f"/cases/{case.reference}/letters/{letter.pk}/{where}").status_code == 200
    page = Page(client.get(f"/cases/{case.reference}/letters/{letter.pk}/"))
    assert "This draft was begun under another procedure" in page.text
    assert "Go on to issue it" not in page.links
    answer = client.get(f"/cases/{case.reference}/letters/{letter.pk}/issue/")
    assert answer["Location"] == f"/cases/{case.reference}/letters/{letter.pk}/"
    with pytest.raises(NotIssued, match="under another procedure"):
        issue(letter.pk, Issuing(), council.people["manager"], date(2025, 11, 12))
    assert client.get(f"/cases/{case.reference}/letters/").status_code == 200
    page = Page(client.get(f"/cases/{case.reference}/"))
    assert "Go on with the letter" not in page.text, "the draft is not the letter that is owed now"
