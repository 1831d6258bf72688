"""A letter as a Word file, for people who want to change its size or colours or have it read by their own software.

`render_docx(letter, size=18, made_at=moment)`: real heading and list styles, the language and title set, page numbers.
The same letter, size and moment give the same bytes. No template file and no template language is involved.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from docx import Document as new_word_document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from heard.letters.blocks import Block, BulletList, Document, Heading, plain
from heard.letters.rendering.letterhead import Head, head, page_words
from heard.letters.rendering.links import Run, split

_FONT = "Arial"  # the reader's machine has it; the PDF carries its own fonts
_HEADINGS = {"Heading 1": 1.4, "Heading 2": 1.17, "Heading 3": 1.0}  # times the size of the text


def render_docx(letter: Document, *, size: int = 12, made_at: datetime) -> bytes:
    """The letter as a Word file in print of `size` points (12 to 36). `made_at` is written in the file, aware."""
    if not 12 <= size <= 36:
        raise ValueError("Print is 12 to 36 points. Use 12 for ordinary print, 18 or 24 for large print.")
    if made_at.tzinfo is None:
        raise ValueError("This moment has no time zone. Pass one in UTC.")
    above = head(letter)
    word = new_word_document()
    _describe(word, letter, made_at.astimezone(UTC))
    _style(word, letter.language, size)
    _letterhead(word, above)
    for block in letter.blocks:
        _block(word, block)
    _page_numbers(word)
    written = io.BytesIO()
    word.save(written)
    return _dated(written.getvalue(), made_at.astimezone(UTC))


def _describe(word: WordDocument, letter: Document, made_at: datetime) -> None:
    about = word.core_properties
    about.title = letter.title[:255]  # the most that the format allows
    about.author = about.last_modified_by = letter.letterhead.authority[:255]
    about.language = letter.language
    about.comments = about.keywords = about.subject = ""
    about.created = about.modified = made_at.replace(tzinfo=None)


def _style(word: WordDocument, language: str, size: int) -> None:
    for name, times in {"Normal": 1.0, **_HEADINGS}.items():
        style = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(round(size * times))
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind in ("cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
    normal = word.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing = Pt(size), 1.15
    word.styles["List Bullet"].paragraph_format.space_after = Pt(size // 2)
    for marked in word.styles.element.iter(qn("w:lang")):
        marked.set(qn("w:val"), language)
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25 if size <= 14 else 20)


def _letterhead(word: WordDocument, above: Head) -> None:
    name, *others = above.lines()
    paragraph = word.add_paragraph()
    for number, line in enumerate(name):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        if line == above.authority and not number:
            paragraph.add_run(line).bold = True
        else:
            _words(paragraph, line)
    for group in others:
        _lines(word.add_paragraph(), group)


def _block(word: WordDocument, block: Block) -> None:
    if isinstance(block, Heading):
        _words(word.add_heading("", level=block.level + 1), plain(block.line))
    elif isinstance(block, BulletList):
        for item in block.items:
            _lines(word.add_paragraph(style="List Bullet"), map(plain, item))
    else:
        _lines(word.add_paragraph(), map(plain, block.lines))


def _lines(paragraph: WordParagraph, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        _words(paragraph, line)


def _words(paragraph: WordParagraph, text: str) -> None:
    for run in split(text):
        if run.href:
            _link(paragraph, run)
        else:
            paragraph.add_run(run.text)


def _link(paragraph: WordParagraph, run: Run) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(run.href or "", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    shown = paragraph.add_run(run.text)
    shown.font.underline, shown.font.color.rgb = True, RGBColor(0x1D, 0x4F, 0x91)
    link.append(shown._r)
    paragraph._p.append(link)


def _page_numbers(word: WordDocument) -> None:
    foot = word.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    rest = page_words()
    for mark, code in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _, rest = rest.partition(mark)
        foot.add_run(before)
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), code)
        shown = foot.add_run("1")
        number.append(shown._r)
        foot._p.append(number)
    foot.add_run(rest)


def _dated(written: bytes, made_at: datetime) -> bytes:
    """The same file with one moment on every part, in place of the machine's clock."""
    moment = (
        max(made_at.year, 1980),
        made_at.month,
        made_at.day,
        made_at.hour,
        made_at.minute,
        made_at.second,
    )
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as parts, zipfile.ZipFile(again, "w") as kept:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, moment)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            kept.writestr(entry, parts.read(part))
    return again.getvalue()
