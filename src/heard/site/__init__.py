"""The web site: settings, addresses, middleware, health pages and the pages for things that go wrong.

Served by `granian --interface wsgi heard.site.wsgi:application`. It puts the parts together and holds no
casework.
"""
