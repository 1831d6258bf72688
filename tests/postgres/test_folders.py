"""Where the embedded database keeps its things: the checkout's own folder, or one that the server's user can reach.

No folder that somebody else made is opened to the server; it goes elsewhere instead.
"""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from heard.postgres import default_state, folders
from heard.postgres.identity import Identity


@pytest.fixture
def private_home():
    """A home that only its owner may enter (0700), with a checkout in it."""
    home = Path(tempfile.mkdtemp(prefix="heard-home-", dir="/tmp"))
    (home / "heard/src/heard/postgres").mkdir(parents=True)
    (home / "heard/pyproject.toml").touch()
    yield home
    shutil.rmtree(home)


def test_a_folder_that_is_given_is_used(monkeypatch):
    monkeypatch.setenv("HEARD_STATE", "/somewhere/else")
    assert default_state() == Path("/somewhere/else")


def test_in_a_private_home_an_ordinary_user_has_it_in_the_checkout_and_root_elsewhere(
    private_home, monkeypatch
):
    monkeypatch.delenv("HEARD_STATE", raising=False)
    monkeypatch.setattr(folders, "__file__", str(private_home / "heard/src/heard/postgres/folders.py"))
    if os.geteuid() == 0:
        assert default_state().parent == Path("/var/lib/heard")
        assert default_state() == default_state()
    else:
        assert default_state() == private_home / "heard/.state"
    assert stat.S_IMODE(private_home.stat().st_mode) == 0o700


def test_in_an_open_folder_it_is_in_the_checkout(private_home, monkeypatch):
    monkeypatch.delenv("HEARD_STATE", raising=False)
    private_home.chmod(0o755)
    monkeypatch.setattr(folders, "__file__", str(private_home / "heard/src/heard/postgres/folders.py"))
    assert default_state() == private_home / "heard/.state"


def test_a_dropped_identity_sees_what_it_may_pass_through(private_home):
    dropped = Identity(uid=65534, gid=64738, drops=True)
    assert not folders.reachable(private_home, dropped)
    private_home.chmod(0o711)
    assert folders.reachable(private_home / "heard/not-made-yet", dropped)
