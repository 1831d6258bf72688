"""What people are told about a file: why it is not taken, why it cannot be opened yet, what was taken out of it.

    problem("svg")      -> "This is a drawing (SVG), which can carry programs. Save it as a PDF or a PNG ..."

The codes come from `kinds.py`, `packages.py`, `safe/` and `looking.py`; a version keeps the code, so that the words can
be put better later.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

_PROBLEMS = {
    "empty": lazy("The file is empty. Check it, and send it again."),
    "program": lazy(
        "This is a program, and programs are never kept. If it is a letter, ask the sender for it as a PDF."
    ),
    "archive": lazy(
        "This is an archive (such as a ZIP file). Unpack it, and send the documents in it one by one."
    ),
    "svg": lazy(
        "This is a drawing (SVG), which can carry programs. Save it as a PDF or a PNG picture, and send that."
    ),
    "old-office": lazy(
        "This is in an older format of Word, Excel or Outlook. Open it there, save it as a PDF or as .docx or .xlsx, "
        "and send that."
    ),
    "other-office": lazy("This kind of office document is not kept. Save it as a PDF, and send that."),
    "other-picture": lazy("This kind of picture is not kept. Save it as a JPEG or a PNG, and send that."),
    "sound": lazy(
        "This is a recording (sound or film), which Heard does not keep. Ask how your council keeps recordings."
    ),
    "macros": lazy(
        "This document contains macros or commands for other programs. Save it as a PDF or without macros "
        "(.docx, .xlsx), and send that."
    ),
    "embedded": lazy(
        "This document contains another file or a program inside it. Save it as a PDF, send that, and send what is "
        "inside it as files of their own."
    ),
    "locked": lazy("This file needs a password. Save it without one, and send that."),
    "broken": lazy(
        "This file is damaged and cannot be read. Open it on your computer, save it again, and send that."
    ),
    "bomb": lazy(
        "This file becomes far larger when it is unpacked than a document should. Save it as a PDF, and send that."
    ),
    "two-kinds": lazy(
        "This file is put together from more than one kind of file, so it cannot be trusted. Save it again as a PDF, "
        "and send that."
    ),
    "too-large-inside": lazy(
        "What is in this file is too large to be made safe. Divide it into smaller files."
    ),
    "too-heavy": lazy(
        "This file could not be made safe in the time for it. Save it as a PDF, and send that."
    ),
    "unknown": lazy(
        "Heard does not know this kind of file. It keeps PDF, Word (.docx), Excel (.xlsx), OpenDocument text (.odt), "
        "pictures (JPEG, PNG), e-mails (.eml), plain text and web pages."
    ),
    "virus": lazy("The scanner found something harmful in this file, so it was not kept. Tell your IT team."),
    "no-scanner": lazy(
        "Nothing scans files here yet, so this one is in quarantine. A complaints manager may release it, with a "
        "reason."
    ),
    "scanner-down": lazy(
        "The scanner cannot be reached, so this file is in quarantine. Heard will try again by itself."
    ),
    "scanner-limit": lazy(
        "This file is larger than the scanner takes, so it is in quarantine. A complaints manager may release it, "
        "with a reason."
    ),
    "unreadable": lazy(
        "What is kept of this file cannot be opened just now. Nothing is lost yet: tell your administrator, who finds "
        "the reason in the log."
    ),
}

_REMOVED = {
    "script": lazy("programs (scripts)"),
    "action": lazy("commands that run by themselves or send something"),
    "form": lazy("a form that runs programs (XFA)"),
    "embedded": lazy("files inside the file: ask the sender for them as files of their own"),
    "attachments": lazy("the files attached to the e-mail: put them in as files of their own"),
    "media": lazy("sound or film"),
    "outside": lazy("parts that would have been fetched from elsewhere"),
    "camera": lazy("details that the camera wrote, such as place and time"),
    "signature": lazy("the digital signature, which does not survive being made safe"),
}

_STATES = {
    "quarantined": lazy("In quarantine"),
    "clean": lazy("Ready"),
    "released": lazy("Released by a complaints manager"),
    "refused": lazy("Refused"),
    "destroyed": lazy("Destroyed"),
}


def problem(code: str) -> str:
    """Why a file is not taken, or not open yet, and what to do instead; empty where there is nothing to say."""
    if not code:
        return ""
    return str(_PROBLEMS.get(code, _PROBLEMS["unknown"]))


def removed(codes: Iterable[str]) -> str:
    """What was taken out of a file so that it is safe, in a sentence; empty where nothing was."""
    known = [str(_REMOVED[code]) for code in codes if code in _REMOVED]
    return _("Taken out of this copy: %(what)s.") % {"what": "; ".join(known)} if known else ""


def state(code: str) -> str:
    """A version's state in words."""
    return str(_STATES[code])


def too_large(name: str, most: int) -> str:
    """That a file is larger than is taken. `most` in bytes."""
    return _(
        "“%(name)s” is larger than %(most)s MB, the largest that is kept here. Divide it, or ask your administrator."
    ) % {
        "name": name,
        "most": most // (1024 * 1024),
    }


def not_taken(name: str, code: str) -> str:
    """That a file was not taken, and why."""
    return _("“%(name)s” was not kept. %(why)s") % {"name": name, "why": problem(code)}
