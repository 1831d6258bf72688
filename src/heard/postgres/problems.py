"""What can go wrong with the embedded database, said so that a person can put it right.

`raise PostgresProblem("PostgreSQL did not start", "Read ...", log)`. Problems of a query are psycopg's, not these.
"""


class PostgresProblem(Exception):
    """What happened, what to do instead, and the last words of the program that failed."""

    def __init__(self, what: str, instead: str, said: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.instead = instead
        self.said = said.strip()

    def __str__(self) -> str:
        said = f"\nIt said: {self.said}" if self.said else ""
        return f"{self.what}. {self.instead}{said}"
