"""`python -m heard.demonstration`: prepares the database that the environment names. `heard demo` calls it.

It does what web and worker do between them, letters and chasers alike, and so works as the owner of the database. It
refuses to work anywhere but in a demonstration.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def main() -> int:
    """Migrate, collect the static files, load the made-up council where there is none."""
    if os.environ.get("HEARD_DEMO") != "1":
        print("This loads made-up people. Start it through `heard demo`.", file=sys.stderr)
        return 1
    import django
    from django.core.management import call_command

    django.setup()
    make_master_key(os.environ.get("HEARD_FILES_KEY", "").removeprefix("file:"))
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from heard.authority.models import Authority
    from heard.authority.today import today

    if Authority.objects.exists():
        return 0
    from heard.demonstration.loading import load

    print("Making up a council and its cases (half a minute, once) ...", flush=True)
    began = time.perf_counter()
    loaded = load(today())
    print(
        f"{loaded.cases} cases with {loaded.facts} facts in {time.perf_counter() - began:.0f} s.", flush=True
    )
    return 0


def make_master_key(name: str) -> None:
    """The key that seals the demonstration's documents, in a file that nobody else reads; kept when it is there."""
    from heard.files.keys import written_anew

    path = Path(name)
    if name and not path.exists():
        path.touch(mode=0o600)
        path.write_text(written_anew("demonstration"), encoding="ascii")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
