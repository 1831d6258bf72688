"""The `heard` command: packs checked, tried, shown and asked; and the product itself started.

Example: heard assess leicestershire timeline.yaml --on 2025-11-12 --json
The commands about packs need no database and import no web framework.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from heard.cli import assessing, authoring, calendars, events, packs, running
from heard.engine import CalendarEnds, PackError

WRONG = 1
MISUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 where all is well, 1 where something is wrong, 2 where the command was misused."""
    parser = argparse.ArgumentParser(
        prog="heard", description="Casework for complaints about children's social care in England."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for part in (packs, assessing, authoring, calendars, running, events):
        part.add_to(commands)
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except PackError as error:
        print("\n".join(str(problem) for problem in error.problems), file=sys.stderr)
        return WRONG
    except CalendarEnds as error:
        print(error, file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        return WRONG
    except OSError as error:
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return WRONG


if __name__ == "__main__":
    sys.exit(main())
