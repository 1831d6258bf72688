"""The letters of a case and a draft on the screen: begun, filled in, what it still lacks, put back, thrown away."""

import pytest

from heard.letters.models import Letter
from heard.letters.wording import starting
from heard.letters.written import template_of
from tests.letters.writing import RIGHT, WORDS, answer, case_of
from tests.screens.reading import Page, words
from tests.things.council import made_up_council


@pytest.fixture
def case(council):
    from tests.letters.writing import able_to_write

    return case_of(able_to_write(council))


@pytest.fixture
def letter(case, council, on):
    return answer(case, council.people["officer"], on)


def address(case, *parts):
    return f"/cases/{case.reference}/letters/" + "".join(f"{part}/" for part in parts)


def begun(client, case, template):
    """A letter begun from its button; the page that follows."""
    key = Page(client.get(address(case))).form()["key"]
    return client.post(address(case), {"template": template, "key": key}, follow=True)


def test_the_letters_that_are_owed_come_first_with_the_reason(at, case):
    page = Page(at("officer").get(address(case)))
    assert "Owed now Our answer to your complaint Answer the complaint: owed by the team manager" in page.text
    assert (
        "We have your complaint Acknowledge the complaint: owed by the complaints officer as soon as"
        in page.text
    )
    owed, other = page.text.split("Other letters")
    assert "We need more time for your complaint" not in owed
    assert "Stage 2 has not been asked for" in other.split("Not now")[1]


def test_a_draft_is_begun_and_leads_to_its_words(at, case):
    answer_ = begun(at("officer"), case, "acknowledgement")
    page = Page(answer_)
    assert answer_.redirect_chain[-1][0].endswith("/words/")
    assert page.heading == "Letter to Jo Invented, MU-2025-0001 We have your complaint"
    assert "[[first_due]] Monday 17 November 2025" in page.text
    assert page.form()["body"].startswith("Dear [[complainant]],")
    assert "Nothing is sent until you issue the letter" in page.text


def test_the_button_pressed_twice_begins_one_draft(at, case):
    client = at("officer")
    sent = {"template": "acknowledgement", "key": Page(client.get(address(case))).form()["key"]}
    assert client.post(address(case), sent).url == client.post(address(case), sent).url
    client.post(address(case), {**sent, "template": "delay-letter"})
    assert sorted(letter.template for letter in Letter.objects.all()) == ["acknowledgement", "delay-letter"]


@pytest.mark.parametrize("template", ["", "love-letter", "../../x", "a" * 5000])
def test_a_letter_that_there_is_not_is_not_found(at, case, template):
    assert at("officer").post(address(case), {"template": template, "key": "k" * 90}).status_code == 404


def test_what_it_asks_has_a_box_each_and_stands_in_the_letter(at, case):
    client = at("officer")
    page = Page(begun(client, case, "stage-1-response"))
    assert "Your answer to each point of the complaint, and whether you uphold it" in page.text
    sent = page.form()
    assert set(sent) == {"version", "fill_answer", "fill_actions", "body"}
    sent |= {"fill_answer": "We are sorry.\n\n- one\n- two", "fill_actions": "We visit."}
    letter = Letter.objects.get()
    read = Page(client.post(address(case, letter.pk, "words"), sent, follow=True))
    assert "What we found We are sorry. one two What we will do We visit." in read.text
    assert "cannot be issued yet" not in read.text
    assert read.links["Go on to issue it"] == address(case, letter.pk, "issue")


def test_an_unfinished_draft_says_what_it_lacks_and_where_to_put_it_right(at, case):
    client = at("officer")
    begun(client, case, "stage-1-response")
    letter = Letter.objects.get()
    page = Page(client.get(address(case, letter.pk)))
    assert "This letter cannot be issued yet" in page.text
    asked = "Fill in [[answer]]: Your answer to each point of the complaint, and whether you uphold it."
    assert page.links[asked] == address(case, letter.pk, "words") + "#id_fill_answer"
    assert [words(mark) for mark in page.main.iter("mark")] == ["[[answer]]", "[[actions]]"]
    assert "Go on to issue it" not in page.links
    assert client.get(address(case, letter.pk, "issue")).url == address(case, letter.pk)


def put_back(client, case, letter, passage="right-to-stage-2"):
    sent = {"passage": passage, "version": letter.version}
    return client.post(address(case, letter.pk, "put-back"), sent, follow=True)


def test_a_missing_paragraph_is_put_back_by_its_button(at, case, letter):
    client = at("officer")
    sent = Page(client.get(address(case, letter.pk, "words"))).form()
    whole = sent["body"]
    sent["body"] = whole.replace(RIGHT, "you may ask for stage 2")
    page = Page(client.post(address(case, letter.pk, "words"), sent, follow=True))
    assert "The complainant must be told of the right to stage 2" in page.text
    assert "It reads now: “If you are not happy with this answer you may ask for stage 2." in page.text
    assert "LEI paragraph 12" in page.text
    letter.refresh_from_db()
    page = Page(put_back(client, case, letter))
    assert page.banners == ["The paragraph is in the letter again."]
    assert "cannot be issued" not in page.text
    letter.refresh_from_db()
    assert letter.body == whole == starting(template_of(letter))


def test_a_paragraph_is_not_put_back_into_a_letter_that_somebody_changed(at, case, letter, council):
    page = Page(put_back(at("manager"), case, Letter(pk=letter.pk, version=1)))
    assert "Officer Made-Up changed this letter while you had it open" in page.banners[0]


