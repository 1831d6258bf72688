"""Pictures: decoded and written anew, so that nothing but what is seen is kept. Place, time and camera go.

    made_safe("jpeg", data).removed      -> ["camera"]

A picture that claims to be larger than `MOST_PIXELS` is refused before it is decoded. No words are read from it.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin

from heard.files.safe.done import Done, Unsafe

# Loaded now: once a picture is looked at, no file can be opened (`child.py`).
Image.preinit()
_LOADED = (MpoImagePlugin, TiffImagePlugin)
MOST_PIXELS = 60_000_000
_FORMATS = {"jpeg": "JPEG", "png": "PNG"}


def made_safe(kind: str, data: bytes) -> Done:
    """The picture as it is seen, upright. Raises Unsafe."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    format = _FORMATS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[format]) as opened:
                told = bool(opened.getexif()) or bool({"icc_profile", "xmp", "comment"} & set(opened.info))
                picture = ImageOps.exif_transpose(opened)
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unsafe("too-large-inside") from None
    except (OSError, SyntaxError, ValueError):
        raise Unsafe("broken") from None
    out = io.BytesIO()
    picture.info.clear()
    if format == "JPEG":
        plain = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
        plain.save(out, "JPEG", quality=92)
    else:
        picture.save(out, "PNG")
    return Done(out.getvalue(), "", ["camera"] if told else [])
