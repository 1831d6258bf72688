"""Where the embedded database keeps its things, and the short folder for its socket.

`default_state()` is `.state` at the root of a source checkout or, for root below a private home, in /var/lib/heard.
It only looks at the folders above; it never opens one of them to others.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from heard.postgres.identity import Identity

# The path of a Unix socket may be 107 bytes long; PostgreSQL's own name in it takes 16 of them and the slash.
_LONGEST_FOLDER = 90


def default_state() -> Path:
    """The folder of this checkout's database: HEARD_STATE, or one that the server's user can reach."""
    given = os.environ.get("HEARD_STATE")
    if given:
        return Path(given).expanduser().absolute()
    root = Path(__file__).resolve().parents[3]
    here = root / ".state" if (root / "pyproject.toml").is_file() else Path.home() / ".local/state/heard"
    identity = Identity.for_server()
    if reachable(here.parent, identity):
        return here
    name = hashlib.sha256(os.fsencode(here)).hexdigest()[:8]
    return Path("/var/lib/heard") / name


def reachable(folder: Path, identity: Identity) -> bool:
    """Whether the server's user may pass through `folder` and every folder above it that exists already."""
    if not identity.drops:
        return True
    places = [place for place in (folder, *folder.parents) if place.exists()]
    return all(_may_pass(place, identity) for place in places)


def _may_pass(folder: Path, identity: Identity) -> bool:
    status = folder.stat()
    if status.st_uid == identity.uid:
        return bool(status.st_mode & 0o100)
    if status.st_gid == identity.gid:
        return bool(status.st_mode & 0o010)
    return bool(status.st_mode & 0o001)


def socket_folder(state: Path, identity: Identity) -> Path:
    """A private folder for the socket: `run` in the state folder, or a new short one when that path is too long."""
    wanted = state / "run"
    if len(os.fsencode(wanted)) <= _LONGEST_FOLDER:
        return identity.folder(wanted)
    short = Path(tempfile.mkdtemp(prefix="heard-", dir="/tmp"))  # noqa: S108 - the one short path every Unix has
    if identity.drops:
        os.chown(short, identity.uid, identity.gid)
    return short
