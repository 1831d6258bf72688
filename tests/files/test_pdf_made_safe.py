"""PDF made safe: scripts, actions, attached files and what lies outside are gone; what the pages say is there."""

import io
import zipfile
import zlib

import pikepdf
import pytest

from heard.files import cleaning
from heard.files.cleaning import NotMade
from heard.files.safe.done import Unsafe
from tests.files.cleaned import safe, unsafe
from tests.files.documents import pdf, with_script, zipped


def everything(data: bytes) -> bytes:
    """All that a PDF says, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return out.getvalue()


def test_a_plain_pdf_keeps_its_words_and_loses_nothing():
    content, text, removed = safe("pdf", pdf("Dear Jo"))
    assert text.strip() == "Dear Jo"
    assert removed == set()
    assert content.startswith(b"%PDF-")


def test_scripts_launches_forms_and_attached_files_are_gone_from_a_pdf():
    content, text, removed = safe("pdf", pdf("Dear Jo", with_script))
    left = everything(content)
    for word in (
        b"EVILWORD",
        b"JavaScript",
        b"/AA",
        b"OpenAction",
        b"/Launch",
        b"/XFA",
        b"EmbeddedFile",
        b"/Next",
    ):
        assert word not in left, word
    assert b"https://council.example/" in left
    assert removed == {"script", "action", "embedded", "form"}
    assert text.strip() == "Dear Jo"


def test_a_script_hidden_in_an_object_stream_is_found():
    data = pdf("Dear Jo", with_script, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"EVILWORD" not in everything(safe("pdf", data)[0])


@pytest.mark.parametrize(
    "action", ["SubmitForm", "ImportData", "GoToR", "GoToE", "Rendition", "Launch", "Hide"]
)
def test_links_that_do_more_than_lead_to_a_page_do_nothing(action):
    def spoil(made):
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 10, 10],
            A=pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"), F="https://evil.example/"),
        )
        made.pages[0].obj.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(link)]))

    content, _, removed = safe("pdf", pdf(spoil=spoil))
    assert action.encode() not in everything(content)
    assert b"evil.example" not in everything(content)
    assert removed == {"action"}


def test_an_address_with_another_scheme_is_no_link():
    def spoil(made):
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="file:///etc/passwd")

    assert b"passwd" not in everything(safe("pdf", pdf(spoil=spoil))[0])


def test_media_and_attached_files_on_a_page_are_gone():
    def spoil(made):
        found = [
            made.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 9, 9])
            )
            for kind in ("/RichMedia", "/FileAttachment", "/Screen", "/Text")
        ]
        made.pages[0].obj.Annots = pikepdf.Array(found)

    content, _, removed = safe("pdf", pdf(spoil=spoil))
    with pikepdf.open(io.BytesIO(content)) as file:
        assert [str(note.Subtype) for note in file.pages[0].Annots] == ["/Text"]
    assert removed == {"media", "embedded"}


def test_a_content_that_lies_outside_the_file_is_not_fetched():
    def spoil(made):
        made.pages[0].Contents = made.make_stream(b"", F="//evil.example/x", FFilter=pikepdf.Name.FlateDecode)

    assert b"evil.example" not in everything(safe("pdf", pdf(spoil=spoil))[0])


def test_a_pdf_that_is_a_zip_too_is_a_pdf_alone_afterwards():
    data = pdf() + zipped(evil__exe=b"MZ")
    assert zipfile.is_zipfile(io.BytesIO(data))
    assert not zipfile.is_zipfile(io.BytesIO(safe("pdf", data)[0]))


def test_earlier_states_of_a_pdf_are_gone():
    class Grown(io.BytesIO):
        pass

    data = pdf("SECRETWORD", compress_streams=False)
    with pikepdf.open(io.BytesIO(data)) as file:
        file.pages[0].Contents = file.make_stream(b"")
        out = Grown()
        file.save(out, compress_streams=False)
    both = data + out.getvalue()
    assert b"SECRETWORD" in both
    assert b"SECRETWORD" not in everything(safe("pdf", both)[0])


def test_a_locked_pdf_is_refused_and_one_that_only_forbids_printing_is_not():
    locked = pdf(encryption=pikepdf.Encryption(user="x", owner="y"))
    assert unsafe("pdf", locked) == "locked"
    assert (
        safe("pdf", pdf("Dear Jo", encryption=pikepdf.Encryption(user="", owner="y")))[1].strip() == "Dear Jo"
    )


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), pdf()[:300]], ids=["head", "noise", "cut"]
)
def test_a_broken_pdf_is_refused(data):
    assert unsafe("pdf", data) == "broken"


def test_a_pdf_of_many_objects_is_made_safe_in_time():
    def spoil(made):
        made.Root.Many = made.make_indirect(
            pikepdf.Array([made.make_indirect(pikepdf.Dictionary(N=n)) for n in range(30_000)])
        )

    assert safe("pdf", pdf("Dear Jo", spoil))[1].strip() == "Dear Jo"


def test_a_page_that_becomes_far_larger_kills_only_its_own_process(monkeypatch):
    monkeypatch.setattr(cleaning, "MEGABYTES", 400)
    squeezing = zlib.compressobj(9)
    packed = b"".join([squeezing.compress(b" " * 1_000_000) for _ in range(500)]) + squeezing.flush()

    def spoil(made):
        made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)

    with pytest.raises((NotMade, Unsafe)):
        safe("pdf", pdf(spoil=spoil))
