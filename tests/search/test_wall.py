"""A word that only some may see is nowhere for others: not on the page, in a count, a filter, a suggestion, nor by SQL.

Each kind of thing has a word of its own; who may see it is written down here, and everybody is asked for every word.
"""

from datetime import date

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client

from heard.cases.models import CaseRole
from heard.files.models import EmergencyAccess
from heard.letters.drafting import Change, draft, save
from heard.office import search_shown
from heard.people.models import Delegation, Post, Relation
from heard.people.wall import as_person
from heard.postgres import WEB, WORKER
from heard.search.models import Entry
from heard.search.wall import readable
from tests.database import played
from tests.screens.reading import Page
from tests.search.making import child, complainant, document, finds, meant, note, searched_council
from tests.things.council import key

MONDAY, LATER = date(2025, 11, 3), date(2025, 11, 20)
CASE = {"aardvark": "case", "bandicoot": "fact", "capybara": "letter"}
OPEN = {"echidna": "note", "gerbil": "document"}
STRICT = {"fossa": "note", "hoopoe": "document"}
PEOPLE = {"ibexwood": "child", "jackalope": "complainant", "kinkajou": "complainant"}
WORDS = {**CASE, **OPEN, **STRICT, **PEOPLE}
MISSPELT = {word: word[:-2] + word[-1] for word in WORDS}

# Who may see which of the words. Kinkajou is the mother, who complained of nothing: she is seen with the child's file.
# Those complained about keep the file by their posts, and find nothing in it that belongs to the complaint.
EVERY_CASE = {*CASE, "ibexwood", "jackalope"}
FILE = {*OPEN, "ibexwood", "kinkajou"}
MAY = {
    "officer": EVERY_CASE | FILE,
    "manager": EVERY_CASE | FILE | {*STRICT},
    "north": EVERY_CASE | FILE,
    "support": EVERY_CASE,
    "head": EVERY_CASE | {*STRICT, "kinkajou"},
    "worker": FILE,
    "delegate": EVERY_CASE | FILE,
    "investigator": EVERY_CASE,
    "urgent": {*STRICT, "ibexwood", "kinkajou"},
    "accused": {"ibexwood", "kinkajou"},
    "accused manager": {"ibexwood", "kinkajou"},
    "fostering": set(),
    "roads": set(),
    "elsewhere": set(),
    "nobody": set(),
    "past": set(),
    "past delegate": set(),
    "past investigator": set(),
    "past urgent": set(),
    "no longer active": set(),
    "stranger": set(),
}


@pytest.fixture
def everybody(council, on):
    """A complaint and a child's file with a word in each thing, and all the people, by name."""
    people = council.people
    jo = complainant(council, "Jo Jackalope")
    sam = child(council, "Sam Ibexwood")
    case = council.opened(summary="An aardvark", complainant=jo, child=sam).case
    council.recorded(case, "note.added", MONDAY, note="A bandicoot")
    letter = draft(case, "acknowledgement", people["officer"], on, key=key())
    save(letter.pk, Change(letter.body + "\n\nThe capybara.", {}, letter.version), people["officer"], on)
    note(sam, "complaints", "An echidna", case)
    note(sam, "allegations", "A fossa", case)
    document(people["officer"], sam, "complaints", "Statement", "The gerbil", case=case)
    document(people["officer"], sam, "allegations", "Statement", "The hoopoe", case=case)
    mother = complainant(council, "Ann Kinkajou")
    Relation.objects.create(
        authority=council.authority, child=sam, complainant=mother, kind="mother", from_date=MONDAY
    )
    _parts(council, case, sam)
    other = searched_council("OT")
    people["stranger"] = other.people["manager"]
    return people


