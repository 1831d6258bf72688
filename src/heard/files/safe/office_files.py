"""Word, Excel and OpenDocument files: written anew part by part without what calls out; macros are refused.

    made_safe("docx", data).text      -> "Dear Jo ..."

Links that a reader presses stay (web and e-mail addresses). A template, picture or table that would be fetched from
elsewhere no longer is. It draws nothing and works nothing out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from heard.files import packages
from heard.files.safe.done import Done, Unsafe

NOWHERE = "about:blank"
_SCHEMES = ("http://", "https://", "mailto:", "tel:", "#")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_DDE = re.compile(r"\bDDE(AUTO)?\b|\bQUOTE\s+(\d{2,3}\s+){3}", re.I)
"""The commands, and the way to spell one by the numbers of its letters: { QUOTE 68 68 69 65 ... }."""
_REFUSED = {
    *(
        "ddeLink",
        "oleLink",
        "event-listener",
        "script",
        "dde-source",
        "dde-connection",
        "dde-connection-decl",
    ),
}
_ROOTS_REFUSED = {"connections", "DataMashup"}
_NESTED = re.compile(r"(^|/)embeddings/[^/]+$", re.I)
_CHUNK = re.compile(r"(^|/)afchunk[^/]*$|\.(mht|mhtml|html?|rtf)$", re.I)
_LINES, _GAPS = {"p", "h", "si", "is"}, {"tab", "br", "s", "line-break"}
_LETTERS, _INSIDE = {"t", "p", "h", "span", "a", "delText"}, {"span", "a", "tab", "s", "line-break"}
_HREF = "{http://www.w3.org/1999/xlink}href"
_WORDS_IN = {
    "docx": re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$"),
    "xlsx": re.compile(r"^xl/(sharedStrings|worksheets/[^/]+|comments\d*)\.xml$"),
    "odt": re.compile(r"^(content|styles)\.xml$"),
}


def made_safe(kind: str, data: bytes) -> Done:
    """The document without what calls out, and its words. Raises Unsafe."""
    removed: set[str] = set()
    words: list[str] = []
    out = io.BytesIO()
    try:
        if packages.kind_of(io.BytesIO(data)) != kind:
            raise Unsafe("broken")
        with packages.opened(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
            for part in package.infolist():
                if part.is_dir():
                    continue
                content = packages.read(package, part.filename, packages.LARGEST)
                content = _part(kind, part.filename, content, removed)
                if _WORDS_IN[kind].match(part.filename):
                    words.append(_text(content))
                _write(made, part.filename, content)
    except packages.Unfit as problem:
        raise Unsafe(problem.code) from None
    return Done(out.getvalue(), "\n".join(words), sorted(removed))


def _write(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    # An OpenDocument's first part says what it is, and is not packed.
    stored = name == "mimetype"
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.writestr(info, content)


def _part(kind: str, name: str, content: bytes, removed: set[str]) -> bytes:
    """One part as it may stay. Raises Unsafe."""
    low = name.lower()
    if _NESTED.search(low):
        return _nested(content)
    if low == "xl/connections.xml" or _CHUNK.search(low):
        raise Unsafe("embedded")
    if not low.endswith((".xml", ".rels", ".vml", ".rdf")) and not _is_markup(content):
        return content
    tree = _tree(content)
    _check_fields(tree)
    changed = _unlink(kind, low, tree, removed)
    if _local(tree.tag) == "settings":
        changed |= _drop(tree, "attachedTemplate", removed) | _drop(tree, "updateFields", removed)
    return (
        etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else content
    )


def _is_markup(content: bytes) -> bool:
    """Whether a part of another name is XML all the same: a list in the file says what each part is, not its name.

    One that declares a type of its own (an SVG picture, say) is read by no office program as a part of the document.
    """
    plain = content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    return plain.startswith(b"<") and not _declares(content)


def _declares(content: bytes) -> bool:
    """Whether XML declares a type or entities of its own, in whichever of its encodings."""
    return bool(_DECLARES.search(content.replace(b"\x00", b"")))


def _nested(content: bytes) -> bytes:
    """A table inside a chart, say: an office document without macros, and nothing further inside."""
    try:
        packages.kind_of(io.BytesIO(content))
        with packages.opened(io.BytesIO(content), budget=packages.LARGEST // 4) as inner:
            if any(_NESTED.search(name.lower()) for name in inner.namelist()):
                raise Unsafe("embedded")
    except packages.Unfit as problem:
        raise Unsafe("embedded" if problem.code in ("archive", "broken") else problem.code) from None
    return content


def _tree(content: bytes) -> Any:
    """The XML of a part, without entities and without the network. Raises Unsafe."""
    if _declares(content):
        raise Unsafe("broken")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Unsafe("broken") from None


def _check_fields(tree: Any) -> None:
    """Refuse what starts other programs or fetches tables: DDE in fields and links, scripts, connections."""
    if _DDE.search(_fields(tree)):
        raise Unsafe("macros")
    if any(_local(one.tag) in _REFUSED for one in tree.iter()):
        raise Unsafe("macros")
    if _local(tree.tag) in _ROOTS_REFUSED:
        raise Unsafe("embedded")


def _fields(tree: Any) -> str:
    """The instructions of Word's fields, a line for each: one may be in many pieces, and two are never one word."""
    pieces: list[str] = []
    for one in tree.iter():
        tag = _local(one.tag)
        if tag == "instrText":
            pieces.append(one.text or "")
        elif tag == "fldChar":
            pieces.append("\n")
        elif tag == "fldSimple":
            told = (str(value) for key, value in one.attrib.items() if _local(key) == "instr")
            pieces.append("\n" + " ".join(told) + "\n")
    return "".join(pieces)


