"""The embedded database from the shell: `python -m heard.postgres run`, `url heard_web`, `stop`.

`run` keeps it going until Ctrl-C; `url` prints the address of a running one; `stop` stops one whose supervisor is gone.
It migrates nothing: that is `heard migrate`.
"""

import argparse
import signal
import sys

from heard.postgres import WEB, Cluster, PostgresProblem, default_state
from heard.postgres.cluster import NOTICE


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m heard.postgres", description=__doc__)
    parser.add_argument("act", choices=["run", "url", "stop"])
    parser.add_argument("role", nargs="?", default=WEB)
    parser.add_argument(
        "--state", default=None, help="the folder of its data (default: HEARD_STATE, or .state)"
    )
    parser.add_argument("--database", default="heard")
    given = parser.parse_args(words)
    cluster = Cluster.at(given.state or default_state())
    try:
        return _ACTS[given.act](cluster, given.database, given.role)
    except PostgresProblem as problem:
        print(problem, file=sys.stderr)
        return 1


def _run(cluster: Cluster, database: str, role: str) -> int:
    print(NOTICE)
    # Started in the background of a shell, a process ignores Ctrl-C until it says otherwise.
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, _leave)
    with cluster:
        cluster.create_database(database)
        print(cluster.url(database, role), flush=True)
        signal.pause()
    return 0


def _leave(*_: object) -> None:
    """Leave: the cluster is stopped on the way out."""
    print("Stopping.")
    sys.exit(0)


def _url(cluster: Cluster, database: str, role: str) -> int:
    print(cluster.attach().url(database, role))
    return 0


def _stop(cluster: Cluster, database: str, role: str) -> int:
    cluster.attach().server.stop()
    return 0


_ACTS = {"run": _run, "url": _url, "stop": _stop}

if __name__ == "__main__":
    sys.exit(main())
