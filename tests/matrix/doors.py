"""Every address of Heard, with an example that leads to something of the made-up world, asked by somebody.

    for route in routes(): asked(client, address(route, world))

A new route with a part in its address needs an example here, or the matrix fails.
"""

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.world import STRANGER, World

NOT_PAGES = {"healthz", "readyz"}


def routes(resolver=None, before=""):
    """Every route: its name, its pattern and its view."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, before + str(one.pattern))
        elif isinstance(one, URLPattern) and one.name not in NOT_PAGES:
            yield one.name, before + str(one.pattern), one.callback


def address(route, world: World, made) -> str:
    """An address of the route; `made` gives the number of a thing by the route's name."""
    name, pattern, _ = route
    examples = {
        "<str:reference>": world.case.reference,
        "<str:kind>": "pdf" if name == "letter-file" else "note.added",
        "<int:seq>": "2",
        "<str:id>": "stage-1-response",
        "<str:name>": "hertfordshire",
        "<str:edition>": "2017-04-01",
        "<str:calendar>": world.case.calendar_edition,
        "<str:key>": "allegations",
        "<str:whose>": "child",
        "<int:child>": str(world.child.pk),
        "<int:note>": str(world.notes["allegations"].pk),
        "<int:document>": str(world.documents["allegations"].pk),
        "<int:access>": str(world.emergency.pk),
        "<int:person_id>": str(world.people["front-line worker"].pk),
        "<int:post_id>": str(world.people["front-line worker"].posts.get().pk),
        "<int:delegation>": str(world.people["delegate"].stands_in.get().pk),
        "<int:team_id>": str(world.teams["North"].pk),
        "<int:part_id>": str(world.case.roles.get(person=world.people["investigator"]).pk),
        "<int:relation>": str(world.relation.pk),
        "<int:allocation>": str(world.child.allocations.get().pk),
        "<int:number>": "1",
        "<int:id>": str(made(name)) if "<int:id>" in pattern else "",
    }
    for part, example in examples.items():
        pattern = pattern.replace(part, example)
    assert "<" not in pattern, f"tests/matrix/doors.py: give an example for the parts of {pattern}"
    return f"/{pattern}"


def client_of(world: World, who: str) -> Client:
    """A browser of this person, signed in; of the stranger, not."""
    client = Client()
    if who != STRANGER:
        client.force_login(world.people[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(client: Client, where: str) -> HttpResponse:
    """The page; what takes a post only is sent one. Who signs out by it is signed in again."""
    cookies = client.cookies.copy()
    answer = client.get(where)
    if answer.status_code == 405:
        answer = client.post(where)
    client.cookies = cookies
    return answer


def lets_in(answer: HttpResponse) -> bool:
    """Whether the person was let in: a form that is sent empty and answered with what it lacks is that too."""
    if answer.status_code == 302:
        return not answer["Location"].startswith("/sign-in/")
    return answer.status_code in (200, 409, 422)
