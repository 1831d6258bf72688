"""Heard's own settings, as the tests use them: made-up people, and a database that the tests start for themselves.

A DATABASE_URL of the person who runs the tests is never used: tests write, and remove. It changes no other setting, so
that what is tested is what runs.
"""

import os

os.environ["HEARD_TESTS"] = "1"
os.environ["DATABASE_URL"] = "postgresql://heard_web@/no-test-asked-for-a-database?host=/nowhere"
os.environ.pop("HEARD_OWNER_URL", None)

from heard.site.settings import *  # noqa: E402, F403 - the environment comes first
