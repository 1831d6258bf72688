"""Make the vendored copy of GOV.UK Frontend from its npm tarball.

    npm pack govuk-frontend@6.3.0
    python tools/vendor_govuk.py govuk-frontend-6.3.0.tgz

Councils may use the components, but not the crown, the crest, the GDS Transport font, the icons or the
sharing image. This leaves them out, and writes the style sheet, the script, the licence and the fixtures that
tests/design compares with. It downloads nothing and changes nothing else.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from pathlib import Path

VERSION = "6.3.0"
ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/heard/design/static/design/govuk"
FIXTURES = ROOT / "tests/vendor/govuk-frontend-fixtures"

# These two draw the crown, so Heard neither ships their styles nor tests their macros.
CROWNED = ("footer", "header")

BANNER = f"""/* GOV.UK Frontend {VERSION}, MIT (see LICENSE), made by tools/vendor_govuk.py:
   without the marks and the font that belong to GOV.UK alone. */
"""

LICENCE = """The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def without_source_map(text: str) -> str:
    """Drop the pointer to a source map that we do not ship (hashed static files would look for it)."""
    return re.sub(r"\n?(/\*|//)# sourceMappingURL=\S+( \*/)?\s*$", "\n", text)


def our_styles(css: str) -> str:
    """The official minified style sheet with the font, its notice, the crest and the crown's rules taken out."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", "", css, flags=re.S)
    css = css.replace("GDS Transport,arial,sans-serif", "arial,sans-serif").replace("GDS Transport", "arial")
    css = re.sub(r"[^{}]*\.govuk-footer__(?:copyright-logo|crown)[^{}]*\{[^{}]*\}", "", css)
    charset = '@charset "UTF-8";'  # a browser reads it only as the very first thing
    return charset + "\n" + BANNER + without_source_map(css.removeprefix(charset))


def member(tarball: tarfile.TarFile, name: str) -> str:
    found = tarball.extractfile(f"package/dist/govuk/{name}")
    if found is None:
        raise SystemExit(f"{name} is not in the tarball; is it govuk-frontend {VERSION}?")
    return found.read().decode("utf-8")


def vendor(tarball: tarfile.TarFile) -> list[Path]:
    """Write the vendored files; returns their paths."""
    written: dict[Path, str] = {
        STATIC / "govuk-frontend.css": our_styles(member(tarball, "govuk-frontend.min.css")),
        STATIC / "govuk-frontend.js": without_source_map(member(tarball, "govuk-frontend.min.js")),
        STATIC / "LICENSE": LICENCE,
        FIXTURES / "LICENSE": LICENCE,
    }
    pattern = re.compile(r"package/dist/govuk/components/([a-z-]+)/fixtures\.json")
    for name in tarball.getnames():
        found = pattern.fullmatch(name)
        if found and found[1] not in CROWNED:
            fixtures = json.loads(member(tarball, f"components/{found[1]}/fixtures.json"))
            kept = [{key: one[key] for key in ("name", "options", "html")} for one in fixtures["fixtures"]]
            written[FIXTURES / f"{found[1]}.json"] = (
                json.dumps({"component": found[1], "fixtures": kept}, ensure_ascii=False, indent=1) + "\n"
            )
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return sorted(written)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(f"Give the tarball: python tools/vendor_govuk.py govuk-frontend-{VERSION}.tgz")
        return 2
    with tarfile.open(arguments[0]) as tarball:
        package = tarball.extractfile("package/package.json")
        version = json.loads(package.read())["version"] if package else "unknown"
        if version != VERSION:
            print(
                f"This tarball is version {version}. Heard's macros pass the fixtures of {VERSION}: use that one."
            )
            return 1
        for path in vendor(tarball):
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
