"""The guide for authors: its example, taken from the page itself, is a pack that checks clean and whose case holds.

Example: the block under **stage-1.yaml** in procedures/README.md becomes northshire/2026-04-01/stage-1.yaml.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from heard.engine import read_moves, read_pack, read_worked_cases
from heard.engine.trying import try_case
from tests.procedures.shipped import calendar

GUIDE = Path(__file__).parents[2] / "procedures" / "README.md"


def example(folder):
    """The pack of the guide, written out as its reader would."""
    blocks = re.findall(
        r"^\*\*(\S+\.yaml)\*\*\n\n```yaml\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL
    )
    pack = folder / "northshire" / "2026-04-01"
    for name, text in blocks:
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text(text, encoding="utf-8")
    return pack


def test_the_example_of_the_guide_is_a_whole_pack_that_works(tmp_path):
    pack = read_pack(example(tmp_path))
    cases = read_worked_cases(pack)
    assert len(cases) == 1
    assert [problem for case in cases for problem in try_case(case, pack, calendar())] == []


def test_the_example_keeps_everything_of_the_law_that_it_does_not_replace(tmp_path):
    pack, law = read_pack(example(tmp_path)), read_pack("england")
    assert set(law.duties) <= set(pack.duties)
    assert set(law.rights) == set(pack.rights)
    assert {id for id, duty in pack.duties.items() if duty.pack == "northshire"} == {
        "acknowledge",
        "stage-1-response",
    }


def test_every_word_of_a_condition_is_in_the_guide():
    text = GUIDE.read_text()
    for word in ("recorded", "answered", "before", "after", "any", "all", "not", "at least", "same"):
        assert f"{{{word}:" in text, word


def snippets():
    """The smaller examples of the page, each with the heading that it stands under."""
    parts = re.split(r"^## (.+)$", GUIDE.read_text(), flags=re.MULTILINE)
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        for block in re.findall(r"(?<!\*\*)\n\n```(?:yaml)?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            if heading != "A whole small pack" and re.match(r"(---|[a-z]+:)\n|stage: ", block):
                yield pytest.param(block, id=f"{heading}: {block.split()[1]}")


@pytest.mark.parametrize("block", list(snippets()))
def test_a_smaller_example_can_be_added_to_the_pack(tmp_path, block):
    pack = example(tmp_path)
    listed = (pack / "paragraphs.yaml").read_text()
    cited = sorted({id for id in re.findall(r"NOR-[0-9]+", block) if f"{id}:" not in listed})
    lines = [f"  {id}: {{document: NOR, paragraph: '', says: Something., checked: source}}" for id in cited]
    if lines:
        (pack / "paragraphs-more.yaml").write_text("paragraphs:\n" + "\n".join(lines) + "\n")
    if block.startswith("---"):
        (pack / "letters").mkdir()
        (pack / "letters" / "stage-1-response.md").write_text(block)
    else:
        rules, _, facts = block.partition("facts:\n")
        (pack / "more.yaml").write_text(rules)
        (pack / "facts.yaml").write_text(f"facts:\n{facts}" if facts else "")
        for name in ("more.yaml", "facts.yaml"):
            if not (pack / name).read_text():
                (pack / name).unlink()
    assert read_pack(pack).name == "northshire"


def test_every_smaller_example_of_the_guide_is_tried():
    """One for each thing that an author wants to say; the count is here so that none goes by untried."""
    assert len(list(snippets())) == 12


def test_the_example_of_cases_from_another_procedure_is_read(tmp_path):
    (block,) = re.findall(r"^# moves/moves\.yaml\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    pack = example(tmp_path)
    (pack / "paragraphs-more.yaml").write_text(
        "paragraphs: {NOR-11: {document: NOR, paragraph: '', says: Something., checked: source}}\n"
    )
    (pack / "moves").mkdir()
    (pack / "moves" / "moves.yaml").write_text(block)
    moves = read_moves(read_pack(pack))
    assert [one.id for one in moves.arrivals][:1] == ["from-corporate"]
    assert moves.departures[0].to == "corporate"
