"""The folders of the adopted packs as rows: taken up, changed with the packs, and gone with them."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from heard.authority.models import AdoptedProcedure
from heard.files import access
from heard.files.models import FolderRule
from heard.files.rules import take_up
from heard.people.wall import acting_for
from tests.files.practice_note import DAY, practice_note_council


@pytest.fixture
def council(db):
    return practice_note_council()


def roles(council, key, may):
    rules = FolderRule.objects.filter(authority=council.authority, key=key, **{may: True})
    return set(rules.values_list("role", flat=True))


MANAGERS = {"team_manager", "service_manager", "head_of_service"}


@pytest.mark.proves("HER-A-04", "HER-A-06", "HER-A-07", "HER-A-08")
def test_the_rows_say_what_the_pack_says(council):
    team = {"complaints_officer", "complaints_manager"}
    assert roles(council, "complaints", "may_read") == MANAGERS | team | {"front_line_worker"}
    assert roles(council, "complaints", "may_write") == MANAGERS | team
    assert roles(council, "allegations", "may_read") == MANAGERS | {"complaints_manager"}
    assert roles(council, "allegations", "may_write") == MANAGERS | {"complaints_manager"}


def test_taken_up_again_nothing_is_there_twice(council):
    assert take_up(council.authority, DAY) == take_up(council.authority, DAY) == 10
    assert FolderRule.objects.filter(authority=council.authority).count() == 10


def test_a_council_whose_packs_arrange_no_folders_has_none_and_nobody_opens_any(council):
    AdoptedProcedure.objects.filter(authority=council.authority).update(
        procedure="england", edition="2006-09-01"
    )
    assert take_up(council.authority, DAY) == 0
    for who in ("manager", "north", "worker"):
        assert access.folders_of(council.people[who], council.child, DAY) == []


def test_what_is_adopted_for_a_later_day_counts_from_then(council):
    AdoptedProcedure.objects.filter(authority=council.authority).update(from_date=date(2026, 1, 1))
    assert take_up(council.authority, DAY) == 0
    assert take_up(council.authority, date(2026, 1, 1)) == 10


def test_the_rows_of_another_council_stay(council):
    other = practice_note_council("OT")
    FolderRule.objects.filter(authority=other.authority, role="front_line_worker").delete()
    take_up(council.authority, DAY)
    assert FolderRule.objects.filter(authority=other.authority).count() == 9


def test_the_worker_takes_up_what_begins_today_for_the_council_that_it_acts_for(council, as_worker):
    other = practice_note_council("OT")
    FolderRule.objects.all().delete()
    with as_worker():
        with acting_for(council.authority.pk):
            assert take_up(council.authority, DAY) == 10
        with pytest.raises(DatabaseError), acting_for(council.authority.pk):
            take_up(other.authority, DAY)
    assert set(FolderRule.objects.values_list("authority", flat=True)) == {council.authority.pk}


def test_the_web_writes_no_rule(council, as_web):
    for statement in ("DELETE FROM files_folderrule", "UPDATE files_folderrule SET may_write = true"):
        with pytest.raises(DatabaseError), as_web(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