def test_a_paragraph_that_the_letter_does_not_have_is_not_found(at, case, letter):
    assert put_back(at("officer"), case, letter, "love").status_code == 404


def test_the_second_of_two_who_save_is_told_and_keeps_what_they_wrote(at, case, letter):
    officer, manager = at("officer"), at("manager")
    mine = Page(officer.get(address(case, letter.pk, "words"))).form()
    theirs = Page(manager.get(address(case, letter.pk, "words"))).form()
    manager.post(address(case, letter.pk, "words"), {**theirs, "fill_answer": "The manager's answer"})
    late = officer.post(address(case, letter.pk, "words"), {**mine, "fill_answer": "The officer's answer"})
    page = Page(late)
    assert page.status == 409
    assert "Manager Made-Up changed this letter while you had it open" in page.banners[0]
    assert "The manager's answer" in page.banners[0]
    assert page.form()["fill_answer"] == "The officer's answer"
    letter.refresh_from_db()
    assert letter.filled["answer"] == "The manager's answer"
    officer.post(address(case, letter.pk, "words"), page.form())
    letter.refresh_from_db()
    assert letter.filled["answer"] == "The officer's answer"


def test_too_much_text_stays_on_the_page_with_the_reason(at, case, letter):
    client = at("officer")
    sent = {**Page(client.get(address(case, letter.pk, "words"))).form(), "fill_answer": "a" * 200_001}
    page = Page(client.post(address(case, letter.pk, "words"), sent))
    assert page.status == 422
    assert page.errors == {"Shorten this to 200000 characters. It has 200001 now.": "#id_fill_answer"}


def test_words_that_look_like_markup_are_words(at, case, letter):
    client = at("officer")
    sent = Page(client.get(address(case, letter.pk, "words"))).form()
    sent["fill_answer"] = "</textarea><script>alert(1)</script> [[x]] {{ 7*7 }} {% raw %}"
    html = client.post(address(case, letter.pk, "words"), sent, follow=True).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "{{ 7*7 }}" in html
    assert "<script>alert" not in client.get(address(case, letter.pk, "words")).content.decode()


def test_a_draft_is_thrown_away_when_asked_twice(at, case, letter):
    client = at("officer")
    page = Page(client.get(address(case, letter.pk, "discard")))
    assert "Throw away the draft of “Our answer to your complaint”?" in page.heading
    assert Letter.objects.exists()
    after = Page(client.post(address(case, letter.pk, "discard"), page.form(), follow=True))
    assert after.banners == ["Thrown away: the draft of “Our answer to your complaint”."]
    assert not Letter.objects.exists()
    assert client.get(address(case, letter.pk)).status_code == 404


def test_drafts_are_listed_with_who_changed_them_and_on_the_case_page(at, case, letter):
    client = at("manager")
    page = Page(client.get(address(case)))
    assert "Drafts Our answer to your complaint Not sent yet. Changed by Officer Made-Up" in page.text
    assert "A draft of this letter is open already" in page.text
    listed = Page(client.get(f"/cases/{case.reference}/")).links
    assert listed["Our answer to your complaint"] == address(case, letter.pk)
    assert listed["Write “We have your complaint”"] == address(case)


def test_another_format_is_pointed_out(at, council, case):
    from tests.letters.writing import able_to_write

    other = case_of(able_to_write(council), format="braille")
    letter = answer(other, council.people["officer"])
    assert "needs this in another format: Braille" in Page(at("officer").get(address(other, letter.pk))).text


PAGES = ["", "words", "issue", "discard", "put-back", "files/pdf"]


@pytest.mark.parametrize("who", ["fostering", "roads", "nobody", "elsewhere"])
def test_a_stranger_finds_no_letters_at_all(at, council, case, letter, who):
    client = at(made_up_council().people["officer"] if who == "elsewhere" else who)
    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), {"template": "acknowledgement"}).status_code == 404
    for page in PAGES:
        place = address(case, letter.pk) + (f"{page}/" if page else "")
        for answer_ in (client.get(place), client.post(place, {"version": letter.version, "body": "Mine"})):
            assert answer_.status_code in (404, 405)
            assert b"Jo Invented" not in answer_.content
    letter.refresh_from_db()
    assert (letter.version, Letter.objects.count()) == (2, 1)


@pytest.mark.parametrize("page", PAGES)
def test_a_letter_is_found_only_under_its_own_case(at, council, case, letter, page):
    other = case_of(council)
    client = at("officer")
    place = address(other, letter.pk) + (f"{page}/" if page else "")
    assert {client.get(place).status_code, client.post(place).status_code} <= {404, 405}
    assert client.get(address(other, 999_999)).status_code == 404
    assert client.get(address(other, 10**30)).status_code == 404


def test_somebody_not_signed_in_is_asked_to_sign_in(client, case, letter):
    for page in ["", "words", "issue", "files/pdf"]:
        answer_ = client.get(address(case, letter.pk) + (f"{page}/" if page else ""))
        assert answer_.status_code == 302
        assert "/sign-in/" in answer_.url


def test_a_team_manager_writes_too(at, case):
    page = Page(begun(at("north"), case, "stage-1-response"))
    sent = page.form() | {f"fill_{name}": said for name, said in WORDS.items()}
    assert at("north").post(address(case, Letter.objects.get().pk, "words"), sent).status_code == 302
    assert Letter.objects.get().changed_by.name == "North Made-Up"
