"""Tells Django of the authority's tables. Nothing happens on start-up."""

from django.apps import AppConfig


class AuthorityConfig(AppConfig):
    """The app `heard.authority`, whose tables begin with `authority_`."""

    name = "heard.authority"
    label = "authority"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Authority"
