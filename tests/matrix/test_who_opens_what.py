"""Every address asked by everybody over HTTP, and compared with the declared matrix: docs/reference/access.md.

No page shows a word of what its reader may not read, whether it lets them in or not. `make access` writes the page anew
from the answers: what changes in it is a change of who may open what, and is to be read as such.
"""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from tests.matrix.doors import address, asked, lets_in, routes
from tests.matrix.making import Made
from tests.matrix.page import declared, written
from tests.matrix.world import EVERYBODY, SECRETS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "access.md"
ROUTES = list(routes())
FOUND: dict[str, dict[str, bool]] = {}


@contextmanager
def undone():
    """What is done inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def not_for(who):
    """The words that this person may never read."""
    return [word for word, readers in SECRETS.items() if who not in readers]


def body(answer):
    """The page in words, or the file in bytes that are taken for words."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("route", ROUTES, ids=[route[0] for route in ROUTES])
def test_the_address_lets_in_whom_the_matrix_says_and_tells_nobody_else(route, world, browsers):
    name, pattern, _ = route
    let_in, told = {}, []
    with undone():
        where = address(route, world, Made(world))
        for who in EVERYBODY:
            with undone():
                answer = asked(browsers[who], where)
                let_in[who], page = lets_in(answer), body(answer)
                told += [f"{who} read {word} at {where}" for word in not_for(who) if word in page]
    assert not told, told
    FOUND[name] = let_in
    if not os.environ.get("HEARD_WRITE_ACCESS"):
        expected = declared(PAGE.read_text()).get(name)
        assert expected is not None, (
            f"{name} ({pattern}) is not in {PAGE.name}: run make access and read what it says"
        )
        differs = {who: let_in[who] for who in EVERYBODY if let_in[who] != expected[who]}
        assert not differs, f"not as declared, {name}: {differs}"


def test_the_page_has_no_address_that_is_gone(world):
    if os.environ.get("HEARD_WRITE_ACCESS"):
        PAGE.write_text(written(FOUND))
    assert set(declared(PAGE.read_text())) == {route[0] for route in ROUTES}
