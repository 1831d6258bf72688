"""The made-up world of the matrix, made once for all its tests; each question is asked in a transaction and undone."""

import pytest
from django.conf import settings as live


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two councils in a database of their own."""
    from tests import database
    from tests.matrix.world import ON, made_up_world

    before = live.HEARD_TODAY, live.HEARD_DEMO
    live.HEARD_TODAY, live.HEARD_DEMO = ON, True
    with django_db_blocker.unblock(), database.copied(django_db_setup):
        yield made_up_world()
    live.HEARD_TODAY, live.HEARD_DEMO = before


@pytest.fixture(scope="module")
def browsers(world):
    """A browser of everybody, signed in once."""
    from tests.matrix.doors import client_of
    from tests.matrix.world import EVERYBODY

    return {who: client_of(world, who) for who in EVERYBODY}
