"""A PostgreSQL of Heard's own, for a demonstration, a development machine and the tests.

`with Cluster.at(folder) as cluster: cluster.url("heard", "heard_web")` starts it, and stops it at the end. It listens
on a socket in a private folder only. It is not for real records: a council gives DATABASE_URL instead.
"""

from heard.postgres.cluster import NOTICE, Cluster
from heard.postgres.folders import default_state
from heard.postgres.problems import PostgresProblem
from heard.postgres.roles import EXTENSIONS, OWNER, WEB, WORKER, prepare_database

__all__ = [
    "EXTENSIONS",
    "NOTICE",
    "OWNER",
    "WEB",
    "WORKER",
    "Cluster",
    "PostgresProblem",
    "default_state",
    "prepare_database",
]
