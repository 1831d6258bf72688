"""Signing in, in a real browser with the real web server: an app, a passkey of a virtual device, the council's own.

Every page on the way is looked at by axe-core, at 1280 and at 320 pixels.
"""

import os
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.accounts.conftest import PASSWORD
from tests.accounts.signing import code
from tests.browser import violations
from tests.journeys.served import Product
from tests.things.council import made_up_council

ON = date(2025, 11, 12)
KEPT = os.environ.get("HEARD_LOOK", "")


class Desk:
    """Somebody at a browser, who looks at every page at two widths."""

    def __init__(self, page, address):
        self.page, self.address, self.seen = page, address, 0

    def look(self):
        for width in (320, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{self.page.url} is {wide} pixels wider than {width}"
            if KEPT:
                self.seen += 1
                name = urlsplit(self.page.url).path.strip("/").replace("/", "-") or "first"
                self.page.screenshot(path=Path(KEPT) / f"{self.seen:02}-{name}-{width}.png", full_page=True)
        found = violations(self.page)
        assert not found, "\n".join(found)

    def open(self, path):
        self.page.goto(self.address + path)
        self.look()

    def fill(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)

    def press(self, words):
        self.page.get_by_role("button", name=words, exact=True).click()
        self.page.wait_for_load_state()
        self.look()

    def follow(self, words):
        self.page.get_by_role("link", name=words, exact=True).click()
        self.page.wait_for_load_state()
        self.look()

    def first_step(self, person):
        self.open("/sign-in/")
        self.fill("E-mail address", person.email)
        self.fill("Password", PASSWORD)
        self.press("Sign in")

    def heading(self, words):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.fixture
def served(committed_db, settings, monkeypatch):
    """A council whose officer has a password, and where everybody must have a second factor."""
    settings.HEARD_TODAY = ON
    monkeypatch.setenv("HEARD_SECOND_FACTOR", "required")
    council = made_up_council()
    for person in council.people.values():
        person.set_password(PASSWORD)
        person.save()
    council.person("keeper", "administrator").set_password(PASSWORD)
    council.people["keeper"].save()
    council.product = Product(committed_db)
    return council


def device(page):
    """A device that makes and keeps passkeys, and is unlocked by its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    what = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": what})["authenticatorId"]


def test_the_first_sign_in_sets_up_an_app_and_an_administrator_takes_it_away(served, page):
    officer = served.people["officer"]
    with served.product.on(ON) as address:
        desk = Desk(page, address)
        desk.open("/sign-in/forgotten/")
        desk.first_step(officer)
        desk.heading("Set up an authenticator app")
        expect(page.get_by_role("img", name="QR code to scan with your authenticator app")).to_be_visible()
        secret = "".join(page.locator(".heard-key").inner_text().split())
        desk.fill("The code that the app shows now", "123456")
        desk.press("Set it up")
        desk.fill("The code that the app shows now", code(secret))
        desk.press("Set it up")
        desk.heading("Keep these recovery codes")
        kept = page.locator(".heard-key").all_inner_texts()
        desk.press("I have kept them")
        desk.heading("Worklist")
        desk.open("/how-you-sign-in/")
        for page_of_theirs in ("codes/", "password/"):
            desk.open(f"/how-you-sign-in/{page_of_theirs}")
        page.get_by_role("button", name="Sign out").click()
        desk.first_step(officer)
        desk.heading("Enter your code")
        desk.fill("Code", kept[0])
        desk.press("Carry on")
        desk.heading("Worklist")
        desk.open("/how-you-sign-in/")
        desk.follow("Take the app away")
        expect(page.get_by_text("the only second step that you have")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        by_administrator(desk, served, officer)


def by_administrator(desk, served, officer):
    """The administrator takes the lost second step away: the officer sets up anew."""
    desk.first_step(served.people["keeper"])
    secret = "".join(desk.page.locator(".heard-key").inner_text().split())
    desk.fill("The code that the app shows now", code(secret))
    desk.press("Set it up")
    desk.press("I have kept them")
    desk.open(f"/people/{officer.pk}/sign-in/")
    desk.press("Take the second step away")
    expect(desk.page.get_by_text("second step was taken away. They are told by e-mail.")).to_be_visible()
    expect(desk.page.get_by_text("They are not signed in anywhere.")).to_be_visible()
    desk.page.get_by_role("button", name="Sign out", exact=True).click()
    desk.first_step(officer)
    desk.heading("Set up an authenticator app")


def test_a_passkey_is_the_second_step_and_signs_in_alone_and_is_nobody_elses(served, page, browser):
    officer, north = served.people["officer"], served.people["north"]
    with served.product.on(ON) as address:
        desk = Desk(page, address.replace("127.0.0.1", "localhost"))
        session, id = device(page)
        desk.first_step(officer)
        desk.follow("Use a passkey instead")
        desk.fill("A name for it", "Laptop at work")
        with page.expect_navigation():
            page.get_by_role("button", name="Make the passkey").click()
        desk.heading("Keep these recovery codes")
        desk.press("I have kept them")
        desk.heading("Worklist")
        desk.open("/how-you-sign-in/")
        expect(page.get_by_text("Laptop at work, since")).to_be_visible()
        page.get_by_role("button", name="Sign out", exact=True).click()
        # As the second step.
        desk.first_step(officer)
        desk.heading("Use your passkey")
        with page.expect_navigation():
            page.get_by_role("button", name="Use your passkey").click()
        desk.heading("Worklist")
        page.get_by_role("button", name="Sign out", exact=True).click()
        # Alone.
        desk.open("/sign-in/?next=/procedures/")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url("**/procedures/")
        expect(page.get_by_text(officer.name)).to_be_visible()
        page.get_by_role("button", name="Sign out", exact=True).click()
        another_persons(desk, session, id, north, officer)


def another_persons(desk, session, id, north, officer):
    """The officer's passkey does not take the second step of somebody else, whatever owner it claims."""
    page = desk.page
    desk.first_step(north)
    desk.follow("Use a passkey instead")
    with page.expect_navigation():
        page.get_by_role("button", name="Make the passkey").click()
    desk.press("I have kept them")
    page.get_by_role("button", name="Sign out", exact=True).click()
    credentials = session.send("WebAuthn.getCredentials", {"authenticatorId": id})["credentials"]
    assert len(credentials) == 2
    mine = next(one for one in credentials if one["userName"] == officer.email)
    theirs = next(one for one in credentials if one["userName"] == north.email)
    session.send("WebAuthn.clearCredentials", {"authenticatorId": id})
    # The officer's key, which now says that it is north's, and has the id of north's.
    forged = {**mine, "credentialId": theirs["credentialId"], "userHandle": theirs["userHandle"]}
    session.send("WebAuthn.addCredential", {"authenticatorId": id, "credential": forged})
    desk.first_step(north)
    with page.expect_navigation():
        page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_text("That passkey did not work here")).to_have_count(2)
    desk.open("/sign-in/")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("That passkey did not work here")).to_be_visible()
    page.goto(f"{desk.address}/how-you-sign-in/")
    desk.heading("Sign in")


