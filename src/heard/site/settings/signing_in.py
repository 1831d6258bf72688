"""How people sign in: second factors, passkeys, and the council's own sign-in (OpenID Connect) where there is one.

    HEARD_SECOND_FACTOR=required    HEARD_OIDC_URL=https://login.council.example/tenant/v2.0

docs/how-to/sign-in.md tells a council which to write. What is done with them is `heard.accounts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from heard.site.settings import reading

_OIDC = ("HEARD_OIDC_URL", "HEARD_OIDC_CLIENT_ID", "HEARD_OIDC_SECRET")


@dataclass(frozen=True, slots=True)
class Council:
    """The council's own sign-in. `does_second_factor`: it asks for one itself, so that Heard need not.

    `email_is_trusted`: its addresses count as verified without its saying so, as those of one Entra tenant may.
    """

    url: str
    client_id: str
    secret: str
    label: str
    does_second_factor: bool
    email_is_trusted: bool


def one_of(name: str, allowed: tuple[str, ...], default: str) -> str:
    """A setting that is one of a few words."""
    value = reading.text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write {' or '.join(allowed)}.")
    return value


def council(*, made_up: bool) -> Council | None:
    """The council's own sign-in from the environment, or None."""
    given = {name: reading.text(name) for name in _OIDC}
    if not any(given.values()):
        return None
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Set {' and '.join(missing)} too, or take {_OIDC[0]} out.")
    if not given[_OIDC[0]].startswith("https://") and not made_up:
        raise ImproperlyConfigured("HEARD_OIDC_URL must begin with https://")
    return Council(
        url=given["HEARD_OIDC_URL"],
        client_id=given["HEARD_OIDC_CLIENT_ID"],
        secret=given["HEARD_OIDC_SECRET"],
        label=reading.text("HEARD_OIDC_LABEL") or "the council's sign-in",
        does_second_factor=one_of("HEARD_OIDC_SECOND_FACTOR", ("provider", "heard"), "heard") == "provider",
        email_is_trusted=one_of("HEARD_OIDC_EMAIL", ("verified", "trusted"), "verified") == "trusted",
    )


def proxies(*, made_up: bool) -> int:
    """How many proxies stand before Heard, from which the visitor's own address is told."""
    value = reading.text("HEARD_PROXIES", "0" if made_up else "1")
    if not value.isdigit():
        raise ImproperlyConfigured(
            f"HEARD_PROXIES is {value!r}. Write how many proxies stand before Heard, like 1."
        )
    return int(value)


def second_factor(*, made_up: bool) -> str:
    """Whether everybody must have one ("required"), or may ("offered")."""
    return one_of("HEARD_SECOND_FACTOR", ("required", "offered"), "offered" if made_up else "required")


# What django-allauth is told: nobody signs up, no mail or limit of its own, and everything else is `heard.accounts`.
ALLAUTH: dict[str, Any] = {
    "PASSWORD_RESET_TIMEOUT": 60 * 60,
    "ACCOUNT_ADAPTER": "heard.accounts.adapters.Entering",
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_RATE_LIMITS": False,
    "ACCOUNT_LOGIN_TIMEOUT": 15 * 60,
    "MFA_ADAPTER": "heard.accounts.adapters.Factors",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",
    "MFA_TOTP_ISSUER": "Heard",
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_RATE_LIMITS": False,
    "SOCIALACCOUNT_STORE_TOKENS": False,
}


def providers(theirs: Council | None) -> dict[str, Any]:
    """The council's own sign-in, as allauth is told of it."""
    return {"SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [_app(theirs)] if theirs else []}}}


def _app(theirs: Council) -> dict[str, Any]:
    return {
        "provider_id": "council",
        "name": theirs.label,
        "client_id": theirs.client_id,
        "secret": theirs.secret,
        "settings": {"server_url": theirs.url.rstrip("/"), "oauth_pkce_enabled": True},
    }
