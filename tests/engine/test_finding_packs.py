"""Where packs are found: by name, edition or path, and that what was read is kept until a file changes."""

import os

import pytest

from heard.engine import PackError, editions, read_calendar, read_pack
from heard.engine.reading.folders import calendar_folders, find_pack, procedures
from tests.engine.small import ANSWER, write


@pytest.fixture
def shelf(tmp_path):
    for edition in ("2020-04-01", "2024-01-01"):
        write(tmp_path / "north" / edition, ANSWER, name="north", edition=edition)
    write(tmp_path / "_template" / "2024-01-01", ANSWER)
    (tmp_path / "notes").mkdir()
    return tmp_path


def test_a_name_is_its_newest_edition(shelf):
    assert read_pack("north", [shelf]).edition == "2024-01-01"
    assert read_pack("north/2020-04-01", [shelf]).edition == "2020-04-01"
    assert read_pack(shelf / "north" / "2020-04-01").edition == "2020-04-01"


def test_what_there_is(shelf):
    assert editions("north", [shelf]) == ["2020-04-01", "2024-01-01"]
    assert editions("south", [shelf]) == []
    assert procedures([shelf]) == ["north"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "north/1999-01-01",
            "There is no edition '1999-01-01' of 'north'. There are: 2020-04-01, 2024-01-01.",
        ),
        ("south", "There is no such procedure. There are: north. Or give the path of a pack's folder."),
        ("../north", "There is no such procedure."),
        ("a/b/c", "There is no such procedure."),
        ("", "The folder has no procedure.yaml."),
        ("_template", "There is no such procedure."),
        ("_template/2024-01-01", "There is no such procedure."),
    ],
)
def test_what_is_not_there_is_told_with_what_is(shelf, name, said):
    with pytest.raises(PackError) as caught:
        find_pack(name, [shelf])
    assert said in str(caught.value)


def test_a_folder_that_is_no_pack_is_told_so(shelf):
    with pytest.raises(PackError, match="The folder has no procedure.yaml"):
        read_pack(shelf / "notes", [shelf])


def test_more_folders_by_setting_are_looked_in_first(shelf, monkeypatch):
    write(shelf / "leicestershire" / "2099-01-01", ANSWER, name="leicestershire", edition="2099-01-01")
    monkeypatch.setenv("HEARD_PROCEDURES", str(shelf))
    assert read_pack("leicestershire").edition == "2099-01-01"
    assert read_pack("north").edition == "2024-01-01"
    assert read_pack("england").name == "england"


def test_a_pack_is_read_once(shelf):
    assert read_pack("north", [shelf]) is read_pack("north", [shelf])


@pytest.mark.parametrize("when", [1_000_000_000, 4_000_000_000])
def test_a_changed_file_is_read_again_whatever_its_clock_says(shelf, when):
    before = read_pack("north", [shelf])
    rules = shelf / "north" / "2024-01-01" / "rules.yaml"
    rules.write_text(ANSWER.replace("10 working days", "12 working days"), encoding="utf-8")
    os.utime(rules, (when, when))
    assert read_pack("north", [shelf]) is not before


def test_a_file_taken_away_or_added_is_noticed(shelf):
    folder = shelf / "north" / "2024-01-01"
    extra = folder / "more.yaml"
    extra.write_text(ANSWER.replace("answer:", "second:", 1), encoding="utf-8")
    assert "second" in read_pack(folder).duties
    extra.unlink()
    assert "second" not in read_pack(folder).duties


def test_a_change_in_the_pack_beneath_is_noticed(shelf):
    floor = shelf / "north" / "2020-04-01"
    inherit = {"facts": None, "more": {"paragraphs.yaml": None}, "begins_with": None}
    own = write(shelf / "own", "warnings: {}\n", builds_on=floor, name="own", **inherit)
    assert read_pack(own).duties["answer"].title == "Answer the complaint"
    (floor / "rules.yaml").write_text(ANSWER.replace("Answer the", "Reply to the"), encoding="utf-8")
    assert read_pack(own).duties["answer"].title == "Reply to the complaint"


def test_a_calendar_that_is_not_there_is_told_with_those_that_are():
    for name in ("atlantis", "../calendars/scotland"):
        with pytest.raises(PackError, match="There are: england-and-wales, northern-ireland, scotland"):
            read_calendar(name)


def test_the_calendars_are_shipped():
    assert (calendar_folders()[-1] / "england-and-wales").is_dir()
