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
MARKS = {"open", "signed in", "with a post", "may see the case", "may see something of the child's file"}


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
    # There are pages for the council's own sign-in only where there is one; this one cannot be reached.
    council_sign_in(settings)
    council = made_up_council()
    council.authority.contact = council.authority.address = "1 Invented Street, Madeup"
    council.authority.save()
    case = council.opened(date(2025, 11, 3), officer=council.people["officer"]).case
    council.recorded(case, "note.added", date(2025, 11, 4), note="A note")
    case.council = council
    return case


def council_sign_in(settings):
    """A sign-in of the council's own, at an address where nobody listens."""
    from heard.site.settings import signing_in

    theirs = signing_in.Council("http://127.0.0.1:9", "heard", "x", "the council", False, False)
    settings.HEARD_COUNCIL_SIGN_IN = theirs
    settings.SOCIALACCOUNT_PROVIDERS = signing_in.providers(theirs)["SOCIALACCOUNT_PROVIDERS"]


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
    examples |= file_of(case) if "<int:child>" in pattern or name.endswith("-emergency") else {}
    examples |= {"<str:whose>": "child"} if "<str:whose>" in pattern else {}
    examples |= family_of(case) if "family" in name or "relation" in name or "allocation" in name else {}
    examples |= people_of(case) if "_id>" in pattern or "<int:delegation>" in pattern else {}
    for part, example in examples.items():
        pattern = pattern.replace(part, example)
    assert "<" not in pattern, f"tests/house/test_routes.py: give an example for the parts of {pattern}"
    return f"/{pattern}"


def file_of(case):
    """Something of the child's file: two folders, a document in quarantine, a note to be read, and an emergency."""
    from heard.authority.today import moment
    from heard.files import emergency
    from heard.files.folders import folder
    from heard.files.models import CaseNote, Document, FolderRule, Version
    from heard.people.wall import as_person

    manager, council = case.council.people["manager"], {"authority": case.authority}
    pack = {
        "role": "complaints_manager",
        "may_read": True,
        "may_write": True,
        "procedure": "x",
        "edition": "1",
    }
    for key in ("complaints", "allegations"):
        FolderRule.objects.create(**council, key=key, title=key.capitalize(), **pack)
    made_by = {"made_by": manager, "made_at": moment()}
    document = Document.objects.create(
        **council, folder=folder(case.child, "complaints"), title="A", **made_by
    )
    bytes_of = {"kind": "txt", "media_type": "text/plain", "size": 1, "sha256": "0" * 64, "key_id": "k"}
    version = Version.objects.create(
        document=document,
        number=1,
        problem="no-scanner",
        place="1" * 32,
        sealed_key=b"",
        **bytes_of,
        **made_by,
    )
    Document.objects.filter(pk=document.pk).update(current=version)
    note = CaseNote.objects.create(
        **council,
        child=case.child,
        folder_key="complaints",
        text="Words",
        day=date(2025, 11, 4),
        alerts=manager,
    )
    asking = emergency.Asking("A reason", reference=case.reference)
    roads, day = case.council.people["roads"], date(2025, 11, 12)
    with as_person(roads.pk, day):
        access = emergency.ask(asking, roads, day)
    return {
        "<int:child>": str(case.child.pk),
        "<str:key>": "complaints",
        "<int:document>": str(document.pk),
        "<int:number>": "1",
        "<int:note>": str(note.pk),
        "<int:access>": str(access.pk),
    }


def people_of(case):
    """Somebody of staff with a post, their team, somebody who stands in for them, and a part in the case."""
    from heard.cases.models import CaseRole
    from heard.people.models import Delegation

    people, on = case.council.people, date(2025, 11, 12)
    post = people["north"].posts.get()
    days = {"from_date": on, "to_date": date(2025, 11, 20)}
    part = CaseRole.objects.create(case=case, role="advocate", person=people["roads"], **days)
    return {
        "<int:person_id>": str(people["north"].pk),
        "<int:post_id>": str(post.pk),
        "<int:team_id>": str(post.team_id),
        "<int:part_id>": str(part.pk),
        "<int:delegation>": str(Delegation.objects.create(of=people["north"], to=people["head"], **days).pk),
    }


