"""Fixtures of the child's file: the council of the practice note, and somewhere to keep documents."""

import pytest


@pytest.fixture
def council(db):
    """The council of Hertfordshire's practice note, gone after the test."""
    from tests.files.practice_note import practice_note_council

    return practice_note_council()


@pytest.fixture
def kept(settings, tmp_path):
    """Documents are kept under a folder of the test's, which is answered. No scanner."""
    from tests.files.practice_note import documents_kept

    documents_kept(settings, tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def scanner(tmp_path_factory):
    """A running scanner: clamd where there is one, else a stand-in."""
    from tests.files.scanner import running

    with running(tmp_path_factory.mktemp("clamd")) as found:
        yield found


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run a block and what was to follow its commit, in a test whose transaction never commits."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def filed(council, kept, committed):
    """Files something for the complaints manager: `filed(data, name, folder="complaints", case=None)`."""
    from tests.files.filing import filed_by

    return filed_by(council, committed)
