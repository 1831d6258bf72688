"""Static files with their content's hash in their names, so that a browser may keep them for ever.

Used where `HEARD_STATIC_ROOT` is set and `collectstatic` has run; development and tests serve the files as
they are.
"""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the addresses in `import` lines of our own scripts."""

    support_js_module_import_aggregation = True
