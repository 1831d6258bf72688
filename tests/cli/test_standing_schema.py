"""The published schema of a standing: every standing that can be printed is one, and a wrong one is not."""

import json
import random
from datetime import timedelta

import jsonschema
import pytest

from heard.engine import assess, read_calendar, read_pack, read_worked_cases
from heard.engine.reading.folders import procedures
from heard.engine.telling import as_data
from tests.cli.commands import STORY, heard
from tests.engine.stories import story
from tests.house.source import ROOT

SCHEMA = json.loads((ROOT / "docs/reference/standing.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def faults(data):
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in VALIDATOR.iter_errors(data)]


def test_the_schema_is_a_schema():
    VALIDATOR.check_schema(SCHEMA)


@pytest.mark.parametrize("name", procedures())
def test_the_end_of_every_fourth_worked_case_fits(name):
    procedure = read_pack(name)
    calendar = read_calendar(procedure.calendar)
    cases = read_worked_cases(procedure)
    assert cases
    for case in cases[::4]:
        data = as_data(assess(procedure, case.timeline, calendar, case.looks[-1].on))
        assert not faults(data), case.case


@pytest.mark.parametrize("name", procedures())
def test_random_stories_fit(name):
    procedure = read_pack(name)
    calendar = read_calendar(procedure.calendar)
    for seed in range(25):
        timeline, on = story(procedure, calendar, random.Random(seed))
        data = as_data(assess(procedure, timeline, calendar, on + timedelta(days=seed)))
        assert not faults(data)


@pytest.mark.parametrize("name", procedures())
def test_what_the_command_prints_fits(capsys, tmp_path, name):
    path = tmp_path / "timeline.yaml"
    path.write_text("facts: [{fact: complaint.received, date: 2025-11-03}]\n", encoding="utf-8")
    procedure = read_pack(name)
    if procedure.begins_with != "complaint.received":
        path.write_text("facts: []\n", encoding="utf-8")
    code, out, err = heard(capsys, "assess", name, path, "--on", "2025-12-02", "--json")
    assert code == 0, err
    assert not faults(json.loads(out))


def test_the_words_that_others_rely_on_are_required():
    duty, right, chaser = (SCHEMA["$defs"][name]["required"] for name in ("duty", "right", "chaser"))
    assert {"id", "owed_by", "due", "state", "met_on", "cites"} <= set(duty)
    assert {"id", "closes", "state"} <= set(right)
    assert {"on", "to", "about"} <= set(chaser)
    assert {"stage", "closed", "permitted", "warnings"} <= set(SCHEMA["required"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("closed"),
        lambda data: data["duties"][0].update(state="late"),
        lambda data: data["duties"][0].update(due="17 November"),
        lambda data: data["duties"][0].update(colour="red"),
        lambda data: data["chasers"][0].update(to="team_manager"),
    ],
)
def test_a_wrong_standing_does_not_fit(capsys, tmp_path, spoil):
    path = tmp_path / "timeline.yaml"
    path.write_text(STORY, encoding="utf-8")
    data = json.loads(heard(capsys, "assess", "leicestershire", path, "--on", "2025-11-12", "--json")[1])
    assert not faults(data)
    spoil(data)
    assert faults(data)
