"""What was received: filed with its fact, or not at all; in quarantine until it was looked at; nothing in the clear."""

from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.http import UnreadablePostError

from heard.cases import history
from heard.cases.verify import verify
from heard.files import receiving, serving, storage, sweeping
from heard.files.folders import folder
from heard.files.models import Document, DocumentText, Version
from heard.files.receiving import Into, NotReceived, add_version, commitment, receive
from heard.files.serving import NotReady, download
from heard.files.upload import SealedUpload
from heard.site.middleware.files import Files
from tests.files.documents import docx, pdf, sent, with_script
from tests.files.filing import looked_at
from tests.files.practice_note import DAY


def everywhere(kept) -> bytes:
    """All bytes that lie on the disk."""
    return b"".join(path.read_bytes() for path in kept.rglob("*") if path.is_file())


def places(kept) -> set[str]:
    return {path.name for path in kept.rglob("*") if path.is_file()}


def given_out(version) -> bytes:
    return b"".join(download(version).streaming_content)


def test_what_is_received_is_in_quarantine_and_nothing_of_it_is_in_the_clear(filed, kept):
    document = filed(b"SECRETWORD " * 20_000, "letter.txt")
    version = document.current
    assert version.state == Version.QUARANTINED
    assert version.size == 220_000
    assert version.sha256 == sha256(b"SECRETWORD " * 20_000).hexdigest()
    assert (version.name, version.media_type) == ("letter.txt", "text/plain; charset=utf-8")
    assert b"SECRETWORD" not in everywhere(kept)
    assert places(kept) == {version.place}
    with pytest.raises(NotReady, match="being scanned"):
        download(version)


def test_only_the_user_of_heard_may_look_into_the_store(filed, kept):
    filed()
    for path in kept.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0 or path.parent == kept, path


def test_a_file_of_the_wrong_kind_is_refused_with_its_reason_and_nothing_stays(council, kept):
    upload = sent(b"MZ\x90\x00\x03" + bytes(60), "letter.pdf")
    with pytest.raises(NotReceived, match=r"“letter” was not kept. This is a program"):
        receive(upload, Into(folder(council.child, "complaints")), council.people["manager"], DAY)
    upload.close()
    assert Document.objects.count() == 0
    assert places(kept) == set()


def test_who_may_not_write_into_the_folder_files_nothing(council, kept):
    for who, key in (("worker", "complaints"), ("officer", "allegations"), ("nobody", "complaints")):
        upload = sent(b"Dear Jo")
        with pytest.raises(NotReceived, match="cannot put documents into this folder"):
            receive(upload, Into(folder(council.child, key)), council.people[who], DAY)
        upload.close()
    assert places(kept) == set()


def test_the_fact_says_what_was_filed_and_where(council, filed):
    case = council.complaint()
    document = filed(b"Dear Jo", case=case)
    row = case.rows.get(kind="document.filed")
    assert row.answers == {
        "document": str(document.pk),
        "version": "1",
        "content": sha256(b"Dear Jo").hexdigest(),
        "folder": "complaints",
    }
    assert row.recorded_by == council.people["manager"]
    assert verify([case.pk]) == []


def test_the_fact_of_a_restricted_folder_tells_nothing(council, filed):
    case = council.complaint()
    document = filed(b"Dear Jo", "Ned hit Sam.txt", folder="allegations", case=case, title="About Ned")
    row = case.rows.get(kind="document.filed")
    assert row.answers == {
        "document": str(document.pk),
        "version": "1",
        "content": commitment(document.current),
        "restricted": True,
    }
    assert sha256(b"Dear Jo").hexdigest() not in str(row.answers)
    line = history.of(case)[-1]
    assert (line.title, line.answers) == (
        "A document filed",
        (("Where", "It is held in a restricted place."),),
    )