def _parts(council, case, sam):
    """Those who hold something for a time, and those who are complained about."""
    for name, role, until in [
        ("investigator", "investigating_officer", None),
        ("past investigator", "investigating_officer", date(2025, 11, 12)),
    ]:
        person = council.person(name)
        CaseRole.objects.create(case=case, role=role, person=person, from_date=MONDAY, to_date=until)
    for name, role in [("accused", "team_manager"), ("accused manager", "complaints_manager")]:
        team = "North" if role == "team_manager" else ""
        person = council.person(name, role, team)
        CaseRole.objects.create(case=case, role="person_complained_about", person=person, from_date=MONDAY)
    for name, until in [("delegate", LATER), ("past delegate", date(2025, 11, 12))]:
        person = council.person(name)
        Post.objects.create(person=person, role="conference_chair", from_date=MONDAY)
        Delegation.objects.create(of=council.people["north"], to=person, from_date=MONDAY, to_date=until)
    for name, until in [("urgent", LATER), ("past urgent", date(2025, 11, 12))]:
        EmergencyAccess.objects.create(
            authority=council.authority,
            person=council.person(name, "monitoring_officer"),
            child=sam,
            folder_key="allegations",
            reason="A child may be at risk",
            asked_at="2025-11-10T09:00Z",
            from_date=MONDAY,
            to_date=until,
        )
    past = council.person("past", "team_manager", "North")
    past.posts.update(to_date=date(2025, 11, 12))
    gone = council.person("no longer active", "complaints_manager")
    gone.is_active = False
    gone.save()


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(client, words, **filters):
    """The page of what is found, as a browser gets to it."""
    answer = client.post("/search/", {"words": words})
    if answer.status_code != 302:
        return answer
    more = "".join(f"&{name}={value}" for name, value in filters.items())
    return client.get(answer["Location"] + more)


def shown(answer):
    """The page without what was typed, which stands in its box."""
    return answer.content.decode().lower().partition('id="words"')[2].partition(">")[2]


def test_who_is_in_the_table_is_everybody(everybody):
    assert set(MAY) == set(everybody)


@pytest.mark.parametrize("name", sorted(MAY))
def test_each_word_is_found_by_those_who_may_see_it_and_is_nowhere_for_others(everybody, name):
    client = signed_in(everybody[name])
    for word in WORDS:
        page = asked(client, word)
        if word in MAY[name]:
            assert 'class="office-hit"' in shown(page), word
            assert word in shown(page)
        else:
            assert 'class="office-hit"' not in page.content.decode(), word
            assert word not in shown(page)


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "documents"},
        {"folder": "allegations"},
        {"folder": "complaints"},
        {"by": "newest"},
        {"state": "closed"},
        {"since": "2020-01-01"},
        {"procedure": "england"},
        {"page": "2"},
        {"team": "1"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["officer", "worker", "accused manager"])
def test_no_filter_order_or_page_shows_more(everybody, name, filters):
    client = signed_in(everybody[name])
    for word in {*WORDS} - MAY[name]:
        page = asked(client, word, **filters)
        assert 'class="office-hit"' not in page.content.decode(), word
        assert word not in shown(page)


def test_a_folder_is_offered_only_to_who_may_open_it(everybody, on):
    offered = {}
    for name in ("officer", "manager", "head", "support"):
        with played(WEB), as_person(everybody[name].pk, on):
            offered[name] = [key for key, _ in search_shown.folders(everybody[name], on)]
    both = ["allegations", "complaints"]
    assert offered == {"officer": both[1:], "manager": both, "head": both[:1], "support": []}
    assert "allegations" not in asked(signed_in(everybody["officer"]), "word").content.decode().lower()


@pytest.mark.parametrize("name", sorted(MAY))
def test_a_misspelt_word_is_put_right_only_from_what_may_be_seen(everybody, on, name):
    for word in {*WORDS} - {"bandicoot"}:
        suggested = meant(everybody[name], on, MISSPELT[word])
        assert suggested == (word if word in MAY[name] else ""), word


def test_a_note_that_belongs_to_a_complaint_one_may_not_see_names_none(everybody):
    text = Page(asked(signed_in(everybody["worker"]), "echidna")).text
    assert "Sam Ibexwood" in text
    assert "Jackalope" not in text
    assert "MU-2025" not in text


def test_three_answers_to_one_question_agree(everybody, on):
    """What the policy lets through, what `heard_search` finds, and what the predicate of the pages says."""
    every = " ".join(WORDS)
    for name, person in everybody.items():
        with as_person(person.pk, on):
            ours = set(Entry.objects.filter(readable(person, on)).values_list("pk", flat=True))
            with played(WEB):
                walled = set(Entry.objects.values_list("pk", flat=True))
                found = {id for word in every.split() for id in _sql_search(word)}
        assert walled == ours, name
        assert found <= ours, name
        assert len(found) == len(MAY[name]), name


