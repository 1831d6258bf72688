"""Tells Django of the tables of people. Nothing happens on start-up."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app `heard.people`, whose tables begin with `people_`."""

    name = "heard.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "People"
