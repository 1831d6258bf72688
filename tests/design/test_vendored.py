"""What we ship of GOV.UK Frontend holds nothing that only GOV.UK may use, and asks for nothing from elsewhere."""

import re
from pathlib import Path

from tools import vendor_govuk

import heard.design

STATIC = Path(heard.design.__file__).parent / "static/design"
CSS = (STATIC / "govuk/govuk-frontend.css").read_text(encoding="utf-8")


def test_the_styles_have_neither_the_font_nor_the_marks():
    for refused in ("font-face", "GDS Transport", "crown", "crest", "url("):
        assert refused.lower() not in CSS.lower(), refused


def test_the_styles_fall_back_to_arial():
    assert "font-family:arial,sans-serif" in CSS


def test_no_style_or_script_points_at_a_source_map_or_another_host():
    for path in STATIC.rglob("*.[cj]s*"):
        text = path.read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text, path.name
        assert not re.search(r"(url\(|@import|from)\s*[\"']?(https?:)?//", text), path.name


def test_no_image_or_font_of_theirs_is_shipped():
    names = {path.name for path in (STATIC / "govuk").iterdir()}
    assert names == {"govuk-frontend.css", "govuk-frontend.js", "LICENSE"}


def test_the_licence_travels_with_it():
    assert "MIT License" in (STATIC / "govuk/LICENSE").read_text(encoding="utf-8")


def test_the_tool_takes_out_what_must_go():
    made = vendor_govuk.our_styles(
        '@charset "UTF-8";@font-face{font-family:GDS Transport;src:url(/a.woff2)}'
        ".a{font-family:GDS Transport,arial,sans-serif}.govuk-footer__crown{background:url(/b.svg)}.c{color:red}"
        "\n/*# sourceMappingURL=x.css.map */\n"
    )
    assert made.startswith('@charset "UTF-8";\n')
    assert made.rstrip().endswith(".a{font-family:arial,sans-serif}.c{color:red}")
