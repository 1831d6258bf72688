"""What browsers are told and how signing in is guarded. Values only; docs/how-to/settings.md says which a
council may change.

Nothing is loaded from anywhere but Heard itself, no script or style is written into a page, and no page is
kept by a browser.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [NONE],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
}

# Argon2 makes new hashes; the second is there so that a hash brought from another system can be read once and remade.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

_CHECKS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": _CHECKS + "UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": _CHECKS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _CHECKS + "CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]

# Five wrong passwords for one account shut it for fifteen minutes, wherever they came from.
LOCK_OUT: dict[str, Any] = {
    "AXES_FAILURE_LIMIT": 5,
    "AXES_COOLOFF_TIME": timedelta(minutes=15),
    "AXES_LOCKOUT_PARAMETERS": ["username"],
    # The name in Django's own sign-in form. Left out, axes looks for "email", finds nobody, and shuts nothing.
    "AXES_USERNAME_FORM_FIELD": "username",
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_LOCKOUT_CALLABLE": "heard.site.problems.locked_out",
    "AXES_CLIENT_IP_CALLABLE": "heard.accounts.lockout.address_of",
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
}

# A session ends when nobody has used it for an hour, and in any case after twelve (middleware/sessions.py).
SESSION_IDLE = timedelta(minutes=60)
SESSION_LONGEST = timedelta(hours=12)


def cookies(in_the_clear: bool) -> dict[str, Any]:
    """Cookie and transport settings. `in_the_clear` is for demonstration and tests, which have no TLS."""
    kept: dict[str, Any] = {
        "SESSION_COOKIE_NAME": "heard_session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": int(SESSION_LONGEST.total_seconds()),
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": "heard_csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
    }
    if in_the_clear:
        return kept
    return {
        **kept,
        "SESSION_COOKIE_NAME": "__Host-heard_session",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-heard_csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_REDIRECT_EXEMPT": [r"^healthz$", r"^readyz$"],
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": 31_536_000,
    }
