"""The embedded PostgreSQL as the rest of Heard sees it: started, given databases and roles, and stopped.

`with Cluster.at(folder) as cluster: cluster.url("heard", "heard_web")`. Whoever starts the server stops it; who
comes while it is running shares it. One that a killed supervisor left behind is taken over, with its data.
"""

import fcntl
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

import psycopg
from psycopg import sql

from heard.postgres import binaries, roles
from heard.postgres.folders import reachable, socket_folder
from heard.postgres.identity import Identity, write_secret
from heard.postgres.problems import PostgresProblem
from heard.postgres.server import SUPERUSER, Server

NOTICE = (
    "Heard's own PostgreSQL is for demonstration and development only. For real records, give DATABASE_URL."
)

# Short, since the path of a socket may not be long; on macOS the usual temporary folder is not.
_THROWAWAYS = Path("/tmp")
_THROWAWAY = "heard-throwaway-"


class Cluster:
    """One embedded server and its state folder (data by major version, passwords, socket)."""

    def __init__(self, state: Path, *, hasty: bool = False, throwaway: bool = False) -> None:
        self.state = state
        self._identity = Identity.for_server()
        self._hasty = hasty
        self._throwaway = throwaway
        self._lock: IO[str] | None = None
        self._server: Server | None = None

    @classmethod
    def at(cls, folder: Path | str) -> Self:
        """The cluster that lives in `folder`, which is made when it is not there."""
        return cls(Path(folder).expanduser().absolute())

    @classmethod
    def temporary(cls) -> Self:
        """A new cluster in a short folder of its own, for tests: fast, and removed when it is stopped."""
        cls._clear_away()
        folder = _THROWAWAYS / f"{_THROWAWAY}{secrets.token_hex(4)}"
        return cls(folder, hasty=True, throwaway=True)

    @classmethod
    def _clear_away(cls) -> None:
        """Stop and remove the temporary clusters of runs that were killed and so could not do it themselves."""
        for folder in _THROWAWAYS.glob(f"{_THROWAWAY}*"):
            lock = folder / "supervisor.lock"
            try:
                left = lock.stat().st_uid == os.geteuid() and time.time() - lock.stat().st_mtime > 30
            except OSError:
                continue
            if left and (cluster := cls(folder, throwaway=True))._take_charge():
                cluster.attach().stop()

    # ------------------------------------------------------------ start and stop
    def start(self) -> Self:
        """Start the server, or join the one that is running. Safe to call again after a crash of either side."""
        self._make_state()
        self._server = server = self._choose()
        if not self._take_charge():
            if server.running:
                return self
            raise PostgresProblem(
                f"Another program is starting or stopping the database in {self.state}",
                "Try again in a moment.",
            )
        if not server.exists:
            server.create(self._passwords()[SUPERUSER])
        if not self._answers(server):
            server.start(socket_folder(self.state, self._identity))
        with self._superuser("postgres") as connection:
            roles.ensure_roles(connection, self._passwords())
        return self

    def attach(self) -> Self:
        """Look at a server that another program runs, without starting one or taking it over."""
        self._server = self._choose()
        return self

    def stop(self) -> None:
        """Stop the server if it was we who started it or took it over."""
        if self._lock is None or self._server is None:
            return
        socket = self._server.socket
        self._server.stop()
        if socket is not None and socket.parent != self.state:
            shutil.rmtree(socket, ignore_errors=True)
        self._lock.close()
        self._lock = None
        if self._throwaway:
            shutil.rmtree(self.state, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # ------------------------------------------------------------ what it is for
    def url(self, database: str = "heard", role: str = roles.WEB) -> str:
        """The address of `database` for `role`, as psycopg and Django's settings take it."""
        socket = self.server.socket
        if socket is None:
            raise PostgresProblem("The database is not running", "Start it first: heard demo.")
        password = self._passwords()[role]
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(socket), safe='')}"

    def create_database(self, name: str = "heard", template: str | None = None) -> bool:
        """Make a database, with its extensions and what the roles may do; false when it is there already."""
        with self._superuser("postgres") as connection:
            made = roles.create_database(connection, name, template)
        if made and template is None:
            with self._superuser(name) as connection:
                roles.prepare_database(connection)
        return made

    def drop_database(self, name: str) -> None:
        """Remove a database, ending the sessions that are in it."""
        with self._superuser("postgres") as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    @property
    def server(self) -> Server:
        """The server below, once it was started."""
        if self._server is None:
            raise PostgresProblem("The database is not running", "Start it first: heard demo.")
        return self._server

    # ------------------------------------------------------------ inside
    def _answers(self, server: Server) -> bool:
        """Whether the server is running and can be asked. One that was just killed is there a moment longer, then gone.

        One that is running and does not answer in five seconds is left to say so itself, to whoever connects.
        """
        for _ in range(50):
            if not server.running:
                return False
            with suppress(psycopg.OperationalError, PostgresProblem), self._superuser("postgres"):
                return True
            time.sleep(0.1)
        return True

    def _make_state(self) -> None:
        missing = [place for place in (self.state, *self.state.parents) if not place.exists()]
        for place in reversed(missing):
            self._identity.folder(place, passable=True)
        if not reachable(self.state, self._identity):
            raise PostgresProblem(
                f"PostgreSQL may not run as root, and the user it runs as cannot reach {self.state}",
                "Give another folder in HEARD_STATE, for example one in /var/lib, and let Heard make it.",
            )

    def _choose(self) -> Server:
        """The data folder that is there, with programs of its version; else a new one for the best programs found."""
        majors = [int(path.name.removeprefix("data-")) for path in self.state.glob("data-[0-9][0-9]")]
        found = binaries.find(self.state, self._identity, max(majors, default=None))
        return Server(found, self.state / f"data-{found.major}", self._identity, self._hasty)

    def _take_charge(self) -> bool:
        """Hold the lock of this state folder; the system lets it go when we die, even by kill -9."""
        if self._lock is not None:
            return True
        lock = (self.state / "supervisor.lock").open("w", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def _passwords(self) -> dict[str, str]:
        """Each role's password, generated once and kept in a file that only we can read (0600)."""
        kept = self.state / "passwords.json"
        if not kept.exists():
            names = (SUPERUSER, roles.OWNER, roles.WEB, roles.WORKER)
            new = kept.with_suffix(".new")
            new.unlink(missing_ok=True)
            write_secret(new, json.dumps({name: secrets.token_hex(24) for name in names}))
            new.replace(kept)
        passwords: dict[str, str] = json.loads(kept.read_text(encoding="ascii"))
        return passwords

    def _superuser(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self.url(database, SUPERUSER), autocommit=True)
