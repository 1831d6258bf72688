"""A QR code as a drawing in the page itself: nothing is loaded, nothing runs, and no style is written into it.

    drawn("otpauth://totp/...")     -> <svg role="img" ...>

The key beside it says the same in letters, for whoever cannot use a picture.
"""

from __future__ import annotations

import qrcode
from django.utils.html import format_html
from django.utils.translation import gettext as _
from markupsafe import Markup

_BORDER = 4


def drawn(words: str) -> Markup:
    """The words as an SVG element. One path of squares on a white ground, whatever the colours of the page."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(words)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) + 2 * _BORDER
    squares = "".join(
        f"M{x + _BORDER} {y + _BORDER}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        format_html(
            '<svg role="img" aria-label="{}" class="heard-qr" width="220" height="220" viewBox="0 0 {} {}" '
            'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>',
            _("QR code to scan with your authenticator app"),
            size,
            size,
            size,
            size,
            squares,
        )
    )
