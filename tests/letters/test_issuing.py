"""Letters drafted, changed, issued and kept, on a real database; the files that were made are read back."""

from datetime import date

import pytest

from heard.letters.drafting import Change, draft, save
from heard.letters.issuing import Issuing, issue
from tests.things.council import MONDAY, made_up_council

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(db):
    made = made_up_council()
    made.authority.address = "County Hall\nExampleton EX1 1EX"
    made.authority.contact = "01234 567890"
    made.authority.save()
    return made


def test_thin_path(council):
    case = council.opened().case
    officer = council.people["officer"]
    case.officer = officer
    case.save()
    letter = draft(case, "stage-1-response", officer, MONDAY)
    save(
        letter.pk, Change(letter.body, {"answer": "We agree.", "actions": "- one\n- two"}, 1), officer, MONDAY
    )
    done = issue(letter.pk, Issuing({"outcome": "upheld"}), officer, date(2025, 11, 10))
    assert done.letter.files.count() == 2
    assert done.recorded.standing.right("ask-for-stage-2").state == "open"
