"""The Word file of a letter, read back: real styles, language and title, and the same words."""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from heard.letters.blocks import Paragraph
from heard.letters.rendering import render_docx, render_text
from tests.letters.samples import ANY_TEXT, HOSTILE, MADE_AT, letter


def opened(document, size=12):
    return docx.Document(io.BytesIO(render_docx(document, size=size, made_at=MADE_AT)))


def words(word):
    """All words of the body in order, those of links too."""
    return without_dashes(" ".join(paragraph.text for paragraph in word.paragraphs))


def without_dashes(text):
    """Words but for lone dashes, with which plain text begins a list item."""
    return [word for word in text.split() if word != "-"]


def test_styles_are_real():
    styles = [paragraph.style.name for paragraph in opened(letter()).paragraphs]
    assert styles[:4] == ["Normal", "Normal", "Normal", "Heading 1"]
    assert [style for style in styles if style != "Normal"] == [
        "Heading 1", "Heading 2", "List Bullet", "List Bullet", "Heading 3", "Heading 2"
    ]  # fmt: skip


def test_the_file_says_its_language_title_author_and_moment():
    word = opened(letter())
    about = word.core_properties
    assert (about.title, about.language) == ("Response to your complaint", "en-GB")
    assert about.author == about.last_modified_by == "Exampleshire County Council"
    assert about.created == about.modified == datetime(2025, 11, 17, 9, 30, tzinfo=UTC)
    assert about.comments == ""
    languages = [mark.get(qn("w:val")) for mark in word.styles.element.iter(qn("w:lang"))]
    assert languages
    assert set(languages) == {"en-GB"}


def test_the_words_are_those_of_the_plain_text():
    assert words(opened(letter())) == without_dashes(render_text(letter()))


@pytest.mark.parametrize(("size", "heading"), [(12, 17), (18, 25), (24, 34)])
def test_the_print_has_the_size_asked_for(size, heading):
    styles = opened(letter(), size).styles
    assert styles["Normal"].font.size.pt == size
    assert styles["Heading 1"].font.size.pt == heading
    assert styles["Normal"].font.name == "Arial"


def test_pages_are_numbered_by_the_reader():
    foot = opened(letter()).sections[0].footer._element
    assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "".join(text.text for text in foot.iter(qn("w:t"))) == "Page 1 of 1"


def test_addresses_can_be_followed():
    word = opened(letter())
    links = [(link.text, link.address) for paragraph in word.paragraphs for link in paragraph.hyperlinks]
    assert links == [
        ("complaints@exampleshire.example", "mailto:complaints@exampleshire.example"),
        ("www.lgo.org.uk", "https://www.lgo.org.uk"),
    ]


def test_the_same_letter_is_the_same_bytes():
    once = render_docx(letter(), made_at=MADE_AT)
    assert once == render_docx(letter(), made_at=MADE_AT)
    with zipfile.ZipFile(io.BytesIO(once)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2025, 11, 17, 9, 30, 0)}
        assert parts.testzip() is None
        assert not [part for part in parts.namelist() if "vba" in part.lower()]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_stands(text):
    document = letter((Paragraph(tuple((line,) for line in text.split("\n"))),), title=text.split("\n")[0])
    assert words(opened(document)) == without_dashes(render_text(document))


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_kept_as_it_stands(text):
    document = letter(text)
    assert words(opened(document)) == without_dashes(render_text(document))


def test_a_size_or_moment_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="Use 12"):
        render_docx(letter(), size=8, made_at=MADE_AT)
    with pytest.raises(ValueError, match="Pass one in UTC"):
        render_docx(letter(), made_at=datetime(2025, 11, 17))  # noqa: DTZ001
