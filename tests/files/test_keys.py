"""Keys: changed for all documents without touching one; and a document destroyed, on the disk and in every backup."""

import shutil

import pytest

from heard.cases.verify import verify
from heard.files import content, destroying, keys, rotating, storage
from heard.files.destroying import NotDestroyed, destroy
from heard.files.keys import Locked, NoKey, masters, read, written_anew
from heard.files.models import Document, DocumentText, Version
from heard.files.serving import NotReady, download
from tests.files.documents import sent
from tests.files.filing import looked_at
from tests.files.practice_note import DAY
from tests.files.test_receiving import everywhere, places, ready


def test_a_key_is_made_locked_and_unlocked(kept):
    key, locked = keys.make("a" * 32)
    assert keys.unlock("a" * 32, locked) == key
    assert key not in locked.sealed
    assert key not in everywhere(kept)


def test_nothing_opens_a_key_but_both_its_locks(kept, settings):
    place, right = "a" * 32, settings.HEARD_FILES_KEY
    _, locked = keys.make(place)
    for key_id, why in (("k1", "does not open"), ("k2", "k2 is needed")):
        settings.HEARD_FILES_KEY = written_anew("k1")
        with pytest.raises(NoKey, match=why):
            keys.unlock(place, Locked(key_id, locked.sealed))
    settings.HEARD_FILES_KEY = right
    keys.make("b" * 32)
    with pytest.raises(NoKey):
        keys.unlock("b" * 32, locked)
    keys.forget(place)
    with pytest.raises(NoKey, match="half of this document's key is gone"):
        keys.unlock(place, locked)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "holds no key"),
        ("k1", "is not written"),
        ("k1:short", "is not written"),
        (f"k1:{'A' * 43},k1:{'B' * 43}", "twice"),
        ("file:/nowhere/key", "could not be read"),
    ],
)
def test_a_wrong_master_key_is_told_and_never_quoted(settings, written, why):
    settings.HEARD_FILES_KEY = written or " "
    with pytest.raises(NoKey, match=why if written else "Set HEARD_FILES_KEY") as problem:
        masters()
    assert "AAAA" not in str(problem.value)
    assert "short" not in str(problem.value)


def test_master_keys_come_from_a_file_with_words_beside_them(settings, tmp_path):
    path = tmp_path / "keys"
    path.write_text(f"# new in November\n{written_anew('k2')}\n\n{written_anew('k1')}  # until rotated\n")
    settings.HEARD_FILES_KEY = f"file:{path}"
    assert masters().current == "k2"
    assert list(masters().by_id) == ["k2", "k1"]


def test_keys_are_not_printed_by_accident():
    known = read(f"k1:{'A' * 43}")
    assert repr(known) == "Masters(k1)"


