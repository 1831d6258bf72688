"""A sensitive act asks again after fifteen minutes, loses nothing that was filled in, and never shows the view the
password.
"""

import time

import pytest
import time_machine
from django.test import Client

from tests.accounts.conftest import PASSWORD
from tests.screens.reading import Page

pytestmark = pytest.mark.urls("tests.accounts.pages")
LATER = 16 * 60
SENT = {"why": 'Kept <too> long & "more"', "tick": ["a", "b"], "key": "k" * 32}


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def later():
    """Sixteen minutes after signing in."""
    with time_machine.travel(time.time() + LATER, tick=False):
        yield


def test_nothing_is_asked_soon_after_signing_in(client):
    assert client.get("/destroy/").content == b"the form"
    assert b"done by" in client.post("/destroy/", SENT).content


def test_a_page_asks_and_then_opens_as_it_was_asked_for(client, later):
    asked = client.get("/destroy/?of=7")
    assert Page(asked).heading == "Show that it is you"
    answer = client.post("/destroy/?of=7", {**Page(asked).form(), "again_password": PASSWORD})
    assert answer["Location"] == "/destroy/?of=7"
    assert client.get("/destroy/?of=7").content == b"the form"


def test_a_form_that_was_sent_late_is_carried_through_whole(client, later):
    asked = client.post("/destroy/", SENT)
    assert asked.status_code == 422
    assert b"done by" not in asked.content
    assert "Nothing is lost" in Page(asked).text
    wrong = client.post("/destroy/", {**kept(asked), "again_password": "not the password"})
    assert list(Page(wrong).errors) == ["This is not your password. Check it and try again."]
    answer = client.post("/destroy/", {**kept(wrong), "again_password": PASSWORD})
    words = sorted((name, *(it if isinstance(it, list) else [it])) for name, it in SENT.items())
    assert answer.content.decode() == f"done by {'Officer Made-Up'}: {words}"


def kept(answer):
    """Every hidden field of the page that asks, those of one name as a list."""
    found = {}
    for field in Page(answer).main.iter("input"):
        if field.get("type") == "hidden" and field.get("name") != "csrfmiddlewaretoken":
            found.setdefault(field.get("name"), []).append(field.get("value") or "")
    return found


def test_wrong_passwords_here_count_to_the_lock(client, later, officer):
    answers = [
        client.post("/destroy/", {"again_what": "page", "again_password": "wrong"}).status_code
        for _ in range(5)
    ]
    assert answers == [422] * 4 + [429]
    assert client.post("/destroy/", {"again_what": "page", "again_password": PASSWORD}).status_code == 429
    stranger = Client()
    assert stranger.post("/sign-in/", {"username": officer.email, "password": PASSWORD}).status_code == 429


def test_who_may_not_enter_is_not_asked(at, later):
    answer = at("nobody").get("/destroy/")
    assert answer.status_code == 403
    assert "Password" not in Page(answer).text


def test_a_made_up_answer_is_no_proof(client, later):
    for sent in ({"again_what": "act"}, {"again_what": "anything", "again_password": ""}):
        assert b"done by" not in client.post("/destroy/", sent).content
