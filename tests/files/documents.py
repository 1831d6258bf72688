"""For the tests of documents: files as strangers send them, and an upload as a browser makes it.

sent(b"%PDF-...", "letter.pdf")        -> SealedFile, sealed piece by piece as it arrives
"""

import io
import zipfile

import pikepdf
from docx import Document as Word
from PIL import Image

from heard.files.upload import SealedUpload

PIECE = 64 * 1024


def sent(data: bytes, name: str = "letter.pdf"):
    """What a page finds in request.FILES for these bytes."""
    taking = SealedUpload()
    taking.handle_raw_input(None, {}, len(data), b"")
    taking.new_file("files", name, "application/octet-stream", None)
    for start in range(0, len(data), PIECE):
        taking.receive_data_chunk(data[start : start + PIECE], start)
    return taking.file_complete(len(data))


def pdf(words: str = "Dear Jo", spoil=None, **options) -> bytes:
    """A PDF of one page that says this. `spoil` is given the pikepdf file before it is saved."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 200))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made.pages[0].Contents = made.make_stream(f"BT /F1 18 Tf 20 100 Td ({words}) Tj ET".encode())
    if spoil:
        spoil(made)
    out = io.BytesIO()
    made.save(out, **options)
    return out.getvalue()


def with_script(made) -> None:
    """JavaScript on opening, on a page, in a name tree and behind a link; a file attached; a form of XFA."""
    script = pikepdf.Dictionary(
        Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS="app.alert('EVILWORD')"
    )
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    made.Root.OpenAction = made.make_indirect(script)
    made.Root.AA = pikepdf.Dictionary(WC=script)
    page = made.pages[0].obj
    page.AA = pikepdf.Dictionary(O=launch)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 10, 10], A=made.make_indirect(script)
    )
    web = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 10, 10],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://council.example/", Next=launch),
    )
    page.Annots = made.make_indirect(pikepdf.Array([made.make_indirect(link), made.make_indirect(web)]))
    made.attachments["inside.exe"] = b"MZ EVILWORD"
    made.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["x", script]))
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([]), XFA=made.make_stream(b"<xdp:xdp>EVILWORD</xdp:xdp>")
    )


def docx(words: str = "Dear Jo") -> bytes:
    """A Word file that says this."""
    out = io.BytesIO()
    made = Word()
    made.add_paragraph(words)
    made.save(out)
    return out.getvalue()


def repacked(data: bytes, change) -> bytes:
    """A zip with its parts as `change` leaves them: it is given a dict of bytes by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    """An ordinary zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "."), content)
    return out.getvalue()


def picture(format: str = "JPEG", size=(40, 30), **options) -> bytes:
    """A picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, format, **options)
    return out.getvalue()


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless text that every scanner calls a virus. Put together here, so that no scanner calls this file one."""
