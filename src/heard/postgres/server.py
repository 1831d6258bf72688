"""One server over one data folder: makes the folder, starts it, finds it again after a crash, and stops it.

`Server(binaries, data, identity).start(socket)`. It speaks to PostgreSQL's own programs only; databases, roles and
passwords are the matter of `roles` and `cluster`.
"""

import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from heard.postgres.binaries import Binaries
from heard.postgres.identity import Identity
from heard.postgres.problems import PostgresProblem

SUPERUSER = "postgres"
# Text compares the same way on every machine, by code point, and accented letters count as letters. Not every build of
# PostgreSQL has ICU: the wheel's has not.
_LOCALE = ("--locale=C", "--lc-ctype=UTF-8") if sys.platform == "darwin" else ("--locale=C.UTF-8",)
# The log names an error, and never the statement, which has in it what people wrote.
_NO_WORDS = ("log_min_error_statement=panic", "log_error_verbosity=terse")
# A test's data is thrown away, so it need not survive a power cut; it still survives kill -9.
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Server:
    """The programs, the data folder, the user they run as; `hasty` for data that will be thrown away."""

    binaries: Binaries
    data: Path
    identity: Identity
    hasty: bool = False

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").is_file()

    def create(self, password: str) -> None:
        """Make the data folder, with a superuser who needs `password` even on this machine's own socket.

        It is made beside its place and moved there when it is whole, so that a run cut short leaves nothing half made.
        """
        new = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        self.identity.folder(new)
        secret = self.data.with_name("first-password")
        secret.unlink(missing_ok=True)
        try:
            self.identity.secret(secret, password)
            options = ["-D", str(new), "-U", SUPERUSER, f"--pwfile={secret}", "--auth=scram-sha-256"]
            self._run("initdb", [*options, "--encoding=UTF8", *_LOCALE])
        finally:
            secret.unlink(missing_ok=True)
        new.rename(self.data)

    def start(self, socket: Path) -> None:
        """Start the server and wait until it answers; after a kill -9 its last children may need a moment to go."""
        self._drop_stale_locks(socket)
        settings = [f'unix_socket_directories="{socket}"', "listen_addresses=", "max_connections=60"]
        settings += _NO_WORDS
        settings += _HASTY if self.hasty else ()
        options = " ".join(f"-c {shlex.quote(setting)}" for setting in settings)
        log = self.data / "server.log"
        for attempt in range(20):
            done = self._try("pg_ctl", ["start", "-w", "-D", str(self.data), "-l", str(log), "-o", options])
            if done.returncode == 0:
                return
            if "still in use" not in self._log_tail(log) or attempt == 19:
                break
            time.sleep(0.5)
        raise PostgresProblem("PostgreSQL did not start", f"Read {log}.", done.stderr + self._log_tail(log))

    def stop(self) -> None:
        """Stop it cleanly: sessions are ended, and everything is written."""
        if self.running:
            self._run("pg_ctl", ["stop", "-w", "-t", "30", "-m", "fast", "-D", str(self.data)])

    @property
    def running(self) -> bool:
        """Whether a server is at work on this very data folder."""
        return self.exists and self._process() is not None

    @property
    def socket(self) -> Path | None:
        """The folder of the socket on which the running server listens, as it noted it itself."""
        lines = self._pid_lines()
        return Path(lines[4]) if self.running and len(lines) > 4 and lines[4] else None

    def _pid_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _process(self) -> int | None:
        """The server's process, when it is alive and is ours and not another that got the same number since."""
        lines = self._pid_lines()
        if not lines or not lines[0].strip().isdigit():
            return None
        process = int(lines[0])
        place = Path(f"/proc/{process}/cwd")
        if Path("/proc/self").exists():
            try:
                return process if place.readlink() == self.data.resolve() else None
            except OSError:
                return None
        said = subprocess.run(
            ["ps", "-o", "comm=", "-p", str(process)], capture_output=True, text=True, check=False
        )
        return process if "postgres" in said.stdout else None

    def _drop_stale_locks(self, socket: Path) -> None:
        """A killed server leaves its number behind, in two files, and PostgreSQL would wait for whoever bears it now.

        Its shared memory stays the safeguard: while a child of the old server lives, a new one does not start.
        """
        if self._process() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            (socket / ".s.PGSQL.5432.lock").unlink(missing_ok=True)

    def _try(self, program: str, options: list[str]) -> subprocess.CompletedProcess[str]:
        return self.identity.run([self.binaries.program(program), *options], extra_env=self.binaries.env)

    def _run(self, program: str, options: list[str]) -> None:
        done = self._try(program, options)
        if done.returncode != 0:
            raise PostgresProblem(f"{program} failed", "What it said is below.", done.stderr or done.stdout)

    @staticmethod
    def _log_tail(log: Path) -> str:
        try:
            return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-6:])
        except OSError:
            return ""
