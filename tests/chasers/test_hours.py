"""Working hours: London's, on the council's working days."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from heard.authority.models import Authority, ClosureDay
from heard.chasers.hours import hours, open_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2025-11-12 08:00", True),
        ("2025-11-12 07:59", False),
        ("2025-11-12 17:59", True),
        ("2025-11-12 18:00", False),
        ("2025-11-15 12:00", False),  # a Saturday
        ("2025-12-25 12:00", False),
        ("2026-04-03 12:00", False),  # Good Friday
        ("2025-11-14 12:00", False),  # the council's own closure day
        ("2025-07-09 07:00", True),  # eight o'clock in summer, by London's clocks
        ("2025-07-09 17:00", False),
    ],
)
def test_when_chasers_may_leave(moment, is_open):
    council = Authority.objects.create(name="Made-Up", slug="made-up")
    ClosureDay.objects.create(authority=council, date="2025-11-14", why="Moving house")
    assert open_at(council, datetime.fromisoformat(moment).replace(tzinfo=UTC)) is is_open


@pytest.mark.parametrize("words", ["eight to six", "18:00-08:00", "08:00", "08:00-18:00-20:00"])
def test_hours_that_are_none_are_refused(settings, words):
    settings.HEARD_CHASER_HOURS = words
    with pytest.raises(ImproperlyConfigured, match="HEARD_CHASER_HOURS"):
        hours()
