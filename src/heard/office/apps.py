"""Tells Django of the office's templates. It has no tables."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The app `heard.office`."""

    name = "heard.office"
    label = "office"
    verbose_name = "Office"
