"""Names of files: safe on every system, told apart by the eye, and still those that were sent."""

import pytest

from heard.files.names import LONGEST, UNNAMED, safe, title_of
from heard.files.serving import disposition

BECOMES = {
    "letter.pdf": "letter.pdf",
    "Letter of 3.11.2025.docx": "Letter of 3.11.2025.pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\evil.dll": "evil.pdf",
    "C:letter.pdf": "C letter.pdf",
    "/absolute/path.pdf": "path.pdf",
    "invoice.pdf.exe": "invoice.pdf",
    "gpj\u202efdp.exe": "gpjfdp.pdf",
    "zero\u200bwidth\ufeff.pdf": "zerowidth.pdf",
    "line\nbreak\r\n.pdf": "line break.pdf",
    'quote"; filename="evil.exe': "quote ; filename= evil.pdf",
    "nul\x00byte.pdf": "nulbyte.pdf",
    "CON.pdf": "CON_.pdf",
    "lpt1": "lpt1_.pdf",
    "con.letter.txt": "con_.pdf",
    ".htaccess": "htaccess.pdf",
    "...": f"{UNNAMED}.pdf",
    "": f"{UNNAMED}.pdf",
    "   ": f"{UNNAMED}.pdf",
    "Llythyr Siân.pdf": "Llythyr Siân.pdf",
    "письмо.pdf": "письмо.pdf",
    "a<b>c|d?.pdf": "a b c d.pdf",
}


@pytest.mark.parametrize(("name", "becomes"), BECOMES.items(), ids=repr)
def test_names_become_safe_and_stay_readable(name, becomes):
    assert safe(name, "pdf") == becomes


def test_a_very_long_name_is_shortened_and_keeps_its_ending():
    for letter in ("x", "é", "字", "😀"):
        found = safe(letter * 3000 + ".pdf", "pdf")
        assert found.endswith(".pdf")
        assert len(found) <= LONGEST
        assert len(found.encode()) <= 255
        assert found.startswith(letter)


def test_a_title_is_the_name_without_its_ending():
    assert title_of("Letter from Jo.pdf") == "Letter from Jo"


def test_the_header_of_a_download_holds_any_name():
    assert disposition('Siân "x"\r\nX: y.pdf') == (
        "attachment; filename=\"Si_n _x___X_ y.pdf\"; filename*=UTF-8''Si%C3%A2n%20%22x%22%0D%0AX%3A%20y.pdf"
    )
