"""`make bench`, or `python -m bench [engine] [editions] [pages] [big-pages] [search]`: the measurements.

It ends with 0 whether or not an aim is met: a busy machine is no fault of the program.
"""

from __future__ import annotations

import sys

from bench import big_pages, editions, engine, pages, search
from bench.timing import machine

PARTS = {
    "engine": engine.report,
    "editions": editions.report,
    "pages": pages.report,
    "big-pages": big_pages.report,
    "search": search.report,
}


def main(wanted: list[str]) -> int:
    """Run the parts that are asked for, or all."""
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        print(f"There is no part '{unknown[0]}'. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    print(f"Measured with {machine()}.")
    met = []
    for name in wanted or PARTS:
        print()
        met.append(PARTS[name]())
    print("\nAll aims are met." if all(met) else "\nNot all aims are met; see above.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
