"""The second step: codes that count once, recovery codes, the lock, and what is seen before it (nothing)."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from heard.accounts import factors, sealed
from heard.accounts.models import AccountEvent
from tests.accounts.signing import code, set_up_app, sign_in
from tests.screens.reading import Page

HALF_A_MINUTE = 30


@pytest.fixture
def secret(officer):
    """The officer has an app; its secret."""
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return set_up_app(client)


@pytest.fixture
def later():
    """The next half minute but one, when the app shows a code that was not used."""
    with time_machine.travel(time.time() + 2 * HALF_A_MINUTE, tick=False):
        yield


def half(officer, **more):
    """A browser that has taken the first step."""
    client = Client()
    answer = sign_in(client, officer.email, **more)
    assert answer["Location"] == "/sign-in/code/"
    return client


def test_the_password_alone_opens_nothing(officer, secret, later):
    client = half(officer)
    for where in ("/", "/how-you-sign-in/", "/how-you-sign-in/app/"):
        assert client.get(where)["Location"].startswith("/sign-in/?next=")


def test_a_right_code_signs_in_and_leads_to_where_the_person_was_going(officer, secret, later):
    client = half(officer, next="/?whose=all")
    assert Page(client.get("/sign-in/code/")).heading == "Enter your code"
    assert (
        client.post("/sign-in/code/", {"code": f" {code(secret)[:3]} {code(secret)[3:]}"})["Location"]
        == "/?whose=all"
    )
    assert client.get("/").status_code == 200


def test_a_code_counts_once_also_in_another_browser_and_for_an_older_one(officer, secret, later):
    half(officer).post("/sign-in/code/", {"code": code(secret)})
    for used in (code(secret), code(secret, -1)):
        again = half(officer)
        answer = again.post("/sign-in/code/", {"code": used})
        assert list(Page(answer).errors) == [
            "This code is not right, or it was used already. Wait for the next one and try again."
        ]
        assert again.get("/")["Location"].startswith("/sign-in/")


def test_the_code_of_setting_up_is_used_up(officer, secret):
    assert half(officer).post("/sign-in/code/", {"code": code(secret)}).status_code == 200


def test_a_code_of_a_minute_ago_is_too_old(officer, secret):
    with time_machine.travel(time.time() + 10 * HALF_A_MINUTE, tick=False):
        assert half(officer).post("/sign-in/code/", {"code": code(secret, -2)}).status_code == 200


def test_five_wrong_codes_shut_the_account_for_the_password_too(officer, secret, later):
    client = half(officer)
    answers = [client.post("/sign-in/code/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
    assert client.post("/sign-in/code/", {"code": code(secret)}).status_code == 429
    assert sign_in(Client(), officer.email).status_code == 429


def test_beginning_anew_with_the_right_password_gives_no_more_tries(officer, secret, later):
    answers = [half(officer).post("/sign-in/code/", {"code": "000000"}).status_code for _ in range(4)]
    assert answers == [200] * 4
    assert half(officer).post("/sign-in/code/", {"code": "000000"}).status_code == 429


def test_what_was_typed_is_not_kept_with_the_failures(officer, secret, later):
    from axes.models import AccessAttempt

    half(officer).post("/sign-in/code/", {"code": "135790"})
    sign_in(Client(), officer.email, "a wrong and telling password")
    kept = "".join(f"{one.get_data} {one.post_data}" for one in AccessAttempt.objects.all())
    assert AccessAttempt.objects.count() == 1
    assert "135790" not in kept
    assert "telling" not in kept


def test_the_half_sign_in_ends_after_a_quarter_of_an_hour(officer, secret):
    client = half(officer)
    with time_machine.travel(time.time() + 16 * 60, tick=False):
        assert client.post("/sign-in/code/", {"code": code(secret)})["Location"] == "/sign-in/"


def test_the_session_has_a_new_key_after_each_step(officer, secret, later):
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["heard_session"] = session.session_key
    keys = [session.session_key]
    sign_in(client, officer.email)
    keys.append(client.cookies["heard_session"].value)
    client.post("/sign-in/code/", {"code": code(secret)})
    keys.append(client.cookies["heard_session"].value)
    assert len(set(keys)) == 3
    for old in keys[:2]:
        thief = Client()
        thief.cookies["heard_session"] = old
        assert thief.get("/").status_code == 302
        assert thief.post("/sign-in/code/", {"code": "1"})["Location"] == "/sign-in/"


def test_the_secret_is_sealed_in_the_database_and_in_the_session(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/how-you-sign-in/app/")
    in_session = str(dict(client.session))
    secret = set_up_app(client)
    kept = Authenticator.objects.get(user=officer, type="totp").data
    assert secret not in in_session
    assert secret not in str(kept)
    assert sealed.open_up(kept["secret"]) == secret


def test_a_secret_that_was_sealed_with_a_former_key_still_opens(settings):
    settings.HEARD_ACCOUNTS_KEY = ["the former key"]
    kept = sealed.seal("words")
    settings.HEARD_ACCOUNTS_KEY = ["the new key", "the former key"]
    assert sealed.open_up(kept) == "words"
    settings.HEARD_ACCOUNTS_KEY = ["the new key"]
    with pytest.raises(sealed.KeyIsWrong, match="HEARD_ACCOUNTS_KEY"):
        sealed.open_up(kept)


def test_a_secret_is_sealed_with_the_new_key_when_it_is_used(officer, secret, later, settings):
    former = settings.HEARD_ACCOUNTS_KEY or [settings.SECRET_KEY]
    settings.HEARD_ACCOUNTS_KEY = ["the new key", *former]
    assert half(officer).post("/sign-in/code/", {"code": code(secret)})["Location"] == "/"
    settings.HEARD_ACCOUNTS_KEY = ["the new key"]
    assert sealed.open_up(factors.app_of(officer).data["secret"]) == secret


def recovery(officer, client):
    """The codes as the page shows them."""
    page = Page(client.get("/how-you-sign-in/codes/"))
    return [one.split("<")[0].replace(" ", "") for one in page.html.split('heard-key">')[1:]]


def test_recovery_codes_are_shown_until_they_are_kept_and_each_signs_in_once(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    set_up_app(client)
    codes = recovery(officer, client)
    assert len(set(codes)) == 10
    assert recovery(officer, client) == codes
    client.post("/how-you-sign-in/codes/")
    assert recovery(officer, client) == []
    first = half(officer)
    assert first.post("/sign-in/code/", {"code": codes[3]})["Location"] == "/"
    assert "You have 9 recovery codes left." in Page(first.get("/")).banners[0]
    assert half(officer).post("/sign-in/code/", {"code": codes[3]}).status_code == 200
    assert half(officer).post("/sign-in/code/", {"code": codes[4]})["Location"] == "/"


def test_new_recovery_codes_end_the_old_ones(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    set_up_app(client)
    old = recovery(officer, client)
    client.post("/how-you-sign-in/codes/new/")
    assert not set(recovery(officer, client)) & set(old)
    assert half(officer).post("/sign-in/code/", {"code": old[0]}).status_code == 200


def test_setting_one_up_ends_the_sessions_of_other_browsers(officer):
    other, here = Client(), Client()
    for client in (other, here):
        sign_in(client, officer.email)
    set_up_app(here)
    assert here.get("/").status_code == 200
    assert other.get("/")["Location"].startswith("/sign-in/")


class TestRequired:
    """Where everybody must have a second factor."""

    @pytest.fixture(autouse=True)
    def _required(self, settings):
        settings.HEARD_SECOND_FACTOR = "required"

    def test_somebody_without_one_is_led_to_set_it_up_and_sees_nothing_before(self, officer, council):
        case = council.opened(officer=officer).case
        client = Client()
        sign_in(client, officer.email)
        for where in ("/", f"/cases/{case.reference}/", "/how-you-sign-in/", "/how-you-sign-in/codes/"):
            assert client.get(where)["Location"].startswith("/how-you-sign-in/app/?next=")
        assert client.post("/log/", {})["Location"] == "/how-you-sign-in/app/?next=%2F"
        assert client.get("/how-you-sign-in/passkey/").status_code == 200
        set_up_app(client)
        assert client.get("/").status_code == 200

    def test_a_session_from_before_is_ended(self, officer, secret):
        client = Client()
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/?whose=all")["Location"] == "/sign-in/?next=/%3Fwhose%3Dall"
        assert "_auth_user_id" not in client.session

    def test_signing_out_is_always_possible(self, officer):
        client = Client()
        sign_in(client, officer.email)
        assert client.post("/sign-out/")["Location"] == "/sign-in/"

    def test_the_last_one_cannot_be_taken_away(self, officer):
        client = Client()
        sign_in(client, officer.email)
        set_up_app(client)
        app = factors.app_of(officer)
        page = Page(client.post(f"/how-you-sign-in/remove/{app.pk}/"))
        assert "the only second step that you have" in page.text
        assert factors.has_one(officer)


def test_taking_it_away_takes_the_recovery_codes_too_and_is_kept_and_told(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    set_up_app(client)
    client.post(f"/how-you-sign-in/remove/{factors.app_of(officer).pk}/")
    assert not Authenticator.objects.filter(user=officer).exists()
    assert AccountEvent.objects.filter(person=officer, what="app_removed", by=officer).exists()
    assert sign_in(Client(), officer.email)["Location"] == "/"


def test_nobody_takes_away_what_is_anothers(at, officer):
    one = Authenticator.objects.create(user=officer, type="totp", data={"secret": sealed.seal("A" * 32)})
    assert at("north").post(f"/how-you-sign-in/remove/{one.pk}/").status_code == 404
    assert factors.has_app(officer)


def test_a_wrong_code_sets_nothing_up(officer):
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/how-you-sign-in/app/", {"code": "000000"})
    assert "This code is not right" in Page(answer).text
    assert not factors.has_one(officer)
