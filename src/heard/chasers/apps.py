"""Tells Django of the tables of chasers. Nothing happens on start-up; the jobs are in `tasks.py`."""

from django.apps import AppConfig


class ChasersConfig(AppConfig):
    """The app `heard.chasers`, whose tables begin with `chasers_`."""

    name = "heard.chasers"
    label = "chasers"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Chasers"
