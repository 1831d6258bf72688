"""Heard's Django settings, put together from the environment. docs/how-to/settings.md lists every name.

    DATABASE_URL=postgresql://heard_web@/heard HEARD_SECRET_KEY=... HEARD_ALLOWED_HOSTS=heard.council.example

Defaults are the safe ones: a setting that a council must think about has none, and start-up says which is
missing.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from heard.site.settings import data, documents, mail, protection, reading, records, signing_in

# Demonstration and tests have made-up people, no TLS, and may pin the day.
HEARD_DEMO = reading.flag("HEARD_DEMO")
HEARD_TESTS = reading.flag("HEARD_TESTS")
_MADE_UP = HEARD_DEMO or HEARD_TESTS

DEBUG = False
BASE_DIR = Path(__file__).resolve().parent.parent

# ------------------------------------------------------------ what must be given
SECRET_KEY = reading.text("HEARD_SECRET_KEY")
if not SECRET_KEY and _MADE_UP:
    SECRET_KEY = "made-up-people-only-never-for-real-records-0000000000"
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set HEARD_SECRET_KEY to a long random text, and keep it secret. It protects sessions and forms."
    )
if "DATABASE_URL" not in os.environ:
    raise ImproperlyConfigured(
        "Set DATABASE_URL to the address of Heard's PostgreSQL database. `heard demo` starts one of its own."
    )
DATABASES = data.databases(reading.text("DATABASE_URL"), reading.text("HEARD_OWNER_URL"))
DATABASE_ROUTERS = ["heard.site.settings.data.OwnerMigrates"]

HEARD_TODAY = reading.a_day("HEARD_TODAY")
if HEARD_TODAY and not _MADE_UP:
    raise ImproperlyConfigured(
        "HEARD_TODAY is for demonstrations and tests. Take it out: with real records, today is today."
    )

# ------------------------------------------------------------ where it is served
HEARD_BASE_URL = reading.text("HEARD_BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = reading.words("HEARD_ALLOWED_HOSTS") or list(
    filter(None, [urlsplit(HEARD_BASE_URL).hostname])
)
if _MADE_UP:
    ALLOWED_HOSTS = list(dict.fromkeys([*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]))
CSRF_TRUSTED_ORIGINS = [HEARD_BASE_URL]
ROOT_URLCONF = "heard.site.urls"
WSGI_APPLICATION = "heard.site.wsgi.application"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "worklist"
LOGOUT_REDIRECT_URL = "sign-in"

# ------------------------------------------------------------ the parts
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "heard.authority",
    "heard.people",
    "heard.accounts",
    "heard.cases",
    "heard.files",
    "heard.letters",
    "heard.chasers",
    "heard.search",
    "heard.office",
    "heard.design",
]
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "heard.site.middleware.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "heard.site.middleware.keeping.NotKept",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "heard.site.middleware.readable.Readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "heard.site.middleware.files.Files",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "heard.site.middleware.sessions.SessionsEnd",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "heard.site.middleware.second_factor.SecondFactorFirst",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {
            "environment": "heard.design.environment.environment",
            "auto_reload": reading.flag("HEARD_RELOAD"),
            "compiled": reading.text("HEARD_TEMPLATE_CACHE"),
            "context_processors": ["heard.site.furniture.furniture"],
        },
    }
]

# ------------------------------------------------------------ words and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR.parent / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# ------------------------------------------------------------ static files
STATIC_URL = "/static/"
STATIC_ROOT = reading.text("HEARD_STATIC_ROOT") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "heard.site.static.HashedStatic"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# ------------------------------------------------------------ protection
PASSWORD_HASHERS = protection.PASSWORD_HASHERS
AUTH_PASSWORD_VALIDATORS = protection.AUTH_PASSWORD_VALIDATORS
AUTHENTICATION_BACKENDS = protection.AUTHENTICATION_BACKENDS
CONTENT_SECURITY_POLICY = protection.CONTENT_SECURITY_POLICY
PERMISSIONS_POLICY = protection.PERMISSIONS_POLICY
HEARD_SESSION_IDLE = protection.SESSION_IDLE
HEARD_SESSION_LONGEST = protection.SESSION_LONGEST
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CSRF_FAILURE_VIEW = "heard.site.problems.page_too_old"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["heard.site.uploads.NoFiles"]
HEARD_FILES = documents.FILES
HEARD_FILES_KEYS = documents.FILES_KEYS
HEARD_FILES_KEY = documents.FILES_KEY
HEARD_S3_ENDPOINT = documents.S3_ENDPOINT
HEARD_CLAMD = documents.CLAMD
HEARD_UPLOAD_LARGEST = documents.UPLOAD_LARGEST
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
globals().update(protection.LOCK_OUT, **protection.cookies(in_the_clear=_MADE_UP))
HEARD_SECOND_FACTOR = signing_in.second_factor(made_up=_MADE_UP)
HEARD_ACCOUNTS_KEY: list[str] = reading.words("HEARD_ACCOUNTS_KEY")
HEARD_COUNCIL_SIGN_IN = signing_in.council(made_up=_MADE_UP)
HEARD_PROXIES = signing_in.proxies(made_up=_MADE_UP)
globals().update(signing_in.ALLAUTH, **signing_in.providers(HEARD_COUNCIL_SIGN_IN))

# ------------------------------------------------------------ mail, procedures, log
globals().update(
    mail.mail(
        reading.text("HEARD_SMTP_URL"), reading.text("HEARD_FROM_EMAIL", "heard@localhost"), keep=HEARD_DEMO
    )
)
HEARD_CHASER_HOURS = reading.text("HEARD_CHASER_HOURS", "08:00-18:00")
HEARD_PROCEDURES = [Path(folder) for folder in reading.text("HEARD_PROCEDURES").split(os.pathsep) if folder]
LOGGING = records.logging(reading.text("HEARD_LOG_LEVEL", "WARNING" if HEARD_TESTS else "INFO"))
