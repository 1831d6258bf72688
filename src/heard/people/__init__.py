"""Who: staff and the posts they hold, complainants, children, and who may see and do what.

    from heard.people.access import may, visible

It knows nothing of cases: what it says of them it says as a predicate that `heard.cases` applies.
"""
