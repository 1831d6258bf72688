"""A forgotten password, sessions that end, the administrator's three acts, and what a guesser learns: nothing."""

import time
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from heard.accounts import factors, links, lockout, signed_in, tasks, told
from heard.accounts.models import AccountEvent, SignedIn
from heard.postgres import WORKER
from tests.accounts.conftest import PASSWORD
from tests.accounts.signing import set_up_app, sign_in
from tests.database import played
from tests.screens.reading import Page

NEW = "another long and made-up password"
SAID = (
    "Look in your e-mail If has an account in Heard, a link to choose a new password is on its way there. "
    "It should arrive within a few minutes, and works for one hour. "
    "If nothing comes, look in the folder for unwanted mail, check the address, "
    "or ask whoever looks after accounts in your council. Back to the sign-in"
)


@pytest.fixture
def post(settings):
    """Where mail goes: a list."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


def work():
    """Do what waits for the worker about accounts, as the worker's role, which sees no more than it is told of."""
    waiting = list(ProcrastinateJob.objects.filter(status="todo", task_name__startswith="heard.accounts"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [[one.pk for one in waiting]])
    with played(WORKER):
        for job in waiting:
            app.tasks[job.task_name].func(**job.args)


def ask(email):
    return Client().post("/sign-in/forgotten/", {"email": email})


def link(post):
    """The link in the last message, as an address of this site."""
    return post[-1].body.split("http://localhost:8000")[1].split()[0]


@pytest.mark.parametrize("email", ["OFFICER", "nobody-at-all@council.example", "shut"])
def test_asking_for_a_link_says_and_does_the_same_for_every_address(officer, council, email):
    if email == "shut":
        email = council.people["north"].email
        type(officer).objects.filter(email=email).update(is_active=False)
    email = officer.email if email == "OFFICER" else email
    connection.force_debug_cursor = True
    before = len(connection.queries_log)
    answer = ask(email)
    with_queries = [one["sql"].split("'")[0][:40] for one in list(connection.queries_log)[before:]]
    connection.force_debug_cursor = False
    assert Page(answer).text.replace(f" {email}", "") == SAID
    # The same work whoever it is: nothing is looked up in the request.
    assert not any("people_person" in one for one in with_queries)
    assert ProcrastinateJob.objects.filter(task_name="heard.accounts.tasks.send_link").count() == 1


def test_only_an_open_account_is_sent_a_link_and_not_twice_at_once(officer, council, post):
    for email in (officer.email.upper(), "nobody@council.example"):
        ask(email)
    ask(officer.email)
    work()
    assert [one.to for one in post] == [[officer.email]]
    ask(officer.email)
    work()
    assert len(post) == 1


def test_the_link_changes_the_password_once_and_ends_every_session_and_the_lock(officer, post):
    inside = Client()
    sign_in(inside, officer.email)
    for _ in range(5):
        sign_in(Client(), officer.email, "wrong")
    ask(officer.email)
    work()
    address = link(post)
    client = Client()
    assert client.get(address)["Location"] == "/sign-in/new-password/"
    page = Page(client.get("/sign-in/new-password/"))
    assert officer.name in page.text
    short = client.post("/sign-in/new-password/", {"password": "short", "repeated": "short"})
    assert "at least 12 characters" in Page(short).text
    other = client.post("/sign-in/new-password/", {"password": NEW, "repeated": NEW + "x"})
    assert "The two passwords are not the same" in Page(other).text
    done = client.post("/sign-in/new-password/", {"password": NEW, "repeated": NEW})
    assert done["Location"] == "/sign-in/"
    assert inside.get("/").status_code == 302
    assert sign_in(Client(), officer.email, NEW)["Location"] == "/"
    assert sign_in(Client(), officer.email, PASSWORD).status_code == 200
    again = Client()
    again.get(address)
    assert Page(again.get("/sign-in/new-password/")).heading == "This link has ended"
    work()
    assert "The password was changed" in post[-1].body


def test_the_link_does_not_pass_by_the_second_step(officer, post):
    here = Client()
    here.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    set_up_app(here)
    links.choose(officer, NEW)
    client = Client()
    assert sign_in(client, officer.email, NEW)["Location"] == "/sign-in/code/"


def test_the_link_ends_after_an_hour_and_with_the_account(officer, post):
    ask(officer.email)
    work()
    address = link(post)
    with time_machine.travel(time.time() + 61 * 60, tick=False):
        client = Client()
        client.get(address)
        assert Page(client.get("/sign-in/new-password/")).heading == "This link has ended"
    officer.is_active = False
    officer.save()
    client = Client()
    client.get(address)
    assert Page(client.get("/sign-in/new-password/")).heading == "This link has ended"


@pytest.mark.parametrize(
    "made_up", ["?proof=x", "?of=%FF&proof=x", "?of=OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk&proof=x-y", ""]
)
def test_a_made_up_link_is_no_link(db, made_up):
    client = Client()
    client.get(f"/sign-in/new-password/{made_up}")
    assert Page(client.get("/sign-in/new-password/")).heading == "This link has ended"


def test_what_is_told_names_no_code_and_no_link_and_says_what_to_do(officer, council, post):
    told.tell(officer, "factors_reset", by=council.people["manager"])
    work()
    (message,) = post
    assert message.to == [officer.email]
    assert message.subject == "Your account in Heard: every second step was taken away by an administrator"
    assert "by Manager Made-Up" in message.body
    assert "tell your complaints manager" in message.body


class TestTheAdministrator:
    """The three acts of the page for somebody who cannot sign in."""

    @pytest.fixture
    def keeper(self, council, at):
        council.person("keeper", "administrator")
        return at("keeper")

    def test_takes_a_second_step_away_and_it_is_kept_and_told(self, keeper, officer, council, post):
        inside = Client()
        sign_in(inside, officer.email)
        set_up_app(inside)
        keeper.post(f"/people/{officer.pk}/sign-in/", {"act": "factor"})
        assert not factors.has_one(officer)
        assert inside.get("/").status_code == 302
        event = AccountEvent.objects.filter(person=officer, what="factors_reset").get()
        assert event.by == council.people["keeper"]
        work()
        assert any("Every second step was taken away" in one.body for one in post)

    def test_has_a_link_sent_and_ends_sessions(self, keeper, officer, post):
        inside = Client()
        sign_in(inside, officer.email)
        keeper.post(f"/people/{officer.pk}/sign-in/", {"act": "link"})
        keeper.post(f"/people/{officer.pk}/sign-in/", {"act": "sessions"})
        work()
        assert inside.get("/").status_code == 302
        assert "choose one, open this link" in post[0].body.replace("To c", "c")

    def test_is_asked_again(self, keeper, officer):
        with time_machine.travel(time.time() + 16 * 60, tick=False):
            assert Page(keeper.get(f"/people/{officer.pk}/sign-in/")).heading == "Show that it is you"

    @pytest.mark.parametrize("who", ["officer", "manager", "north", "nobody"])
    def test_nobody_else_may(self, at, council, officer, who):
        other = council.people["south" if "south" in council.people else "nobody"]
        assert at(who).get(f"/people/{other.pk}/sign-in/").status_code in (403, 404)

    def test_nor_over_oneself_nor_over_another_council(self, keeper, council):
        from tests.things.council import made_up_council

        theirs = made_up_council("OT").people["officer"]
        for person in (council.people["keeper"], theirs):
            assert keeper.get(f"/people/{person.pk}/sign-in/").status_code == 404


def test_where_you_are_signed_in_and_out_everywhere(officer):
    here, there = Client(HTTP_USER_AGENT="Firefox on Windows NT"), Client(HTTP_USER_AGENT="iPhone Safari")
    for client in (here, there):
        sign_in(client, officer.email)
    page = Page(here.get("/how-you-sign-in/"))
    assert "Firefox on Windows (this one)" in page.text
    assert "Safari on iPhone" in page.text
    here.post("/sign-out/everywhere/")
    assert here.get("/").status_code == there.get("/").status_code == 302
    assert not SignedIn.objects.exists()


def test_changing_the_password_keeps_this_browser_and_ends_the_others(officer):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, officer.email)
    before = here.cookies["heard_session"].value
    here.post("/how-you-sign-in/password/", {"password": NEW, "repeated": NEW})
    assert here.cookies["heard_session"].value != before
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert len(signed_in.of(officer)) == 1