def _sql_search(word, narrow="{}", most=1000, skip=0, take=1000):
    clause = f'[{{"says": "{word}", "marks": [], "unwanted": false, "phrase": false}}]'
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry, total FROM heard_search(%s::jsonb, %s::jsonb, %s, %s, %s)",
            [clause, narrow, most, skip, take],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(
    "said",
    [
        {"word": "hoopoe | gerbil"},
        {"word": "!nothing"},
        {"word": "hoopoe & !nothing"},
        {"word": "hoop:*"},
        {"word": "hoopoe:ABCD"},
        {"word": "hoopoe", "narrow": '{"kinds": ["document", "note"], "folder": "allegations"}'},
        {"word": "hoopoe", "narrow": '{"about": "x", "from": "1900-01-01"}'},
        {"word": "hoopoe", "most": 2_000_000_000, "take": 2_000_000_000},
        {"word": "hoopoe", "skip": -5},
        {"word": "hoopoe", "narrow": '{"team": null}'},
        {"word": "hoopoe", "narrow": '{"by": "day"}'},
    ],
    ids=str,
)
def test_no_argument_makes_the_function_tell_more(everybody, on, said):
    hidden = set(Entry.objects.filter(folder_key="allegations").values_list("pk", flat=True))
    for name in ("officer", "worker", "accused manager", "nobody", "stranger"):
        with played(WEB), as_person(everybody[name].pk, on):
            assert not hidden & set(_sql_search(**said)), name


@pytest.mark.parametrize("name", sorted(MAY))
def test_the_function_that_suggests_takes_words_only_from_what_may_be_seen(everybody, on, name):
    with played(WEB), as_person(everybody[name].pk, on), connection.cursor() as cursor:
        for word in {*WORDS} - MAY[name]:
            cursor.execute("SELECT instead FROM heard_search_like(%s)", [[MISSPELT[word], word]])
            assert word not in {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("word", ["hoopoe", "aardvark", "nothingofthekind"])
def test_a_filter_that_cannot_be_read_is_refused_whatever_there_is(everybody, on, word):
    for narrow in ('{"team": "x"}', '{"from": "soon"}', '{"closed": "perhaps"}'):
        refused = pytest.raises(Exception, match="invalid input syntax")
        with played(WEB), as_person(everybody["accused"].pk, on), refused, transaction.atomic():
            _sql_search(word, narrow)


def test_marks_cannot_be_made_into_a_query(everybody, on):
    clauses = """[{"says": "x", "marks": ["#a' | 'hoopoe", "!zzz", "=x' | !'y"], "unwanted": false, "phrase": false}]"""
    with played(WEB), as_person(everybody["officer"].pk, on), connection.cursor() as cursor:
        cursor.execute("SELECT match::text FROM search_query(%s::jsonb)", [clauses])
        assert cursor.fetchone()[0] == "'x'"


def test_without_a_person_nothing_is_there(everybody):
    with played(WEB), transaction.atomic():
        assert Entry.objects.count() == 0
        assert _sql_search("aardvark") == []


def test_somebody_known_of_no_authority_finds_nothing(everybody, on):
    with played(WEB), as_person(999_999_999, on):
        assert Entry.objects.count() == 0
        assert _sql_search("aardvark") == []


REFUSED = [
    "SELECT count(*) FROM search_wanted",
    "SELECT search_refresh('case', ARRAY[1])",
    "SELECT search_mend('case', 0, 1000)",
    "SELECT * FROM search_extent()",
    "SELECT search_reach()",
    "INSERT INTO search_entry (kind) VALUES ('case')",
    "UPDATE search_entry SET folder_key = 'complaints'",
    "DELETE FROM search_entry",
    "TRUNCATE search_entry",
    "DROP POLICY web ON search_entry",
    "ALTER TABLE search_entry DISABLE ROW LEVEL SECURITY",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_web_may_not_reach_behind_it(everybody, on, statement):
    with played(WEB), as_person(everybody["officer"].pk, on), connection.cursor() as cursor:
        with (
            pytest.raises(Exception, match="permission denied|must be owner") as refused,
            transaction.atomic(),
        ):
            cursor.execute(statement)
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM search_entry",
        "SELECT * FROM heard_search('[]', '{}', 1, 0, 1)",
        "SELECT heard_search_like('{a}')",
    ],
)
def test_the_worker_does_not_search(everybody, statement):
    refused = pytest.raises(Exception, match="permission denied")
    with played(WORKER), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)


def test_a_plan_made_for_one_is_not_kept_for_another(everybody, on):
    """The function is asked often in one connection, so that PostgreSQL keeps a general plan, by different people."""
    for _ in range(8):
        assert ("document", "hoopoe") not in finds(everybody["officer"], on, "hoopoe")
        assert finds(everybody["officer"], on, "hoopoe") == []
        assert len(finds(everybody["manager"], on, "hoopoe")) == 1
