"""Where the records are: the database as the web process sees it, and as its owner does.

`DATABASE_URL` is the plain role that serves pages and cannot change tables or pass by row-level security.
`HEARD_OWNER_URL` is for `heard migrate` and commands that look at every record; the alias "owner". It opens no
connection.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings as live
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

_DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database(url: str, named: str) -> dict[str, Any]:
    """Django's settings for one database, from an address such as postgresql://heard_web@/heard?host=/run/heard.

    `named` is the setting that the address came from, for the error.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(f"{named} must begin with postgresql:// (Heard runs on PostgreSQL alone).")
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            f"{named} is not an address that PostgreSQL understands: {error}"
        ) from error
    settings: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    for name, django_name in _DJANGO_NAMES.items():
        if parts.get(name):
            settings[django_name] = str(parts.pop(name))
    settings["OPTIONS"] = {name: value for name, value in parts.items() if value is not None}
    # Compiling a query just in time costs more than any of Heard's short queries take.
    settings["OPTIONS"].setdefault("options", "-c jit=off")
    settings["CONN_MAX_AGE"] = 60
    settings["CONN_HEALTH_CHECKS"] = True
    return settings


def databases(web_url: str, owner_url: str) -> dict[str, dict[str, Any]]:
    """The aliases: "default" for everybody, "owner" only where its address is given."""
    found = {"default": database(web_url, "DATABASE_URL")}
    if owner_url:
        found["owner"] = database(owner_url, "HEARD_OWNER_URL")
    return found


class OwnerMigrates:
    """A database router: where there is an owner, tables are made and changed by it alone."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        return db == "owner" if "owner" in live.DATABASES else None
