"""A timeline is only ever added to: what raw SQL may not do, and what is found when the owner does it all the same."""

from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from heard.cases.entries import Redaction
from heard.cases.models import Case, Row
from heard.cases.outcome import NotRecorded
from heard.cases.redact import redact
from heard.cases.verify import heads, verify
from heard.people.wall import as_person
from tests.things.council import MONDAY, key, made_up_council

TUESDAY = MONDAY + timedelta(days=1)
ATTACKS = [
    "UPDATE cases_row SET kind = 'case.closed' WHERE seq = 2",
    "UPDATE cases_row SET answers = '{}', salt = '', redacted = true WHERE seq = 2",
    "DELETE FROM cases_row WHERE seq = 2",
    "TRUNCATE cases_row",
    "TRUNCATE cases_case CASCADE",
    "ALTER TABLE cases_row DISABLE TRIGGER ALL",
    "DROP TRIGGER row_is_not_changed ON cases_row",
    "SELECT set_config('heard.redacting', id::text, true) FROM cases_row WHERE seq = 2;"
    "UPDATE cases_row SET answers = '{}', salt = '', redacted = true WHERE seq = 2",
    "DELETE FROM cases_case",
    # The same row once more, as if it were the next: it follows nothing.
    "INSERT INTO cases_row (authority_id, case_id, seq, kind, date, answers, salt, answers_digest, recorded_at,"
    " recorded_by_id, key, previous_hash, hash, redacted) SELECT authority_id, case_id, seq + 1, kind, date, answers,"
    " salt, answers_digest, recorded_at, recorded_by_id, 'forged', previous_hash, hash, false FROM cases_row"
    " WHERE seq = 2",
]


@pytest.fixture
def case(council):
    """A case with three rows."""
    case = council.opened().case
    council.recorded(case, "note.added", TUESDAY, note="The mother rang")
    council.recorded(case, "acknowledgement.sent", TUESDAY)
    case.refresh_from_db()
    return case


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_web_role_can_add_rows_and_nothing_else(case, attack, as_web, council):
    before = list(Row.objects.values())
    with as_web(), as_person(council.people["officer"].pk, TUESDAY), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("heard_web",)
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(attack)
    assert list(Row.objects.values()) == before


@pytest.fixture
def spoilt(committed_db):
    """A committed case of three rows, and a connection of the owner with which to spoil it."""
    council = made_up_council()
    case = council.opened().case
    council.recorded(case, "note.added", TUESDAY, note="The mother rang")
    council.recorded(case, "acknowledgement.sent", TUESDAY)
    with committed_db.as_owner() as owner:
        yield council, case, owner


@pytest.mark.parametrize("attack", ATTACKS[:5])
def test_the_triggers_bind_the_owner_too(spoilt, attack):
    _, _, owner = spoilt
    with pytest.raises(psycopg.errors.RestrictViolation, match="only ever added to"):
        owner.execute(attack)
    assert verify() == []


@pytest.mark.parametrize(
    ("attack", "words"),
    [
        ("UPDATE cases_row SET date = '2025-11-05' WHERE seq = 2", "row 2: it was changed after"),
        (
            'UPDATE cases_row SET answers = \'{"note": "Nobody rang"}\' WHERE seq = 2',
            "row 2: its answers were changed",
        ),
        ("UPDATE cases_row SET recorded_by_id = NULL WHERE seq = 3", "row 3: it was changed after"),
        ("DELETE FROM cases_row WHERE seq = 2", "row 3: it should be row 2"),
        ("DELETE FROM cases_row WHERE seq = 3", "its newest row should be 3 and is 2"),
        ("DELETE FROM cases_row", "it has no rows at all"),
        ("UPDATE cases_row SET answers = '{}', salt = '', redacted = true WHERE seq = 2", "no fact says so"),
        ("UPDATE cases_row SET seq = 5 - seq WHERE seq > 1", "row 2: it does not follow"),
    ],
)
def test_what_the_owner_does_with_the_triggers_off_is_found(spoilt, attack, words):
    _, case, owner = spoilt
    assert verify() == []
    owner.execute("ALTER TABLE cases_row DISABLE TRIGGER USER")
    owner.execute("ALTER TABLE cases_row DROP CONSTRAINT row_seq_once")
    owner.execute(attack)
    found = [str(one) for one in verify([case.pk])]
    assert any(words in one for one in found), found
    assert all(one.startswith("MU-2025-0001") for one in found)


def test_a_chain_made_again_from_end_to_end_is_found_by_heads_kept_elsewhere(spoilt):
    council, case, _ = spoilt
    kept = dict(heads())
    council.recorded(case, "procedure.explained", TUESDAY)
    assert kept["MU-2025-0001"] == Row.objects.get(case=case, seq=3).hash
    assert dict(heads())["MU-2025-0001"] == Row.objects.get(case=case, seq=4).hash


def test_an_older_copy_of_a_case_does_not_set_its_count_back(case, council):
    older = Case.objects.get(pk=case.pk)
    council.recorded(case, "procedure.explained", TUESDAY)
    older.summary = "Another line"
    older.save()
    case.refresh_from_db()
    assert (case.last_seq, case.summary) == (4, "Another line")
    for change in ({"last_seq": 1}, {"reference": "MU-2025-9999"}):
        with pytest.raises(DatabaseError, match="keeps its authority"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)
    assert council.recorded(case, "contact.made", TUESDAY, what="Rang").row.seq == 5


def test_redaction_takes_the_words_and_keeps_the_rest(case, council):
    before = Row.objects.get(case=case, seq=2)
    done = redact(
        case.pk, Redaction(2, "Court order of 5 November"), council.people["manager"], TUESDAY, key=key()
    )
    after = Row.objects.get(case=case, seq=2)
    assert (after.answers, after.salt, after.redacted) == ({}, "", True)
    for kept in ("kind", "date", "recorded_at", "recorded_by_id", "hash", "answers_digest"):
        assert getattr(after, kept) == getattr(before, kept)
    assert (done.row.kind, done.row.answers["redacts"]) == ("fact.redacted", "2")
    assert verify([case.pk]) == []
    assert council.recorded(case, "procedure.explained", TUESDAY).row.seq == 5


@pytest.mark.parametrize(
    ("who", "redaction", "words"),
    [
        ("officer", Redaction(2, "Court order"), "Only a complaints manager may do this"),
        ("manager", Redaction(2, "  "), "Say what the law asks for"),
        ("manager", Redaction(9, "Court order"), "no such fact"),
        ("fostering", Redaction(2, "Court order"), "you may not see it"),
    ],
)
def test_redaction_is_for_the_complaints_manager_with_a_reason(case, council, who, redaction, words):
    with pytest.raises(NotRecorded, match=words):
        redact(case.pk, redaction, council.people[who], TUESDAY, key=key())
    assert Row.objects.filter(case=case).count() == 3
    assert not Row.objects.filter(redacted=True).exists()


def test_the_routine_that_redacts_asks_for_the_fact_first(case):
    first, second = case.rows.order_by("seq")[:2]
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="only after a fact"),
        transaction.atomic(),
    ):
        cursor.execute("SELECT cases_redact_row(%s, %s)", [first.pk, second.pk])
    assert verify([case.pk]) == []
