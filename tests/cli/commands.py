"""The `heard` command, run in this process or in one of its own, and a timeline to run it on."""

import subprocess
import sys

from heard.cli import main

STORY = """
facts:
  - {fact: complaint.received, date: 2025-11-03}
  - {fact: acknowledgement.sent, date: 2025-11-04}
"""


def heard(capsys, *arguments):
    """Run the command here: its exit code, what it printed, and what it said of errors."""
    try:
        code = main([str(one) for one in arguments])
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return code, said.out, said.err


def alone(*arguments, **how):
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "heard.cli", *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False, **how,
    )  # fmt: skip
