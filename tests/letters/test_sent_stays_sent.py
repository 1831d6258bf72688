"""What was sent stays: what raw SQL may not do to letters, as the web role and as the owner; and two people at once."""

from threading import Barrier, Thread

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from heard.cases.models import Row
from heard.letters.drafting import Change, draft, save
from heard.letters.issuing import Issuing, issue
from heard.letters.models import Letter, LetterFile
from heard.letters.outcome import Changed
from heard.people.wall import as_person
from tests.letters.writing import ON, able_to_write, answer, case_of
from tests.things.council import made_up_council

ATTACKS = [
    "UPDATE letters_letter SET body = 'Other words' WHERE state = 'issued'",
    "UPDATE letters_letter SET sent = '{}' WHERE state = 'issued'",
    "UPDATE letters_letter SET state = 'draft', seq = NULL, dated = NULL, issued_by_id = NULL, issued_at = NULL,"
    " sent = NULL WHERE state = 'issued'",
    "DELETE FROM letters_letter WHERE state = 'issued'",
    "UPDATE letters_letterfile SET content = 'x'",
    "UPDATE letters_letterfile SET name = 'other.pdf'",
    "DELETE FROM letters_letterfile",
    "TRUNCATE letters_letter CASCADE",
    "TRUNCATE letters_letterfile",
    "INSERT INTO letters_letterfile (letter_id, kind, name, media_type, content, size, sha256)"
    " SELECT letter_id, 'another', name, media_type, content, size, sha256 FROM letters_letterfile WHERE kind = 'pdf'",
    # A draft that is only marked as issued, with the number of somebody else's fact.
    "UPDATE letters_letter SET state = 'issued', seq = 1, dated = now(), issued_by_id = drafted_by_id,"
    " issued_at = now(), sent = '{}' WHERE state = 'draft'",
    "UPDATE letters_letter SET template = 'delay-letter' WHERE state = 'draft'",
    "UPDATE letters_letter SET version = 0 WHERE state = 'draft'",
    "UPDATE letters_letter SET case_id = case_id + 1 WHERE state = 'draft'",
    "INSERT INTO letters_letterfile (letter_id, kind, name, media_type, content, size, sha256)"
    " SELECT id, 'pdf', 'a.pdf', 'application/pdf', 'x', 1, repeat('0', 64) FROM letters_letter WHERE state = 'draft'",
]
AS_OWNER = [attack for attack in ATTACKS if not attack.startswith("INSERT")]
OF_THE_OWNER_ONLY = [
    "ALTER TABLE letters_letter DISABLE TRIGGER ALL",
    "DROP TRIGGER letter_stays ON letters_letter",
]


@pytest.fixture
def letters(case, officer):
    """An issued letter and a draft."""
    issued = issue(answer(case, officer).pk, Issuing(), officer, ON).letter
    return issued, draft(case, "acknowledgement", officer, ON)


@pytest.mark.parametrize("attack", ATTACKS + OF_THE_OWNER_ONLY)
@pytest.mark.django_db
def test_the_web_role_cannot_change_what_was_sent(letters, attack, as_web, officer):
    before = [list(table.objects.values()) for table in (Letter, LetterFile)]
    known = as_person(officer.pk, ON)
    with as_web(), known, connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(attack)
    assert [list(table.objects.values()) for table in (Letter, LetterFile)] == before


def test_not_even_the_owner_can_while_the_triggers_are_there(committed_db):
    council = able_to_write(made_up_council())
    case, officer = case_of(council), council.people["officer"]
    issue(answer(case, officer).pk, Issuing(), officer, ON)
    draft(case, "acknowledgement", officer, ON)
    with committed_db.as_owner() as owner:
        for attack in AS_OWNER:
            with pytest.raises(psycopg.Error):
                owner.execute(attack)
        assert owner.execute("SELECT count(*) FROM letters_letterfile").fetchone() == (2,)


def test_the_worker_only_reads_letters(committed_db):
    council = able_to_write(made_up_council())
    draft(case_of(council), "acknowledgement", council.people["officer"], ON)
    with psycopg.connect(committed_db.url("heard_worker"), autocommit=True) as worker:
        worker.execute("SELECT set_config('heard.authority', %s, false)", [str(council.authority.pk)])
        assert worker.execute("SELECT count(*) FROM letters_letter").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("DELETE FROM letters_letter")


def at_once(*acts):
    """Run the acts at the same moment, each on its own connection; what each gave, or what it raised."""
    barrier, outcomes = Barrier(len(acts)), {}

    def one(number, act):
        barrier.wait(timeout=20)
        try:
            outcomes[number] = act()
        except Exception as problem:
            outcomes[number] = problem
        finally:
            connection.close()

    threads = [Thread(target=one, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [outcomes[number] for number in range(len(acts))]


def test_the_same_letter_issued_five_times_at_once_is_issued_once(committed_db):
    council = able_to_write(made_up_council())
    case, officer = case_of(council), council.people["officer"]
    letter = answer(case, officer)
    outcomes = at_once(*[lambda: issue(letter.pk, Issuing(seen=1), officer, ON)] * 5)
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True, True, True]
    assert Row.objects.filter(case=case, kind="stage1.responded").count() == 1
    assert LetterFile.objects.count() == 2


def test_of_two_people_who_save_at_once_one_is_told(committed_db):
    council = able_to_write(made_up_council())
    case, officer, manager = case_of(council), council.people["officer"], council.people["manager"]
    letter = draft(case, "acknowledgement", officer, ON)
    outcomes = at_once(
        lambda: save(letter.pk, Change("Of the officer", {}, 1), officer, ON),
        lambda: save(letter.pk, Change("Of the manager", {}, 1), manager, ON),
    )
    assert sum(isinstance(outcome, Changed) for outcome in outcomes) == 1
    (kept,) = [outcome for outcome in outcomes if isinstance(outcome, Letter)]
    assert Letter.objects.get(pk=letter.pk).body == kept.body
