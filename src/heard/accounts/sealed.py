"""Secrets of second factors are sealed before they are stored, with a key that the database does not have.

    open_up(seal("JBSWY3DPEHPK3PXP"))     -> "JBSWY3DPEHPK3PXP"

The first key of HEARD_ACCOUNTS_KEY seals, and every key listed there opens, so that a key can be replaced. Without
that setting the key is made from HEARD_SECRET_KEY. It seals no documents: `heard.files` does.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"Heard: secrets of second factors, 1"


class KeyIsWrong(Exception):
    """A secret that none of the present keys opens: HEARD_ACCOUNTS_KEY or HEARD_SECRET_KEY was changed."""


def seal(text: str) -> str:
    """The text, readable only with the key."""
    return _keys().encrypt(text.encode()).decode()


def open_up(sealed: str) -> str:
    """What was sealed. Raises KeyIsWrong."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise KeyIsWrong(
            "A second factor was sealed with another key. Put the former key after a comma in HEARD_ACCOUNTS_KEY."
        ) from None


def _keys() -> MultiFernet:
    return _made(tuple(settings.HEARD_ACCOUNTS_KEY or [settings.SECRET_KEY]))


@lru_cache(maxsize=4)
def _made(given: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_stretched(one)) for one in given])


def _stretched(key: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(made)
