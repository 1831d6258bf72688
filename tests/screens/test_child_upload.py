"""Putting letters into the child's file: the right folder, the facts, the case note, and nobody else's file."""

import io

import pytest
from django.test import Client

from heard.files.models import CaseNote, Document, Opening
from tests.files.practice_note import DAY, documents_kept, practice_note_council
from tests.screens.reading import Page
from tests.screens.test_child_file import evaluate

LETTER = b"Dear Jo,\n\nwe are sorry that nobody came.\n"


@pytest.fixture
def council(db, settings, tmp_path):
    settings.HEARD_TODAY = DAY
    documents_kept(settings, tmp_path)
    return practice_note_council()


def file(name="answer.txt", content=LETTER):
    found = io.BytesIO(content)
    found.name = name
    return found


def put(client, child, key="complaints", **more):
    """Put a letter into a folder through the form."""
    where = f"/children/{child.pk}/folders/{key}/add/"
    sent = Page(client.get(where)).form()
    sent = {"key": sent["key"], "title": "", "kind": "letters", "documents": [file()], **more}
    return client.post(where, sent)


@pytest.mark.proves("HER-A-14", "HER-A-16")
def test_a_letter_about_performance_goes_into_complaints_with_a_note_that_says_so(council, at):
    case = council.complaint()
    evaluate(at("manager"), case, "service_performance")
    answer = put(at("north"), council.child, case=case.reference, about_conduct="no")
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.title, document.folder.key, document.case) == ("answer", "complaints", case)
    note = CaseNote.objects.get(kind=CaseNote.HELD)
    assert note.text == "A letter is in the folder Complaints: answer."
    kinds = list(case.rows.order_by("seq").values_list("kind", flat=True))
    assert kinds[-3:] == ["correspondence.uploaded", "correspondence.case_noted", "document.filed"]
    assert "answer" in Page(at("worker").get(f"/children/{council.child.pk}/folders/complaints/")).text
    at("worker").get(f"/children/{council.child.pk}/documents/{document.pk}/")
    assert Opening.objects.get(what="document").case == case, "also where who opened it may not see the case"


@pytest.mark.proves("HER-A-15", "HER-A-16")
def test_a_letter_about_conduct_is_refused_in_complaints_and_leaves_only_a_pointer(council, at):
    case = council.complaint()
    evaluate(at("manager"), case, "mixed", "He shouted")
    about = {"case": case.reference, "about_conduct": "yes", "title": "What Ned said"}
    page = Page(put(at("north"), council.child, **about))
    assert page.status == 422
    assert (
        "Letters about possible conduct or discipline go into the folder Allegations Against Staff."
        in page.text
    )
    assert not Document.objects.exists()
    assert put(at("north"), council.child, "allegations", **about).status_code == 302
    read = at("worker").get(f"/children/{council.child.pk}/").content.decode()
    assert "Letters are held in a restricted place." in read
    assert "What Ned said" not in read
    assert "Allegations" not in read


def test_before_the_complaint_is_evaluated_its_letters_have_no_folder(council, at):
    case = council.complaint()
    page = Page(put(at("north"), council.child, case=case.reference, about_conduct="no"))
    assert "Record first what the complaint concerns." in page.text
    assert not Document.objects.exists()


def test_sent_twice_it_is_put_in_once(council, at):
    case = council.complaint()
    evaluate(at("manager"), case, "service_performance")
    client = at("north")
    where = f"/children/{council.child.pk}/folders/complaints/add/"
    sent = {"key": "a" * 32, "kind": "letters", "case": case.reference, "about_conduct": "no"}
    for _ in range(2):
        assert client.post(where, sent | {"documents": [file()]}).status_code == 302
    assert Document.objects.count() == 1
    assert CaseNote.objects.filter(kind=CaseNote.HELD).count() == 1


def test_without_a_case_and_sent_twice_it_is_put_in_once(council, at):
    client = at("north")
    where = f"/children/{council.child.pk}/folders/complaints/add/"
    for _ in range(2):
        sent = {"key": "b" * 32, "kind": "letters", "documents": [file()]}
        assert client.post(where, sent).status_code == 302
    assert Document.objects.count() == 1


def test_several_at_once_are_all_put_in(council, at):
    put(
        at("north"),
        council.child,
        kind="other",
        documents=[file("one.txt"), file("two.txt", b"Two")],
        title="Notes",
    )
    assert sorted(Document.objects.values_list("title", flat=True)) == ["Notes: one", "Notes: two"]
    assert not CaseNote.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"documents": []}, "Choose at least one file"),
        ({"documents": [file(content=b"")]}, "empty"),
        ({"documents": [file("a.exe", b"MZ" + b"\x00" * 300)]}, "program"),
        ({"documents": [file()], "kind": ""}, "What is it?"),
        ({"documents": [file()], "case": "HF-2025-9999"}, "one of the complaints in the list"),
    ],
)
def test_what_cannot_be_put_in_says_why_and_leaves_nothing(more, said, council, at):
    for one in more.get("documents", []):
        one.seek(0)
    answer = put(at("north"), council.child, **more)
    assert answer.status_code == 422
    assert said.lower() in Page(answer).text.lower()
    assert not Document.objects.exists()
    assert not CaseNote.objects.exists()


