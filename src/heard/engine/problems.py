"""What is wrong with a pack, in words that a complaints manager can act on.

Example: Problem("stage-1.yaml", 12, "'cites' is not a word used here", "Write 'cite'.") prints as one line.
Problems are collected, not thrown one by one, so that an author sees all of a file's at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

MOST = 200
"""So many problems are enough for one reading: an author mends some and reads again, and a hostile file ends."""
COMPARED, LONGEST_WORD = 500, 80
LONGEST_SENTENCE = 1000


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where (file and line, from 1), what, and what to write instead."""

    file: str
    line: int
    what: str
    instead: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        what, half = self.what, LONGEST_SENTENCE // 2
        if len(what) > LONGEST_SENTENCE:
            what = f"{what[:half]} ... {what[-half:]}"
        return f"{place}: {what} {self.instead}".rstrip()


class PackError(ValueError):
    """A pack, calendar or timeline that cannot be used. `problems` are in the order of the files."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def stop_at_many(problems: list[Problem]) -> None:
    """Raise PackError once there are more problems than anybody reads."""
    if len(problems) >= MOST:
        last = problems[-1]
        more = Problem(
            last.file, last.line, "There are more problems after this one.", "Put these right first."
        )
        raise PackError([*problems, more])


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None where nothing is near."""
    if len(word) > LONGEST_WORD:
        return None
    found = get_close_matches(word, list(islice(known, COMPARED)), 1)
    return found[0] if found else None


@dataclass(slots=True)
class Notebook:
    """Collects the problems of one read. `file` is the name that problems are told under."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, what: str, instead: str = "") -> None:
        """Write down a problem of the file at hand."""
        self.problems.append(Problem(self.file, line, what, instead))
        stop_at_many(self.problems)

    def about(self, file: str) -> Notebook:
        """The same notebook, for another file."""
        return Notebook(file, self.problems)

    def stop_if_any(self) -> None:
        """Raise PackError if anything was noted."""
        if self.problems:
            raise PackError(self.problems)
