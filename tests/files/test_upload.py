"""Files sent to the real web server: too large, too many, broken off, the server killed. Nothing is half kept."""

import os
import signal
import threading
import time
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path

import pytest
from django.test import Client

from heard.authority.today import clock
from heard.files import sweeping
from heard.files.models import Document, Version
from tests.files.browsing import MEGABYTE, Sender, family_of, most_memory, of_zeros, parent_of
from tests.files.documents import docx, pdf
from tests.files.practice_note import DAY, documents_kept, practice_note_council
from tests.files.test_receiving import places
from tests.journeys.served import Product


@pytest.fixture
def council(committed_db):
    return practice_note_council()


@pytest.fixture
def kept(settings, tmp_path, monkeypatch):
    """Where documents are kept, for this process and for the server."""
    documents_kept(settings, tmp_path)
    for name in ("HEARD_FILES", "HEARD_FILES_KEYS", "HEARD_FILES_KEY"):
        monkeypatch.setenv(name, getattr(settings, name))
    return tmp_path


@pytest.fixture
def server(committed_db, council, kept):
    """The web server."""
    product = Product(committed_db)
    with product.on(DAY):
        yield product


@pytest.fixture
def server_process(server):
    """The id of the server's process."""
    mine = f"HEARD_BASE_URL={server.address}".encode()
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if parent_of(int(path.name)) == os.getpid() and mine in (path / "environ").read_bytes().split(
                b"\0"
            ):
                return int(path.name)
    raise AssertionError("the web server is not there")


@pytest.fixture
def send(server, council):
    """Send files into a folder of the child's file, signed in as the complaints manager."""
    client = Client()
    client.force_login(council.people["manager"], backend="django.contrib.auth.backends.ModelBackend")
    sender = Sender(server.address, client)
    where = f"/children/{council.child.pk}/folders/complaints/add/"

    def to_folder(*files, **more):
        return sender.send(
            where, files, key="0" * 32, title="", kind="other", case="", about_conduct="", **more
        )

    return to_folder


def whole(data, name="letter.pdf"):
    return name, len(data), [data]


def eventually(what, within=15):
    for _ in range(within * 20):
        if what():
            return True
        time.sleep(0.05)
    return False


def test_several_at_once_are_all_there(send, kept):
    answer = send(whole(pdf("one"), "one.pdf"), whole(docx("two"), "two.docx"), whole(b"three", "three.txt"))
    assert answer.status == 302, answer.text
    assert set(Document.objects.values_list("title", flat=True)) == {"one", "two", "three"}
    assert places(kept) == set(Version.objects.values_list("place", flat=True))


def test_a_file_of_200_megabytes_is_refused_early_in_little_memory(send, kept, server_process):
    before = most_memory(server_process)
    began = time.monotonic()
    answer = send(("film.pdf", *of_zeros(200)))
    assert "Send files of together at most 150 MB" in answer.text
    assert time.monotonic() - began < 20
    assert most_memory(server_process) - before < 60
    assert places(kept) == set()
    assert not Document.objects.exists()


def test_a_file_over_the_limit_is_refused_with_its_name_in_little_memory(send, kept, server_process):
    before = most_memory(server_process)
    answer = send(("long film.txt", *of_zeros(60)), whole(b"Dear Jo", "letter.txt"))
    assert "“long film” is larger than 50 MB" in answer.text
    assert most_memory(server_process) - before < 60
    assert places(kept) == set()
    assert not Document.objects.exists()


def test_a_file_just_under_the_limit_is_kept_in_little_memory(send, kept, server_process):
    before = most_memory(server_process)
    assert send(("letter.txt", *of_zeros(49))).status == 302
    assert most_memory(server_process) - before < 60
    assert Version.objects.get().size == 49 * MEGABYTE


def test_too_many_files_are_refused(send, kept):
    answer = send(*(whole(f"Dear {n}".encode(), f"{n}.txt") for n in range(25)))
    assert "Send at most 20 files at once" in answer.text
    assert eventually(lambda: places(kept) == set())


def test_an_upload_that_breaks_off_leaves_nothing(send, kept):
    assert send(("letter.txt", *of_zeros(20)), stop_after=15) is None
    assert eventually(lambda: places(kept) == set())
    time.sleep(0.5)
    assert places(kept) == set()
    assert not Document.objects.exists()


def test_the_server_killed_in_the_middle_leaves_only_what_nobody_can_open(
    send, kept, server_process, committed_db
):
    def slowly():
        for _ in range(200):
            yield b"SECRETWORD" * 1000
            time.sleep(0.02)

    def sending():
        with suppress(OSError, HTTPException):
            send(("letter.txt", 200 * 10_000, slowly()))

    thread = threading.Thread(target=sending, daemon=True)
    thread.start()
    assert eventually(lambda: any(path.stat().st_size > 100_000 for path in kept.rglob("*.part")))
    for process in family_of(server_process):
        os.kill(process, signal.SIGKILL)
    thread.join(20)
    left = [path for path in kept.rglob("*") if path.is_file()]
    assert left
    assert all(b"SECRETWORD" not in path.read_bytes() for path in left)
    sweeping.orphans(clock() + timedelta(days=2))
    assert places(kept) == set()


def test_who_is_not_signed_in_sends_no_file(server, council, kept):
    sender = Sender(server.address)
    answer = sender.send(
        f"/children/{council.child.pk}/folders/complaints/add/", [("letter.txt", *of_zeros(1))]
    )
    assert answer.status in (302, 400, 403)
    assert places(kept) == set()


def test_who_may_not_write_there_leaves_nothing(server, council, kept):
    for who in ("worker", "officer", "outsider", "nobody"):
        client = Client()
        client.force_login(council.people[who], backend="django.contrib.auth.backends.ModelBackend")
        where = f"/children/{council.child.pk}/folders/allegations/add/"
        answer = Sender(server.address, client).send(
            where, [whole(b"Dear Jo", "letter.txt")], key="1" * 32, kind="other"
        )
        assert answer.status in (403, 404), who
        assert eventually(lambda: places(kept) == set()), who


def test_other_pages_take_no_files(server, council, kept):
    client = Client()
    client.force_login(council.people["manager"], backend="django.contrib.auth.backends.ModelBackend")
    assert Sender(server.address, client).send("/log/", [whole(b"Dear Jo", "letter.txt")]).status in (
        400,
        404,
    )
    assert places(kept) == set()
