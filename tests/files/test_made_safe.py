"""Files made safe in the process of their own, and that process held in its limits. PDF is test_pdf_made_safe.py."""

import io
import struct
import time
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from heard.files import cleaning
from heard.files.cleaning import NotMade, made_safe
from heard.files.kinds import TAKEN
from heard.files.safe.done import LONGEST_TEXT, Unsafe
from tests.files.cleaned import safe, unsafe
from tests.files.documents import docx, pdf, picture, repacked, zipped


def test_words_are_kept_as_far_as_a_bound():
    text = safe("text", b"word " * 1_000_000)[1]
    assert len(text) == LONGEST_TEXT


def test_a_word_file_keeps_its_words():
    content, text, removed = safe("docx", docx("Dear Siân, thank you"))
    assert text == "Dear Siân, thank you"
    assert removed == set()
    from docx import Document

    assert Document(io.BytesIO(content)).paragraphs[0].text == "Dear Siân, thank you"


RELS = "word/_rels/document.xml.rels"
EXTERNAL = '<Relationship Id="rEvil" TargetMode="External" Target="{target}" Type="http://x/{type}"/></Relationships>'


def linked(type: str, target: str) -> bytes:
    more = EXTERNAL.format(type=type, target=target).encode()
    return repacked(
        docx(), lambda parts: parts.update({RELS: parts[RELS].replace(b"</Relationships>", more)})
    )


def relations(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(RELS)


@pytest.mark.parametrize("type", ["attachedTemplate", "image", "frame", "oleObject", "subDocument"])
def test_a_word_file_fetches_nothing_from_elsewhere(type):
    content, _, removed = safe("docx", linked(type, "https://evil.example/x.dotm"))
    assert b"evil.example" not in relations(content)
    assert removed == {"outside"}


def test_links_that_a_reader_presses_stay_and_other_schemes_do_not():
    assert b"https://council.example/" in relations(
        safe("docx", linked("hyperlink", "https://council.example/"))[0]
    )
    assert b"evil" not in relations(safe("docx", linked("hyperlink", "file://evil/share"))[0])


def changed(old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    return repacked(docx(), lambda parts: parts.update({part: parts[part].replace(old, new)}))


def test_commands_to_other_programs_are_refused_however_they_are_divided():
    field = (
        b"<w:p><w:r><w:instrText>DDE</w:instrText></w:r>"
        b'<w:r><w:instrText>AUTO c:\\\\cmd "/k calc"</w:instrText></w:r></w:p><w:p>'
    )
    assert unsafe("docx", changed(b"<w:p>", field)) == "macros"


def test_entities_are_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><lol>&b;</lol>'
    data = repacked(docx(), lambda parts: parts.update({"word/settings.xml": bomb}))
    assert unsafe("docx", data) == "broken"
    wide = repacked(docx(), lambda parts: parts.update({"word/settings.xml": bomb.decode().encode("utf-16")}))
    assert unsafe("docx", wide) == "broken"


def test_what_lies_inside_a_chart_may_be_a_table_and_nothing_else():
    def holding(inside):
        return repacked(docx(), lambda parts: parts.update({"word/embeddings/table.docx": inside}))

    assert safe("docx", holding(docx()))[1] == "Dear Jo"
    assert unsafe("docx", holding(b"MZ")) == "embedded"
    assert unsafe("docx", holding(zipped(a__txt=b"x"))) == "embedded"
    assert unsafe("docx", holding(holding(docx()))) == "embedded"
    assert (
        unsafe("docx", repacked(docx(), lambda parts: parts.update({"word/afchunk1.html": b"<p>"})))
        == "embedded"
    )


def test_bytes_after_the_zip_are_gone():
    content = safe("docx", with_comment())[0]
    assert content.startswith(b"PK\x03\x04")
    assert b"EVILWORD" not in content


def with_comment() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as package:
        package.comment = b"MZ EVILWORD"
    return out.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_is_what_is_seen_and_nothing_more(kind):
    exif = Image.Exif()
    exif[0x010F] = "CAMERAWORD"
    data = picture(kind.upper(), exif=exif) + b"MZ EVILWORD" + zipped(a__txt=b"x")
    content, text, removed = safe(kind, data)
    assert b"WORD" not in content
    assert removed == {"camera"}
    assert text == ""
    with Image.open(io.BytesIO(content)) as found:
        assert found.size == (40, 30)
        assert not found.getexif()


def test_a_picture_that_lies_on_its_side_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(safe("jpeg", picture(exif=exif))[0])) as found:
        assert found.size == (30, 40)


def test_a_picture_far_too_large_is_refused():
    small = bytearray(picture("PNG"))
    small[16:24] = struct.pack(">II", 60_000, 60_000)
    small[29:33] = struct.pack(">I", zlib.crc32(bytes(small[12:29])))
    assert unsafe("png", bytes(small)) == "too-large-inside"


def test_a_broken_picture_is_refused():
    assert unsafe("jpeg", picture()[:200]) == "broken"


HOSTILE = """<html><head><style>@import 'https://evil.example'</style><script>EVILWORD()</script>
<meta http-equiv=refresh content="0;url=https://evil.example"><base href="//evil.example">
<body onload=EVILWORD()><p style="background:url(//evil.example)">Dear <b>Jo</b></p>
<a href="javascript:EVILWORD()">x</a><a href=" java\tscript:EVILWORD()">y</a><a href="https://council.example">z</a>
<img src=x onerror=EVILWORD()><svg><script>EVILWORD()</script></svg><math><mtext><script>EVILWORD()</script>
<iframe src="//evil.example"></iframe><form action="//evil.example"><input name=a></form>
<noscript><p title="</noscript><img src=x onerror=EVILWORD()>"></html>"""


def test_a_web_page_is_words_and_links_alone():
    content, text, removed = safe("html", HOSTILE.encode())
    page = content.decode()
    for word in (
        "EVILWORD",
        "evil.example",
        "<script",
        "<img",
        "<iframe",
        "<form",
        "<svg",
        "onload",
        "style=",
    ):
        assert word not in page, word
    assert "<b>Jo</b>" in page
    assert "https://council.example" in page
    assert "Dear Jo" in text
    assert removed == {"script", "outside"}


def email(html: str = "", attach: bool = False) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = "Jo Invented <jo@home.example>", "complaints@council.example"
    made["Subject"], made["Date"] = "Sam's <b>visits</b>", "Mon, 3 Nov 2025 09:00:00 +0000"
    made.set_content("Nobody came on Monday.")
    if html:
        made.add_alternative(html, subtype="html")
    if attach:
        made.add_attachment(b"MZ EVILWORD", maintype="application", subtype="pdf", filename="letter.pdf")
    return made.as_bytes()


def test_an_email_is_its_words_and_who_wrote_to_whom():
    content, text, removed = safe("email", email())
    page = content.decode()
    assert "jo@home.example" in page
    assert "Sam's &lt;b&gt;visits&lt;/b&gt;" in page
    assert "Mon, 03 Nov 2025" in page
    assert "Nobody came on Monday." in text
    assert removed == set()


def test_what_runs_in_an_email_is_gone_and_what_is_attached_is_named():
    content, _, removed = safe("email", email(HOSTILE, attach=True))
    page = content.decode()
    for word in ("EVILWORD", "evil.example", "<script", "<img", "<iframe"):
        assert word not in page, word
    assert "<b>Jo</b>" in page
    assert "Attached, and not in this copy:</b> letter.pdf" in page
    assert removed == {"script", "outside", "attachments"}


def test_a_broken_email_harms_nothing():
    for data in (
        b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n",
        email()[:150],
    ):
        assert safe("email", data)[0].startswith(b"<!doctype html>")


def test_plain_text_comes_out_as_utf_8():
    content, text, _ = safe("text", "Siân\x00\x1b[31m\r\nJo".encode("utf-16"))
    assert content.decode() == text == "Siân[31m\r\nJo"


def test_a_process_that_takes_too_much_time_is_ended_and_the_file_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "SECONDS", 2)
    body = b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % n for n in range(1_000_000))
    name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    long = b"<w:document xmlns:w='%s'>%s</w:document>" % (name, body)
    began = time.monotonic()
    assert (
        unsafe("docx", repacked(docx(), lambda parts: parts.update({"word/document.xml": long})))
        == "too-heavy"
    )
    assert time.monotonic() - began < 20


