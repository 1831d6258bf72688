"""The worker's look at what was received: ClamAV's verdict, what is made safe, refused, and tried again."""

import secrets
import sys
import tracemalloc

import pytest

from heard.files import looking, scanning, storage, sweeping, told
from heard.files.cleaning import NotMade
from heard.files.models import Version
from heard.files.releasing import NotReleased, may_release, release
from heard.files.serving import NotReady, download
from tests.files.documents import EICAR, docx, pdf, picture, repacked, with_script
from tests.files.filing import looked_at
from tests.files.practice_note import DAY
from tests.files.scanner import LARGEST
from tests.files.test_receiving import everywhere, given_out, places


@pytest.fixture
def scanned(settings, scanner):
    """Files are scanned."""
    settings.HEARD_CLAMD = scanner.socket
    return scanner


def test_which_scanner_these_tests_talk_to_is_said(scanner, capsys):
    with capsys.disabled():
        which = "ClamAV's clamd" if scanner.real else "a stand-in that speaks clamd's protocol"
        sys.stdout.write(f"[scanner: {which}]")
    assert scanner.port


@pytest.mark.parametrize("way", ["socket", "port"])
def test_the_scanner_answers_by_its_socket_and_by_its_port(settings, scanner, way):
    settings.HEARD_CLAMD = scanner.socket if way == "socket" else f"127.0.0.1:{scanner.port}"
    assert scanning.ping()
    assert scanning.scan([b"Dear", b" Jo"]) is None
    assert "EICAR" in scanning.scan([EICAR])
    assert "EICAR" in scanning.scan([EICAR[:30], EICAR[30:]])


def test_a_long_file_is_scanned_piece_by_piece(settings, scanner):
    settings.HEARD_CLAMD = scanner.socket
    assert scanning.scan(bytes(64 * 1024) for _ in range(150)) is None


