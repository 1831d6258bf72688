"""A real Chromium for the tests, and axe-core's judgement of a page.

`chromium()` starts the one that `make test` found (.browser/path); `violations(page)` lists what axe-core finds against
WCAG 2.2 AA, one line each. It opens no address by itself.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
_AXE = ROOT / "tests/vendor/axe-core/axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def program() -> str:
    """The path of the Chromium to use."""
    noted = ROOT / ".browser/path"
    found = os.environ.get("HEARD_CHROMIUM") or (noted.read_text().strip() if noted.is_file() else "")
    found = found or shutil.which("chromium") or shutil.which("google-chrome") or ""
    assert found, "No Chromium was found. Run tools/browser.sh, which finds or installs one."
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the run of the tests. It has no sandbox when we are root, as Chromium then demands."""
    # Playwright keeps an event loop going in this thread, which Django would take for an asynchronous program.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), args=[*options, "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands, in sentences; empty when it finds nothing."""
    # Put in through the browser itself, since the page's own policy rightly refuses a script from elsewhere.
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", _RULES)
    return [
        f"{page.url}: {one['help']} ({one['id']}) at {', '.join(' '.join(node['target']) for node in one['nodes'])}"
        for one in found["violations"]
    ]
