"""Whoever has left is out at once, whatever their browser still holds; and nobody learns who has an account."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from tests.screens.conftest import ON
from tests.screens.reading import Page
from tests.things.council import made_up_council

PASSWORD = "a made-up council of a county"


@pytest.fixture
def officer(council):
    person = council.people["officer"]
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def case(council):
    return council.opened(officer=council.people["officer"]).case


def sign_in(client, email, password=PASSWORD):
    return client.post("/sign-in/", {"username": email, "password": password}, REMOTE_ADDR="192.0.2.7")


def test_the_session_is_a_new_one_after_signing_in_and_the_old_one_opens_nothing(officer):
    client = Client()
    client.get("/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["heard_session"] = before
    assert sign_in(client, officer.email).status_code == 302
    assert client.cookies["heard_session"].value != before
    other = Client()
    other.cookies["heard_session"] = before
    assert other.get("/").status_code == 302


def test_a_session_that_was_signed_out_opens_nothing(officer):
    client = Client()
    sign_in(client, officer.email)
    kept = client.cookies["heard_session"].value
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["heard_session"] = kept
    assert thief.get("/").headers["Location"] == "/sign-in/?next=/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_an_account_that_was_shut_or_given_another_password_is_out_at_once(officer, case, change):
    client = Client()
    sign_in(client, officer.email)
    type(officer).objects.filter(pk=officer.pk).update(**change)
    for where in ("/", f"/cases/{case.reference}/", "/log/"):
        assert client.get(where).headers["Location"].startswith("/sign-in/")


def test_a_post_that_ends_today_opens_nothing_from_today(officer, case, at):
    client = at("officer")
    assert client.get(f"/cases/{case.reference}/").status_code == 200
    officer.posts.update(to_date=ON)
    assert client.get(f"/cases/{case.reference}/").status_code == 404
    assert client.get("/").status_code == 403
    officer.posts.update(to_date=ON + timedelta(days=1))
    assert client.get(f"/cases/{case.reference}/").status_code == 200


def test_a_case_of_the_same_reference_in_another_authority_is_another_case(officer, case, at):
    theirs = made_up_council()
    other = theirs.opened(summary="Of another council").case
    assert other.reference == case.reference
    assert "Of another council" not in at("officer").get(f"/cases/{case.reference}/").content.decode()
    theirs.authority.refresh_from_db()
    assert (
        "Of another council" in at(theirs.people["officer"]).get(f"/cases/{case.reference}/").content.decode()
    )


def test_a_wrong_password_a_shut_account_and_no_account_get_one_answer(officer, council):
    shut = council.person("shut", "complaints_officer")
    shut.set_password(PASSWORD)
    shut.is_active = False
    shut.save()
    council.person("without", "complaints_officer")  # an account without a password
    tries = [
        (officer.email, "not the password"),
        (shut.email, PASSWORD),
        (council.people["without"].email, PASSWORD),
        ("nobody@council.example", PASSWORD),
    ]
    said = {Page(sign_in(Client(), *one)).text.replace(one[0], "") for one in tries}
    assert len(said) == 1
    assert "The e-mail address or the password is not right" in said.pop()


def test_five_wrong_passwords_shut_the_account_in_whatever_capitals(officer):
    written = [
        officer.email,
        officer.email.upper(),
        f" {officer.email} ",
        officer.email.title(),
        officer.email,
    ]
    answers = [sign_in(Client(), one, "wrong") for one in written]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert sign_in(Client(), officer.email).status_code == 429


def test_passwords_are_kept_as_argon2(officer):
    officer.refresh_from_db()
    assert PASSWORD not in officer.password
    assert identify_hasher(officer.password).algorithm == "argon2"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_verbs_do_nothing(officer, case, at, method):
    client = at("officer")
    for where in ("/", f"/cases/{case.reference}/", f"/cases/{case.reference}/record/note.added/", "/log/"):
        assert getattr(client, method)(where).status_code in (403, 405)
    assert case.rows.count() == 1


def test_a_post_without_its_token_does_nothing(officer, case):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    for where in (
        "/sign-out/",
        "/log/",
        f"/cases/{case.reference}/letters/",
        f"/cases/{case.reference}/who/",
    ):
        assert client.post(where, {"template": "acknowledgement"}).status_code == 403
    assert client.get("/").status_code == 200
