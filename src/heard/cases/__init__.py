"""Cases: what has happened to each complaint, where it stands, and the one door through which facts are recorded.

    from heard.cases.record import Entry, record

The rows of a case's timeline are only ever added to. What a procedure says follows from them is the engine's;
what a person may see is `heard.people.access`.
"""
