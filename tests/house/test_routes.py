"""Every address of Heard says who may enter, and nobody else gets in: the whole map of addresses is walked.

Each route is tried by a stranger, by somebody without a post, by somebody of another authority, and by who may. A new
route needs a mark (`heard.office.entry`) and, where its address has parts, an example here.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.screens.reading import Page

# Addresses that the web server's own health checks ask for: open, and without a person in them.
OPEN_BY_NAME = {"healthz", "readyz"}
MARKS = {"open", "signed in", "with a post", "may see the case"}


def routes(resolver=None, before=""):
    """Every route: its name, its pattern and its view."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield one.name, before + str(one.pattern), one.callback


ROUTES = [route for route in routes() if route[0] not in OPEN_BY_NAME]
IDS = [route[0] for route in ROUTES]


@pytest.fixture
def case(db, settings):
    from tests.things.council import made_up_council

    settings.HEARD_TODAY = date(2025, 11, 12)
    settings.HEARD_DEMO = True
    council = made_up_council()
    council.authority.contact = council.authority.address = "1 Invented Street, Madeup"
    council.authority.save()
    case = council.opened(date(2025, 11, 3), officer=council.people["officer"]).case
    council.recorded(case, "note.added", date(2025, 11, 4), note="A note")
    case.council = council
    return case


def address(route, case):
    """An address of this route, about this case."""
    name, pattern, _ = route
    examples = {
        "<str:reference>": case.reference,
        "<str:kind>": "pdf" if name == "letter-file" else "note.added",
        "<int:seq>": "2",
        "<str:id>": "stage-1-response",
        "<str:name>": "england",
        "<str:edition>": "2006-09-01",
        "<str:calendar>": case.calendar_edition,
        "<int:number>": "0",
        "<int:id>": str(made(name, case)) if "<int:id>" in pattern else "",
    }
    for part, example in examples.items():
        pattern = pattern.replace(part, example)
    assert "<" not in pattern, f"tests/house/test_routes.py: give an example for the parts of {pattern}"
    return f"/{pattern}"


def made(name, case):
    """The number of something that a route leads to: a message that was kept, or a letter."""
    from heard.authority.today import moment, today
    from heard.cases.changes import Change
    from heard.cases.moves import Asked, ask
    from heard.chasers.models import KeptMessage
    from heard.letters.drafting import draft
    from heard.letters.issuing import Issuing, issue

    if name == "edition-move":
        change = Asked(Change("calendar", case.calendar_edition), "Proclaimed", "a" * 32)
        return ask(case.authority, change, case.council.people["manager"], today()).pk
    if name == "mailbox-message":
        words = {"sender": "heard@heard.example", "to": "a", "subject": "A chaser", "body": "Words"}
        owners = {"authority": case.authority, "case": case, "message_id": "<1@heard.example>"}
        return KeptMessage.objects.create(**owners, **words, kept_at=moment()).pk
    writer = case.council.people["manager"]
    letter = draft(case, "acknowledgement", writer, today(), key="a" * 32)
    if name == "letter-file":
        issue(letter.pk, Issuing(), writer, today())
    return letter.pk


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(client, where):
    """Ask for a page; what takes a post only is sent one."""
    answer = client.get(where)
    return client.post(where, {"passage": "advocacy"}) if answer.status_code == 405 else answer


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_every_route_says_who_may_enter(route):
    _, pattern, view = route
    assert getattr(view, "entry", None) in MARKS, f"{pattern}: mark its view with heard.office.entry.entry"


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_a_stranger_is_sent_to_the_sign_in(route, case):
    answer = ask(Client(), address(route, case))
    if route[2].entry == "open":
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_somebody_without_a_post_gets_no_further(route, case):
    answer = ask(signed_in(case.council.people["nobody"]), address(route, case))
    if route[2].entry == "with a post":
        assert answer.status_code == 403
        assert Page(answer).heading == "You have no post in Heard today"
    elif route[2].entry == "may see the case":
        assert answer.status_code == 404
    refuse_to_tell(answer, case)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_somebody_of_another_authority_finds_nothing_of_this_one(route, case):
    from tests.things.council import made_up_council

    stranger = made_up_council("OT").people["manager"]
    answer = ask(signed_in(stranger), address(route, case))
    if route[2].entry == "may see the case":
        assert answer.status_code == 404
    refuse_to_tell(answer, case)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_who_may_enter_does(route, case):
    answer = ask(signed_in(case.council.people["manager"]), address(route, case))
    # A form that is sent empty is answered with what it lacks (422): that too is being let in.
    assert answer.status_code in (200, 302, 422), f"{route[1]} answered {answer.status_code}"


def refuse_to_tell(answer, case):
    """No name of the case is on the page."""
    words = answer.content.decode()
    for name in (case.complainant.name, case.child.name, case.reference, case.authority.name):
        assert name not in words
