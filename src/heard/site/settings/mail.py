"""How mail leaves: `HEARD_SMTP_URL`, such as smtp://name:password@mail.council.example:587?security=starttls.

Without it mail goes nowhere; the demonstration keeps what it would have sent and shows it on its mailbox page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_SECURITY = {"starttls": "EMAIL_USE_TLS", "tls": "EMAIL_USE_SSL", "none": ""}


def mail(url: str, sender: str, *, keep: bool = False) -> dict[str, Any]:
    """Django's e-mail settings. `keep` is for the demonstration: without an address mail goes into its mailbox.
    `security` is starttls (the usual), tls, or none for a relay on this machine.
    """
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender, "EMAIL_TIMEOUT": 20}
    if not url and keep:
        return {**settings, "EMAIL_BACKEND": "heard.chasers.kept.KeptMail"}
    if not url:
        return {**settings, "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise ImproperlyConfigured(
            "HEARD_SMTP_URL must look like smtp://name:password@mail.council.example:587?security=starttls"
        )
    security = parse_qs(parts.query).get("security", ["starttls"])[0]
    if security not in _SECURITY:
        raise ImproperlyConfigured(f"HEARD_SMTP_URL: security is {security!r}. Write starttls, tls or none.")
    settings.update(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST=parts.hostname,
        EMAIL_PORT=parts.port or {"starttls": 587, "tls": 465, "none": 25}[security],
        EMAIL_HOST_USER=unquote(parts.username or ""),
        EMAIL_HOST_PASSWORD=unquote(parts.password or ""),
    )
    if _SECURITY[security]:
        settings[_SECURITY[security]] = True
    return settings
