"""Requests that no browser would make, from somebody who is signed in: none is a fault of ours, none does anything."""

import time

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heard.files.models import ChildEvent
from heard.office.events import LARGEST
from tests.screens.reading import Page


@pytest.fixture
def client(council):
    client = Client(enforce_csrf_checks=True)
    client.force_login(council.people["officer"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_list_of_events_that_is_too_large_gets_a_sentence(client):
    client.get("/events/csv/")
    token = client.cookies["heard_csrf"].value
    large = SimpleUploadedFile("events.csv", b"event,date\n" + b"x" * LARGEST)
    answer = client.post("/events/csv/", {"csrfmiddlewaretoken": token, "file": large})
    assert answer.status_code == 422
    assert list(Page(answer).errors) == ["The file is larger than 1 MB. Send it in parts."]


def test_a_list_of_events_is_taken_with_its_token_only(client):
    client.get("/events/csv/")
    line = b"event,date,reference\nnew_referral,2025-11-03,EV-1"
    answer = client.post("/events/csv/", {"file": SimpleUploadedFile("events.csv", line)})
    assert answer.status_code == 403
    assert not ChildEvent.objects.exists()


def test_what_a_list_of_events_says_is_shown_as_words(client):
    client.get("/events/csv/")
    token = client.cookies["heard_csrf"].value
    line = b"event,date,team\n<script>alert(1)</script>,2025-11-03,<b>North</b>"
    sent = {"csrfmiddlewaretoken": token, "file": SimpleUploadedFile("events.csv", line)}
    answer = client.post("/events/csv/", sent)
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert b"<b>North" not in answer.content


@pytest.mark.parametrize("where", ["/openings/", "/openings/child/{child}/", "/openings/child/{child}/csv/"])
def test_the_record_of_access_opens_for_who_shows_again_who_they_are(council, where):
    manager, child = council.people["manager"], council.opened().case.child
    manager.set_password("correct horse battery")
    manager.save()
    client = Client()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    there = where.format(child=child.pk)
    with time_machine.travel(time.time() + 16 * 60, tick=False):
        asked = client.get(there)
        assert Page(asked).heading == "Show that it is you"
        form = {**Page(asked).form(), "again_password": "correct horse battery"}
        assert client.post(there, form)["Location"] == there
        assert client.get(there).status_code == 200