def test_the_same_post_twice_records_one_fact_and_files_nothing_twice(council, kept):
    case, key = council.complaint(), uuid4().hex
    into = Into(folder(council.child, "complaints"), case)
    first = receive(sent(b"Dear Jo"), into, council.people["manager"], DAY, key=key)
    upload = sent(b"Dear Jo")
    assert receive(upload, into, council.people["manager"], DAY, key=key) == first
    upload.close()
    with pytest.raises(NotReceived, match="used already"):
        receive(sent(b"Dear Jo"), into, council.people["north"], DAY, key=key)
    assert case.rows.filter(kind="document.filed").count() == 1
    assert Document.objects.count() == 1


def test_where_the_fact_cannot_be_recorded_nothing_is_filed(council, kept, monkeypatch):
    def broken(*arguments, **options):
        raise RuntimeError("the disk")

    monkeypatch.setattr(receiving.record, "file_document", broken)
    upload = sent(b"Dear Jo")
    with pytest.raises(RuntimeError):
        receive(
            upload,
            Into(folder(council.child, "complaints"), council.complaint()),
            council.people["manager"],
            DAY,
        )
    upload.close()
    assert Document.objects.count() == 0
    assert places(kept) == set()


def test_released_by_a_manager_it_is_made_safe_and_can_be_opened(filed, committed, council, kept):
    from heard.files.releasing import release

    document = filed(pdf("Dear Jo", with_script), "letter.exe.pdf")
    version = looked_at(document, committed)
    assert (version.state, version.problem) == ("quarantined", "no-scanner")
    with pytest.raises(NotReady, match="Nothing scans files here"):
        download(version)
    with committed():
        release(version, council.people["manager"], "I know the sender", DAY)
    version = looked_at(document, committed)
    assert (version.state, version.problem, version.scanned_at) == ("released", "", None)
    assert set(version.removed) == {"script", "action", "embedded", "form"}
    assert given_out(version).startswith(b"%PDF-")
    assert b"EVILWORD" not in given_out(version)
    assert version.sha256 == sha256(pdf("Dear Jo", with_script)).hexdigest() or len(version.sha256) == 64
    assert version.words.text.strip() == "Dear Jo"
    assert places(kept) == {version.place}
    assert b"Dear Jo" not in everywhere(kept)


def test_only_a_manager_who_may_read_the_folder_releases_and_says_why(filed, committed, council):
    from heard.files.releasing import NotReleased, may_release, release

    version = looked_at(filed(), committed)
    for who in ("officer", "worker", "north", "admin", "nobody"):
        assert not may_release(version, council.people[who], DAY)
        with pytest.raises(NotReleased, match="Only a complaints manager"):
            release(version, council.people[who], "because", DAY)
    with pytest.raises(NotReleased, match="Say why"):
        release(version, council.people["manager"], " \x00 ", DAY)
    assert may_release(version, council.people["manager"], DAY)


def test_a_download_is_never_run_kept_or_guessed(filed, committed, council):
    version = ready(
        filed, committed, council, b"<html><p onclick=x()>Dear Jo</p><script>x()</script></html>", "Siân.html"
    )
    response = download(version)
    assert (
        response["Content-Disposition"]
        == "attachment; filename=\"Si_n.html\"; filename*=UTF-8''Si%C3%A2n.html"
    )
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"
    body = b"".join(response.streaming_content)
    assert len(body) == int(response["Content-Length"])
    assert b"<script" not in body
    assert b"onclick" not in body


def ready(filed, committed, council, data, name):
    """A version that may be opened: released by the manager, and made safe."""
    from heard.files.releasing import release

    document = filed(data, name)
    version = looked_at(document, committed)
    with committed():
        release(version, council.people["manager"], "I know the sender", DAY)
    return looked_at(document, committed)


def test_the_next_version_has_the_next_number(filed, council, committed):
    document = filed(docx("first"), "letter.docx")
    with committed():
        second = add_version(sent(docx("second"), "letter 2.docx"), document, council.people["north"], DAY)
    document.refresh_from_db()
    assert (second.number, document.current) == (2, second)
    assert [one.number for one in document.versions.all()] == [1, 2]


