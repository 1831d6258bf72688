"""A council that works by Leicestershire's guidance, and the days of one complaint there.

case = council.complaint();  facts(case)     -> ["Tariq Made-Up"] where the chaser of day 7 went to him
"""

from datetime import UTC, date, datetime

from heard.authority.models import AdoptedProcedure
from heard.cases.models import Case, Row
from heard.engine import CHASER_SENT
from tests.things.council import made_up_council

MONDAY = date(2025, 11, 3)
DAY_7 = date(2025, 11, 12)
MORNING = datetime(2025, 11, 12, 9, 0, tzinfo=UTC)
CHASE, TELL, HEAD = "chase-team-manager", "tell-team-manager", "ask-head-of-service"


def council_of_larkshire():
    council = made_up_council("LK")
    AdoptedProcedure.objects.create(
        authority=council.authority,
        procedure="leicestershire",
        edition="2024-01-01",
        from_date=date(2024, 1, 1),
    )
    return council


def complaint(council, received_on=MONDAY, **more):
    """A case that begins under Leicestershire's guidance."""
    return council.opened(received_on, procedure="leicestershire", **more).case


def facts(case, chaser=CHASE):
    """The facts that say this chaser was sent."""
    return list(Row.objects.filter(case=case, kind=CHASER_SENT, answers__chaser=chaser))


def fresh(case):
    return Case.objects.get(pk=case.pk)
