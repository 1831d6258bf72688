"""The index follows its tables by itself: whoever writes, one row or many; and made anew it is the same."""

from datetime import date

from django.db import connection

from heard.cases.entries import Redaction
from heard.cases.models import Case
from heard.cases.redact import redact
from heard.files.models import CaseNote, DocumentText, Folder, Version
from heard.letters.drafting import Change, discard, draft, save
from heard.letters.issuing import Issuing, issue
from heard.people.models import Child, Complainant, Relation
from heard.search.models import Entry
from heard.search.rebuilding import rebuild
from tests.search.making import child, complainant, document, folder, note
from tests.things.council import key

MONDAY = date(2025, 11, 3)


def entries(words, **which):
    """What of the whole index has these words, as kind and number."""
    found = Entry.objects.filter(**which).extra(
        where=["words @@ (plainto_tsquery('heard_text', %s) || plainto_tsquery('heard_names', %s))"],
        params=[words, words],
    )
    return sorted((one.kind, one.source_id) for one in found)


def nothing_was_wrong():
    return {kind: wrong for kind, wrong in rebuild().items() if wrong} == {}


def test_a_case_is_found_by_its_words_and_by_the_names_in_it(council):
    case = council.opened(happened="The taxi never came", wants="An apology").case
    mine = ("case", case.pk)
    for words in ("visits cancelled", "taxi", "apologies", "Jo", "sam invented"):
        assert mine in entries(words), words
    assert ("complainant", case.complainant_id) in entries("Jo Invented")
    assert ("child", case.child_id) in entries("sam")
    assert entries("helicopter") == []


def test_words_that_change_are_found_anew_and_the_old_ones_no_more(council):
    case = council.opened().case
    Case.objects.filter(pk=case.pk).update(summary="The pony was late")
    assert entries("pony") == [("case", case.pk)]
    assert entries("cancelled", kind="case") == []
    Complainant.objects.filter(pk=case.complainant_id).update(name="Zebedee Pretend")
    assert entries("zebedee") == [("case", case.pk), ("complainant", case.complainant_id)]
    assert entries("Jo") == []
    assert nothing_was_wrong()


def test_many_rows_changed_at_once_are_all_followed(council):
    cases = [council.opened().case for _ in range(4)]
    Case.objects.filter(authority=council.authority).update(team=council.teams["Fostering"], wants="A pony")
    assert len(entries("pony")) == 4
    team = council.teams["Fostering"].pk
    for case in cases:
        assert set(Entry.objects.filter(case_id=case.pk).values_list("team_id", flat=True)) == {team}
        assert f"t{team}" in Entry.objects.get(kind="child", source_id=case.child_id).doors
    assert nothing_was_wrong()


def test_a_fact_has_its_words_and_redacting_takes_them(council, on):
    case = council.opened().case
    fact = council.recorded(case, "note.added", MONDAY, note="They spoke of the Lighthouse").row
    assert entries("lighthouse") == [("fact", fact.pk)]
    why = Redaction(seq=fact.seq, reason="The court said so")
    redact(case.pk, why, council.people["manager"], on, key=key())
    assert entries("lighthouse") == []
    assert not Entry.objects.filter(kind="fact", source_id=fact.pk).exists()
    assert nothing_was_wrong()


def test_a_draft_its_letter_and_its_end(council, on):
    council.authority.contact = council.authority.address = "1 Invented Street, Madeup"
    council.authority.save()
    officer = council.people["officer"]
    case = council.opened(officer=officer).case
    letter = draft(case, "acknowledgement", officer, on, key=key())
    letter = save(letter.pk, Change(letter.body + "\n\nThe hovercraft.", {}, letter.version), officer, on)
    assert entries("hovercraft") == [("letter", letter.pk)]
    issue(letter.pk, Issuing(), officer, on)
    assert entries("hovercraft") == [("letter", letter.pk)]
    other = draft(case, "acknowledgement", officer, on, key=key())
    other = save(other.pk, Change(other.body + "\n\nThe submarine.", {}, other.version), officer, on)
    assert entries("submarine") == [("letter", other.pk)]
    discard(other.pk, other.version, officer, on)
    assert entries("submarine") == []
    assert nothing_was_wrong()


