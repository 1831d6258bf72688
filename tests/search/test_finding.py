"""What is found, by those who may see it: each kind of thing, each way of typing, filters, order and pages."""

from datetime import date

import pytest

from heard.cases.models import Due
from heard.files.models import CaseNote
from heard.letters.drafting import Change, draft, save
from heard.people.models import Child, Complainant
from tests.search.making import child, complainant, document, finds, look, note
from tests.things.council import key

MONDAY = date(2025, 11, 3)


@pytest.fixture
def officer(council):
    return council.people["officer"]


def test_each_kind_of_thing_is_found_by_its_words(council, officer, on):
    case = council.opened(happened="The giraffe was late", officer=officer).case
    fact = council.recorded(case, "note.added", MONDAY, note="A giraffe again").row
    letter = draft(case, "acknowledgement", officer, on, key=key())
    save(letter.pk, Change(letter.body + "\n\nThe giraffe.", {}, letter.version), officer, on)
    written = note(case.child, "complaints", "giraffe seen")
    filed = document(officer, case.child, "complaints", "Statement", "of the giraffe", case=case)
    giraffe = child(council, "Gerald Giraffe")
    mother = complainant(council, "Gwen Giraffe")
    council.opened(complainant=mother)
    assert set(finds(officer, on, "giraffe")) >= {
        ("case", case.pk),
        ("fact", fact.pk),
        ("letter", letter.pk),
        ("note", written.pk),
        ("document", filed.pk),
        ("child", giraffe.pk),
        ("complainant", mother.pk),
    }


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("The visits were cancelled", "cancelling visit"),
        ("He organised the behaviour centre", "organized behavior center"),
        ("The color of the program", "colour programme"),
        ("Zoë's café", "zoe cafe"),
        ("Zoe's cafe", "Zoë café"),
        ("It was late.Then nobody came", "then nobody"),
        ("him and/or her", "or"),
        ("by e-mail", "email"),
        ("They said: visits/meetings", "meetings"),
        ("the short breaks stopped", '"short breaks"'),
        ("the short breaks stopped", "short breaks sto"),
        ("Ring 07700 900123", "07700 900123"),
        ("It was on 3 May 2014", "3 May 2014"),
        ("see LC-2025-0042", "LC-2025-0042"),
        ("the child’s file", "child's file"),
    ],
)
def test_words_are_found_however_they_are_written(council, officer, on, words, typed):
    case = council.opened(happened=words, complainant=complainant(council, "Kim Pretend")).case
    if typed in ("or", "email"):
        # Neither is a word of its own in English search: it must do no harm.
        assert look(officer, on, typed).total == 0
    else:
        assert ("case", case.pk) in finds(officer, on, typed)


def test_all_words_are_wanted_and_a_minus_leaves_out(council, officer, on):
    one = council.opened(happened="the taxi and the bus").case
    two = council.opened(happened="only the taxi").case
    assert set(finds(officer, on, "taxi", kind="cases")) == {("case", one.pk), ("case", two.pk)}
    assert finds(officer, on, "taxi bus", kind="cases") == [("case", one.pk)]
    assert finds(officer, on, "taxi -bus", kind="cases") == [("case", two.pk)]
    assert finds(officer, on, '"taxi bus"', kind="cases") == []
    assert finds(officer, on, "-bus") == []


def test_people_are_found_by_name_part_of_it_and_accents(council, officer, on):
    who = child(council, "Will Mayström-O'Brien", born=date(2014, 5, 3), record_number="KC 77/12")
    me = ("child", who.pk)
    for typed in (
        "will",
        "Maystrom",
        "maystr",
        "O'Brien",
        "obrien",
        "o’brien",
        "brien",
        "will maystrom-obrien",
    ):
        assert me in finds(officer, on, typed), typed
    for typed in ("3 May 2014", "03/05/2014", "2014-05-03", "will 3.5.14", "KC77/12", "kc7712"):
        assert me in finds(officer, on, typed), typed
    assert me not in finds(officer, on, "4 May 2014")


def test_a_name_that_is_a_common_word_comes_first_beside_others(council, officer, on):
    will, other = child(council, "Will Pretend"), child(council, "Ann Pretend")
    found = finds(officer, on, "will pretend", kind="people")
    assert found[0] == ("child", will.pk)
    assert ("child", other.pk) in found


def test_a_complainant_is_found_by_address_and_telephone(council, officer, on):
    jo = complainant(
        council, "Jo Pretend", email="jo.p@post.example", phone="+44 7700 900123", address="1 Moon Street"
    )
    council.opened(complainant=jo)
    other = complainant(council, "Al Pretend", phone="07700 900124")
    council.opened(complainant=other)
    assert ("complainant", jo.pk) in finds(officer, on, "jo.p@post.example")
    assert ("complainant", jo.pk) in finds(officer, on, "moon street")
    assert ("complainant", jo.pk) in finds(officer, on, "+44 7700 900123")
    assert ("complainant", other.pk) in finds(officer, on, "07700 900 124")


