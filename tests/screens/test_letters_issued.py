"""Issuing on the screen: the questions, refusals beside them, once only; the issued letter and its files."""

import hashlib

import pytest

from heard.cases.models import Row
from heard.cases.record import Striking, strike_out
from heard.letters.drafting import Change, draft, save
from heard.letters.models import Letter, LetterFile
from tests.letters.writing import RIGHT, able_to_write, answer, case_of, pdf_words
from tests.screens.reading import Page
from tests.screens.test_letters import address
from tests.things.council import key


@pytest.fixture
def case(council):
    return case_of(able_to_write(council), format="large print", contact_by="letter")


@pytest.fixture
def letter(case, council, on):
    """A stage 1 response that is ready."""
    return answer(case, council.people["officer"], on)


@pytest.fixture
def officer(at):
    return at("officer")


def asked(client, case, letter):
    """The page of issuing."""
    return Page(client.get(address(case, letter.pk, "issue")))


def issued(client, case, letter, **answers):
    """The answer to the button, with the page that follows."""
    sent = {**asked(client, case, letter).form(), **answers}
    return client.post(address(case, letter.pk, "issue"), sent, follow=True)


def test_it_asks_what_the_fact_asks_and_shows_the_letter_once_more(officer, case, letter):
    page = asked(officer, case, letter)
    assert "Issue “Our answer to your complaint”" in page.heading
    assert "It is dated Wednesday 12 November 2025 and kept exactly as it is." in page.text
    assert "“Stage 1 answer sent” is recorded on the complaint" in page.text
    assert "What is the outcome? (optional) Upheld Partly upheld Not upheld No finding" in page.text
    assert RIGHT in page.text
    assert set(page.form()) == {"key", "seen", "version", "shown"}


def test_issuing_says_what_follows_and_offers_the_files(officer, case, letter):
    page = Page(issued(officer, case, letter, answer_outcome="partly_upheld"))
    (said,) = page.banners
    assert said.startswith("Issued: “Our answer to your complaint”.")
    assert "Done: Answer the complaint." in said
    assert "Now open to the complainant: Ask for stage 2." in said
    assert "It stays exactly as it was sent." in page.text
    assert "Jo Invented wishes to be contacted: by letter." in page.text
    row = Row.objects.get(case=case, kind="stage1.responded")
    assert row.answers == {"outcome": "partly_upheld", "letter": str(letter.pk)}
    case_page = Page(officer.get(f"/cases/{case.reference}/"))
    assert "Ask for stage 2 Open" in case_page.text
    assert case_page.links["Our answer to your complaint"] == address(case, letter.pk)
    assert case_page.links["Stage 1 answer sent"] == address(case, letter.pk)


def test_pressed_twice_it_is_issued_once(officer, case, letter):
    sent = asked(officer, case, letter).form()
    for _ in range(2):
        page = Page(officer.post(address(case, letter.pk, "issue"), sent, follow=True))
    assert any("This letter was issued already." in banner for banner in page.banners)
    assert Row.objects.filter(case=case, kind="stage1.responded").count() == 1


def test_a_post_cannot_issue_what_the_page_would_not(officer, case, letter, council):
    person = council.people["officer"]
    sent = asked(officer, case, letter).form()
    weak = letter.body.replace(RIGHT, "you may ask for stage 2")
    letter = save(letter.pk, Change(weak, letter.filled, letter.version), person, letter.changed_at.date())
    for version in (sent["version"], str(letter.version)):
        page = Page(
            officer.post(address(case, letter.pk, "issue"), {**sent, "version": version}, follow=True)
        )
        assert "This letter cannot be issued yet" in page.text
    empty = draft(case, "delay-letter", person, case.opened_on)
    page = Page(officer.post(address(case, empty.pk, "issue"), {**sent, "version": "1"}, follow=True))
    assert "Fill in [[reason]]" in page.text
    assert not LetterFile.objects.exists()
    assert Row.objects.filter(case=case).count() == 1


def test_what_somebody_changed_meanwhile_is_shown_before_it_goes_out(officer, case, letter, council, on):
    sent = asked(officer, case, letter).form() | {"answer_outcome": "upheld"}
    words = {**letter.filled, "answer": "Other words altogether."}
    save(letter.pk, Change(letter.body, words, letter.version), council.people["manager"], on)
    page = Page(officer.post(address(case, letter.pk, "issue"), sent))
    assert page.status == 409
    assert "Manager Made-Up changed this letter" in page.banners[0]
    assert "Other words altogether." in page.text
    assert page.form()["answer_outcome"] == "upheld"
    assert not LetterFile.objects.exists()
    assert officer.post(address(case, letter.pk, "issue"), page.form()).url == address(case, letter.pk)
    assert Letter.objects.get(pk=letter.pk).is_issued


