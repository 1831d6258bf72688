"""The embedded PostgreSQL on the real thing: started, killed, started again, stopped.

No part of it is replaced by a stand-in; each test has a server of its own, in a folder that is gone afterwards.
"""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from heard.postgres import OWNER, WEB, Cluster, PostgresProblem, binaries
from heard.postgres.identity import Identity


@pytest.fixture
def state():
    """A short path, which nothing has made yet, for a cluster's folder."""
    place = Path(tempfile.mkdtemp(prefix="heard-test-", dir="/tmp"))
    place.rmdir()
    yield place
    for data in place.rglob("data-[0-9][0-9]"):
        Cluster.at(data.parent).attach().server.stop()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="module")
def cluster():
    """One cluster for the tests that only look, with the database `heard` in it."""
    with Cluster.temporary() as running:
        running.create_database("heard")
        yield running


def postmaster(cluster: Cluster) -> int:
    return int((cluster.server.data / "postmaster.pid").read_text().splitlines()[0])


def wait_until_gone(process: int) -> None:
    for _ in range(100):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError(f"process {process} is still there")


def keep_a_word(cluster: Cluster, word: str) -> None:
    with psycopg.connect(cluster.url("heard", OWNER)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [word])


def kept_words(cluster: Cluster) -> list[str]:
    with psycopg.connect(cluster.url("heard", WEB)) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept")]


def test_it_starts_again_with_its_data_after_a_clean_stop(state):
    with Cluster.at(state) as cluster:
        assert cluster.create_database("heard")
        keep_a_word(cluster, "first")
        process = postmaster(cluster)
    wait_until_gone(process)
    assert not (cluster.server.data / "postmaster.pid").exists()
    with Cluster.at(state) as cluster:
        assert not cluster.create_database("heard")
        assert kept_words(cluster) == ["first"]


def test_it_starts_again_with_its_data_after_the_server_is_killed(state):
    cluster = Cluster.at(state).start()
    cluster.create_database("heard")
    keep_a_word(cluster, "before the kill")
    os.kill(postmaster(cluster), signal.SIGKILL)
    assert (cluster.server.data / "postmaster.pid").exists()
    cluster.start()
    assert kept_words(cluster) == ["before the kill"]
    cluster.stop()


def test_a_number_left_behind_that_another_process_now_bears_is_no_obstacle(state):
    with Cluster.at(state) as cluster:
        pass
    pid_file = cluster.server.data / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{cluster.server.data}\n0\n5432\n{state}/run\n\n")
    assert not cluster.server.running
    with Cluster.at(state) as again:
        assert again.server.running


def test_a_server_whose_supervisor_was_killed_is_taken_over_and_stopped(state):
    program = (
        "import sys, time; from heard.postgres import Cluster; c = Cluster.at(sys.argv[1]).start();"
        "c.create_database('heard'); print('up', flush=True); time.sleep(600)"
    )
    supervisor = subprocess.Popen(
        [sys.executable, "-c", program, str(state)], stdout=subprocess.PIPE, text=True
    )
    assert supervisor.stdout is not None
    assert supervisor.stdout.readline() == "up\n"
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    with Cluster.at(state) as cluster:
        process = postmaster(cluster)
        with psycopg.connect(cluster.url("heard")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    wait_until_gone(process)


def test_a_temporary_one_whose_run_was_killed_is_cleared_away_by_the_next():
    program = (
        "import time; from heard.postgres import Cluster; c = Cluster.temporary().start();"
        "print(c.state, flush=True); time.sleep(600)"
    )
    run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    left = Path(run.stdout.readline().strip())
    process = postmaster(Cluster.at(left).attach())
    run.kill()
    run.wait()
    run.stdout.close()
    os.utime(left / "supervisor.lock", (0, 0))
    Cluster.temporary()
    wait_until_gone(process)
    assert not left.exists()


def test_a_second_one_shares_the_server_and_does_not_stop_it(state):
    with Cluster.at(state) as first:
        with Cluster.at(state) as second:
            assert postmaster(first) == postmaster(second)
        assert first.server.running
        assert first.create_database("heard")


def test_two_clusters_at_once_do_not_meet(cluster):
    with Cluster.temporary() as other:
        other.create_database("heard")
        keep_a_word(other, "only here")
        with psycopg.connect(cluster.url("heard")) as connection:
            assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)


