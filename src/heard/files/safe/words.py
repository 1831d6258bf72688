"""Plain text and web pages: text as UTF-8, and of a web page its words, headings, lists, tables and links alone.

    made_safe("html", b"<p onclick=x()>Hello").content     -> a page with <p>Hello</p> in it

Scripts, forms, frames, pictures and styles of a web page are gone, and nothing in it is fetched from anywhere.
"""

from __future__ import annotations

import html
import re

import nh3

from heard.files.kinds import decoded
from heard.files.safe.done import Done, Unsafe

LARGEST = 10 * 1024 * 1024
"""Bytes; a text of that length has 5,000 pages."""
_TAGS = {
    *(
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
    ),
    *(
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
    ),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
DEEPEST = 5000
"""How many elements may lie in one another: reading a page costs the square of that."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)", re.I)
_CLOSE_THEMSELVES = {
    *(
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "br",
        "hr",
        "img",
        "meta",
        "link",
    ),
    *("input", "base", "col", "wbr", "area", "embed", "source", "html", "head", "body"),
}
_RUNS = re.compile(
    r"<\s*(script|iframe|object|embed|form|svg|math|meta|base)|\son\w+\s*=|javascript:|vbscript:", re.I
)
_FETCHES = re.compile(r"<\s*(img|link|video|audio|source|style)|url\(", re.I)
_PAGE = (
    '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>Document</title></head>\n'
    "<body>\n{body}\n</body></html>\n"
)


def made_safe(kind: str, data: bytes) -> Done:
    """The text, or the web page without what runs or is fetched. Raises Unsafe."""
    if len(data) > LARGEST:
        raise Unsafe("too-large-inside")
    text = decoded(data)
    if kind == "text":
        plain = "".join(one for one in text if one in "\t\n\r\f" or ord(one) >= 32 and ord(one) != 127)
        return Done(plain.encode("utf-8", errors="replace"), plain)
    _check_depth(text)
    removed = [code for found, code in ((_RUNS, "script"), (_FETCHES, "outside")) if found.search(text)]
    body = nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    words = html.unescape(nh3.clean(re.sub(r"</?(p|div|li|tr|h\d|br)[^>]*>", "\n", body), tags=set()))
    return Done(_PAGE.format(body=body).encode(), re.sub(r"\n\s*\n+", "\n", words).strip(), removed)


def _check_depth(text: str) -> None:
    """Refuse what lies too deep in itself, before anything works on it. Raises Unsafe."""
    depth = 0
    for closes, name in _TAG.findall(text):
        if name.lower() not in _CLOSE_THEMSELVES:
            depth = max(0, depth + (-1 if closes else 1))
        if depth > DEEPEST:
            raise Unsafe("too-large-inside")
