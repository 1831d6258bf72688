"""Addresses and words in templates: the quick ways answer what Django's own answer."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation
from markupsafe import Markup

from heard.design.environment import environment, url
from heard.design.wording import wording

ADDRESSES = [
    ("worklist",),
    ("case", "LC-2025-0042"),
    ("record", "LC-2025-0042", "stage1.response_sent"),
    ("record", "LC-2025-0042", "a b"),
    ("record", "LC-2025-0042", "ü?&#%s"),
    ("record", "LC-2025-0042", ".."),
    ("strike-out", "LC-2025-0042", 12),
    ("strike-out", "LC-2025-0042", "012"),
    ("letter-file", "B000001", 7, "pdf"),
    ("procedure", "england", "2006-09-01"),
]


@pytest.mark.parametrize("asked", ADDRESSES)
def test_an_address_is_the_one_that_django_gives(asked):
    name, *arguments = asked
    assert url(name, *arguments) == reverse(name, args=arguments)


def test_named_arguments_and_a_site_below_another_address():
    assert url("case", reference="LC-1") == url("case", "LC-1") == "/cases/LC-1/"
    set_script_prefix("/100% heard/")
    try:
        assert url("case", "LC-1") == reverse("case", args=["LC-1"]) == "/100%25%20heard/cases/LC-1/"
    finally:
        set_script_prefix("/")


@pytest.mark.parametrize(
    "asked", [("no-such-page",), ("case",), ("case", "A/B"), ("strike-out", "A", "x"), ("case", "")]
)
def test_what_is_no_address_is_an_error(asked):
    with pytest.raises(NoReverseMatch):
        url(*asked)


def test_words_are_markup_and_what_is_put_into_them_is_escaped():
    assert wording("100%% of %(what)s", what="<b>") == Markup("100% of &lt;b&gt;")
    assert wording("<b>100%%</b>") == Markup("<b>100%</b>")
    page = environment().from_string('{{ _("Since %(day)s", day=day) }}')
    assert [page.render(day="<1>"), page.render(day="2")] == ["Since &lt;1&gt;", "Since 2"]


def test_each_language_has_its_own_words():
    assert wording("Monday") == "Monday"
    with translation.override("cy"):
        assert wording("Monday") == "Dydd Llun"
    assert wording("Monday") == "Monday"
