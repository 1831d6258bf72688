"""`make screenshots`: the pictures in README and docs, made again by the journey through stage 1.

It runs that journey with HEARD_SCREENSHOTS=1, which keeps its pictures in docs/images. It makes no page of its own.
"""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["HEARD_SCREENSHOTS"] = "1"
    sys.exit(pytest.main(["tests/journeys/test_stage_1.py", "-q", "--durations=0"]))