def test_many_failures_from_one_address_shut_it_for_every_account(officer, monkeypatch):
    monkeypatch.setattr(lockout, "FROM_ONE_ADDRESS", 6)
    client = Client(REMOTE_ADDR="192.0.2.9")
    for number in range(6):
        sign_in(client, f"somebody-{number}@council.example", "wrong")
    assert sign_in(client, officer.email).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.10"), officer.email)["Location"] == "/"
    with time_machine.travel(time.time() + 16 * 60, tick=False):
        assert sign_in(client, officer.email)["Location"] == "/"


@pytest.mark.parametrize(
    ("proxies", "told_by", "expected"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "", None),
        (2, "203.0.113.9", None),
        (1, "a made-up address", None),
    ],
)
def test_the_visitors_address_is_what_our_own_proxies_say(settings, rf, proxies, told_by, expected):
    settings.HEARD_PROXIES = proxies
    assert lockout.address_of(rf.get("/", headers={"x-forwarded-for": told_by})) == expected


def test_failures_that_no_longer_count_do_not_stay(officer):
    sign_in(Client(), "somebody@council.example", "wrong")
    with time_machine.travel(time.time() + 20 * 60, tick=False):
        sign_in(Client(), "another@council.example", "wrong")
    assert [one.username for one in AccessAttempt.objects.all()] == ["another@council.example"]


def test_the_worker_tidies_up_what_it_may_not_read(officer, as_worker):
    client = Client()
    sign_in(client, officer.email)
    session = client.session
    type(session.model.objects.get()).objects.update(
        expire_date=session.get_expiry_date() - timedelta(days=2)
    )
    with as_worker():
        tasks.tidy.func(timestamp=0)
        for table in ("django_session", "mfa_authenticator", "accounts_signed_in", "axes_accessattempt"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
                assert cursor.fetchone() == (False,), table
    assert not SignedIn.objects.exists()


def test_the_web_process_takes_no_event_back_and_cannot_tidy(officer, as_web):
    told.tell(officer, "codes_made", by=officer)
    with as_web(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('accounts_event', 'UPDATE'), has_table_privilege('accounts_event', 'DELETE'),"
            " has_function_privilege('accounts_tidy()', 'EXECUTE'),"
            " has_table_privilege('socialaccount_socialapp', 'INSERT')"
        )
        assert cursor.fetchone() == (False, False, False, False)


def test_no_model_has_changed_without_a_migration(db):
    call_command("makemigrations", "accounts", check=True, dry_run=True, verbosity=0)
