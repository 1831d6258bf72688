"""The accounts of the demonstration, and its one password. Plain values, so that the command can print them.

    ACCOUNTS[0]     -> Account("Amina Example", "complaints_officer", "")

Every surname is a word for what is not real (Example, Sample, Invented ...), and every address ends in `.example`,
which nobody can own.
"""

from __future__ import annotations

from dataclasses import dataclass

COUNCIL = "Larkshire County Council"
DOMAIN = "larkshire.example"
PASSWORD = "a made-up council"  # noqa: S105 - printed on every start, for made-up people only


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in: the post's role, and its team ("" for the whole council)."""

    name: str
    role: str
    team: str = ""
    shown: str = ""
    domain: str = DOMAIN

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@{self.domain}"


ACCOUNTS = (
    Account("Amina Example", "complaints_officer", shown="Complaints officer"),
    Account("Martin Sample", "complaints_manager", shown="Complaints manager"),
    Account("Tariq Invented", "team_manager", "Disabled Children North", shown="Team manager"),
    Account("Sheila Pretend", "service_manager", "Disabled Children North", shown="Service manager"),
    Account("Helen Imaginary", "head_of_service", "Disabled Children North", shown="Head of service"),
    Account("Joe Specimen", "complaints_officer"),
    Account("Priya Fictional", "team_manager", "Disabled Children South"),
    Account("Owen Placeholder", "team_manager", "Child Protection East"),
    Account("Grace Example", "team_manager", "Child Protection West"),
    Account("Daniel Invented", "team_manager", "Children in Care"),
    Account("Ruth Sample", "team_manager", "Fostering"),
    Account("Kwame Pretend", "service_manager", "Child Protection East"),
    Account("Nadia Specimen", "service_manager", "Children in Care"),
    Account("Peter Fictional", "director"),
)
"""Nobody is team manager of Leaving Care: its chasers go to the complaints manager, and say so."""

SECOND_COUNCIL = "Fernshire County Council"
SECOND_DOMAIN = "fernshire.example"
NORTH, SOUTH = "Safeguarding North", "Safeguarding South"


def _of_fernshire(name: str, role: str, team: str = "", shown: str = "") -> Account:
    return Account(name, role, team, shown, SECOND_DOMAIN)


SECOND_ACCOUNTS = (
    _of_fernshire("Marta Example", "complaints_manager", shown="Complaints manager"),
    _of_fernshire("Colin Sample", "complaints_officer", shown="Complaints officer"),
    _of_fernshire("Tess Invented", "team_manager", NORTH, "Team manager"),
    _of_fernshire("Sara Imaginary", "service_manager", NORTH, "Service manager"),
    _of_fernshire("Wendy Fictional", "front_line_worker", NORTH, "Front-line worker"),
    _of_fernshire("Ned Madeup", "front_line_worker", NORTH, "Complained about"),
    _of_fernshire("Ada Notional", "administrator", shown="Administrator"),
    _of_fernshire("Tom Pretend", "team_manager", SOUTH),
    _of_fernshire("Will Placeholder", "front_line_worker", SOUTH),
    _of_fernshire("Hugo Specimen", "head_of_service", NORTH),
)
"""The council that keeps complaints in children's files: Hertfordshire's practice note."""