@pytest.mark.proves("HER-A-06")
def test_front_line_staff_read_the_folder_and_write_nothing_into_it(council, at):
    where = f"/children/{council.child.pk}/folders/complaints/add/"
    assert at("worker").get(where).status_code == 403
    assert at("worker").post(where, {"documents": [file()]}).status_code == 403
    assert at("worker").get(f"/children/{council.child.pk}/folders/allegations/add/").status_code == 404
    assert not Document.objects.exists()


def test_a_document_is_found_only_in_the_file_of_its_child_by_who_may_open_its_folder(council, at):
    put(at("north"), council.child, "allegations", kind="other", title="Strict")
    document = Document.objects.get()
    other = council.child_of("Kit Invented", "North")
    mine = f"/children/{council.child.pk}/documents/{document.pk}/"
    assert Page(at("north").get(mine)).heading == "Document in the file of Sam Invented Strict"
    for who in ("worker", "officer", "nobody"):
        for path in (
            mine,
            f"{mine}versions/1/file/",
            f"{mine}move/",
            f"{mine}destroy/",
            f"{mine}new-version/",
        ):
            assert at(who).get(path).status_code == 404
    assert at("north").get(f"/children/{other.pk}/documents/{document.pk}/").status_code == 404
    assert at("north").get(f"/children/{council.child.pk}/documents/{document.pk + 1}/").status_code == 404
    assert Opening.objects.filter(what="document", document_id=document.pk).count() == 1


def test_another_authority_finds_nothing(council, at):
    put(at("north"), council.child, kind="other")
    stranger = practice_note_council("OT")
    client = Client()
    client.force_login(stranger.people["manager"], backend="django.contrib.auth.backends.ModelBackend")
    for path in ("", "folders/complaints/", f"documents/{Document.objects.get().pk}/"):
        assert client.get(f"/children/{council.child.pk}/{path}").status_code == 404


def test_a_document_moves_to_the_stricter_folder_and_only_the_manager_brings_it_back(council, at):
    put(at("north"), council.child, kind="other", title="Note of a call")
    document = Document.objects.get()
    where = f"/children/{council.child.pk}/documents/{document.pk}/move/"
    assert at("officer").get(where).status_code == 404
    assert at("north").post(where, {"folder": "allegations", "why": ""}).status_code == 422
    at("north").post(where, {"folder": "allegations", "why": "It names Ned."})
    document.refresh_from_db()
    assert document.folder.key == "allegations"
    read = at("worker").get(f"/children/{council.child.pk}/").content.decode()
    assert "Letters are held in a restricted place." in read
    assert "It names Ned." not in read
    assert "Note of a call" not in read
    assert at("north").get(where).status_code == 404
    at("manager").post(where, {"folder": "complaints", "why": "It does not."})
    document.refresh_from_db()
    assert document.folder.key == "complaints"


def test_it_is_opened_once_it_was_released_and_made_safe_and_can_be_destroyed(council, at):
    from heard.files.tasks import look_at

    put(at("north"), council.child, kind="other", title="Letter")
    document = Document.objects.get()
    version = document.current
    look_at(version_id=version.pk, authority_id=council.authority.pk)
    mine = f"/children/{council.child.pk}/documents/{document.pk}/"
    waiting = at("worker").get(f"{mine}versions/1/file/")
    assert waiting.status_code == 409
    assert at("north").get(f"{mine}versions/1/release/").status_code == 404
    at("manager").post(f"{mine}versions/1/release/", {"why": "I wrote it."})
    look_at(version_id=version.pk, authority_id=council.authority.pk)
    answer = at("worker").get(f"{mine}versions/1/file/")
    assert b"".join(answer.streaming_content) == LETTER
    assert "attachment" in answer["Content-Disposition"]
    assert at("north").get(f"{mine}destroy/").status_code == 404
    at("manager").post(f"{mine}destroy/", {"why": "Disposal list 12"})
    page = Page(at("worker").get(mine))
    assert "This document was destroyed." in page.text
    assert at("worker").get(f"{mine}versions/1/file/").status_code == 409


def test_who_may_not_see_the_case_moves_its_letter_and_the_one_complained_about_learns_nothing(council, at):
    """The child's team manager, of another team than the case's, writes the folder and does not see the case."""
    from heard.cases.models import CaseRole

    case = council.complaint(team="Fostering")
    evaluate(at("manager"), case, "service_performance")
    put(at("manager"), council.child, case=case.reference, about_conduct="no", title="Letter")
    CaseRole.objects.create(
        case=case, role="person_complained_about", person=council.people["ned"], from_date=DAY
    )
    document = Document.objects.get()
    assert at("north").get(f"/cases/{case.reference}/").status_code == 404
    where = f"/children/{council.child.pk}/documents/{document.pk}/move/"
    assert at("north").post(where, {"folder": "allegations", "why": "It names Ned."}).status_code == 302
    assert set(CaseNote.objects.values_list("case_id", flat=True)) == {case.pk}
    assert "restricted" not in at("ned").get(f"/children/{council.child.pk}/").content.decode()
    assert (
        "Letters are held in a restricted place."
        in Page(at("worker").get(f"/children/{council.child.pk}/")).text
    )
