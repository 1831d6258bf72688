"""Two locks, each of which holds alone: the pages' own predicate without the wall, and the wall without the predicate.

With both taken away the same questions tell what they should not, or the test would prove nothing. Asked of pages of
one case or one child, by people who have a place at the council (or at another) and none in this.
"""

import sys
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType

import pytest
from django.core.signals import request_started
from django.db.models import Q

from heard.files import access as of_files
from heard.files.access import Openable
from heard.people import access
from tests.database import _on_request as requests_are_the_webs
from tests.matrix.doors import address, asked, lets_in, routes
from tests.matrix.making import Made
from tests.matrix.page import declared
from tests.matrix.test_who_opens_what import PAGE, body, not_for, undone
from tests.matrix.world import ELSEWHERE

OUTSIDERS = [
    "manager of another team",
    "worker of another department",
    "manager complained about",
    "past investigator",
    ELSEWHERE,
]
DOORS = {"may see the case", "may see something of the child's file"}
ROUTES = [route for route in routes() if route[2].entry in DOORS]
HELD_BY_MORE = {
    "child-number",
    "read-note", "release-document", "move-document", "destroy-document", "sibling", "end-relation", "allocate",
    "end-allocation", "transfer-child",
}  # fmt: skip
"""Pages that a third check still guards, of what the person may do there, or that show nothing of the complaint."""


@pytest.mark.parametrize("route", ROUTES, ids=[route[0] for route in ROUTES])
def test_each_lock_holds_alone(route, world, browsers, monkeypatch):
    expected = declared(Path(PAGE).read_text())[route[0]]
    with undone():
        where = address(route, world, Made(world))
        with without_the_wall():
            let_in, told = answers(where, browsers)
            assert not told, f"the pages alone: {told}"
            assert let_in == {who: expected[who] for who in OUTSIDERS}
        without_the_predicate(monkeypatch)
        _, told = answers(where, browsers)
        assert not told, f"the wall alone: {told}"
        with without_the_wall():
            let_in, told = answers(where, browsers)
    stood = not told and let_in == {who: expected[who] for who in OUTSIDERS}
    assert stood == (route[0] in HELD_BY_MORE), f"with neither lock: {told or let_in}"


def answers(where, browsers):
    """Who of the outsiders is let in, and which word they read that is not for them."""
    let_in, told = {}, []
    for who in OUTSIDERS:
        with undone():
            answer = asked(browsers[who], where)
            let_in[who], page = lets_in(answer), body(answer)
            told += [f"{who} read {word} at {where}" for word in not_for(who) if word in page]
    return let_in, told


@contextmanager
def without_the_wall():
    """Requests run as the owner, whom no policy binds."""
    request_started.disconnect(dispatch_uid="tests")
    try:
        yield
    finally:
        request_started.connect(requests_are_the_webs, dispatch_uid="tests")


def without_the_predicate(monkeypatch):
    """Every question of who may see what is answered with yes."""
    everything = {
        access.visible: lambda *given, **more: Q(),
        access.roles_on: lambda *given, **more: frozenset({"complaints_manager", "team_manager"}),
        of_files.opens: lambda *given, **more: Q(),
        of_files.without_own: lambda rows, *given, **more: rows,
        of_files.folders_of: lambda *given, **more: [
            Openable("allegations", "Allegations Against Staff", True, "everybody"),
            Openable("complaints", "Complaints", True, "everybody"),
        ],
    }
    for name, module in list(sys.modules.items()):
        if name.startswith("heard."):
            for attribute, value in list(vars(module).items()):
                if isinstance(value, FunctionType) and value in everything:
                    monkeypatch.setattr(module, attribute, everything[value])
