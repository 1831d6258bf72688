"""Office files by somebody who knows how they are looked through: commands joined, spelt, and hidden in other parts."""

import io
import zipfile

import pytest

from tests.files.cleaned import safe, unsafe
from tests.files.documents import docx, repacked

COMMAND = "DDEAUTO c:\\\\windows\\\\cmd.exe &quot;/k calc&quot;"
TYPES, MAIN, RELS = "[Content_Types].xml", "word/document.xml", "_rels/.rels"


def field(words):
    pieces = [
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{words}</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:r>{one}</w:r>" for one in pieces)


def saying(*fields):
    """A Word file with these in a paragraph of its own."""
    paragraph = f"<w:p>{''.join(fields)}</w:p><w:p>".encode()
    return repacked(docx(), lambda parts: parts.update({MAIN: parts[MAIN].replace(b"<w:p>", paragraph, 1)}))


def elsewhere(data, name):
    """The same file with its main part under another name."""

    def moved(parts):
        parts[name] = parts.pop(MAIN)
        parts[TYPES] = parts[TYPES].replace(b"/word/document.xml", f"/{name}".encode())
        parts[RELS] = parts[RELS].replace(b"word/document.xml", name.encode())

    return repacked(data, moved)


def encoded(data, encoding):
    """The same file with its main part in another encoding of XML."""

    def written(parts):
        words = parts[MAIN].decode().split("?>", 1)[-1]
        parts[MAIN] = words.encode(encoding)

    return repacked(data, written)


@pytest.mark.parametrize(
    "fields",
    [
        [field("PAGE"), field(COMMAND)],
        [field("PAGE"), f'<w:fldSimple w:instr="{COMMAND}"/>'],
        [f'<w:fldSimple w:instr="PAGE"/><w:fldSimple w:instr="{COMMAND}"/>'],
        [field("QUOTE 68 68 69 65 85 84 79 32")],
    ],
)
def test_a_command_hides_neither_behind_another_field_nor_in_numbers(fields):
    assert unsafe("docx", saying(*fields)) == "macros"


@pytest.mark.parametrize("name", ["word/document.foo", "word/picture.png", "word/document"])
def test_a_part_is_looked_into_whatever_it_is_called(name):
    assert unsafe("docx", elsewhere(saying(field(COMMAND)), name)) == "macros"


def test_a_part_is_looked_into_in_every_encoding():
    assert unsafe("docx", encoded(saying(field(COMMAND)), "utf-16")) == "macros"
    assert unsafe("docx", encoded(saying(field(COMMAND)), "utf-16-le")) == "broken"


def test_no_encoding_brings_entities():
    bomb = '<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="x">&a;</w:document>'
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        data = repacked(docx(), lambda parts, e=encoding: parts.update({MAIN: bomb.encode(e)}))
        assert unsafe("docx", data) == "broken"


@pytest.mark.parametrize("root", ["connections", "DataMashup"])
def test_tables_that_are_fetched_are_refused_whatever_their_part_is_called(root):
    part = f"<{root} xmlns='x'/>".encode()
    assert (
        unsafe("docx", repacked(docx(), lambda parts: parts.update({"customXml/item9.xml": part})))
        == "embedded"
    )


def test_ordinary_fields_and_pictures_of_lines_stay():
    drawn = b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'
    data = repacked(
        saying(field("PAGE"), field("DATE")), lambda parts: parts.update({"word/media/a.svg": drawn})
    )
    content, text, removed = safe("docx", data)
    assert _part(content, "word/media/a.svg") == drawn
    assert removed == set()
    assert text == "Dear Jo"


def test_nothing_is_worked_out_anew_when_the_file_is_opened():
    """Fields such as INCLUDEPICTURE fetch when they are worked out."""

    def asks(parts):
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"</w:settings>", b'<w:updateFields w:val="true"/></w:settings>'
        )

    content, _, removed = safe("docx", repacked(docx(), asks))
    assert removed == {"outside"}
    assert b"updateFields" not in _part(content, "word/settings.xml")


def _part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)
