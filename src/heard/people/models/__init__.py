"""The tables of people, by what they are of: `staff.py` and `families.py`.

    from heard.people.models import Child, Person

What a person may see and do is `heard.people.access`.
"""

from heard.people.models.families import Allocation, Child, Complainant, Relation
from heard.people.models.staff import Delegation, Person, Post

__all__ = ["Allocation", "Child", "Complainant", "Delegation", "Person", "Post", "Relation"]
