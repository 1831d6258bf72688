"""The form adapter: what was typed is kept and escaped, errors stand by their field, and the summary leads to them."""

from datetime import date

import html5lib
import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from heard.design.fields import listed
from tests.design.pages import Everything, piece

TYPED = {
    "arrived-day": "3",
    "arrived-month": "11",
    "arrived-year": "",
    "name": '<b>"Ann"</b>',
    "email": "not one",
    "age": "ten",
    "words": "One\r\n  two <three>\r\n\r\nfour",
    "channel": "phone",
    "team": "2",
    "password": "a secret",
    "seen": "4",
}


def sent(**more) -> Everything:
    data = MultiValueDict({name: [value] for name, value in {**TYPED, **more}.items()})
    data.setlist("formats", ["braille"])
    return Everything(data)


def parsed(form, name, **options):
    source = "{{ field(form[name], **options) }}"
    return html5lib.parseFragment(
        piece(source, form=form, name=name, options=options), namespaceHTMLElements=False
    )


def the_input(form, name, kind="input"):
    return next(iter(parsed(form, name).iter(kind)))


def checked(form, name) -> list[str]:
    return [one.get("value") for one in parsed(form, name).iter("input") if one.get("checked") is not None]


def test_what_was_typed_is_kept_and_escaped():
    form = sent()
    assert the_input(form, "name").get("value") == '<b>"Ann"</b>'
    assert [one.get("value", "") for one in parsed(form, "arrived").iter("input")] == ["3", "11", ""]
    assert checked(form, "channel") == ["phone"]
    assert checked(form, "formats") == ["braille"]
    assert [
        one.get("value") for one in parsed(form, "team").iter("option") if one.get("selected") is not None
    ] == ["2"]


def test_long_text_keeps_its_lines_and_spaces():
    assert the_input(sent(), "words", "textarea").text == "One\n  two <three>\n\nfour"


def test_long_text_keeps_its_lines_inside_a_choice_that_opens_it():
    form = sent()
    source = '{{ field(form["channel"], conditional={"phone": field(form["words"])}) }}'
    found = html5lib.parseFragment(piece(source, form=form), namespaceHTMLElements=False)
    assert next(found.iter("textarea")).text == "One\n  two <three>\n\nfour"


def test_a_password_is_never_sent_back():
    assert "a secret" not in piece('{{ field(form["password"]) }}', form=sent())


def test_errors_are_listed_in_order_and_lead_to_their_fields():
    found = [(one["href"], one["text"]) for one in listed(sent(words="", channel="", team="", password=""))]
    assert found == [
        ("#id_arrived-year", "Date it arrived must include a year"),
        ("#id_email", "Enter an e-mail address in the right form, like name@example.com"),
        ("#id_age", 'Enter "Age" in figures, like 12'),
        ("#id_words", 'Answer "What happened?"'),
        ("#id_channel", 'Answer "How did it arrive?"'),
        ("#id_team", 'Choose an answer for "Team"'),
        ("#id_agreed", 'Tick "They agree" to carry on'),
        ("#id_password", 'Fill in "Password"'),
    ]


@pytest.mark.parametrize("name", [name for name in Everything.base_fields if name != "seen"])
def test_the_summary_leads_to_something_that_is_there(name):
    form = Everything({})
    hrefs = [one["href"] for one in listed(form)]
    ids = {one.get("id") for bound in form for one in parsed(form, bound.name).iter() if one.get("id")}
    assert form.fields[name].required == any(href.startswith(f"#id_{name}") for href in hrefs)
    assert {href[1:] for href in hrefs} <= ids


@pytest.mark.parametrize("name", ["name", "email", "age", "words", "team", "password", "letter"])
def test_a_label_a_hint_and_an_error_belong_to_their_input(name):
    form = sent(words="", team="", password="")
    form.add_error(name, "This is wrong.")
    found = parsed(form, name, hint="A hint")
    control = next(one for one in found.iter() if one.tag in ("input", "textarea", "select"))
    assert next(found.iter("label")).get("for") == control.get("id") == f"id_{name}"
    assert control.get("aria-describedby") == f"id_{name}-hint id_{name}-error"


def test_an_error_with_markup_in_it_is_escaped():
    form = sent()
    form.add_error("name", "<script>alert(1)</script>")
    assert "<script>" not in piece('{{ field(form["name"]) }}{{ error_summary(form) }}', form=form)


def test_labels_and_choices_with_markup_in_them_are_escaped():
    class Odd(forms.Form):
        one = forms.ChoiceField(
            label="<i>One</i>", help_text="<i>", choices=[("<a>", "<i>A</i>")], widget=forms.RadioSelect
        )

    assert "<i>" not in piece("{{ fields(form) }}", form=Odd())


def test_an_optional_question_says_so_once():
    assert "E-mail address (optional)" in piece('{{ field(form["email"]) }}', form=Everything())
    assert "(optional)" not in piece('{{ field(form["email"], optional=False) }}', form=Everything())


def test_a_general_error_leads_to_the_first_field():
    form = sent()
    form.add_error(None, "Somebody else changed this case.")
    assert listed(form)[0] == {"text": "Somebody else changed this case.", "href": "#id_arrived-day"}


def test_two_forms_have_one_summary_and_no_errors_have_none():
    assert piece("{{ error_summary(a, b) }}", a=Everything(), b=Everything()) == ""
    both = piece("{{ error_summary(a, b) }}", a=sent(), b=Everything({}, prefix="second"))
    assert both.count("govuk-error-summary__title") == 1
    assert "#id_second-name" in both


def test_a_day_to_begin_with_is_in_its_boxes():
    form = Everything(initial={"arrived": date(2025, 11, 3)})
    assert [one.get("value") for one in parsed(form, "arrived").iter("input")] == ["3", "11", "2025"]


def test_a_number_is_asked_as_text_with_figures():
    age = the_input(Everything(), "age")
    assert (age.get("type"), age.get("inputmode")) == ("text", "numeric")


def test_an_authors_own_message_is_kept():
    class Own(Everything):
        name = forms.CharField(label="Name", error_messages={"required": "Say who it is."})

    assert Own({}).errors["name"] == ["Say who it is."]


def test_an_unknown_widget_is_refused_by_name():
    class Strange(forms.Form):
        pick = forms.CharField(widget=forms.SplitDateTimeWidget)

    with pytest.raises(TypeError, match="SplitDateTimeWidget of the field pick"):
        piece("{{ fields(form) }}", form=Strange())
