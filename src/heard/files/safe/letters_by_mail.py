"""E-mails: who wrote to whom, when and about what, and the words, as one plain web page.

    made_safe("email", data).removed      -> ["attachments"]

What is attached is named and not kept: each file is filed by itself, and looked at by itself. No picture is fetched.
"""

from __future__ import annotations

from email import _header_value_parser, contentmanager, headerregistry, parser, policy
from email.message import EmailMessage
from html import escape

from heard.files.safe import words
from heard.files.safe.done import Done, Unsafe

# Loaded now: once an e-mail is looked at, no file can be opened (`child.py`).
_LOADED = (_header_value_parser, contentmanager, headerregistry)
HEADERS = ("From", "To", "Cc", "Date", "Subject")
MOST_PARTS = 200


def made_safe(kind: str, data: bytes) -> Done:
    """The e-mail as a page. Raises Unsafe."""
    if len(data) > words.LARGEST * 4:
        raise Unsafe("too-large-inside")
    message = parser.BytesParser(policy=policy.default).parsebytes(data)
    parts = list(message.walk())
    if len(parts) > MOST_PARTS:
        raise Unsafe("too-large-inside")
    attached = [part.get_filename() or part.get_content_type() for part in _attached(message, parts)]
    page = words.made_safe("html", f"{_head(message, attached)}{_body(message)}".encode())
    removed = [*page.removed, *(["attachments"] if attached else [])]
    return Done(page.content, page.text, removed)


def _attached(message: EmailMessage, parts: list[EmailMessage]) -> list[EmailMessage]:
    """Every part that is not the words themselves, e-mails inside the e-mail included."""
    shown = [message.get_body(("html",)), message.get_body(("plain",))]
    return [part for part in parts if not part.is_multipart() and part not in shown] + [
        part for part in parts if part.get_content_type() == "message/rfc822"
    ]


def _head(message: EmailMessage, attached: list[str]) -> str:
    told = [(name, str(message.get(name, ""))) for name in HEADERS]
    if attached:
        told.append(("Attached, and not in this copy", "; ".join(attached)))
    lines = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in told if value)
    return f"<html><p>{lines}</p><hr>"


def _body(message: EmailMessage) -> str:
    body = message.get_body(("html", "plain"))
    if body is None:
        return ""
    said = str(body.get_content())
    return said if body.get_content_type() == "text/html" else f"<pre>{escape(said)}</pre>"
