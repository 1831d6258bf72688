"""Where a complaint and its letters are kept, as the pack's `filing:` says of the case as it stands on a day."""

from datetime import date, timedelta

import pytest

from heard.engine import STRUCK_OUT, Fact, Timeline, read_calendar, read_pack
from heard.engine.filing import filed

DAY = date(2026, 2, 3)


def folders(*facts, on=DAY):
    """The folders of what is filed, with how somebody is told of it."""
    procedure, received = read_pack("hertfordshire"), Fact("complaint.received", date(2026, 2, 2))
    found = filed(procedure, Timeline([received, *facts]), read_calendar(procedure.calendar), on)
    return [(one.folder, one.by, bool(one.tells)) for one in found]


def evaluated(concerns, day=DAY, id="2"):
    return Fact("complaint.evaluated", day, {"concerns": concerns}, id=id)


COMPLAINT_IN = {
    "allegations": ("allegations", "email", True),
    "complaints": ("complaints", "case note", True),
}
LETTERS_IN = {
    "allegations": ("allegations", "case note", False),
    "complaints": ("complaints", "case note", False),
}


@pytest.mark.parametrize(
    ("concerns", "complaint", "letters"),
    [
        ("service_performance", ["complaints"], "complaints"),
        ("individual_performance", ["complaints"], "complaints"),
        ("conduct", ["allegations"], "allegations"),
        ("mixed", ["allegations", "complaints"], "complaints"),
    ],
)
def test_each_kind_of_complaint_has_its_folders(concerns, complaint, letters):
    expected = [COMPLAINT_IN[one] for one in complaint] + [LETTERS_IN[letters]]
    assert folders(evaluated(concerns)) == expected


def test_letters_about_conduct_go_into_the_stricter_folder_whatever_the_complaint_is_about():
    letters = Fact("correspondence.uploaded", DAY, {"folder": "allegations", "about_conduct": True})
    assert LETTERS_IN["allegations"] in folders(evaluated("service_performance"), letters)
    assert LETTERS_IN["complaints"] not in folders(evaluated("service_performance"), letters)


def test_before_it_is_evaluated_nothing_is_filed_anywhere():
    assert folders() == []


def test_what_is_recorded_for_a_later_day_does_not_count_yet():
    assert folders(evaluated("conduct", DAY + timedelta(days=1))) == []


def test_what_was_struck_out_does_not_count():
    strike = Fact(STRUCK_OUT, DAY, {"strikes": "2", "reason": "Wrong case"}, id="3")
    assert folders(evaluated("conduct"), strike) == []


def test_a_procedure_without_filing_files_nothing():
    procedure = read_pack("england")
    known = Timeline([Fact("complaint.received", DAY)])
    assert filed(procedure, known, read_calendar(procedure.calendar), DAY) == ()
