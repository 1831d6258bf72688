"""What a file is, is told by its content: what is taken, what is refused and in which words. No name matters."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from heard.files import packages, told
from heard.files.kinds import HEAD, TAKEN, NotTaken, look
from tests.files.documents import EICAR, docx, pdf, picture, repacked, zipped


def kind(data: bytes) -> str:
    return look(io.BytesIO(data)).id


def why_not(data: bytes) -> str:
    with pytest.raises(NotTaken) as problem:
        look(io.BytesIO(data))
    sentence = told.problem(problem.value.code)
    assert sentence.endswith(".")
    return problem.value.code


def odt(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", "<office/>")
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def xlsx() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return repacked(docx(), lambda parts: parts.update({"[Content_Types].xml": f'<T t="{main}"/>'.encode()}))


TAKEN_SAMPLES = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "odt": odt,
    "jpeg": picture,
    "png": lambda: picture("PNG"),
    "text": lambda: "Dear Siân,\nthank you – really.".encode(),
    "email": lambda: b"From: jo@home.example\r\nTo: us@council.example\r\nSubject: Sam\r\n\r\nDear all",
    "html": lambda: b"<html><body><p>Dear Jo</p></body></html>",
}


@pytest.mark.parametrize("id", TAKEN)
def test_each_kind_that_is_taken_is_known(id):
    assert kind(TAKEN_SAMPLES[id]()) == id


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_known_in_the_codings_that_people_have(coding):
    assert kind("Liebe Grüße, Siân".encode(coding)) == "text"


def test_a_letter_cut_in_two_by_the_end_of_the_beginning_is_still_text():
    assert kind(b"x" * (HEAD - 1) + "é".encode() * 9) == "text"


def test_a_letter_that_names_its_sender_is_text():
    assert kind(b"From: Jo\nto the council.\n\nDear all") == "text"


def with_macros() -> bytes:
    return repacked(docx(), lambda parts: parts.update({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))


def macro_enabled() -> bytes:
    def change(parts):
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        )

    return repacked(docx(), change)


REFUSED = {
    "nothing": (b"", "empty"),
    "a Windows program": (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60), "program"),
    "a Linux program": (b"\x7fELF\x02\x01\x01" + bytes(60), "program"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "program"),
    "a shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "program"),
    "a zip": (zipped(letter__txt=b"Dear Jo"), "archive"),
    "an empty zip": (b"PK\x05\x06" + bytes(18), "archive"),
    "a gzip": (b"\x1f\x8b\x08\x00" + bytes(20), "archive"),
    "a rar": (b"Rar!\x1a\x07\x01\x00" + bytes(20), "archive"),
    "a 7z": (b"7z\xbc\xaf\x27\x1c" + bytes(20), "archive"),
    "a tar": (bytes(257) + b"ustar\x0000" + bytes(200), "archive"),
    "a Java archive": (zipped(**{"META-INF__MANIFEST": b"x", "A__class": b"\xca\xfe\xba\xbe"}), "archive"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-office"),
    "RTF": (b"{\\rtf1\\ansi Dear Jo}", "old-office"),
    "a GIF": (b"GIF89a" + bytes(20), "other-picture"),
    "a TIFF": (b"II*\x00" + bytes(20), "other-picture"),
    "a photograph of a telephone": (b"\x00\x00\x00\x18ftypheic" + bytes(20), "other-picture"),
    "a film": (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "sound"),
    "a song": (b"ID3\x03\x00" + bytes(20), "sound"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "svg"),
    "SVG after a declaration": (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x -->\n<svg onload="x()"/>', "svg"),
    "SVG with a prefix": (b'<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg"/>', "svg"),
    "XML": (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "unknown"),
    "noise": (bytes(range(1, 256)) * 4, "unknown"),
    "a Word file with macros": (with_macros(), "macros"),
    "a Word file for macros": (macro_enabled(), "macros"),
    "OpenDocument with macros": (odt(Basic__Standard__Module1=b"x"), "macros"),
    "a Word file with an object": (
        repacked(docx(), lambda parts: parts.update({"word/embeddings/oleObject1.bin": b"\xd0\xcf"})),
        "embedded",
    ),
    "a GIF that is a PDF too": (b"GIF89a" + pdf(), "other-picture"),
    "bytes before a PDF": (b"Hello there\n" + pdf(), "two-kinds"),
    "a page before a PDF": (b"<html><script>x()</script></html>\n" + pdf(), "two-kinds"),
    "a damaged Word file": (docx()[:-200], "broken"),
    "EICAR as a program's name": (b"MZ" + bytes(4) + EICAR, "program"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_refused_with_a_reason(what):
    data, code = REFUSED[what]
    assert why_not(data) == code


def test_text_that_begins_like_a_program_or_a_picture_is_text():
    assert kind(b"MZ is how the letter began.") == "text"
    assert kind(b"BM wrote to us.") == "text"


def test_a_bomb_of_one_part_is_refused_unread():
    assert (
        why_not(repacked(docx(), lambda parts: parts.update({"word/media/a.xml": bytes(60_000_000)})))
        == "bomb"
    )


def test_a_bomb_of_many_parts_is_refused_before_its_list_is_read():
    def many(parts):
        parts.update({f"word/{n}.xml": b"x" for n in range(packages.MOST_PARTS + 1)})

    assert why_not(repacked(docx(), many)) == "bomb"


def test_a_list_that_says_it_is_short_and_is_long_costs_little_memory():
    data = bytearray(repacked(docx(), lambda parts: parts.update({f"w/{n}": b"" for n in range(60_000)})))
    at = data.rfind(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", 3, 3)
    tracemalloc.start()
    assert why_not(bytes(data)) == "bomb"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 30_000_000  # of which the file itself is one copy


def test_a_second_end_that_would_overrule_the_first_is_refused():
    data = docx()
    at = data.rfind(b"PK\x05\x06")
    assert why_not(data[:at] + b"PK\x06\x07" + bytes(16) + data[at:]) == "broken"


def test_parts_that_lie_about_their_size_are_not_unpacked_beyond_it():
    data = repacked(docx(), lambda parts: parts.update({"[Content_Types].xml": bytes(50_000_000)}))
    lied = data.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 2000))
    assert why_not(lied) in ("bomb", "broken")


def test_a_locked_part_is_told_as_needing_a_password():
    data = bytearray(docx())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert why_not(bytes(data)) == "locked"


def test_names_of_parts_that_lead_out_are_refused():
    assert why_not(repacked(docx(), lambda parts: parts.update({"../../evil.xml": b"x"}))) == "two-kinds"


def test_every_code_has_its_sentence():
    for data, code in REFUSED.values():
        assert told.problem(code) != told.problem("unknown") or code == "unknown", (code, data[:20])
