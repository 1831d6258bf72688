"""The matrix of who may open what as a page that people read: written from answers, and read back as what is declared.

declared(written({"case": {"stranger": False}}))     -> {"case": {"stranger": False}}
"""

from tests.matrix.world import EVERYBODY

YES, NO = "yes", "·"
OPENING = """# Who may open what

Each row is an address of Heard, each column somebody who asks for it about one complaint of a child of the team North,
or about a letter, document, note or review of it that lies in the folder "Allegations Against Staff". "yes" is let in;
"·" is sent to the sign-in, or told that there is no such page, or that it is for others. What somebody may do on a page
that they may open is decided further in. `tests/matrix` asks for every cell over HTTP and fails where the answer is
another, or where a page shows a word of something that its reader may not read.

"""


def written(found: dict[str, dict[str, bool]]) -> str:
    """The page."""
    lines = [
        "| address | " + " | ".join(EVERYBODY) + " |",
        "|---" * (len(EVERYBODY) + 1) + "|",
    ]
    for name in sorted(found):
        cells = [YES if found[name][who] else NO for who in EVERYBODY]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return OPENING + "\n".join(lines) + "\n"


def declared(page: str) -> dict[str, dict[str, bool]]:
    """What the page says of each address."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:1] == "|"
    ]
    people = rows[0][1:]
    return {row[0]: {who: cell == YES for who, cell in zip(people, row[1:], strict=True)} for row in rows[2:]}
