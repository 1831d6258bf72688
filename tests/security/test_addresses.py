"""Addresses, cookies and bodies that no page of Heard makes: each gets an answer, and none a fault."""

import pytest
from django.test import Client

from tests.things.council import key

ODD = ["%00", "a%00b", "%ff", "%F0%9F%92%A9", "%E2%80%AE", "x" * 3000, "%2e%2e", "-1", "9" * 19, "9" * 5000,
       "'%20OR%201=1--", "{{7*7}}", "%D9%A3", "1%0a"]  # fmt: skip
IDS = ["nul", "nul inside", "no utf-8", "beyond", "reversed", "long", "dots", "negative", "beyond 64 bits",
       "beyond all", "sql", "template", "other figures", "new line"]  # fmt: skip
ADDRESSES = [
    "/cases/{odd}/", "/cases/{case}/record/{odd}/", "/cases/{case}/facts/{odd}/strike-out/",
    "/cases/{case}/facts/{odd}/correct/", "/cases/{case}/why/{odd}/", "/cases/{case}/letters/{odd}/",
    "/cases/{case}/letters/{letter}/files/{odd}/", "/cases/{case}/letters/{odd}/issue/", "/mailbox/{odd}/",
    "/procedures/{odd}/2024-01-01/", "/procedures/leicestershire/{odd}/", "/editions/calendar/{odd}/",
    "/editions/closures/{odd}/", "/editions/procedure/leicestershire/{odd}/", "/editions/moves/{odd}/",
    "/log/?procedure={odd}", "/mailbox/?page={odd}", "/?page={odd}&team={odd}&text={odd}&stage={odd}&when={odd}",
    "/?whose=all&owed_by={odd}&procedure={odd}", "/sign-in/?next={odd}",
]  # fmt: skip


@pytest.fixture
def letter(council):
    from heard.letters.drafting import draft
    from tests.screens.conftest import ON

    case = council.opened(officer=council.people["officer"]).case
    return draft(case, "acknowledgement", council.people["manager"], ON)


@pytest.mark.parametrize("odd", ODD, ids=IDS)
def test_no_address_is_a_fault(letter, at, settings, odd):
    settings.HEARD_DEMO = True
    client = at("manager")
    client.raise_request_exception = False
    for pattern in ADDRESSES:
        where = pattern.format(odd=odd, case=letter.case.reference, letter=letter.pk)
        assert client.get(where).status_code in (200, 302, 400, 404, 409), where


@pytest.mark.parametrize("cookie", ['"aaaaaaaaa\\000aaaaa"', "';--", "a" * 5000, '"\\377\\376aaaaaaaaaa"'])
def test_no_cookie_is_a_fault(db, cookie):
    client = Client(raise_request_exception=False)
    for name in ("heard_session", "heard_csrf"):
        assert client.get("/", headers={"cookie": f"{name}={cookie}"}).status_code in (302, 400)


@pytest.mark.parametrize("leads", ["/sign-in/", "/sign-in/?next=/sign-in/", "http://testserver/sign-in/"])
def test_the_sign_in_does_not_lead_to_itself(council, at, settings, leads):
    settings.ALLOWED_HOSTS = ["testserver"]
    assert at("officer").get("/sign-in/", {"next": leads}).headers["Location"] == "/"


@pytest.mark.parametrize(
    "leads",
    ["//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)", "///evil.example", "\t//evil",
     "http://testserver@evil.example/", "http://evil.example\\@testserver/"],
)  # fmt: skip
def test_the_sign_in_leads_nowhere_else(council, at, leads):
    assert at("officer").get("/sign-in/", {"next": leads}).headers["Location"] == "/"


def test_a_file_is_refused_before_it_is_read(council, at, tmp_path, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    file = SimpleUploadedFile("letter.pdf", b"%PDF-1.7" * 500_000)
    answer = at("officer").post("/log/", {"key": key(), "file": file})
    assert answer.status_code == 400
    assert "could not read" in answer.content.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "body", [b"a=" + b"x" * 6_000_000, b"&".join(b"f%d=1" % n for n in range(1001)), b"a=%FF%00&b=%ED%A0%80"]
)
def test_no_body_is_a_fault(db, body):
    client = Client(raise_request_exception=False)
    answer = client.post("/sign-in/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 400)


def test_no_page_is_kept_framed_sniffed_or_found_by_search(db):
    for where in ("/sign-in/", "/", "/nothing-here/", "/cases/%00/"):
        headers = Client().get(where).headers
        assert "no-store" in headers["Cache-Control"]
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