def test_a_file_longer_than_the_scanner_takes_is_not_called_clean(settings, scanner):
    settings.HEARD_CLAMD = scanner.socket
    with pytest.raises(scanning.ScannerDown) as problem:
        scanning.scan(bytes(1024 * 1024) for _ in range(LARGEST // 1024 // 1024 + 5))
    assert problem.value.code in ("scanner-limit", "scanner-down")


@pytest.mark.parametrize("where", ["/nowhere/clamd.socket", "127.0.0.1:1", "no-port", "localhost:x"])
def test_a_scanner_that_is_not_there_is_said_to_be_down(settings, where):
    settings.HEARD_CLAMD = where
    with pytest.raises(scanning.ScannerDown):
        scanning.ping()


@pytest.mark.parametrize(
    "said", ["", "stream: ", "OK", "stream: OK but not quite", "COMMAND READ TIMED OUT. ERROR"]
)
def test_only_one_answer_means_that_nothing_was_found(said):
    with pytest.raises(scanning.ScannerDown):
        scanning._verdict(said)


def test_what_the_scanner_finds_is_refused_and_nothing_of_it_stays(filed, committed, scanned, kept):
    version = looked_at(filed(EICAR, "letter.txt"), committed)
    assert (version.state, version.problem) == ("refused", "virus")
    assert bytes(version.sealed_key) == b""
    assert places(kept) == set()
    with pytest.raises(NotReady, match="found something harmful"):
        download(version)
    assert sweeping.make_sure(version.pk, version.document.authority_id)
    version.refresh_from_db()
    assert version.gone_at is not None


def test_what_a_scanner_refused_is_released_by_nobody(filed, committed, scanned, council):
    version = looked_at(filed(EICAR), committed)
    assert not may_release(version, council.people["manager"], DAY)
    with pytest.raises(NotReleased, match="not waiting for a scanner"):
        release(version, council.people["manager"], "I am sure", DAY)


def test_a_clean_file_is_made_safe_and_opens(filed, committed, scanned, kept):
    before = filed(pdf("Dear Jo", with_script), "letter.pdf")
    version = looked_at(before, committed)
    assert (version.state, version.problem) == ("clean", "")
    assert version.scanned_at
    assert version.cleaned_at
    assert version.place != before.current.place
    assert places(kept) == {version.place}
    assert b"EVILWORD" not in given_out(version)
    assert told.removed(version.removed).startswith("Taken out of this copy: ")


def test_its_words_are_kept_for_search(filed, committed, scanned):
    assert looked_at(filed(docx("Visits were cancelled")), committed).words.text == "Visits were cancelled"


def test_a_second_look_changes_nothing(filed, committed, scanned, kept):
    version = looked_at(filed(), committed)
    assert looked_at(version.document, committed).place == version.place
    assert places(kept) == {version.place}


BAD = {
    "a locked PDF": (lambda: pdf(encryption=__import__("pikepdf").Encryption(user="x", owner="y")), "locked"),
    "a broken PDF": (lambda: b"%PDF-1.7\nno", "broken"),
    "a broken picture": (lambda: picture()[:150], "broken"),
    "entities": (
        lambda: repacked(
            docx(), lambda parts: parts.update({"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'})
        ),
        "broken",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_made_safe_is_refused_with_its_reason(filed, committed, scanned, kept, what):
    made, code = BAD[what]
    version = looked_at(filed(made()), committed)
    assert (version.state, version.problem) == ("refused", code)
    assert places(kept) == set()
    with pytest.raises(NotReady) as problem:
        download(version)
    assert problem.value.sentence == told.problem(code)


def test_while_the_scanner_is_down_a_file_stays_and_is_tried_again(filed, committed, settings, scanner, kept):
    settings.HEARD_CLAMD = "/nowhere/clamd.socket"
    version = looked_at(filed(), committed)
    assert (version.state, version.problem) == ("quarantined", "scanner-down")
    with pytest.raises(NotReady, match="Heard will try again by itself"):
        download(version)
    settings.HEARD_CLAMD = scanner.socket
    assert looked_at(version.document, committed).state == "clean"


def test_without_a_scanner_nothing_is_ever_clean(filed, committed):
    for data in (b"Dear Jo", docx(), picture()):
        version = looked_at(filed(data), committed)
        assert (version.state, version.problem, version.scanned_at) == ("quarantined", "no-scanner", None)


def test_a_process_that_dies_over_a_file_thrice_refuses_it(filed, committed, scanned, monkeypatch, kept):
    def dies(*arguments):
        raise NotMade

    monkeypatch.setattr(looking, "made_safe", dies)
    document = filed()
    assert [looked_at(document, committed).state for _ in range(3)] == [
        "quarantined",
        "quarantined",
        "refused",
    ]
    assert document.versions.get().problem == "too-heavy"
    assert places(kept) == set()


def test_where_the_master_key_is_missing_nothing_is_lost(filed, committed, scanned, settings, kept):
    document, right = filed(), settings.HEARD_FILES_KEY
    settings.HEARD_FILES_KEY = "k2:" + "A" * 43
    version = looked_at(document, committed)
    assert (version.state, version.problem) == ("quarantined", "unreadable")
    assert places(kept) == {version.place}
    settings.HEARD_FILES_KEY = right
    assert looked_at(document, committed).state == "clean"


def test_bytes_that_were_changed_on_the_disk_are_seen_and_kept(filed, committed, scanned, kept):
    document = filed(b"Dear Jo " * 20_000)
    path = next((kept / "files").rglob(document.current.place))
    data = bytearray(path.read_bytes())
    data[100_000] ^= 1
    path.write_bytes(data)
    version = looked_at(document, committed)
    assert (version.state, version.problem) == ("quarantined", "unreadable")
    assert path.exists()


def test_what_is_destroyed_while_it_is_looked_at_stays_destroyed(
    filed, committed, scanned, kept, council, monkeypatch
):
    from heard.files.destroying import destroy

    document = filed()
    seal = looking.content.seal

    def meanwhile(pieces):
        sealed = seal(pieces)
        destroy(document, council.people["manager"], "Filed for the wrong child", DAY)
        return sealed

    monkeypatch.setattr(looking.content, "seal", meanwhile)
    assert looked_at(document, committed).state == Version.DESTROYED
    assert places(kept) == set()


def test_fifteen_megabytes_are_looked_at_in_little_memory(filed, committed, scanned, kept):
    def spoil(made):
        made.Root.Noise = made.make_stream(secrets.token_bytes(15 * 1024 * 1024))

    document = filed(pdf("Dear Jo", spoil), "long.pdf")
    tracemalloc.start()
    version = looked_at(document, committed)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert version.state == "clean"
    assert most < 6 * 1024 * 1024


def test_jobs_that_were_lost_are_asked_for_again(
    filed, committed, settings, scanned, council, django_capture_on_commit_callbacks
):
    from datetime import timedelta

    from django.db import connection

    waiting = "SELECT task_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"

    def jobs():
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            return [name.rsplit(".", 1)[-1] for (name,) in cursor.fetchall()]

    document = filed()
    assert jobs() == ["look_at"]
    sweeping.again(council.authority)
    assert jobs() == ["look_at"], "the same job is not asked for twice"
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    sweeping.again(council.authority)
    assert jobs() == [], "a job has two minutes to be run"
    Version.objects.update(tried=0)
    late = sweeping.PATIENCE
    sweeping.PATIENCE = -timedelta(minutes=1)
    try:
        sweeping.again(council.authority)
    finally:
        sweeping.PATIENCE = late
    assert jobs() == ["look_at"]
    assert document.current.state == "quarantined"


def test_where_the_store_is_not_set_up_that_is_said(settings):
    settings.HEARD_FILES = settings.HEARD_FILES_KEYS = ""
    with pytest.raises(storage.NoStorage, match="Set HEARD_FILES"):
        storage.documents()
    settings.HEARD_FILES = settings.HEARD_FILES_KEYS = "/srv/heard"
    with pytest.raises(storage.NoStorage, match="a place of their own"):
        storage.halves()


def test_everything_on_the_disk_is_sealed(filed, committed, scanned, kept):
    looked_at(filed(b"SECRETWORD " * 100), committed)
    assert b"SECRETWORD" not in everywhere(kept)
