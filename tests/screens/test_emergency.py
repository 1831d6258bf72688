"""Access in an emergency: given at once for the day, told, on record, reviewed; and never to whom it must not go."""

from datetime import timedelta

import pytest

from heard.cases.entries import Entry
from heard.cases.models import CaseRole
from heard.cases.outcome import NotAllowed
from heard.cases.record import record
from heard.files.models import EmergencyAccess, Opening
from tests.files.practice_note import DAY, practice_note_council
from tests.screens.reading import Page

REASON = "The child has not come home and may be with the family in the complaint."


@pytest.fixture
def council(db, settings):
    settings.HEARD_TODAY = DAY
    return practice_note_council()


def ask(client, **asked):
    return client.post("/emergency/", {"what": "case", "reason": REASON, **asked})


def test_the_case_is_open_at_once_for_the_day_and_to_read_alone(council, at, settings):
    case = council.complaint()
    client = at("outsider")
    assert client.get(f"/cases/{case.reference}/").status_code == 404
    answer = ask(client, reference=f" {case.reference.lower()} ")
    assert answer["Location"] == f"/cases/{case.reference}/"
    page = Page(client.get(answer["Location"]))
    assert "You are reading this by emergency access." in page.text
    assert REASON in page.text
    opened = Opening.objects.get(what="case")
    assert (opened.because, opened.reason) == ("Emergency access", REASON)
    with pytest.raises(NotAllowed):
        record(
            case.pk, Entry("note.added", DAY, {"note": "Mine"}), council.people["outsider"], DAY, key="a" * 32
        )
    settings.HEARD_TODAY = DAY + timedelta(days=1)
    assert client.get(f"/cases/{case.reference}/").status_code == 404


def test_asked_twice_it_is_given_once(council, at):
    case = council.complaint()
    client = at("outsider")
    for _ in range(2):
        ask(client, reference=case.reference)
    assert EmergencyAccess.objects.count() == CaseRole.objects.filter(role="emergency_access").count() == 1


def test_a_folder_of_a_child_is_open_and_the_other_is_not(council, at):
    council.complaint()
    client = at("outsider")
    born = {"born-day": "3", "born-month": "5", "born-year": "2014"}
    answer = ask(client, what="child", name="sam  invented", folder="complaints", **born)
    assert answer["Location"] == f"/children/{council.child.pk}/folders/complaints/"
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(f"/children/{council.child.pk}/folders/allegations/").status_code == 404
    assert Opening.objects.get(what="folder").because == "Emergency access"


def test_what_is_not_there_and_what_is_not_given_get_the_same_answer(council, at):
    case = council.complaint()
    CaseRole.objects.create(
        case=case, role="person_complained_about", person=council.people["ned"], from_date=DAY
    )
    theirs = practice_note_council("OT").complaint()
    texts = []
    for reference in (case.reference, theirs.reference, "HF-2025-0999"):
        answer = ask(at("ned"), reference=reference)
        assert answer.status_code == 422
        texts.append(Page(answer).text.replace(reference, "X"))
    assert len(set(texts)) == 1
    born = {"born-day": "3", "born-month": "5", "born-year": "2014"}
    about = ask(at("ned"), what="child", name="Sam Invented", folder="complaints", **born)
    nowhere = ask(at("ned"), what="child", name="Pat Invented", folder="complaints", **born)
    assert about.status_code == nowhere.status_code == 422
    assert not EmergencyAccess.objects.exists()


def test_somebody_without_a_post_cannot_ask(council, at):
    case = council.complaint()
    assert ask(at("nobody"), reference=case.reference).status_code == 403
    assert not EmergencyAccess.objects.exists()


def test_a_reason_is_asked_for(council, at):
    case = council.complaint()
    assert ask(at("outsider"), reference=case.reference, reason="  ").status_code == 422
    assert ask(at("outsider"), reference="").status_code == 422
    assert not EmergencyAccess.objects.exists()


def test_ended_early_it_is_gone(council, at):
    case = council.complaint()
    client = at("outsider")
    ask(client, reference=case.reference)
    access = EmergencyAccess.objects.get()
    assert at("worker").post(f"/emergency/{access.pk}/end/").status_code == 404
    client.post(f"/emergency/{access.pk}/end/")
    assert client.get(f"/cases/{case.reference}/").status_code == 404


def test_the_complaints_manager_reviews_it_once_with_words(council, at):
    case = council.complaint()
    ask(at("outsider"), reference=case.reference)
    access = EmergencyAccess.objects.get()
    for who in ("outsider", "officer", "north"):
        assert at(who).get("/emergency/asked/").status_code == 404
        assert at(who).get(f"/emergency/{access.pk}/review/").status_code == 404
    assert REASON in Page(at("manager").get("/emergency/asked/")).text
    where = f"/emergency/{access.pk}/review/"
    assert at("manager").post(where, {"verdict": "right"}).status_code == 422
    at("manager").post(where, {"verdict": "wrong", "words": "Nobody was at risk."})
    assert "Not right to ask" in Page(at("manager").get("/emergency/asked/")).text
    assert at("manager").post(where, {"verdict": "right", "words": "It was."}).status_code == 422
    access.refresh_from_db()
    assert access.verdict == "wrong"


def test_who_asks_in_vain_is_on_record_for_the_complaints_manager(council, at):
    council.complaint()
    ask(at("outsider"), reference="HF-2025-0777")
    [row] = [one for one in Page(at("manager").get("/openings/")).rows() if one[1] == "Outsider Made-Up"]
    assert row[2] == "Nothing: emergency access was not given"
    assert row[4] == f"Asked for emergency access to: HF-2025-0777 Reason: {REASON}"
    assert not EmergencyAccess.objects.exists()
