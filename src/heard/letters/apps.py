"""Tells Django of the tables of letters. Nothing happens on start-up."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The app `heard.letters`, whose tables begin with `letters_`."""

    name = "heard.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Letters"