def test_the_database_keeps_what_was_received(filed, council):
    version = filed().current
    for change in ({"sha256": "0" * 64}, {"size": 1}, {"made_by": council.people["north"]}, {"number": 9}):
        with pytest.raises(Error, match="keeps what was received"), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(Error, match="row of a version is kept|permission denied"), transaction.atomic():
        Version.objects.filter(pk=version.pk)._raw_delete("default")
    with pytest.raises(Error, match="version_clean_was_scanned"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(state="clean")
    Version.objects.filter(pk=version.pk).update(state="destroyed", sealed_key=b"")
    with pytest.raises(Error, match="does not go from"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(state="quarantined")


def test_what_no_version_has_is_swept_away_after_a_day_and_nothing_else(filed, kept):
    from datetime import timedelta

    from heard.authority.today import clock

    version = filed().current
    sent(b"left behind by a process that was killed")
    assert len(places(kept)) == 2
    assert sweeping.orphans(clock()) == 0
    assert sweeping.orphans(clock() + timedelta(days=2)) == 1
    assert places(kept) == {version.place}


def test_unfinished_parts_are_swept_away_too(kept, settings):
    from datetime import timedelta

    from heard.authority.today import clock

    def stops_in_the_middle():
        with storage.documents().put("c" * 32) as writing:
            writing.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stops_in_the_middle()
    assert places(kept) == set()
    folder = kept / "files" / "cc"
    (folder / f"{'c' * 32}.0a0a0a0a.part").write_bytes(b"half")
    storage.documents().clear_parts((clock() + timedelta(days=2)).timestamp())
    assert places(kept) == set()


def test_words_are_read_again_where_they_are_gone(filed, committed, council):
    from heard.files.looking import read_again

    version = ready(filed, committed, council, b"Dear Jo", "letter.txt")
    DocumentText.objects.all().delete()
    read_again(version.pk, council.authority.pk)
    assert DocumentText.objects.get(version=version).text == "Dear Jo"


def test_a_place_is_nothing_that_a_user_wrote(kept):
    for place in ("../../etc/passwd", "a" * 31, "A" * 32, "/" + "a" * 31, ""):
        with pytest.raises(ValueError, match="32 hexadecimal"):
            storage.documents().read(place, 0, 1)


def test_a_place_is_never_taken_over(kept):
    with storage.documents().put("d" * 32) as writing:
        writing.write(b"first")
    again = storage.documents().put("d" * 32)
    again.__enter__().write(b"second")
    with pytest.raises(FileExistsError):
        again.__exit__(None, None, None)
    assert storage.documents().read("d" * 32, 0, 9) == b"first"


def test_a_shared_folder_without_links_keeps_documents_too(kept, monkeypatch):
    def refused(*paths):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(storage.os, "link", refused)
    with storage.documents().put("e" * 32) as writing:
        writing.write(b"first")
    again = storage.documents().put("e" * 32)
    again.__enter__().write(b"second")
    with pytest.raises(FileExistsError):
        again.__exit__(None, None, None)
    assert storage.documents().read("e" * 32, 0, 9) == b"first"
    assert places(kept) == {"e" * 32}


def test_a_request_that_dies_in_the_middle_of_a_file_leaves_nothing(kept, rf):
    def dies(request):
        request.taking_files = SealedUpload(request)
        request.taking_files.new_file("files", "letter.txt", "text/plain", None)
        request.taking_files.receive_data_chunk(b"half " * 100_000, 0)
        assert len(places(kept)) > 0
        raise UnreadablePostError("the line was cut")

    with pytest.raises(UnreadablePostError):
        Files(dies)(rf.post("/"))
    assert places(kept) == set()


def test_why_a_version_cannot_be_opened_is_always_said(filed):
    version = filed().current
    for state in Version.STATES:
        version.state = state
        assert serving.why_not(version).endswith(".")
