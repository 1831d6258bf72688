"""Every component in a real browser: nothing that axe-core finds, and nothing that runs off a narrow screen."""

from pathlib import Path

import pytest

import heard.design
from tests.browser import violations
from tests.design.pages import Everything, everything

STATIC = Path(heard.design.__file__).parent / "static/design"


@pytest.fixture
def shown(page):
    """A function that shows a page, with our styles, at a width in CSS pixels."""

    def show(width: int, form: Everything) -> object:
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(everything(form=form))
        for name in ("govuk/govuk-frontend.css", "heard.css"):
            page.add_style_tag(content=(STATIC / name).read_text(encoding="utf-8"))
        for summary in page.locator(".heard-why summary").all():
            summary.click()
        return page

    return show


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(shown, width):
    assert violations(shown(width, Everything({}))) == []


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_nothing_runs_off_the_screen(shown, width):
    page = shown(width, Everything({}))
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [320, 768, 1030, 1100, 1179, 1280])
def test_words_keep_off_the_edges_at_every_width(shown, width):
    page = shown(width, Everything({}))
    left = page.locator(".govuk-width-container").first.bounding_box()["x"]
    assert left >= 15


def test_paper_has_the_workings_and_no_buttons(shown):
    page = shown(1280, Everything())
    page.add_style_tag(content=(STATIC / "print.css").read_text(encoding="utf-8"))
    assert page.locator(".heard-why__body").first.is_visible()
    assert not page.locator(".govuk-button").first.is_visible()