def test_a_web_page_that_lies_deep_in_itself_is_refused_at_once():
    began = time.monotonic()
    assert unsafe("html", b"<html>" + b"<div>" * 200_000) == "too-large-inside"
    assert time.monotonic() - began < 10
    assert safe("html", b"<html>" + b"<p>Dear<br>Jo<li>x" * 20_000)[1].startswith("Dear\nJo")


def test_paragraphs_in_paragraphs_do_not_multiply_their_words():
    name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    deep = b"<w:document xmlns:w='%s'>%s<w:t>word</w:t>%s</w:document>" % (
        name,
        b"<w:p>" * 200,
        b"</w:p>" * 200,
    )
    assert (
        safe("docx", repacked(docx(), lambda parts: parts.update({"word/document.xml": deep})))[1] == "word"
    )


def test_a_process_that_takes_too_much_memory_is_refused_and_nothing_else_dies(monkeypatch):
    monkeypatch.setattr(cleaning, "MEGABYTES", 300)
    with pytest.raises((NotMade, Unsafe)):
        safe("png", picture("PNG", size=(9000, 6000)))


def test_the_process_has_none_of_heards_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("HEARD_FILES_KEY", "k:SECRETWORD")
    process = cleaning._started(TAKEN["text"])
    told = Path(f"/proc/{process.pid}")
    try:
        environment = (told / "environ").read_bytes()
        assert b"SECRETWORD" not in environment
        assert b"DATABASE_URL" not in environment
        assert (told / "cwd").readlink() == Path("/")
    finally:
        process.kill()
        process.communicate()


def test_where_the_file_cannot_be_read_to_its_end_that_is_what_is_said():
    def pieces():
        yield pdf()[:200]
        raise OSError("the disk")

    with pytest.raises(OSError, match="the disk"), made_safe(TAKEN["pdf"], pieces()) as found:
        list(found.pieces())
