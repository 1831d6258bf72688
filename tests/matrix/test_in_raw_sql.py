"""The same matrix asked in raw SQL as the web role, with each person set and with nobody set: table by table.

What a row is about decides who may read it: the complaint, the folder of complaints, or that of allegations.
"""

import pytest
from django.db import connection

from heard.letters.drafting import draft
from heard.people.wall import as_person
from tests.database import played
from tests.matrix.making import Made
from tests.matrix.test_who_opens_what import undone
from tests.matrix.world import (
    ALLEGATIONS_READERS,
    CASE_READERS,
    COMPLAINTS_READERS,
    EVERYBODY,
    KNOW_THE_CHILD,
    ON,
    STRANGER,
)

FOR_THE_WHOLE_COUNCIL = {"administrator", "conference chair", "monitoring officer"}
"""Their posts reach every child's name in the database, though no page shows it to them: no folder is theirs."""

ROWS = {
    "SELECT 1 FROM cases_case WHERE summary LIKE 'Summaryword%'": CASE_READERS,
    "SELECT 1 FROM cases_row WHERE answers::text LIKE '%Factword%'": CASE_READERS,
    "SELECT 1 FROM cases_due WHERE complainant_name LIKE 'Complainword%'": CASE_READERS,
    "SELECT 1 FROM letters_letter WHERE template = 'acknowledgement'": CASE_READERS,
    "SELECT 1 FROM people_complainant WHERE name LIKE 'Complainword%'": CASE_READERS,
    "SELECT 1 FROM search_entry WHERE kind = 'case' AND words::text LIKE '%summaryword%'": CASE_READERS,
    "SELECT 1 FROM people_child WHERE name LIKE 'Childishword%'": KNOW_THE_CHILD | FOR_THE_WHOLE_COUNCIL,
    "SELECT 1 FROM files_folder WHERE key = 'allegations'": ALLEGATIONS_READERS
    | {"manager complained about"},
    "SELECT 1 FROM files_document WHERE title = 'Complaintsdocument'": COMPLAINTS_READERS,
    "SELECT 1 FROM files_document WHERE title = 'Allegationsdocument'": ALLEGATIONS_READERS,
    "SELECT 1 FROM files_version WHERE name = 'Allegationsdocument.pdf'": ALLEGATIONS_READERS,
    "SELECT 1 FROM files_casenote WHERE text = 'Complaintsnote'": COMPLAINTS_READERS,
    "SELECT 1 FROM files_casenote WHERE text = 'Allegationsnote'": ALLEGATIONS_READERS,
    "SELECT 1 FROM search_entry WHERE kind = 'note' AND folder_key = 'allegations'": ALLEGATIONS_READERS,
    "SELECT 1 FROM files_review WHERE rule = 'new-contact-or-referral'": ALLEGATIONS_READERS,
}


def finds(query):
    """Whether the query finds anything."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({query}) AS found")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("query", ROWS, ids=[query[14:70] for query in ROWS])
def test_a_row_is_found_by_whom_the_matrix_says(query, world):
    with undone():
        Made(world)("review")
        draft(world.case, "acknowledgement", world.people["complaints manager"], ON, key="b" * 32)
        assert finds(query), "the owner finds it, so that it is there to be found"
        found = set()
        for who in EVERYBODY:
            if who == STRANGER:
                with played("heard_web"):
                    assert not finds(query), "nobody is set, and something is found"
                continue
            with played("heard_web"), as_person(world.people[who].pk, ON):
                if finds(query):
                    found.add(who)
    assert found == ROWS[query]
