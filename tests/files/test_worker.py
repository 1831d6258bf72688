"""The real worker and real commits: documents made ready, the worker killed with -9 over one, two who file at once."""

import os
import subprocess
import sys
import threading
import time
from uuid import uuid4

import pytest
from django.db import connection

from heard.files import content
from heard.files.folders import folder
from heard.files.models import DocumentText, Version
from heard.files.receiving import Into, add_version, receive
from heard.people.models import Person
from tests.files.documents import pdf, sent, with_script
from tests.files.practice_note import DAY, documents_kept, practice_note_council
from tests.files.test_receiving import places

WORKER = [sys.executable, "-m", "heard.cli", "worker"]


@pytest.fixture
def council(committed_db):
    return practice_note_council()


@pytest.fixture
def kept(settings, tmp_path, scanner):
    documents_kept(settings, tmp_path)
    settings.HEARD_CLAMD = scanner.socket
    return tmp_path


@pytest.fixture
def env(committed_db, kept, settings):
    """What the worker is given."""
    names = ("HEARD_FILES", "HEARD_FILES_KEYS", "HEARD_FILES_KEY", "HEARD_CLAMD")
    return {
        **committed_db.env,
        **{name: getattr(settings, name) for name in names},
        "DATABASE_URL": committed_db.url("heard_worker"),
        "HEARD_TODAY": DAY.isoformat(),
    }


def filed(council, data, name="letter.pdf"):
    into = Into(folder(council.child, "complaints"))
    return receive(sent(data, name), into, council.people["manager"], DAY, key=uuid4().hex)


def once(env):
    done = subprocess.run([*WORKER, "--once"], env=env, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr[-3000:]


def test_the_worker_makes_documents_ready(council, env, kept):
    one, two = filed(council, pdf("Dear Jo", with_script)), filed(council, b"Dear Sam", "letter.txt")
    once(env)
    assert list(Version.objects.order_by("pk").values_list("state", flat=True)) == ["clean", "clean"]
    words = DocumentText.objects.order_by("pk").values_list("text", flat=True)
    assert [text.strip() for text in words] == ["Dear Jo", "Dear Sam"]
    assert b"EVILWORD" not in content.opened(Version.objects.get(document=one)).read()
    assert content.opened(Version.objects.get(document=two)).read() == b"Dear Sam"
    assert places(kept) == set(Version.objects.values_list("place", flat=True))


@pytest.mark.parametrize("after", [0.05, 0.4, 0.8, 1.2])
def test_a_worker_that_is_killed_over_a_document_harms_nothing(council, env, kept, after):
    documents = [filed(council, pdf(f"Dear {n} " * 200, with_script)) for n in range(4)]
    process = subprocess.Popen(WORKER, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2 + after)
    os.kill(process.pid, 9)
    process.wait()
    for version in Version.objects.all():
        assert version.state in ("quarantined", "clean")
        assert content.opened(version).read()[:5] == b"%PDF-"
    with connection.cursor() as cursor:
        # As the sweep of dead workers' jobs does after a while.
        cursor.execute("UPDATE procrastinate_jobs SET status = 'todo' WHERE status = 'doing'")
    once(env)
    assert set(Version.objects.values_list("state", flat=True)) == {"clean"}
    assert DocumentText.objects.count() == len(documents)


def test_two_who_file_the_next_version_at_once_get_a_number_each(council, kept):
    document = filed(council, b"first", "letter.txt")
    manager = council.people["manager"].pk
    problems = []

    def add(n):
        try:
            add_version(
                sent(f"more {n}".encode()), document, Person.objects.get(pk=manager), DAY, key=uuid4().hex
            )
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sorted(document.versions.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    document.refresh_from_db()
    assert document.current.number == 7


def test_the_same_form_sent_twice_at_once_files_once(council, kept):
    key, manager, child = uuid4().hex, council.people["manager"].pk, council.child
    found = []

    def file():
        try:
            into = Into(folder(child, "complaints"))
            found.append(receive(sent(b"Dear Jo"), into, Person.objects.get(pk=manager), DAY, key=key).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=file) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Version.objects.count() == 1
