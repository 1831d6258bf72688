"""Tells Django of the index of search. Nothing happens on start-up."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app `heard.search`, whose table is `search_entry`."""

    name = "heard.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Search"
