"""The letter on a screen and as plain text: escaped, with a structure, wrapped, and with the same words."""

import html5lib
import pytest
from hypothesis import given, settings

from heard.letters.blocks import Paragraph, plain
from heard.letters.rendering import render_html, render_text
from heard.letters.rendering.links import split
from tests.letters.samples import ANY_TEXT, HOSTILE, letter

HTML = "{http://www.w3.org/1999/xhtml}"
ELEMENTS = {"article", "p", "address", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "br", "a", "mark"}
ATTRIBUTES = {"class", "lang", "href"}


def parsed(document, **options):
    """The article, read by a parser that behaves as browsers do and refuses faults."""
    parser = html5lib.HTMLParser(strict=True)
    (article,) = parser.parseFragment(str(render_html(document, **options)))
    return article


def assert_only_words(article):
    for element in article.iter():
        assert element.tag.removeprefix(HTML) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "https:").split(":")[0].lower() in ("https", "http", "mailto")


def test_the_structure_is_semantic():
    article = parsed(letter())
    assert article.get("lang") == "en-GB"
    names = [element.tag.removeprefix(HTML) for element in article]
    assert names == [
        "p",
        "address",
        "address",
        "p",
        "h2",
        "p",
        "p",
        "h3",
        "ul",
        "h4",
        "p",
        "h3",
        "p",
        "p",
        "p",
    ]
    assert len(article.findall(f".//{HTML}li")) == 2
    assert "style=" not in render_html(letter())


def test_headings_go_on_from_the_page_that_shows_it():
    assert [e.tag[-2:] for e in parsed(letter(), heading_level=4) if e.tag[-2:-1] == "h"] == [
        "h4",
        "h5",
        "h6",
        "h5",
    ]
    with pytest.raises(ValueError, match="1 to 4"):
        render_html(letter(), heading_level=5)


def test_a_field_that_is_not_filled_is_marked():
    marks = parsed(letter("Dear [[complainant]]")).findall(f".//{HTML}mark")
    assert [mark.text for mark in marks] == ["[[complainant]]"]


def test_a_template_places_it_as_it_is():
    from jinja2 import Environment

    shown = (
        Environment(autoescape=True).from_string("{{ letter }}").render(letter=render_html(letter("a < b")))
    )
    assert "a &lt; b" in shown
    assert "<article" in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_stands(text):
    article = parsed(letter((Paragraph(tuple((line,) for line in text.split("\n"))),), title="Title"))
    assert_only_words(article)
    shown = ["".join(element.itertext()) for element in article]
    assert " ".join(shown[-1].split()) == " ".join(text.split()) or "\x00" in text


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_only_words(text):
    document = letter(text)
    assert_only_words(parsed(document))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert "".join("".join(parsed(document).itertext()).split()).count(
                "".join(plain(block.lines[0]).split())
            )


def test_plain_text_is_wrapped_and_whole():
    text = render_text(letter("A sentence that goes on. " * 20 + "\n\n- " + "An item that goes on. " * 9))
    lines = text.split("\n")
    assert max(map(len, lines)) <= 72
    assert [line[:2] for line in lines if line.startswith(("- ", "  "))] == ["- ", "  ", "  "]
    assert text.endswith("\n")
    assert lines[0] == "Exampleshire County Council"
    assert "Monday 17 November 2025\nOur reference: EX-2025-0042\n\nResponse to your complaint\n" in text


def test_plain_text_never_cuts_an_address():
    address = "https://example.org/" + "very-long-path/" * 10
    assert address in render_text(letter(f"See {address} for more."))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see www.lgo.org.uk.", {"www.lgo.org.uk": "https://www.lgo.org.uk"}),
        ("(https://a.example/b?c=d&e)", {"https://a.example/b?c=d&e": "https://a.example/b?c=d&e"}),
        (
            "write to o.sample@county.example, please",
            {"o.sample@county.example": "mailto:o.sample@county.example"},
        ),
        ("javascript:alert(1) data:text/html,x file:///etc ftp://x.example", {}),
        ("HTTPS://A.EXAMPLE", {"HTTPS://A.EXAMPLE": "HTTPS://A.EXAMPLE"}),
        ("user@host, @name, a@b, www., https://", {}),
    ],
)
def test_only_web_and_mail_addresses_are_links(text, links):
    assert {run.text: run.href for run in split(text) if run.href} == links
    assert "".join(run.text for run in split(text)) == text


@given(ANY_TEXT)
def test_splitting_links_keeps_every_character(text):
    assert "".join(run.text for run in split(text)) == text


def test_a_very_long_word_is_split_quickly():
    import time

    began = time.perf_counter()
    for word in ("a" * 100_000, "a." * 50_000, "a@" * 50_000, "www." * 25_000, "https://" * 10_000):
        split(word)
    assert time.perf_counter() - began < 2