def test_a_new_master_key_is_taken_up_by_all_documents_and_the_old_one_can_go(
    filed, settings, kept, monkeypatch
):
    monkeypatch.setattr(rotating, "BATCH", 2)
    documents = [filed(f"Dear {n}".encode()) for n in range(5)]
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    settings.HEARD_FILES_KEY = f"{written_anew('k2')},{settings.HEARD_FILES_KEY}"
    assert rotating.rotate() == 5
    assert rotating.rotate() == 0
    assert set(Version.objects.values_list("key_id", flat=True)) == {"k2"}
    assert before == {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    settings.HEARD_FILES_KEY = settings.HEARD_FILES_KEY.split(",")[0]
    for n, document in enumerate(documents):
        assert content.opened(Version.objects.get(document=document)).read() == f"Dear {n}".encode()


def test_a_rotation_that_was_stopped_is_started_again(filed, settings, monkeypatch):
    monkeypatch.setattr(rotating, "BATCH", 2)
    for n in range(5):
        filed(f"Dear {n}".encode())
    settings.HEARD_FILES_KEY = f"{written_anew('k2')},{settings.HEARD_FILES_KEY}"
    calls = []

    def stopped(place, locked):
        calls.append(place)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return original(place, locked)

    original = keys.locked_anew
    monkeypatch.setattr(keys, "locked_anew", stopped)
    with pytest.raises(KeyboardInterrupt):
        rotating.rotate()
    monkeypatch.setattr(keys, "locked_anew", original)
    found = rotating.check()
    assert found.by_key == {"k2": 2, "k1": 3}
    assert found.problems == []
    assert rotating.rotate() == 3
    assert rotating.check().by_key == {"k2": 5}


def test_the_check_finds_what_would_not_open(filed, settings):
    one, two, three = (filed(f"Dear {n}".encode()).current for n in range(3))
    keys.forget(one.place)
    storage.documents().remove(two.place)
    path = storage.documents()._path(three.place)
    path.write_bytes(path.read_bytes()[:-1])
    problems = rotating.check().problems
    assert [problem.split(":")[0] for problem in problems] == [
        f"Version {one.pk}",
        f"Version {two.pk}",
        f"Version {three.pk}",
    ]
    assert "half of this document's key is gone" in problems[0]
    assert "not there" in problems[1]
    assert "should have" in problems[2]


def test_a_destroyed_document_is_gone_from_the_disk_and_from_every_backup(filed, committed, council, kept):
    case = council.complaint()
    document = filed(b"SECRETWORD", case=case)
    version = document.current
    row_before = (version.place, bytes(version.sealed_key), version.key_id)
    backup = kept / "backup"
    shutil.copytree(kept / "files", backup)
    with committed():
        destroy(
            document,
            council.people["manager"],
            "Filed for the wrong child; decided by Bea on 12 November",
            DAY,
        )
    document.refresh_from_db()
    version.refresh_from_db()
    assert (version.state, bytes(version.sealed_key), version.name) == ("destroyed", b"", "")
    assert document.destroyed_by == council.people["manager"]
    assert document.destroyed_why.startswith("Filed for the wrong child")
    assert places(kept / "files") == places(kept / "keys") == set()
    assert places(backup) == {version.place}
    with pytest.raises(NotReady, match="was destroyed"):
        download(version)
    # The sealed bytes of a backup, the row of a backup of the database, and the master key: it does not open.
    shutil.copytree(backup, kept / "files", dirs_exist_ok=True)
    place, sealed, key_id = row_before
    with pytest.raises(NoKey, match="half of this document's key is gone"):
        keys.unlock(place, Locked(key_id, sealed))
    assert verify([case.pk]) == []
    assert case.rows.filter(kind="document.filed").count() == 1


def test_destroying_takes_every_version_and_its_words(filed, committed, council, kept):
    from heard.files.receiving import add_version

    document = ready(filed, committed, council, b"first", "letter.txt").document
    with committed():
        add_version(sent(b"second"), document, council.people["manager"], DAY)
    assert DocumentText.objects.count() == 1
    with committed():
        destroy(document, council.people["manager"], "Retention period over", DAY)
    assert set(document.versions.values_list("state", flat=True)) == {"destroyed"}
    assert DocumentText.objects.count() == 0
    assert places(kept) == set()


def test_where_the_store_does_not_answer_the_worker_finishes_it(filed, committed, council, kept, monkeypatch):
    from heard.files import sweeping

    def down(place):
        raise OSError("the store")

    document = filed()
    monkeypatch.setattr(content.keys, "forget", down)
    with committed():
        destroy(document, council.people["manager"], "Retention period over", DAY)
    assert places(kept) == {document.current.place}
    assert not sweeping.make_sure(document.current_id, document.authority_id)
    monkeypatch.undo()


def test_only_a_manager_who_may_write_there_destroys_and_says_why(filed, council):
    document = filed(folder="allegations")
    for who in ("officer", "north", "worker", "admin", "nobody"):
        with pytest.raises(NotDestroyed, match="Only a complaints manager"):
            destroy(document, council.people[who], "because", DAY)
    with pytest.raises(NotDestroyed, match="Say why"):
        destroy(document, council.people["manager"], "  ", DAY)
    assert Document.objects.get(pk=document.pk).destroyed_at is None
    assert destroying.may_destroy(document, council.people["manager"], DAY)


def test_who_is_complained_about_decides_nothing_about_the_documents_of_the_complaint(
    filed, committed, council
):
    from heard.cases.models import CaseRole
    from heard.files.receiving import NotReceived, add_version
    from heard.files.releasing import may_release

    case = council.complaint()
    document = filed(case=case)
    version = looked_at(document, committed)
    manager = council.people["manager"]
    assert may_release(version, manager, DAY)
    CaseRole.objects.create(case=case, role="person_complained_about", person=manager, from_date=DAY)
    assert not may_release(version, manager, DAY)
    assert not destroying.may_destroy(document, manager, DAY)
    with pytest.raises(NotReceived, match="cannot put documents"):
        add_version(sent(b"x"), document, manager, DAY)


def test_a_destroyed_document_stays_so(filed, committed, council):
    from django.db import Error, transaction

    from heard.files.receiving import NotReceived, add_version

    document = filed()
    with committed():
        destroy(document, council.people["manager"], "Retention period over", DAY)
        again = destroy(document, council.people["manager"], "Another reason", DAY)
    assert again.destroyed_why == "Retention period over"
    with pytest.raises(NotReceived, match="was destroyed"):
        add_version(sent(b"x"), document, council.people["manager"], DAY)
    with pytest.raises(Error, match="destroyed one stays"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(title="Something else")


def test_words_are_in_an_unlogged_table(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'files_documenttext'")
        assert cursor.fetchone() == ("u",)
