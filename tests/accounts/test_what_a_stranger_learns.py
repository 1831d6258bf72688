"""What somebody learns who guesses: not who has an account, by no word and by no work; no form is sent for another."""

from urllib.parse import quote

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.accounts.signing import set_up_app, sign_in
from tests.screens.reading import Page


@pytest.fixture
def hashes(monkeypatch):
    """How often a password was hashed, the costly part of signing in."""
    counted = []

    def counting(name):
        real = getattr(Argon2PasswordHasher, name)

        def once(self, *arguments, **more):
            counted.append(name)
            return real(self, *arguments, **more)

        return once

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2PasswordHasher, name, counting(name))
    return counted


def test_a_wrong_sign_in_costs_one_hash_whoever_it_names(officer, council, hashes):
    north, without = council.people["north"], council.person("without", "complaints_officer")
    north.set_password(PASSWORD)
    north.is_active = False
    north.save()
    without.set_unusable_password()
    without.save()
    costs, said = [], []
    for email, password in (
        (officer.email, "wrong"),
        (north.email, PASSWORD),
        (without.email, "wrong"),
        ("nobody@council.example", "wrong"),
    ):
        hashes.clear()
        said.append(Page(sign_in(Client(), email, password)).text.replace(email, ""))
        costs.append(len(hashes))
    assert costs == [1, 1, 1, 1]
    assert len(set(said)) == 1


def test_an_account_with_a_second_step_is_not_known_by_it_without_the_password(officer, hashes):
    here = Client()
    here.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    set_up_app(here)
    answer = sign_in(Client(), officer.email, "wrong")
    assert answer.status_code == 200
    assert Page(answer).heading == "Sign in"


@pytest.mark.parametrize(
    "where",
    [
        "sign-in/",
        "sign-in/code/",
        "sign-in/passkey/",
        "sign-in/forgotten/",
        "sign-in/new-password/",
        "sign-out/everywhere/",
        "how-you-sign-in/password/",
        "how-you-sign-in/app/",
        "how-you-sign-in/passkey/",
        "how-you-sign-in/codes/",
        "how-you-sign-in/codes/new/",
        "how-you-sign-in/remove/1/",
        "people/1/sign-in/",
    ],
)
def test_no_form_is_taken_without_its_token(officer, where):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/{where}", {"again_what": "act", "again_password": PASSWORD})
    assert answer.status_code == 403
    assert Page(answer).heading == "This page was open too long"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/sign-in/", "x:y"]
)
def test_no_way_on_leads_elsewhere(officer, elsewhere, settings):
    client = Client()
    sign_in(client, officer.email)
    page = Page(client.get(f"/how-you-sign-in/app/?next={quote(elsewhere)}"))
    assert page.form()["next"] == "/"
    assert Client().get(f"/sign-in/?next={quote(elsewhere)}").content.count(b"evil") == 0
    assert sign_in(Client(), officer.email, next=elsewhere)["Location"] == "/"


def test_an_answer_of_a_passkey_that_is_none_is_refused_and_not_a_fault(officer, council):
    for answer in (
        "",
        "{}",
        "[]",
        "null",
        "1",
        '{"id":"x","rawId":"x","response":{}}',
        "not JSON",
        '{"response":[]}',
    ):
        said = Client().post("/sign-in/passkey/", {"credential": answer})
        assert said.status_code == 200
        assert "That passkey did not work here" in Page(said).text
    client = Client()
    sign_in(client, officer.email)
    client.get("/how-you-sign-in/passkey/creation/")
    for answer in (
        "{}",
        '{"id":"x","rawId":"eA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}',
    ):
        made = client.post("/how-you-sign-in/passkey/", {"name": "x", "credential": answer})
        assert "The passkey was not made" in Page(made).text


def test_a_made_up_link_leaves_nothing_behind(db):
    client = Client()
    answer = client.get("/sign-in/new-password/", {"of": "MQ", "proof": "x" * 5000})
    assert answer.status_code == 200
    assert not Session.objects.exists()
    assert not client.cookies.get("heard_session")


def test_a_lock_holds_where_the_proxy_names_no_address(officer, settings):
    settings.HEARD_PROXIES = 1
    answers = [sign_in(Client(), officer.email, "wrong").status_code for _ in range(5)]
    assert answers[-1] == 429
    assert sign_in(Client(), officer.email).status_code == 429


@pytest.mark.parametrize(
    "where", ["/sign-up/", "/accounts/signup/", "/accounts/login/", "/accounts/email/", "/signup/"]
)
def test_there_are_no_other_ways_in(db, where):
    assert Client().get(where).status_code in (302, 404)
    assert b"allauth" not in Client().get(where).content
