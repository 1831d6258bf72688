"""A program of the demonstration ends with its supervisor, even when that is killed with -9; and the worker lets no
other process look into it.

    HEARD_ENDS_WITH=4711 heard worker

On Linux the kernel sends SIGTERM when the parent dies. Elsewhere nothing is done: the next start finds the port
taken and takes another.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def end_with_parent() -> None:
    """Ask for it, if HEARD_ENDS_WITH names our parent. Ends at once where the parent has died meanwhile."""
    parent = os.environ.get("HEARD_ENDS_WITH", "")
    if not parent.isdigit() or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit(0)


def keep_to_itself() -> None:
    """Let no other process of the same account read this one's memory or environment, which hold keys: among them are
    those that look at hostile files. Nothing is asked of systems other than Linux.
    """
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
