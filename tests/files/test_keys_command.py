"""The command `heard keys`: a new master key, the change to it, and what it says where something would not open."""

import subprocess
import sys
from uuid import uuid4

import pytest

from heard.files import keys
from heard.files.folders import folder
from heard.files.keys import read
from heard.files.models import Version
from heard.files.receiving import Into, receive
from tests.files.documents import sent
from tests.files.practice_note import DAY, documents_kept, practice_note_council


@pytest.fixture
def two_documents(committed_db, settings, tmp_path):
    documents_kept(settings, tmp_path)
    council = practice_note_council()
    into = Into(folder(council.child, "complaints"))
    for n in range(2):
        receive(
            sent(f"Dear {n}".encode(), "letter.txt"), into, council.people["manager"], DAY, key=uuid4().hex
        )


@pytest.fixture
def heard(committed_db, settings):
    def run(*words):
        names = ("HEARD_FILES", "HEARD_FILES_KEYS", "HEARD_FILES_KEY")
        env = {**committed_db.env, **{name: getattr(settings, name) for name in names}}
        command = [sys.executable, "-m", "heard.cli", "keys", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)

    return run


def test_a_new_key_is_printed_as_the_setting_wants_it():
    command = [sys.executable, "-m", "heard.cli", "keys", "new", "k2026"]
    said = subprocess.run(command, capture_output=True, text=True, env={}, timeout=60)
    assert said.returncode == 0
    assert read(said.stdout).current == "k2026"
    wrong = subprocess.run([*command[:-1], "a b"], capture_output=True, text=True, env={}, timeout=60)
    assert wrong.returncode == 2
    assert "letters, digits" in wrong.stderr


def test_the_change_to_a_new_master_key(two_documents, heard, settings):
    old = settings.HEARD_FILES_KEY
    new = heard("new", "k2").stdout.strip()
    settings.HEARD_FILES_KEY = f"{new},{old}"
    said = heard("rotate")
    assert said.returncode == 0, said.stderr
    assert "2 keys of documents are now locked by k2; 0 are locked by another." in said.stdout
    assert "may be taken out of HEARD_FILES_KEY" in said.stdout
    settings.HEARD_FILES_KEY = new
    said = heard("check")
    assert (said.returncode, said.stdout.splitlines()[-1]) == (0, "2 versions, 0 problems.")


def test_what_would_not_open_is_told(two_documents, heard, settings):
    version = Version.objects.first()
    keys.forget(version.place)
    said = heard("check")
    assert said.returncode == 1
    assert f"Version {version.pk}: The half of this document's key is gone" in said.stdout


def test_a_role_that_sees_nothing_is_told_so_and_not_that_all_is_well(
    two_documents, heard, committed_db, monkeypatch
):
    monkeypatch.setattr(type(committed_db), "env", {**committed_db.env, "HEARD_OWNER_URL": ""})
    for what in ("rotate", "check"):
        said = heard(what)
        assert said.returncode == 2
        assert "HEARD_OWNER_URL" in said.stderr


def test_a_missing_setting_is_told_in_words(two_documents, heard, settings):
    settings.HEARD_FILES_KEY = ""
    for what in ("rotate", "check"):
        said = heard(what)
        assert said.returncode == 1
        assert said.stderr.startswith("Set HEARD_FILES_KEY")
        assert "Traceback" not in said.stderr
