"""How long a session lasts, and when an account is shut. On a real database, as the web role."""

import pytest
import time_machine
from django.test import Client

from heard.authority.models import Authority
from heard.people.models import Person

pytestmark = [pytest.mark.urls("tests.site.addresses"), pytest.mark.django_db]
PASSWORD = "a long made-up password"
BEGAN = 1_763_373_600  # Monday 17 November 2025, 10:00 in London


@pytest.fixture
def ann():
    council = Authority.objects.create(name="Made-up Council", slug="made-up")
    return Person.objects.create_user("ann@made-up.example", PASSWORD, name="Ann Example", authority=council)


def sign_in(client: Client, password: str = PASSWORD):
    return client.post("/in", {"username": "ann@made-up.example", "password": password})


def at(minutes: float):
    return time_machine.travel(BEGAN + minutes * 60, tick=False)


def test_a_session_that_is_used_goes_on(ann, client):
    with at(0):
        sign_in(client)
    for minutes in (1, 55, 110, 165):
        with at(minutes):
            assert client.get("/seen").content == b"seen by Ann Example"


def test_an_hour_unused_ends_it_and_the_person_comes_back_to_where_they_were(ann, client):
    with at(0):
        sign_in(client)
        client.get("/seen")
    with at(62):
        answer = client.get("/seen?who=mine")
        assert answer.url == "/in?next=/seen%3Fwho%3Dmine"
        assert "_auth_user_id" not in client.session


def test_twelve_hours_end_it_however_busy(ann, client):
    with at(0):
        sign_in(client)
    for minutes in range(0, 12 * 60, 50):
        with at(minutes):
            assert client.get("/seen").status_code == 200
    with at(12 * 60 + 1):
        assert client.get("/seen").status_code == 302


def test_reading_writes_the_session_once_a_minute_at_most(ann, client, django_assert_num_queries):
    with at(0):
        sign_in(client)
        client.get("/seen")
        with django_assert_num_queries(2):
            client.get("/seen")


def test_five_wrong_passwords_shut_the_account_for_a_quarter_of_an_hour(ann, client):
    with at(0):
        for _ in range(4):
            assert sign_in(client, "wrong").content == b"wrong"
        shut = sign_in(client, "wrong")
        assert shut.status_code == 429
        assert "Too many tries" in shut.content.decode()
        assert sign_in(client).status_code == 429
        assert sign_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 429
    with at(16):
        assert sign_in(client).content == b"in"


def test_a_lock_says_the_same_of_an_account_that_does_not_exist(client):
    for _ in range(5):
        answer = client.post("/in", {"username": "nobody@made-up.example", "password": "x"})
    assert answer.status_code == 429


def test_passwords_are_kept_by_argon2(ann):
    assert ann.password.startswith("argon2$argon2id$")


def test_readiness_with_its_migrations_applied(client):
    assert client.get("/readyz").json() == {"database": "ready", "migrations": "ready"}
