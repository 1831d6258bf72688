"""Search finds nothing tied to no complaint on the file of a child, for whom a complaint about that child is about.

The functions of 0004 and 0005 once more, with that condition before theirs (files/0011 has it for the tables).
"""

from importlib import import_module

from django.db import migrations

_finding = import_module("heard.search.migrations.0004_finding")
_suggesting = import_module("heard.search.migrations.0005_suggesting")
TIED = """(e.kind NOT IN ('note', 'document') OR e.case_id IS NOT NULL
        OR e.child_id <> ALL ((SELECT heard_conflict_children())::bigint[])) AND"""


def begun(text: str, name: str) -> str:
    """From where the function begins until its end, to be put in place of the one that is there."""
    text = text[text.index(f"CREATE FUNCTION {name}(") :]
    return text[: text.index("$$;") + 3].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


BEFORE = (
    (begun(_finding.FINDING, "heard_search"), _finding.MAY_SEE.format(**_finding.KNOWN)),
    (begun(_finding.POLICY, "search_may_see"), _finding.MAY_SEE.format(**_finding.ASKED)),
    (begun(_suggesting.LIKE, "heard_search_like"), _suggesting.MAY_SEE),
)
NOW = [function.replace(condition, f"{TIED} {condition}") for function, condition in BEFORE]


class Migration(migrations.Migration):
    dependencies = [("search", "0005_suggesting"), ("files", "0011_tied_to_nothing")]

    operations = [migrations.RunSQL("\n".join(NOW), "\n".join(function for function, _ in BEFORE))]