def test_a_name_that_changed_meanwhile_is_shown_before_it_goes_out(officer, case, letter):
    sent = asked(officer, case, letter).form()
    case.complainant.name = "Jo Newname"
    case.complainant.save()
    page = Page(officer.post(address(case, letter.pk, "issue"), sent))
    assert page.status == 409
    assert "has changed since you looked at it" in page.banners[0]
    assert "Dear Jo Newname," in page.text


def test_what_was_recorded_meanwhile_is_told_first(officer, case, letter, council, on):
    sent = asked(officer, case, letter).form()
    council.recorded(case, "note.added", on, note="The mother rang")
    page = Page(officer.post(address(case, letter.pk, "issue"), sent))
    assert page.status == 409
    assert "Officer Made-Up recorded “Note”" in page.banners[0]
    assert officer.post(address(case, letter.pk, "issue"), page.form()).status_code == 302


def test_what_the_procedure_refuses_stands_on_the_page(officer, case, council, on):
    offer = draft(case, "offer-of-stage-2", council.people["officer"], on)
    sent = asked(officer, case, offer).form()
    council.recorded(case, "stage2.requested", on)
    assert (
        "this letter cannot be issued. The complainant has asked for stage 2"
        in asked(officer, case, offer).text
    )
    case.refresh_from_db()
    page = Page(officer.post(address(case, offer.pk, "issue"), {**sent, "seen": case.last_seq}))
    assert page.status == 422
    assert "There is a problem The complainant has asked for stage 2 already." in page.text
    assert not Letter.objects.get(pk=offer.pk).is_issued


def test_an_answer_that_is_none_stands_beside_its_question(officer, case, letter):
    page = Page(issued(officer, case, letter, answer_outcome="perhaps"))
    assert page.status == 422
    assert list(page.errors.values()) == ["#id_answer_outcome"]
    assert not Letter.objects.get(pk=letter.pk).is_issued


def test_files_are_handed_out_as_they_were_made_and_never_opened_in_the_page(officer, case, letter):
    issued(officer, case, letter)
    for file in LetterFile.objects.filter(letter=letter):
        answer_ = officer.get(address(case, letter.pk, "files", file.kind))
        assert hashlib.sha256(answer_.content).hexdigest() == file.sha256
        assert answer_.headers["Content-Type"] == file.media_type
        assert answer_.headers["Content-Disposition"] == f'attachment; filename="{file.name}"'
        assert answer_.headers["X-Content-Type-Options"] == "nosniff"
        assert answer_.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in answer_.headers["Cache-Control"]
        assert officer.post(address(case, letter.pk, "files", file.kind)).status_code == 405
    assert RIGHT in pdf_words(officer.get(address(case, letter.pk, "files", "large-print")).content)
    assert officer.get(address(case, letter.pk, "files", "exe")).status_code == 404


def test_a_draft_has_no_files(officer, case, letter):
    assert officer.get(address(case, letter.pk, "files", "pdf")).status_code == 404


def test_a_stranger_gets_no_file(at, officer, case, letter):
    issued(officer, case, letter)
    for who in ("fostering", "roads", "nobody"):
        assert at(who).get(address(case, letter.pk, "files", "pdf")).status_code == 404
        assert at(who).get(address(case, letter.pk)).status_code == 404


def test_an_issued_letter_is_shown_and_no_longer_changed(officer, case, letter, on):
    issued(officer, case, letter)
    before = list(Letter.objects.values())
    for page in ("words", "issue", "discard"):
        for answer_ in (
            officer.get(address(case, letter.pk, page)),
            officer.post(address(case, letter.pk, page), {"version": letter.version, "body": "Mine"}),
        ):
            assert answer_.url == address(case, letter.pk)
    page = Page(
        officer.post(
            address(case, letter.pk, "put-back"), {"passage": "ombudsman", "version": 2}, follow=True
        )
    )
    assert "stays as it was sent" in page.banners[-1]
    assert list(Letter.objects.values()) == before


def test_a_fact_that_was_struck_out_is_said_on_its_letter(officer, case, letter, council, on):
    issued(officer, case, letter)
    strike_out(case.pk, Striking(2, "It was never posted"), council.people["officer"], on, key=key())
    page = Page(officer.get(address(case, letter.pk)))
    assert "It was struck out since: It was never posted" in page.text


def test_a_page_of_letters_asks_the_database_a_fixed_number_of_times(officer, case, council, on):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as seen:
            officer.get(address(case))
        return len(seen)

    draft(case, "acknowledgement", council.people["officer"], on)
    officer.get(address(case))
    few = queries()
    for _ in range(5):
        draft(case, "acknowledgement", council.people["officer"], on)
    assert queries() == few <= 16