def family_of(case):
    """Somebody of the child's family, and a worker to whom the child's case is allocated."""
    from heard.people.models import Allocation, Relation

    first = {"authority": case.authority, "child": case.child, "from_date": date(2025, 11, 3)}
    tie = Relation.objects.create(**first, complainant=case.complainant, kind="Mother")
    return {
        "<int:relation>": str(tie.pk),
        "<int:allocation>": str(Allocation.objects.create(**first, person=case.council.people["north"]).pk),
    }


def made(name, case):
    """The number of something that a route leads to: a message that was kept, or a letter."""
    from allauth.mfa.models import Authenticator

    from heard.authority.today import moment, today
    from heard.cases.changes import Change
    from heard.cases.moves import Asked, ask
    from heard.chasers.models import KeptMessage
    from heard.letters.drafting import draft
    from heard.letters.issuing import Issuing, issue

    if name == "edition-move":
        change = Asked(Change("calendar", case.calendar_edition), "Proclaimed", "a" * 32)
        return ask(case.authority, change, case.council.people["manager"], today()).pk
    if name == "remove-factor":
        return Authenticator.objects.create(user=case.council.people["manager"], type="totp", data={}).pk
    if name == "reset-sign-in":
        case.council.people["manager"].posts.create(role="administrator", from_date=today())
        return case.council.people["officer"].pk
    if name == "mailbox-message":
        words = {"sender": "heard@heard.example", "to": "a", "subject": "A chaser", "body": "Words"}
        owners = {"authority": case.authority, "case": case, "message_id": "<1@heard.example>"}
        return KeptMessage.objects.create(**owners, **words, kept_at=moment()).pk
    if name.startswith("access-record") or name == "child-event":
        return case.child.pk
    if name == "review":
        return review_of(case)
    writer = case.council.people["manager"]
    letter = draft(case, "acknowledgement", writer, today(), key="a" * 32)
    if name == "letter-file":
        issue(letter.pk, Issuing(), writer, today())
    return letter.pk


def review_of(case):
    """The number of a review of the child's file that the manager may see."""
    from heard.files.models import ChildEvent, FolderRule, Review

    manager, on = case.council.people["manager"], date(2025, 11, 12)
    FolderRule.objects.create(
        authority=case.authority,
        key="complaints",
        title="C",
        role="complaints_manager",
        may_read=True,
        edition="1",
    )
    about = {"authority": case.authority, "child": case.child}
    event = ChildEvent.objects.create(**about, kind="new_referral", day=on)
    folder = {
        "folder_key": "complaints",
        "folders": ["complaints"],
        "role": "complaints_manager",
        "person": manager,
    }
    # A review of a pack's: its edition is told on the page.
    pack = {
        "procedure": "hertfordshire",
        "edition": "2017-04-01",
        "rule": "new-contact-or-referral",
        "title": "Read",
    }
    days = {"from_day": on, "due": on, "calendar_edition": case.calendar_edition}
    return Review.objects.create(**about, **folder, **pack, **days, event=event).pk


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
        # The second step of signing in leads back to the first, where that was not taken.
        assert answer.status_code == 200 or answer["Location"] == "/sign-in/"
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_somebody_without_a_post_gets_no_further(route, case):
    answer = ask(signed_in(case.council.people["nobody"]), address(route, case))
    if route[2].entry == "with a post":
        assert answer.status_code == 403
        assert Page(answer).heading == "You have no post in Heard today"
    elif route[2].entry.startswith("may see"):
        assert answer.status_code == 404
    refuse_to_tell(answer, case)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_somebody_of_another_authority_finds_nothing_of_this_one(route, case):
    from tests.things.council import made_up_council

    stranger = made_up_council("OT").people["manager"]
    answer = ask(signed_in(stranger), address(route, case))
    if route[2].entry.startswith("may see"):
        assert answer.status_code == 404
    refuse_to_tell(answer, case)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_who_may_enter_does(route, case):
    answer = ask(signed_in(case.council.people["manager"]), address(route, case))
    # A form that is sent empty is answered with what it lacks (422): that too is being let in.
    # A document in quarantine is found and not given out yet (409).
    assert answer.status_code in (200, 302, 422, 409), f"{route[1]} answered {answer.status_code}"


def refuse_to_tell(answer, case):
    """No name of the case is on the page."""
    words = answer.content.decode()
    for name in (case.complainant.name, case.child.name, case.reference, case.authority.name):
        assert name not in words
