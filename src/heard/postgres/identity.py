"""Who runs the database server: the person who started Heard or, when that is root, the unprivileged user `nobody`.

`Identity.for_server().run([...])` runs a program as that user. PostgreSQL refuses to run as root, and needs a user that
the system knows by name. Nothing here changes a file or a folder that Heard did not make.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from heard.postgres.problems import PostgresProblem

# A group that nobody is a member of. Other programs may run as `nobody`; they do not have this group, and the folder
# above the data lets only this group through.
_PRIVATE_GROUP = 64738


@dataclass(frozen=True)
class Identity:
    """The user and group of the server; `drops` is true when they are not our own."""

    uid: int
    gid: int
    drops: bool

    @classmethod
    def for_server(cls) -> "Identity":
        """Our own user, or `nobody` with a private group when we are root."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), drops=False)
        try:
            user = pwd.getpwnam("nobody")
        except KeyError as error:
            raise PostgresProblem(
                "PostgreSQL cannot run as root, and this machine has no user `nobody` to run it as",
                "Start Heard as an ordinary user, or give DATABASE_URL.",
            ) from error
        return cls(user.pw_uid, _PRIVATE_GROUP, drops=True)

    def folder(self, path: Path, *, passable: bool = False) -> Path:
        """A folder of our own at `path`, made private (0700) when it is new and left as it is when it is there.

        `passable`: root keeps it, and the server may pass through it to what lies inside (0710).
        """
        if path.is_dir():
            return path
        path.mkdir(mode=0o700)
        if self.drops:
            os.chown(path, 0 if passable else self.uid, self.gid)
            path.chmod(0o710 if passable else 0o700)
        return path

    def secret(self, path: Path, words: str) -> None:
        """A new file (0600) that only the server can read."""
        write_secret(path, words)
        if self.drops:
            os.chown(path, self.uid, self.gid)

    def run(
        self, command: list[str], *, extra_env: dict[str, str] | None = None, within: float = 60
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as the server's user, with a bare environment, and give back what it said."""
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", **(extra_env or {})}
        common = {
            "env": env,
            "cwd": "/",
            "capture_output": True,
            "text": True,
            "timeout": within,
            "umask": 0o077,
        }
        if self.drops:
            common |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(command, check=False, stdin=subprocess.DEVNULL, **common)  # type: ignore[call-overload, no-any-return]


def write_secret(path: Path, words: str) -> None:
    """A new file that only we can read (0600), never open to others even for a moment."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(words)
