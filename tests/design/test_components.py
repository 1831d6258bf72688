"""Heard's own components: the right words for each state, nothing unescaped, and working without scripts."""

from datetime import date, timedelta

import html5lib
import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from jinja2 import UndefinedError

from heard.design.addresses import with_query
from tests.design.pages import ON, Everything, counted_days, everything, piece


@pytest.mark.parametrize(
    ("state", "after", "words", "tone"),
    [
        ("owed", 9, "9 days left", "owed"),
        ("owed", 3, "3 days left", "soon"),
        ("owed", 1, "Due tomorrow", "soon"),
        ("owed", 0, "Due today", "today"),
        ("overdue", -2, "2 days overdue", "overdue"),
        ("met", 2, "Done", "met"),
        ("met late", -2, "Done late", "met-late"),
        ("held", 2, "On hold", "held"),
        ("not yet", 2, "Not yet", "not-yet"),
        ("excused", 2, "No longer owed", "excused"),
    ],
)
def test_a_due_tag_says_its_state_in_words(state, after, words, tone):
    tag = piece("{{ ui.due_tag(state, due, on) }}", state=state, due=ON + timedelta(after))
    assert tag.strip() == f'<strong class="heard-tag heard-tag--{tone}">{words}</strong>'


def test_a_duty_without_a_day_says_so():
    assert "Owed" in piece('{{ ui.due_tag("owed") }}')
    assert "As soon as possible" in piece('{{ ui.duty("Reply", "the team manager", none, "owed", on) }}')


def test_why_opens_without_scripts_and_says_what_it_is_about():
    made = piece('{{ ui.why("10 working days.", about="Answer", days=days) }}', days=counted_days())
    assert made.startswith("<details")
    assert "<summary>" in made
    assert '<span class="govuk-visually-hidden">: Answer</span>' in made
    assert made.count("<tr") == 15
    assert made.count("heard-days__not") == 4


@pytest.mark.parametrize(
    "source",
    [
        "{{ ui.timeline_entry(bad, on, by=bad, text=bad, struck=bad) }}",
        "{{ ui.why(bad, [{'says': bad, 'label': bad}], about=bad) }}",
        "{% call ui.table(bad, [bad]) %}{{ ui.work_row(bad, bad, bad, bad, bad, on, 'owed', on, bad) }}{% endcall %}",
        "{{ ui.duty(bad, bad, on, 'owed', on, beside=bad, says=bad) }}",
        "{{ ui.summary_row(bad, bad, href=bad) }}{{ ui.banner(bad) }}{{ ui.heading(bad, bad, bad) }}",
        "{{ ui.button(bad, name=bad, value=bad) }}{{ ui.empty(bad, bad, bad, bad) }}{{ ui.tag(bad) }}",
        "{{ ui.tabs([{'text': bad, 'href': bad, 'here': true, 'count': bad}], bad) }}",
        "{{ ui.stages([{'title': bad, 'state': 'here'}]) }}{{ ui.back(bad, bad) }}",
        "{{ govuk.button({'text': bad}) }}{{ govuk.warning_text({'text': bad}) }}",
        "<p>{{ _('Recorded by %(name)s', name=bad) }}</p>",
    ],
)
def test_what_people_wrote_is_escaped(source):
    made = piece(source, bad='" data-broken="yes"><script>x</script>')
    elements = list(html5lib.parseFragment(made, namespaceHTMLElements=False).iter())
    assert len(elements) > 1
    assert not [one for one in elements if one.tag == "script" or "data-broken" in one.attrib]


def test_an_entry_that_was_struck_out_says_why():
    made = piece('{{ ui.timeline_entry("Extended", on, struck="The wrong case") }}')
    assert "<del>Extended</del>" in made
    assert "The wrong case" in made


def test_a_name_that_a_template_does_not_have_is_an_error():
    with pytest.raises(UndefinedError):
        piece("{{ nobody.gave.this }}")


def test_pages_keep_the_other_words_of_the_address():
    request = RequestFactory().get("/list?who=mine&team=3&page=2")
    made = piece("{{ ui.pages(page, request) }}", page=Paginator(range(60), 25).page(2), request=request)
    assert 'href="?who=mine&amp;team=3&amp;page=3"' in made
    assert "Showing 26 to 50 of 60" in made
    assert with_query(request, team=None, page=1) == "?who=mine&page=1"


def test_one_page_has_no_page_links():
    request = RequestFactory().get("/list")
    made = piece("{{ ui.pages(page, request) }}", page=Paginator(range(5), 25).page(1), request=request)
    assert "<nav" not in made


def test_a_page_with_errors_says_so_in_its_title():
    assert "<title>Error: Everything, Heard</title>" in _one_line(everything(form=Everything({})))
    assert "<title>Everything, Heard</title>" in _one_line(everything(form=Everything()))


def test_no_script_or_style_is_written_into_a_page():
    made = everything(form=Everything({}))
    assert "style=" not in made
    assert "<style" not in made
    assert "onclick" not in made
    assert made.count("<script") == made.count("<script src=") + made.count("<script type=")
    assert " javascript:" not in made


def test_every_day_in_a_page_can_be_read_by_a_machine():
    assert piece("{{ ui.timeline_entry('A', d) }}", d=date(2025, 1, 2)).count('datetime="2025-01-02"') == 1


def _one_line(html: str) -> str:
    return html.replace("\n", "").replace("> ", ">")
