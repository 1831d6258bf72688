"""The Jinja environment in which every screen is rendered.

In settings: `"OPTIONS": {"environment": "heard.design.environment.environment"}`. A template then has
`url("worklist")`, `static("design/heard.css")`, `ui.why(...)`, `govuk.button({...})`, `field(form["date"])`,
`_("words")` and the date filters. Everything is escaped unless it is marked safe. It does not choose what a
page says: views do.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)

from heard.design import addresses, dates, fields
from heard.design.macros import Macros
from heard.design.paths import path_of
from heard.design.wording import wording

GOVUK = "govuk_frontend_jinja"


def environment(**options: Any) -> Environment:
    """Heard's environment. Called by Django's Jinja2 backend with that backend's options."""
    env = Environment(
        loader=FileSystemLoader(_folders()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        auto_reload=bool(options.get("auto_reload", False)),
        bytecode_cache=_kept(options.get("compiled", "")),
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    govuk = govuk_macros(env.bytecode_cache)
    env.globals.update(
        _=wording,
        url=url,
        static=static,
        language=translation.get_language,
        govuk=govuk,
        ui=Macros(env, "design/components/{name}.html", "{name}"),
        field=fields.renderer(govuk),
        fields=fields.all_of(govuk),
        error_summary=fields.summary(govuk),
        with_query=addresses.with_query,
    )
    env.filters.update(
        day=dates.day,
        short_day=dates.short_day,
        moment=dates.moment,
        iso=dates.iso,
        plural=dates.plural,
        days_from=dates.days_from,
    )
    return env


def url(name: str, *arguments: object, **named: object) -> str:
    """The address of a named page: `url("case", case.reference)`."""
    return reverse(name, args=arguments or None, kwargs=named) if named else path_of(name, *arguments)


def govuk_macros(compiled: BytecodeCache | None = None) -> Macros:
    """The GOV.UK macros, by name: `govuk_macros().button({"text": "Save"})`.

    They have an environment of their own, because they count on unknown names being empty, and ours may not.
    """
    env = Environment(
        loader=PrefixLoader({GOVUK: PackageLoader(GOVUK)}),
        autoescape=True,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    return Macros(env, GOVUK + "/components/{dashed}/macro.html", "govuk{camel}")


def _kept(folder: str) -> BytecodeCache | None:
    """Compiled templates kept in a private folder, so that a new process need not compile them: 0.02 s, not 0.25 s.

    They are code, so the folder must be ours alone.
    """
    if not folder:
        return None
    place = Path(folder)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = place.stat()
    if state.st_uid != os.geteuid() or state.st_mode & 0o077:
        raise ImproperlyConfigured(
            f"HEARD_TEMPLATE_CACHE: {place} must belong to the account that runs Heard, and be open to no other."
            f" Run: chmod 700 {place}"
        )
    return FileSystemBytecodeCache(str(place))


def _folders() -> list[str]:
    """The `templates` folders of Heard's own parts, and of no other application."""
    heard = Path(__file__).resolve().parent.parent
    return [str(folder) for folder in get_app_template_dirs("templates") if heard in Path(folder).parents]
