"""Tells Django of the tables of cases. Nothing happens on start-up; what follows a fact is called in `record.py`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The app `heard.cases`, whose tables begin with `cases_`."""

    name = "heard.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Cases"