def test_notes_and_documents_follow_the_child_from_team_to_team(council):
    sam = child(council)
    written = note(sam, "complaints", "The parrot was mentioned")
    filed = document(council.people["officer"], sam, "complaints", "Statement", "about the parrot")
    assert entries("parrot") == [("document", filed.pk), ("note", written.pk)]
    south = council.teams["South"]
    Child.objects.filter(pk=sam.pk).update(team=south)
    Folder.objects.filter(child=sam).update(team=south)
    CaseNote.objects.filter(child=sam).update(team=south)
    for entry in Entry.objects.filter(child_id=sam.pk):
        assert entry.team_id == south.pk
        assert any(door in entry.doors for door in (f"ft{south.pk}:complaints", f"ct{south.pk}"))
    assert nothing_was_wrong()


def test_a_document_has_words_only_while_it_may_be_opened(council):
    officer, sam = council.people["officer"], child(council)
    waiting = document(officer, sam, "complaints", "Waiting", "a walrus", state="quarantined")
    assert entries("walrus") == []
    filed = document(officer, sam, "complaints", "Filed", "a walrus")
    assert entries("walrus") == [("document", filed.pk)]
    Version.objects.filter(document=filed).update(state="destroyed", sealed_key=b"")
    DocumentText.objects.filter(version__document=filed).delete()
    assert entries("walrus") == []
    assert "walrus" not in "".join(Entry.objects.values_list("text", flat=True))
    filed.destroyed_at, filed.destroyed_by, filed.destroyed_why = waiting.made_at, officer, "Asked for"
    filed.save()
    assert not Entry.objects.filter(kind="document", source_id=filed.pk).exists()
    assert nothing_was_wrong()


def test_a_relation_opens_the_complainant_by_the_childs_doors(council):
    sam, jo = child(council), complainant(council)
    made = Relation.objects.create(
        authority=council.authority, child=sam, complainant=jo, kind="mother", from_date=MONDAY
    )
    door = f"ct{council.teams['North'].pk}"
    assert door in Entry.objects.get(kind="complainant", source_id=jo.pk).doors
    made.delete()
    assert Entry.objects.get(kind="complainant", source_id=jo.pk).doors == []
    assert nothing_was_wrong()


def test_rebuilding_says_what_was_wrong_and_puts_it_right(council):
    case = council.opened().case
    folder(case.child, "complaints")
    before = sorted(Entry.objects.values_list("kind", "source_id", "words", "doors"))
    Entry.objects.filter(kind="case").delete()
    Entry.objects.filter(kind="child").update(title="Somebody else")
    stray = Entry.objects.get(kind="complainant")
    stray.pk, stray.source_id = None, stray.source_id + 1000
    stray.save()
    wrong = rebuild()
    assert {kind: count for kind, count in wrong.items() if count} == {
        "case": 1,
        "child": 1,
        "complainant": 1,
    }
    assert sorted(Entry.objects.values_list("kind", "source_id", "words", "doors")) == before


def test_words_that_are_too_many_do_not_stop_whoever_writes(council):
    words = " ".join(f"{number:x}é" for number in range(100_000, 190_000))
    filed = document(council.people["officer"], child(council), "complaints", "Long", "Begin " + words)
    assert entries("begin") == [("document", filed.pk)]


def test_the_plain_roles_may_not_write_the_index(council):
    writing = "INSERT, UPDATE, DELETE, TRUNCATE"
    with connection.cursor() as cursor:
        for role in ("heard_web", "heard_worker"):
            cursor.execute("SELECT has_table_privilege(%s, 'search_entry', %s)", [role, writing])
            assert cursor.fetchone() == (False,)
