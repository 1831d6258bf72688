"""How the worker sees documents: the rows of one authority, for one transaction.

    with acting_for(council.pk): Version.objects.get(pk=7)

It is that of `heard.people.wall`, by the name that documents use.
"""

from heard.people.wall import acting_for

__all__ = ["acting_for"]
