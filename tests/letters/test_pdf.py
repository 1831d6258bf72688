"""The PDF of a letter, read back: what a screen reader is told, what is printed, and that the same is the same."""

import re
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings

from heard.letters.blocks import Document, Letterhead, Paragraph
from heard.letters.characters import clean
from heard.letters.rendering import CannotPrint, render_pdf, render_text
from tests.letters.samples import ANY_TEXT, HOSTILE, LATIN_TEXT, LETTERHEAD, MADE_AT, letter


def printed(document, size=12):
    """The pages' text, without the words at the foot of each page."""
    pages = []
    with pypdfium2.PdfDocument(render_pdf(document, size=size, made_at=MADE_AT)) as pdf:
        for page in pdf:
            foot = 25 / 25.4 * 72
            pages.append(page.get_textpage().get_text_bounded(bottom=foot))
    return "\n".join(pages)


def letters_of(text):
    """Every character but spaces, bullets and hyphens, in order: a cut word and a wrapped line make no difference.

    A letter that the font builds from two shapes (ĥ) is marked in the file with the text that it stands for. The reader
    used here gives that text once for each shape, so letters outside ASCII that repeat are taken as one, on both sides.
    """
    seen = re.sub(r"[\s•\-\u2010\u00ad\ufffe\x02]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"([^\x00-\x7f])\1+", r"\1", seen)


def tags(document, size=12):
    """The structure tree as nested lists of tag names."""

    def of(node):
        if not isinstance(node, pikepdf.Dictionary):
            return []
        children = node.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        below = [tag for child in children for tag in of(child)]
        return [str(node["/S"]), *below] if "/S" in node else below

    with pikepdf.open(BytesIO(render_pdf(document, size=size, made_at=MADE_AT))) as pdf:
        return of(pdf.Root.StructTreeRoot)


def test_the_file_says_what_a_screen_reader_needs():
    with pikepdf.open(BytesIO(render_pdf(letter(), made_at=MADE_AT))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Response to your complaint"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        about = pdf.open_metadata()
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Response to your complaint"
        assert all(str(page.Tabs) == "/S" for page in pdf.pages if "/Annots" in page)
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())


def test_the_structure_is_headings_paragraphs_and_a_list():
    found = tags(letter())
    assert found[0] == "/Document"
    outline = [tag for tag in found if tag in ("/H1", "/H2", "/H3", "/L", "/LI")]
    assert outline == ["/H1", "/H2", "/L", "/LI", "/LI", "/H3", "/H2"]
    assert found.count("/Link") == 2  # the e-mail address and the Ombudsman's
    # Four groups of lines above the title: the name, the address, the recipient, the day and reference.
    assert found.count("/P") == 4 + sum(isinstance(block, Paragraph) for block in letter().blocks)


def test_the_title_may_stand_after_the_salutation_and_is_printed_once():
    found = letter(
        "Dear Ms Imaginary,\n\n# Response to your complaint\n\nText.\n\n# More",
        title="Response to your complaint",
    )
    assert [tag for tag in tags(found) if tag in ("/P", "/H1", "/H2")][4:] == ["/P", "/H1", "/P", "/H2"]
    assert printed(found).count("Response to your complaint") == 1
    assert [tag for tag in tags(letter("Text.")) if tag in ("/P", "/H1", "/H2")][4:] == ["/H1", "/P"]


def test_every_font_is_inside_the_file_and_none_is_the_machines():
    with pikepdf.open(BytesIO(render_pdf(letter(), made_at=MADE_AT))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).split("+")[1] for font in fonts}
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
    assert all(name.startswith("AtkinsonHyperlegibleNext") for name in names)
    assert len(names) == 2


@pytest.mark.parametrize("size", [12, 18, 24])
def test_the_printed_words_are_those_of_the_plain_text(size):
    assert letters_of(printed(letter(), size)) == letters_of(render_text(letter()))


@pytest.mark.parametrize("size", [12, 18, 24])
def test_the_print_has_the_size_asked_for(size):
    with pypdfium2.PdfDocument(render_pdf(letter(), size=size, made_at=MADE_AT)) as pdf:
        sizes = [
            found.get_font_size()
            for page in pdf
            for found in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
            if "sorry" in found.extract()
        ]
    assert sizes == [pytest.approx(size, abs=0.1)]


def test_pages_are_numbered():
    with pypdfium2.PdfDocument(render_pdf(letter("word " * 1500), made_at=MADE_AT)) as pdf:
        feet = [page.get_textpage().get_text_bounded(top=25 / 25.4 * 72) for page in pdf]
    assert len(feet) > 2
    assert all(f"Page {number} of {len(feet)}" in foot for number, foot in enumerate(feet, start=1))
    assert "EX-2025-0042" in feet[1]


