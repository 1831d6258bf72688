"""Settings from the environment: what is refused, in which words, and what a real council gets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

import heard
from heard.site.settings import data, mail, reading

SOURCE = Path(heard.__file__).parent.parent
URL = "postgresql://heard_web:p%40ss@db.example:6432/heard?sslmode=require"


SHOWN = [
    "ALLOWED_HOSTS",
    "CSRF_COOKIE_SECURE",
    "DEBUG",
    "HEARD_DEMO",
    "HEARD_TESTS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
]


def start(**environment):
    """Import the settings in a new process; its environment is only what is given."""
    show = f"import json, heard.site.settings as s; print(json.dumps({{n: str(getattr(s, n, None)) for n in {SHOWN}}}))"
    return subprocess.run(
        [sys.executable, "-c", show],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"DATABASE_URL": URL}, "Set HEARD_SECRET_KEY to a long random text"),
        ({"HEARD_SECRET_KEY": "x" * 50}, "Set DATABASE_URL to the address"),
        ({"HEARD_SECRET_KEY": "x" * 50, "DATABASE_URL": URL, "HEARD_TODAY": "2025-11-17"}, "today is today"),
        ({"HEARD_DEMO": "1", "DATABASE_URL": URL, "HEARD_TODAY": "17/11/2025"}, "Write a day as 2025-11-17"),
        ({"HEARD_DEMO": "perhaps", "DATABASE_URL": URL}, "HEARD_DEMO is 'perhaps'"),
        ({"HEARD_DEMO": "1", "DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must begin with postgresql://"),
    ],
)
def test_a_wrong_start_is_refused_in_words(environment, says):
    answer = start(**environment)
    assert answer.returncode == 1
    assert says in answer.stderr


def test_a_real_council_gets_the_safe_defaults():
    answer = start(
        DATABASE_URL=URL, HEARD_SECRET_KEY="x" * 50, HEARD_BASE_URL="https://heard.council.example/"
    )
    found = json.loads(answer.stdout)
    assert found["DEBUG"] == "False"
    assert (
        found["SESSION_COOKIE_SECURE"]
        == found["CSRF_COOKIE_SECURE"]
        == found["SECURE_SSL_REDIRECT"]
        == "True"
    )
    assert found["SESSION_COOKIE_NAME"] == "__Host-heard_session"
    assert found["ALLOWED_HOSTS"] == "['heard.council.example']"
    assert found["HEARD_DEMO"] == found["HEARD_TESTS"] == "False"


def test_the_demonstration_answers_to_this_machine_only():
    found = json.loads(start(DATABASE_URL=URL, HEARD_DEMO="1").stdout)
    assert found["ALLOWED_HOSTS"] == "['localhost', '127.0.0.1', '[::1]']"
    assert found["SESSION_COOKIE_SECURE"] == "None"


def test_the_owner_has_an_alias_only_where_it_is_given():
    assert set(data.databases(URL, "")) == {"default"}
    both = data.databases(URL, "postgresql://heard_owner@/heard?host=/run/heard&port=5433")
    assert both["owner"]["HOST"] == "/run/heard"
    assert both["owner"]["PORT"] == "5433"
    assert both["default"]["PASSWORD"] == "p@ss"
    assert both["default"]["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}


def test_only_the_owner_migrates_where_there_is_one(monkeypatch):
    router = data.OwnerMigrates()
    assert router.allow_migrate("default", "people") is None
    monkeypatch.setitem(data.live.DATABASES, "owner", {})
    assert router.allow_migrate("default", "people") is False
    assert router.allow_migrate("owner", "people") is True


def test_mail_by_address():
    found = mail.mail("smtp://heard:p%40ss@mail.example:2525?security=none", "heard@council.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == (
        "mail.example",
        2525,
        "p@ss",
    )
    assert "EMAIL_USE_TLS" not in found
    assert mail.mail("smtp://mail.example", "x")["EMAIL_USE_TLS"] is True
    assert mail.mail("smtp://mail.example", "x")["EMAIL_PORT"] == 587
    assert "dummy" in mail.mail("", "x")["EMAIL_BACKEND"]


@pytest.mark.parametrize(
    "url", ["mail.example", "https://mail.example", "smtp://mail.example?security=maybe"]
)
def test_a_wrong_mail_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="HEARD_SMTP_URL"):
        mail.mail(url, "x")


def test_lists_are_read_with_commas(monkeypatch):
    monkeypatch.setenv("HEARD_ALLOWED_HOSTS", " a.example, b.example ,")
    assert reading.words("HEARD_ALLOWED_HOSTS") == ["a.example", "b.example"]
