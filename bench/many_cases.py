"""Ten thousand cases for the pages to be measured on: `python -m bench.many_cases 10000`, in DATABASE_URL.

The made-up council's two hundred are there already, recorded one by one; the others are copies of them (`copying.py`).
"""

from __future__ import annotations

import sys

import django

LOOKED_AT = 60


def main() -> int:
    """Multiply, and say how many cases and facts there are."""
    django.setup()
    from bench.copying import look_through, multiply

    cases, facts = multiply(int(sys.argv[1]))
    look_through(LOOKED_AT)
    print(f"{cases} {facts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
