"""Health, headers, and the pages for things that go wrong. None of these asks the database."""

import io
import json
import logging

import pytest
from django.db import connections
from django.test import Client
from structlog.stdlib import ProcessorFormatter

from heard.site.settings import records

pytestmark = pytest.mark.urls("tests.site.addresses")


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def test_the_process_answers(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_readiness_without_a_database_is_not_ready(client, django_db_blocker, monkeypatch):
    monkeypatch.setitem(connections["default"].settings_dict, "HOST", "/nowhere")
    with django_db_blocker.unblock():
        connections["default"].close()
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "cannot be reached"


def test_every_answer_is_guarded(client):
    headers = client.get("/takes").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get("/seen?who=mine")
    assert answer.status_code == 302
    assert answer.url == "/in?next=/seen%3Fwho%3Dmine"


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/nothing-here", 404, "Page not found"),
        ("/refuses", 403, "You cannot do this"),
        ("/suspects", 400, "We could not read that"),
        ("/fails", 500, "Sorry, something went wrong"),
    ],
)
def test_what_goes_wrong_is_told_kindly_and_in_our_dress(client, path, status, title):
    answer = client.get(path)
    body = answer.content.decode()
    assert answer.status_code == status
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in body
    assert "words that somebody wrote" not in body
    assert "heard.css" in body


def test_a_refusal_gives_its_reason(client):
    assert "Only a complaints manager may do this." in client.get("/refuses").content.decode()


def test_a_form_without_its_token_is_explained():
    answer = Client(enforce_csrf_checks=True).post("/takes", {"words": "anything"})
    assert answer.status_code == 403
    assert "This page was open too long" in answer.content.decode()


@pytest.fixture
def written():
    """What goes to Heard's log, as the lines that it writes."""
    formatter = {**records.logging("INFO")["formatters"]["json"]}
    formatter.pop("()")
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(ProcessorFormatter(**formatter))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)


def test_the_log_of_a_fault_says_where_and_not_what(client, written):
    answer = client.get("/fails?child=Jo", headers={"user-agent": "words that somebody wrote"})
    fault, request = written()
    assert fault["event"] == "fault"
    assert fault["error"] == "builtins.ValueError"
    assert any(place.startswith("fails (") for place in fault["at"])
    assert fault["request"] == request["request"] == answer.headers["X-Request-ID"]
    assert answer.headers["X-Request-ID"] in answer.content.decode()
    assert "somebody wrote" not in json.dumps([fault, request])


def test_the_log_of_a_request_has_its_path_without_the_query(client, written):
    client.post("/takes?child=Jo", {"words": "about Jo"})
    (line,) = written()
    assert {name: line[name] for name in ("event", "method", "path", "answer", "person")} == {
        "event": "request",
        "method": "POST",
        "path": "/takes",
        "answer": 200,
        "person": None,
    }
    assert "Jo" not in json.dumps(line)


def test_health_is_not_in_the_log(client, written):
    client.get("/healthz")
    assert written() == []
