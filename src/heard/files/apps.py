"""Tells Django of the tables of the child's file. Nothing happens on start-up."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """The app `heard.files`, whose tables begin with `files_`."""

    name = "heard.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "The child's file"
