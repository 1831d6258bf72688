"""The browser and axe-core that the journeys rely on: that they start, and that they do find what is wrong.

A check that finds nothing on a bad page would make every journey's "no violations" worthless.
"""

from tests.browser import violations

GOOD = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A heading</h1><p>Words.</p></main></body></html>"""
BAD = """<!doctype html><html><head><title>A page</title></head>
<body><main><h1>A heading</h1><img src="data:,"><p style="color:#aaa;background:#fff">Pale</p></main></body></html>"""


def test_axe_finds_nothing_on_a_good_page_and_names_what_is_wrong_with_a_bad_one(page):
    page.set_content(GOOD)
    assert violations(page) == []
    page.set_content(BAD)
    found = "\n".join(violations(page))
    assert "image-alt" in found
    assert "html-has-lang" in found
    assert "color-contrast" in found


def test_axe_judges_a_page_whose_own_policy_refuses_scripts_from_elsewhere(page):
    strict = {"Content-Security-Policy": "default-src 'none'; script-src 'self'", "Content-Type": "text/html"}
    page.route("http://heard.example/", lambda route: route.fulfill(body=BAD, headers=strict))
    page.goto("http://heard.example/")
    assert "html-has-lang" in "\n".join(violations(page))
