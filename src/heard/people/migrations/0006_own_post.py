"""Standing in ends with one's own post: who holds none on the day holds nobody else's either (`access._posts` says it too)."""

from importlib import import_module

from django.db import migrations

_WHO = import_module("heard.people.migrations.0004_wall").WHO
_BEGINS, _ENDS = "CREATE FUNCTION heard_roles(", "CREATE FUNCTION heard_everywhere("
BEFORE = _WHO[_WHO.index(_BEGINS) : _WHO.index(_ENDS)].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
OWN_POST = """AND EXISTS (SELECT 1 FROM people_post own WHERE own.person_id = me.id
            AND own.from_date <= heard_on() AND (own.to_date IS NULL OR own.to_date > heard_on()))
        WHERE given.from_date <= heard_on()"""
NOW = BEFORE.replace("WHERE given.from_date <= heard_on()", OWN_POST)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_transfer")]

    operations = [migrations.RunSQL(NOW, BEFORE)]
