"""The door for the web server: `granian --interface wsgi heard.site.wsgi:application`.

WSGI with threads, and not ASGI: every page is a plain function that waits for PostgreSQL, and nothing here
streams.
"""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.site.settings")
application = get_wsgi_application()
