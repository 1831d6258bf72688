"""Django, set up from the environment, for the commands that need the database.

    set_up()        then the models can be imported

A setting that is missing or wrong is told in its own sentence, without a traceback.
"""

from __future__ import annotations

import os
import sys


def set_up() -> None:
    """Set Django up. Ends the command with 2 where a setting is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
