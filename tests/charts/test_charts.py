"""A procedure as steps and as a picture: both say the same, in order, and the picture can be read aloud."""

from xml.etree import ElementTree

import pytest

from heard.charts import drawing, steps
from heard.engine import read_pack
from heard.engine.reading.folders import procedures

SVG = "{http://www.w3.org/2000/svg}"


def picture(name):
    procedure = read_pack(name)
    stages = steps(procedure)
    return stages, ElementTree.fromstring(drawing(stages, procedure.title))


def words_of(root):
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_the_steps_of_stage_1_come_in_the_order_of_their_days():
    stage = steps(read_pack("leicestershire"))[0]
    ids = [step.id for step in stage.steps]
    assert ids.index("acknowledgement" if "acknowledgement" in ids else ids[0]) == 0
    assert ids.index("stage-1-response") < ids.index("offer-of-stage-2")
    assert ids[-1] == "ask-for-stage-2"


def test_a_right_leads_to_the_stage_that_it_opens():
    stages = steps(read_pack("england"))
    leads = {step.id: step.leads_to for stage in stages for step in stage.steps if step.kind == "right"}
    assert leads["ask-for-stage-2"] == "stage-2"
    assert leads["ask-for-stage-3"] == "stage-3"


@pytest.mark.parametrize("name", procedures())
def test_every_procedure_is_drawn_with_a_title_a_description_and_every_step(name):
    stages, root = picture(name)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "chart-title chart-words"
    assert root.findtext(f"{SVG}title") == read_pack(name).title
    description = root.findtext(f"{SVG}desc") or ""
    for stage in stages:
        for step in stage.steps:
            assert step.what in description
            assert step.what.split()[0] in words_of(root)


@pytest.mark.parametrize("name", procedures())
def test_no_box_lies_on_another_or_leaves_the_picture(name):
    _, root = picture(name)
    width, height = (float(size) for size in root.get("viewBox").split()[2:])
    boxes = [
        tuple(float(box.get(key)) for key in ("x", "y", "width", "height"))
        for box in root.iter(f"{SVG}rect")
        if box.get("rx") == "4"
    ]
    for x, y, w, h in boxes:
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height
    for number, (x, y, w, h) in enumerate(boxes):
        for other_x, other_y, other_w, other_h in boxes[number + 1 :]:
            apart = x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y
            assert apart


def test_words_of_a_pack_are_only_words_in_the_picture():
    procedure = read_pack("england")
    text = drawing(steps(procedure), '<script>alert("x")</script> & more')
    assert "<script" not in text
    assert ElementTree.fromstring(text).findtext(f"{SVG}title") == '<script>alert("x")</script> & more'
