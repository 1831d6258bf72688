"""PDF: everything that runs, calls out or hides is taken out, and the file is written anew from what its pages need.

    made_safe("pdf", data).removed      -> ["script", "embedded"]

What pages show stays, filled-in forms included. A file that needs a password or cannot be read is Unsafe. Writing anew
breaks a digital signature: "signature" says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from heard.files.safe.done import LONGEST_TEXT, Done, Unsafe

# The newest encryption of PDF wants random numbers, and their device is opened once: now, since later none can be.
pikepdf.new().save(io.BytesIO(), encryption=pikepdf.Encryption(owner="x", user=""))
MOST_PAGES = 5000
_DEEPEST = 60
# Keys that have no place anywhere, and the code that says so.
_NEVER = {
    "/AA": "action",
    "/JS": "script",
    "/JavaScript": "script",
    "/XFA": "form",
    "/EmbeddedFiles": "embedded",
    "/EF": "embedded",
    "/AF": "embedded",
    "/Collection": "embedded",
    "/RichMediaContent": "media",
    "/RichMediaSettings": "media",
    "/Rendition": "media",
    "/Renditions": "media",
    "/Movie": "media",
    "/3DD": "media",
    "/PA": "action",
    "/Next": "action",
}
_MEDIA = {"/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/FileAttachment"}
_ACTIONS = {"/GoTo", "/URI"}
_ALL_ACTIONS = _ACTIONS | {
    *(
        "/GoToR",
        "/GoToE",
        "/GoToDp",
        "/Launch",
        "/Thread",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
    ),
    *("/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
    *("/RichMediaExecute",),
}
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def made_safe(kind: str, data: bytes) -> Done:
    """The PDF without what runs. Raises Unsafe."""
    removed: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if not 0 < len(pdf.pages) <= MOST_PAGES:
                raise Unsafe("too-large-inside" if len(pdf.pages) else "broken")
            _clean(pdf, removed)
            out = io.BytesIO()
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError:
        raise Unsafe("locked") from None
    except pikepdf.PdfError:
        raise Unsafe("broken") from None
    content = out.getvalue()
    _check(content)
    return Done(content, text_of(content), sorted(removed))


def text_of(data: bytes) -> str:
    """The words of the pages, as far as `LONGEST_TEXT`."""
    pieces: list[str] = []
    length = 0
    document = pypdfium2.PdfDocument(data)
    for page in document:
        words = page.get_textpage().get_text_range()
        pieces.append(words)
        length += len(words)
        page.close()
        if length > LONGEST_TEXT:
            break
    return "\n".join(pieces)


def _clean(pdf: pikepdf.Pdf, removed: set[str]) -> None:
    for found in _dictionaries(pdf):
        _clean_one(found, removed)
    for page in pdf.pages:
        _clean_annotations(page.obj, removed)


def _check(content: bytes) -> None:
    """The finished file, read again: nothing of the kind is left, or it is not given out."""
    left: set[str] = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _clean(pdf, left)
    if left - {"signature"}:
        raise Unsafe("broken")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those inside others included, and the dictionaries of streams."""
    # Asked for once: each asking makes the whole list anew.
    for one in list(pdf.objects):
        yield from _inside(one, 0)
    yield from _inside(pdf.Root, 0)
    yield from _inside(pdf.trailer, 0)


def _inside(found: Any, depth: int) -> Iterator[Any]:
    """The dictionaries that lie directly in this object; what it points at is an object of the file's own list."""
    if depth > _DEEPEST:
        raise Unsafe("broken")
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
        for key in list(found.keys()):
            inner = found.get(key)
            if isinstance(inner, pikepdf.Dictionary | pikepdf.Array) and not inner.is_indirect:
                yield from _inside(inner, depth + 1)
    elif isinstance(found, pikepdf.Array):
        for inner in found:
            if isinstance(inner, pikepdf.Dictionary | pikepdf.Array) and not inner.is_indirect:
                yield from _inside(inner, depth + 1)


def _clean_one(found: Any, removed: set[str]) -> None:
    for key, code in _NEVER.items():
        if key == "/Next" and not _is_action(found):
            continue  # an outline's next entry
        if key == "/PA" and not _is_action(found) and "/A" not in found:
            continue
        if key in found:
            del found[key]
            removed.add(code)
    for key in ("/A", "/OpenAction"):
        if key in found and not _harmless(found[key]):
            del found[key]
            removed.add("action")
    if _is_action(found) and str(found.get("/S", "")) not in _ACTIONS:
        # An action that something else than /A points at does nothing any more.
        for key in list(found.keys()):
            del found[key]
        removed.add("action")
    if isinstance(found, pikepdf.Stream):
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if key in found:
                del found[key]
                removed.add("outside")
    if str(found.get("/FT", "")) == "/Sig" and "/V" in found:
        removed.add("signature")


def _is_action(found: Any) -> bool:
    """Whether a dictionary is an action; most do not say that they are one."""
    return str(found.get("/Type", "")) == "/Action" or str(found.get("/S", "")) in _ALL_ACTIONS


def _harmless(action: Any) -> bool:
    """Whether following this leads to a page of the file, or to an address that a browser shows."""
    if not isinstance(action, pikepdf.Dictionary | pikepdf.Stream):
        return True  # a page to go to, or a number that means something else
    what = str(action.get("/S", ""))
    if what == "/URI":
        return str(action.get("/URI", "")).strip().lower().startswith(_SCHEMES)
    # A table's cell or a list's attributes have an /A of their own, without any action in it.
    return what in _ACTIONS or ("/S" not in action and "/O" in action)


def _clean_annotations(page: Any, removed: set[str]) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    kept = []
    for note in notes:
        if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype", "")) in _MEDIA:
            removed.add("embedded" if str(note.Subtype) == "/FileAttachment" else "media")
        else:
            kept.append(note)
    if len(kept) != len(notes):
        page.Annots = pikepdf.Array(kept)