def test_a_reference_gives_the_case_before_what_hangs_on_it(council, officer, on):
    case = council.opened().case
    council.recorded(case, "note.added", MONDAY, note="A word of it")
    letters, year, number = case.reference.split("-")
    for typed in (case.reference, f"{letters.lower()} {year} {int(number)}", f"{year}/{int(number)}"):
        found = finds(officer, on, typed)
        assert found[0] == ("case", case.pk), typed
        assert {kind for kind, _ in found} == {"case", "fact"}


def test_filters_leave_out_what_they_say(council, officer, on):
    old = council.opened(date(2025, 10, 6), team="South", happened="pelican").case
    new = council.opened(date(2025, 11, 10), team="North", happened="pelican").case
    filed = document(officer, new.child, "complaints", "Pelican")
    Due.objects.filter(case=old).exclude(pk=Due.objects.filter(case=old)[0].pk).delete()
    Due.objects.filter(case=old).update(kind=Due.CLOSED, rule="", stage="over")
    north = str(council.teams["North"].pk)
    assert finds(officer, on, "pelican", team=north, kind="cases") == [("case", new.pk)]
    assert finds(officer, on, "pelican", kind="documents") == [("document", filed.pk)]
    assert finds(officer, on, "pelican", folder="complaints") == [("document", filed.pk)]
    assert finds(officer, on, "pelican", state="closed") == [("case", old.pk)]
    assert finds(officer, on, "pelican", state="open") == [("case", new.pk)]
    assert finds(officer, on, "pelican", since=date(2025, 11, 1)) == [("case", new.pk)]
    assert finds(officer, on, "pelican", until=date(2025, 11, 1)) == [("case", old.pk)]
    assert finds(officer, on, "pelican", procedure="rutland") == []
    assert finds(officer, on, "pelican", stage="over") == [("case", old.pk)]


def test_the_best_comes_first_or_the_newest(council, officer, on):
    told = council.opened(date(2025, 10, 6), summary="Otter", happened="otter otter").case
    beside = council.opened(date(2025, 11, 10), happened="a long story with an otter somewhere in it").case
    assert finds(officer, on, "otter", kind="cases") == [("case", told.pk), ("case", beside.pk)]
    assert finds(officer, on, "otter", kind="cases", by="newest") == [("case", beside.pk), ("case", told.pk)]


def test_pages_hold_twenty_and_none_is_beyond_the_last(council, officer, on):
    sam = child(council)
    for number in range(23):
        note(sam, "complaints", f"badger {number}")
    first, second = look(officer, on, "badger"), look(officer, on, "badger", page=2)
    assert (first.total, first.pages, len(first.hits)) == (23, 2, 20)
    assert (second.total, len(second.hits), second.page) == (23, 3, 2)
    beyond = look(officer, on, "badger", page=40)
    assert (beyond.page, len(beyond.hits)) == (2, 3)
    everything = {hit.entry.pk for page in (first, second) for hit in page.hits}
    assert len(everything) == 23


def test_more_than_a_thousand_are_not_counted(council, officer, on):
    sam = child(council)
    CaseNote.objects.bulk_create(
        CaseNote(
            authority=sam.authority,
            child=sam,
            team=sam.team,
            folder_key="complaints",
            text="weasel",
            day=MONDAY,
        )
        for _ in range(1005)
    )
    found = look(officer, on, "weasel", page=50)
    assert (found.total, found.more, found.page) == (1000, True, 50)
    assert len(found.hits) == 20


def test_what_was_found_is_marked_and_the_rest_is_not(council, officer, on):
    council.opened(happened="Nobody came.Visits stopped & <b>she</b> \ue000cried\ue001")
    hit = look(officer, on, "visit", kind="cases").hits[0]
    assert [text for text, found in hit.title if found] == ["Visits"]
    assert [text for text, found in hit.snippet if found] == ["Visits"]
    assert "".join(text for text, _ in hit.snippet) == "Nobody came.Visits stopped & <b>she</b> cried"


def test_a_word_far_down_a_long_document_is_shown(council, officer, on):
    text = "nothing of note. " * 4000 + "Here the nightingale sang. " + "and so on. " * 4000
    document(officer, child(council), "complaints", "Long", text)
    hit = look(officer, on, "nightingale").hits[0]
    assert ("nightingale", True) in hit.snippet


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "the",
        "the of and",
        "😀",
        "-visit",
        "\x00",
        "'; DROP TABLE x; --",
        '"',
        "& | !",
        "x" * 290,
        "a b c d e",
    ],
)
def test_hostile_or_empty_questions_find_nothing_and_break_nothing(council, officer, on, typed):
    council.opened()
    assert look(officer, on, typed).total == 0


def test_the_newest_name_is_found_at_once(council, officer, on):
    case = council.opened().case
    Child.objects.filter(pk=case.child_id).update(name="Perdita Placeholder")
    Complainant.objects.filter(pk=case.complainant_id).update(name="Yusuf Notional")
    assert ("case", case.pk) in finds(officer, on, "perdita")
    assert ("case", case.pk) in finds(officer, on, "yusuf notional")
    assert finds(officer, on, "sam invented", kind="people") == []