def _unlink(kind: str, name: str, tree: Any, removed: set[str]) -> bool:
    """Let nothing be fetched from elsewhere; whether anything was changed."""
    changed = False
    for attribute, one in _outward(kind, name, tree):
        one.set(attribute, NOWHERE)
        removed.add("outside")
        changed = True
    return changed


def _outward(kind: str, name: str, tree: Any) -> Iterator[tuple[str, Any]]:
    """The attributes that lead out of the file other than by a press on a link."""
    for one in tree.iter():
        tag = _local(one.tag)
        if name.endswith(".rels") and one.get("TargetMode", "").lower() == "external":
            pressed = one.get("Type", "").endswith("/hyperlink")
            if (
                not (pressed and one.get("Target", "").lower().startswith(_SCHEMES))
                and one.get("Target") != NOWHERE
            ):
                yield "Target", one
        target = one.get(_HREF, "")
        # Inside an OpenDocument, parts are named without a scheme.
        leads_out = (
            kind == "odt" and re.match(r"[a-z][a-z0-9+.-]+:|//|\\\\", target, re.I) and target != NOWHERE
        )
        if leads_out and not (tag == "a" and target.lower().startswith(_SCHEMES)):
            yield _HREF, one


def _drop(tree: Any, tag: str, removed: set[str]) -> bool:
    found = [one for one in tree.iter() if _local(one.tag) == tag]
    for one in found:
        one.getparent().remove(one)
        removed.add("outside")
    return bool(found)


def _text(content: bytes) -> str:
    """The words of a part, a line for each paragraph, cell or note. One pass, however things lie in one another."""
    pieces: list[str] = []
    for one in _tree(content).iter():
        tag = _local(one.tag)
        if tag in _LINES:
            pieces.append("\n")
        elif tag in _GAPS:
            pieces.append(" ")
        if one.text and tag in _LETTERS:
            pieces.append(one.text)
        if one.tail and tag in _INSIDE:
            pieces.append(one.tail)
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _local(tag: Any) -> str:
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
