"""The tables of people, by what they are of: `staff.py`, `families.py`, and `changes.py` for who changed them.

    from heard.people.models import Child, Person

What a person may see and do is `heard.people.access`.
"""

from heard.people.models.changes import Change
from heard.people.models.families import Allocation, Child, Complainant, Relation
from heard.people.models.staff import Delegation, Person, Post

__all__ = ["Allocation", "Change", "Child", "Complainant", "Delegation", "Person", "Post", "Relation"]
