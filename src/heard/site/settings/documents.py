"""Where documents are kept and how they are scanned: HEARD_FILES, HEARD_FILES_KEYS, HEARD_FILES_KEY, HEARD_CLAMD ...

    UPLOAD_LARGEST      -> 52428800

Values only. Without a place and a key the pages that take files say so; docs/how-to/documents.md is for who sets them.
"""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from heard.site.settings import reading

MEGABYTE = 1024 * 1024


FILES = reading.text("HEARD_FILES")
FILES_KEYS = reading.text("HEARD_FILES_KEYS")
FILES_KEY = reading.text("HEARD_FILES_KEY")
S3_ENDPOINT = reading.text("HEARD_S3_ENDPOINT")
CLAMD = reading.text("HEARD_CLAMD")


def megabytes(name: str, default: int) -> int:
    """A setting that is written in megabytes, in bytes."""
    value = reading.text(name) or str(default)
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 2000:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write a number of megabytes from 1 to 2000, such as 50."
        )
    return int(value) * MEGABYTE


UPLOAD_LARGEST = megabytes("HEARD_UPLOAD_LARGEST", 50)