def test_nothing_is_printed_over_the_edge():
    long = letter(
        "W" * 500
        + " and "
        + "https://example.org/"
        + "path/" * 60
        + "\n\n- "
        + "m" * 300
        + "\n\n# "
        + "W" * 90
    )
    for size in (12, 24):
        with pypdfium2.PdfDocument(render_pdf(long, size=size, made_at=MADE_AT)) as pdf:
            for page in pdf:
                text = page.get_textpage()
                right = max(text.get_charbox(number)[2] for number in range(text.count_chars()))
                assert right <= page.get_width() - 15 / 25.4 * 72


def test_the_same_letter_is_the_same_bytes():
    once = render_pdf(letter(), made_at=MADE_AT)
    assert once == render_pdf(letter(), made_at=MADE_AT)
    assert once != render_pdf(letter(), made_at=datetime(2025, 11, 18, tzinfo=UTC))
    assert once != render_pdf(letter(), size=18, made_at=MADE_AT)


def test_another_process_makes_the_same_bytes(tmp_path):
    """So that a file that was kept can be made again, elsewhere and later, and compared."""
    code = (
        "import sys, django; from django.conf import settings; settings.configure(); django.setup()\n"
        "from heard.letters.rendering import render_docx, render_pdf\n"
        "from tests.letters.samples import MADE_AT, letter\n"
        "from pathlib import Path\n"
        "made = render_pdf(letter(), made_at=MADE_AT) + render_docx(letter(), made_at=MADE_AT)\n"
        "Path(sys.argv[1]).write_bytes(made)\n"
    )
    for name in ("one", "two"):
        root = Path(__file__).parents[2]
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=True, cwd=root)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_it_stands(text):
    document = letter((Paragraph(tuple((line,) for line in text.split("\n"))),), title=text.split("\n")[0])
    found, wanted = letters_of(printed(document)), letters_of(render_text(document))
    if text.isascii():
        assert found == wanted
    else:  # the order of scripts on a page is the reader's; their letters are all there
        assert set(found) >= {letter for letter in wanted if letter.isalnum()}


@settings(max_examples=60, deadline=None)
@given(LATIN_TEXT)
def test_any_text_is_printed_as_it_stands(text):
    document = letter((Paragraph((("Here:", text), ("and", text))),))
    assert letters_of(printed(document)) == letters_of(render_text(document))


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_printed_or_its_characters_are_named(text):
    """No character brings the printer to an error of another kind."""
    document = letter((Paragraph(((text,),)),), title=f"About {text}")
    try:
        made, named = render_pdf(document, made_at=MADE_AT), ()
    except CannotPrint as refused:
        made, named = b"", refused.characters
    assert made.startswith(b"%PDF-") or named
    assert all(character in clean(text) for character in named)


def test_the_letterhead_is_as_inert_as_the_letter():
    hostile = tuple(text for text in HOSTILE if text.isascii() and len(text) < 200)
    head = Letterhead("#eval(1) $x$", hostile, hostile, LETTERHEAD.dated, "\\#[[due]] {page}", ("_x_",))
    document = Document("= $x$ #{1}", head)
    assert letters_of(printed(document, 12)).startswith(letters_of("#eval(1) $x$" + "".join(hostile)))


@pytest.mark.parametrize(
    ("text", "named"), [("Well done 😀 汉", ("😀", "汉")), ("\U0010f123", ("\U0010f123",))]
)
def test_a_character_without_a_font_is_named(text, named):
    with pytest.raises(CannotPrint) as refused:
        render_pdf(letter(text), made_at=MADE_AT)
    assert refused.value.characters == named
    assert f"U+{ord(named[0]):04X}" in str(refused.value)


def test_ten_thousand_words_are_printed():
    text = printed(
        letter("\n\n".join(" ".join(f"word{n}" for n in range(at, at + 100)) for at in range(0, 10_000, 100)))
    )
    assert re.findall(r"word(\d+)", text) == [str(n) for n in range(10_000)]


@pytest.mark.parametrize("wrong", [{"size": 11}, {"size": 37}, {"made_at": datetime(2025, 11, 17)}])  # noqa: DTZ001
def test_a_size_or_moment_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"Use 12|Pass one in UTC"):
        render_pdf(letter(), **{"made_at": MADE_AT, **wrong})


def test_a_letter_needs_a_title():
    with pytest.raises(ValueError, match="needs a title"):
        letter(title=" \n\x00")