def test_a_run_cut_short_while_making_the_data_leaves_nothing_half_made(state):
    with Cluster.at(state) as cluster:
        pass
    half = cluster.server.data.rename(cluster.server.data.with_suffix(".new"))
    (half / "global" / "pg_control").unlink()
    with Cluster.at(state) as cluster:
        assert cluster.create_database("heard")


def test_a_folder_with_a_long_path_gets_a_short_socket(state):
    long = state / ("a-long-name-" * 8)
    with Cluster.at(long) as cluster:
        socket = cluster.server.socket
        assert socket is not None
        assert len(str(socket)) < 90
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert cluster.create_database("heard")
    assert not socket.exists()


def test_the_folders_are_private_and_the_server_is_not_root(cluster):
    identity = Identity.for_server()
    process = Path(f"/proc/{postmaster(cluster)}")
    assert process.stat().st_uid == identity.uid != 0
    for place in (cluster.server.data, cluster.server.socket):
        status = place.stat()
        assert (status.st_uid, stat.S_IMODE(status.st_mode)) == (identity.uid, 0o700)
    kept = (cluster.state / "passwords.json").stat()
    assert (kept.st_uid, stat.S_IMODE(kept.st_mode)) == (os.geteuid(), 0o600)
    assert stat.S_IMODE(cluster.state.stat().st_mode) & 0o007 == 0


def test_nobody_can_reach_it_over_the_network(cluster):
    sockets = {link.readlink().name for link in Path(f"/proc/{postmaster(cluster)}/fd").iterdir()}
    listening = [
        line.split()
        for family in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{family}").read_text().splitlines()[1:]
    ]
    assert sockets
    assert not [row for row in listening if f"socket:[{row[9]}]" in sockets]
    with psycopg.connect(cluster.url("heard")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_nobody_gets_in_without_the_password(cluster):
    right = cluster.url("heard", WEB)
    wrong = right.replace(right.split(":")[2].split("@")[0], "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_a_folder_that_the_server_cannot_reach_is_left_as_it_is():
    closed = Path(tempfile.mkdtemp(prefix="heard-closed-", dir="/tmp"))
    try:
        before = closed.stat()
        if Identity.for_server().drops:
            with pytest.raises(PostgresProblem, match="cannot reach"):
                Cluster.at(closed).start()
        else:
            with Cluster.at(closed):
                pass
        after = closed.stat()
        assert (before.st_mode, before.st_uid, before.st_gid) == (after.st_mode, after.st_uid, after.st_gid)
    finally:
        shutil.rmtree(closed)


def test_the_wheel_carries_a_server_that_works_too(state, monkeypatch):
    monkeypatch.setattr(binaries, "installed", lambda identity: [])
    with Cluster.at(state) as cluster:
        assert cluster.server.binaries.folder.is_relative_to(state)
        assert cluster.server.binaries.major >= binaries.OLDEST
        cluster.create_database("heard")
        with psycopg.connect(cluster.url("heard")) as connection:
            row = connection.execute(
                "SELECT similarity('Ashworth', 'Ashwerth') > 0.3, unaccent('Zoë')"
            ).fetchone()
        assert row == (True, "Zoe")


def test_data_written_by_the_wheel_is_opened_by_the_wheel_though_another_is_installed(state):
    with pytest.MonkeyPatch.context() as nothing_installed:
        nothing_installed.setattr(binaries, "installed", lambda identity: [])
        with Cluster.at(state) as first:
            major = first.server.binaries.major
    with Cluster.at(state) as again:
        assert again.server.binaries.major == major


def test_data_of_a_version_that_is_not_here_is_refused_and_kept(state):
    identity = Identity.for_server()
    identity.folder(state, passable=True)
    old = identity.folder(state / "data-11")
    with pytest.raises(PostgresProblem, match="written by PostgreSQL 11"):
        Cluster.at(state).start()
    assert old.is_dir()
    old.rmdir()  # so that the clearing up after the test does not look for PostgreSQL 11 either


def test_a_program_of_the_right_name_that_is_not_postgresql_is_passed_over(tmp_path, monkeypatch):
    for name in ("pg_ctl", "initdb", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert all(one.folder != tmp_path for one in binaries.installed(Identity.for_server()))
