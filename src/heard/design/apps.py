"""The design system as a Django application, so that its static files are found.

In settings: `INSTALLED_APPS = [..., "heard.design"]`. It has no models.
"""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "heard.design"
    label = "design"
