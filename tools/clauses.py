"""The register of clauses: what the source documents require, where it is held, and what proves it.

Example: python tools/clauses.py writes docs/reference/clauses.md and prints how many clauses are proven.
A clause is proven when taking its rule out of the pack makes one of its worked cases fail; that is tried here for each.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from heard.engine import Procedure, calendars_of, read_pack, read_worked_cases
from heard.engine.proving import Proof, arranged, proof_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "clauses.md"
SOURCES = {
    "HER-": ("hertfordshire", "Hertfordshire"),
    "RUT-": ("rutland", "Rutland"),
    "LEI-": ("leicestershire", "Leicestershire"),
    "SUS-": ("sussex-conferences", "Sussex: child protection conferences"),
}
MUST_BE_PROVEN = ("clock", "reminder", "right", "eligibility", "panel-rule", "hold", "letter-content")


@dataclass(frozen=True, slots=True)
class Line:
    """One clause as the page shows it."""

    id: str
    says: str
    kind: str
    state: str
    held: str
    proof: str


def main() -> int:
    """Write the page, print the counts; 1 where a clause of a kind that must be proven is not, and says no reason."""
    lines = register()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(lines), encoding="utf-8")
    all_lines = [line for group in lines.values() for line in group]
    for state, count in sorted(Counter(line.state for line in all_lines).items()):
        print(f"{count:4} {state}")
    print(f"{len(all_lines):4} clauses in all; the page is {PAGE.relative_to(ROOT)}")
    owed = [
        line for line in all_lines if line.kind in MUST_BE_PROVEN and line.state not in ("proven", "not yet")
    ]
    for line in owed:
        print(f"not proven: {line.id} ({line.kind}): {line.says}")
    return 1 if owed else 0


def register() -> dict[str, list[Line]]:
    """Every clause with what holds and proves it, by the beginning of its id. Takes some seconds."""
    tests = dict(_marked(ROOT / "tests"))
    return {prefix: list(_lines(prefix, pack, tests)) for prefix, (pack, _) in SOURCES.items()}


def page(lines: dict[str, list[Line]]) -> str:
    """The page as text."""
    return "\n".join(_page(lines)) + "\n"


def _lines(prefix: str, pack: str, tests: dict[str, list[str]]) -> Iterator[Line]:
    procedure = read_pack(pack)
    cases, calendar = read_worked_cases(procedure), calendars_of(procedure)
    for id in procedure.paragraphs:
        if id.startswith(prefix):
            proof = proof_of(id, procedure, cases, calendar)
            yield _line(id, proof, procedure, tests.get(id, []))


def _line(id: str, proof: Proof, procedure: Procedure, tests: list[str]) -> Line:
    paragraph = procedure.paragraphs[id]
    stated = arranged(id, procedure)
    held = [f"{one.what} ({one.place})" for one in proof.held] + stated
    if paragraph.not_yet:
        state, proved = "not yet", [paragraph.not_yet]
    elif proof.proven or (tests and held):
        state, proved = "proven", [*proof.failing[:2], *tests[:2]]
    elif held:
        state, proved = ("stated" if not proof.held else "held, not proven"), []
    else:
        state, proved = "not yet", ["no rule holds it"]
    return Line(
        id, paragraph.says, paragraph.kind, state, "; ".join(held[:3]) or "-", "; ".join(proved) or "-"
    )


def _marked(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The tests that say which clauses they prove: @pytest.mark.proves("RUT-11.1-b")."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for id in _proves(node):
                    found.setdefault(id, []).append(f"{path.relative_to(ROOT)}: {node.name}")
    yield from found.items()


def _proves(function: ast.FunctionDef) -> Iterator[str]:
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "proves":
            yield from (
                arg.value for arg in mark.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )


def _page(lines: dict[str, list[Line]]) -> Iterator[str]:
    yield "# The clauses of the source documents"
    yield ""
    yield "Made by `make clauses`. *Proven*: taking the rule away makes a worked case (or a marked test) fail."
    yield "*Held, not proven*: a rule cites it, and no case notices when it goes. *Stated*: shown and cited, without a"
    yield "rule that could fail. *Not yet*: with the reason."
    for prefix, group in lines.items():
        counts = Counter(line.state for line in group)
        yield ""
        yield f"## {SOURCES[prefix][1]}"
        yield ""
        yield ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) + "."
        yield ""
        yield "| clause | requirement | kind | state | held by | proven by, or why not yet |"
        yield "|---|---|---|---|---|---|"
        for line in group:
            cells = (line.id, line.says, line.kind, line.state, line.held, line.proof)
            yield (
                "| " + " | ".join(cell.replace("|", "/").replace("\n", " ").strip() for cell in cells) + " |"
            )


if __name__ == "__main__":
    sys.exit(main())
