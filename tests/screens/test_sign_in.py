"""Signing in and out: the same answer for a wrong address and a wrong password, a lock, a safe way on, a person without
a post.
"""

import pytest
from django.test import Client

from tests.screens.reading import Page

PASSWORD = "a long and made-up password"


@pytest.fixture
def officer(council):
    person = council.people["officer"]
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": email, "password": password, **more})


def test_the_first_page_sends_a_stranger_to_the_sign_in_and_back(officer):
    client = Client()
    sent = client.get("/?whose=all")
    assert sent.status_code == 302
    assert sent["Location"] == "/sign-in/?next=/%3Fwhose%3Dall"
    assert sign_in(client, officer.email, next="/?whose=all")["Location"] == "/?whose=all"
    assert Page(client.get("/")).heading == "Worklist"


def test_capitals_and_spaces_in_the_address_do_not_matter(officer):
    assert sign_in(Client(), f" {officer.email.upper()} ")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(officer):
    wrong = Page(sign_in(Client(), officer.email, "not the password"))
    unknown = Page(sign_in(Client(), "nobody-at-all@council.example", "not the password"))
    assert wrong.errors == unknown.errors
    assert list(wrong.errors) == [
        "The e-mail address or the password is not right. Check both and try again."
    ]
    assert wrong.title.startswith("Error: ")


def test_somebody_who_may_no_longer_sign_in_learns_nothing(officer):
    officer.is_active = False
    officer.save()
    answer = Page(sign_in(Client(), officer.email))
    assert list(answer.errors) == [
        "The e-mail address or the password is not right. Check both and try again."
    ]


def test_empty_boxes_are_said_by_name(officer):
    answer = Page(sign_in(Client(), "", ""))
    assert answer.errors == {'Fill in "E-mail address"': "#id_username", 'Fill in "Password"': "#id_password"}


def test_five_wrong_passwords_shut_the_account_for_a_while_even_for_the_right_one(officer):
    client = Client()
    answers = [sign_in(client, officer.email, "wrong") for _ in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 200, 429]
    assert "cannot be used for 15 minutes" in Page(answers[-1]).text
    assert sign_in(client, officer.email).status_code == 429
    # Another spelling of the same address is the same account.
    assert sign_in(Client(), officer.email.upper()).status_code == 429


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_on_never_leads_elsewhere(officer, elsewhere):
    assert sign_in(Client(), officer.email, next=elsewhere)["Location"] == "/"


def test_signing_out_ends_the_session(officer):
    client = Client()
    sign_in(client, officer.email)
    out = client.post("/sign-out/", follow=True)
    assert "You are signed out." in Page(out).banners[0]
    assert client.get("/").status_code == 302


def test_signing_out_takes_a_post(at):
    assert at("officer").get("/sign-out/").status_code == 405


def test_a_person_without_a_post_gets_a_page_that_says_so(at):
    answer = at("nobody").get("/")
    page = Page(answer)
    assert answer.status_code == 403
    assert page.heading == "You have no post in Heard today"
    assert "Nobody Made-Up" in page.text
    assert "complaints manager" in page.text


def test_a_post_that_ends_today_gives_nothing_today(council, at, on):
    officer = council.people["officer"]
    officer.posts.update(to_date=on)
    assert at(officer).get("/").status_code == 403
