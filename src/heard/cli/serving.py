"""The commands `heard web` and `heard worker`: the two processes that a council keeps running.

Example: heard web --host 127.0.0.1 --port 8000 --processes 2     heard worker     heard worker --once
Both work on the database of DATABASE_URL. They start no database, and no TLS: put a web server in front.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from heard.cli.lifetime import end_with_parent, keep_to_itself
from heard.cli.setting_up import set_up

THREADS = 4
"""Pages served at a time by each process; a page waits for the database most of its time."""


def add_to(commands: Any) -> None:
    """Add these commands to the parser."""
    words = "serve the pages (behind a web server that does TLS)"
    web = commands.add_parser("web", help=words, description=words)
    web.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    web.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    web.add_argument("--processes", type=int, default=1, help="how many processes (1)")
    web.set_defaults(run=serve)
    words = "send the chasers that are due, and keep the index of due days"
    worker = commands.add_parser("worker", help=words, description=words)
    worker.add_argument("--once", action="store_true", help="do what is due now, and end")
    worker.set_defaults(run=work)


def serve(given: argparse.Namespace) -> int:
    """Become the web server."""
    end_with_parent()
    set_up()
    words = [
        *("--interface", "wsgi", "--host", given.host, "--port", str(given.port)),
        *("--workers", str(given.processes), "--blocking-threads", str(THREADS), "--no-ws"),
        *("--log-level", "warning", "--workers-kill-timeout", "10", "--respawn-failed-workers"),
        "heard.site.wsgi:application",
    ]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *words])


def work(given: argparse.Namespace) -> int:
    """Be the worker, until told to stop."""
    end_with_parent()
    keep_to_itself()
    set_up()
    from heard.chasers import worker

    if given.once:
        worker.run_once()
    else:
        worker.run()
    return 0