def test_a_device_that_was_not_unlocked_signs_nobody_in(served, page):
    with served.product.on(ON) as address:
        desk = Desk(page, address.replace("127.0.0.1", "localhost"))
        session, id = device(page)
        desk.first_step(served.people["officer"])
        desk.follow("Use a passkey instead")
        session.send("WebAuthn.setUserVerified", {"authenticatorId": id, "isUserVerified": False})
        page.get_by_role("button", name="Make the passkey").click()
        expect(page.get_by_text("The passkey was not used.")).to_be_visible()
        desk.look()


def test_the_councils_own_sign_in(served, page, monkeypatch):
    import requests
    from oidc_provider_mock import run_server_in_thread

    officer = served.people["officer"]
    with run_server_in_thread() as server:
        provider = f"http://localhost:{server.server_port}"
        monkeypatch.setenv("HEARD_OIDC_URL", provider)
        monkeypatch.setenv("HEARD_OIDC_CLIENT_ID", "heard")
        monkeypatch.setenv("HEARD_OIDC_SECRET", "x")
        monkeypatch.setenv("HEARD_OIDC_LABEL", "Madeup Council")
        monkeypatch.setenv("HEARD_OIDC_SECOND_FACTOR", "provider")
        told = {"email": officer.email, "email_verified": True}
        requests.put(f"{provider}/users/7", json=told, timeout=5).raise_for_status()
        with served.product.on(ON) as address:
            desk = Desk(page, address)
            desk.open("/sign-in/?next=/procedures/")
            page.get_by_role("button", name="Sign in with Madeup Council").click()
            page.locator("input[name=sub]").fill("7")
            page.get_by_role("button", name="Authorize").first.click()
            page.wait_for_url("**/procedures/")
            desk.open("/")
            desk.heading("Worklist")


def test_without_scripts_there_is_no_button_for_passkeys_and_the_app_is_offered(served, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served.product.on(ON) as address:
        page.goto(f"{address}/sign-in/")
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
        page.get_by_label("E-mail address").fill(served.people["officer"].email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Set up an authenticator app")
        page.goto(f"{address}/how-you-sign-in/passkey/")
        expect(page.get_by_text("Passkeys need scripts")).to_be_visible()
    context.close()
