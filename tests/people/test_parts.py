"""Parts in one case: who gives them, what they open and for how long, and who is complained about."""

from datetime import date, timedelta

import pytest

from heard.cases import history as timelines
from heard.cases import holders, leaving, seen
from heard.cases.assigning import Assigning
from heard.cases.entries import Entry
from heard.cases.models import Case, CaseRole, Due
from heard.cases.outcome import Invalid, NotAllowed
from heard.cases.parts import ENDED, GIVEN, Ending, Giving, Outsider
from heard.cases.record import assign, end_part, give_part, record
from heard.cases.tasks import leave
from heard.cases.verify import verify
from heard.people.access import ISSUE_LETTER, WRITE_LETTER, may, reach
from heard.people.models import Person
from heard.people.roles import COMPLAINED_ABOUT, TAKEN_BACK
from tests.people.conftest import ON
from tests.screens.reading import Page
from tests.things.council import key

DAY = timedelta(days=1)
LAST = ON + 30 * DAY
ADVOCATE = Outsider("Ada Advocate", "Ada@speakup.example")


@pytest.fixture
def case(council):
    return council.opened(officer=council.people["officer"]).case


def given(council, case, role="investigating_officer", who="roads", by="manager", **more):
    person = council.people[who] if isinstance(who, str) else who
    asked = Giving(role, person, more.pop("from_date", ON), more.pop("to_date", LAST), **more)
    return give_part(case.pk, asked, council.people[by], ON, key=key())


def about(council, case, who, by="officer"):
    return give_part(
        case.pk, Giving(COMPLAINED_ABOUT, council.people[who], ON), council.people[by], ON, key=key()
    )


def sees(person, case, on=ON):
    return seen.cases(person, on).filter(pk=case.pk).exists()


def lines(case):
    return [(line.kind, dict(line.answers)) for line in timelines.of(Case.objects.get(pk=case.pk))]


def test_a_part_opens_this_case_alone_until_the_day_on_which_it_ends(council, case):
    other, person = council.opened().case, council.people["roads"]
    assert not sees(person, case)
    given(council, case)
    assert [sees(person, case, day) for day in (ON - DAY, ON, LAST - DAY, LAST)] == [False, True, True, False]
    assert not sees(person, other)
    kind, answers = lines(case)[-1]
    assert kind == GIVEN
    assert answers["Part"] == "Investigating officer"
    assert (answers["Who"], answers["From"]) == ("Roads Made-Up", "Wednesday 12 November 2025")
    assert verify([case.pk]) == []


def test_an_outsider_gets_an_account_without_a_post_and_loses_all_with_the_part(council, case, at):
    given(council, case, role="advocate", who=ADVOCATE)
    ada = Person.objects.get(email="ada@speakup.example")
    assert (ada.name, ada.authority, ada.posts.count()) == ("Ada Advocate", council.authority, 0)
    assert not ada.has_usable_password()
    assert not reach(ada, ON).has_a_post
    assert at(ada).get(f"/cases/{case.reference}/").status_code == 200
    part = CaseRole.objects.get(person=ada)
    end_part(case.pk, Ending(part.pk, ON), council.people["officer"], ON, key=key())
    assert at(ada).get(f"/cases/{case.reference}/").status_code == 404
    assert at(ada).get("/").status_code == 403
    assert lines(case)[-1][0] == ENDED


def test_who_only_reads_a_case_records_and_writes_nothing_in_it(council, case, at):
    given(council, case, role="advocate", who=ADVOCATE)
    ada = Person.objects.get(email="ada@speakup.example")
    with pytest.raises(NotAllowed, match="lets you read it"):
        record(case.pk, Entry("note.added", ON, {"note": "Mine"}), ada, ON, key=key())
    assert not may(ada, WRITE_LETTER, case, ON)
    assert not may(ada, ISSUE_LETTER, case, ON)
    assert at(ada).get(f"/cases/{case.reference}/people/new/").status_code == 403


@pytest.mark.parametrize("who", ["north", "support"])
def test_only_the_complaints_team_gives_parts(council, case, who, at):
    with pytest.raises(NotAllowed, match="complaints manager or a complaints officer"):
        given(council, case, by=who)
    assert at(who).get(f"/cases/{case.reference}/people/").status_code == 200
    assert at(who).get(f"/cases/{case.reference}/people/new/").status_code == 403
    assert at("fostering").get(f"/cases/{case.reference}/people/").status_code == 404


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"role": "complaints_manager"}, "one of the parts"),
        ({"role": "person_complained"}, "one of the parts"),
        ({"role": "emergency_access"}, "one of the parts"),
        ({"from_date": date(2025, 11, 2)}, "was received on"),
        ({"to_date": ON}, "last day"),
    ],
)
def test_parts_that_there_cannot_be(council, case, more, words):
    with pytest.raises(Invalid, match=words):
        given(council, case, **more)
    assert not CaseRole.objects.filter(case=case).exists()


def test_one_person_does_not_investigate_and_stand_beside_it_as_independent(council, case):
    given(council, case)
    with pytest.raises(Invalid, match="cannot both"):
        given(council, case, role="independent_person")
    with pytest.raises(Invalid, match="this part already"):
        given(council, case)


def test_the_same_form_gives_a_part_once(council, case):
    asked, by, once = Giving("advocate", ADVOCATE, ON, LAST), council.people["officer"], key()
    first = give_part(case.pk, asked, by, ON, key=once)
    again = give_part(case.pk, asked, by, ON, key=once)
    assert (again.repeated, again.row.pk) == (True, first.row.pk)
    assert CaseRole.objects.filter(case=case).count() == 1


@pytest.mark.parametrize("who", ["north", "officer", "manager", "support", "roads"])
def test_the_person_complained_about_sees_nothing_whatever_they_hold(council, case, who, at):
    council.person("second", "complaints_manager")
    given(council, case, role="advocate", who="roads", by="second")
    about(council, case, who, by="second")
    person = council.people[who]
    assert not sees(person, case)
    assert at(who).get(f"/cases/{case.reference}/").status_code == 404
    assert at(who).get(f"/cases/{case.reference}/people/").status_code == 404
    assert case.reference not in at(who).get("/?whose=all").content.decode()
    found = holders.of_each(case, ["team_manager", "complaints_officer", "complaints_manager"], ON)
    assert all(person not in people for people in found.values())


def test_the_timeline_does_not_say_who_is_complained_about(council, case, at):
    about(council, case, "north")
    kind, answers = lines(case)[-1]
    assert (kind, answers) == (GIVEN, {"Part": "Person complained about"})
    assert "North Made-Up" not in str(list(case.rows.values_list("answers", flat=True)))
    inside = Page(at("officer").get(f"/cases/{case.reference}/people/")).text
    assert "North Made-Up" in inside
    outside = Page(at("support").get(f"/cases/{case.reference}/people/")).text
    assert "North Made-Up" not in outside
    assert "Named to the complaints team alone" in outside


def test_when_it_is_the_officer_of_the_case_nobody_has_it_until_it_is_given(council, case, at):
    council.person("second", "complaints_officer")
    client = at("manager")
    here = f"/cases/{case.reference}/people/complained-about/"
    form = Page(client.get(here)).form()
    answer = client.post(here, {**form, "who": "Officer Made-Up"})
    assert answer["Location"] == f"/cases/{case.reference}/people/"
    page = Page(client.get(answer["Location"]))
    assert "Second Made-Up, Manager Made-Up" in page.banners[0]
    assert Case.objects.get(pk=case.pk).officer is None
    assert set(Due.objects.filter(case=case).values_list("officer_name", flat=True)) == {""}
    assert page.links["Give it to somebody"] == f"/cases/{case.reference}/who/"
    assign(case.pk, Assigning(case.team, council.people["second"]), council.people["manager"], ON, key=key())
    assert "Nobody looks after" not in Page(client.get(f"/cases/{case.reference}/people/")).text


def test_who_names_themselves_loses_it_at_once_and_is_told_kindly(council, case, at):
    client = at("officer")
    here = f"/cases/{case.reference}/people/complained-about/"
    form = Page(client.get(here)).form()
    answer = client.post(here, {**form, "who": council.people["officer"].email})
    assert answer["Location"] == "/"
    page = Page(client.get("/"))
    assert "Thank you for saying so" in page.banners[0]
    assert "Manager Made-Up" in page.banners[0]
    assert client.get(f"/cases/{case.reference}/").status_code == 404


def test_only_a_complaints_manager_takes_it_back_and_says_why(council, case, at):
    about(council, case, "north")
    part = CaseRole.objects.get(case=case)
    with pytest.raises(NotAllowed, match="Only a complaints manager"):
        end_part(case.pk, Ending(part.pk, ON, "A slip"), council.people["officer"], ON, key=key())
    with pytest.raises(Invalid, match="Say why"):
        end_part(case.pk, Ending(part.pk, ON), council.people["manager"], ON, key=key())
    client, here = at("manager"), f"/cases/{case.reference}/people/{part.pk}/end/"
    form = Page(client.get(here)).form()
    assert client.post(here, {**form, "reason": "It was another person of the same name"}).status_code == 302
    part.refresh_from_db()
    assert (part.role, sees(council.people["north"], case)) == (TAKEN_BACK, True)
    assert lines(case)[-1] == (
        ENDED, {"Part": "Person complained about", "Why": "It was another person of the same name"}
    )  # fmt: skip
    with pytest.raises(Invalid, match="no such part"):
        end_part(case.pk, Ending(part.pk, ON, "Again"), council.people["manager"], ON, key=key())


def test_who_is_complained_about_is_given_no_part(council, case):
    about(council, case, "roads")
    with pytest.raises(Invalid, match="complained about here"):
        given(council, case)
    with pytest.raises(Invalid, match="named already"):
        about(council, case, "roads")


def test_a_part_before_the_appointment_is_on_record_says_why(council, case, at):
    client, here = at("officer"), f"/cases/{case.reference}/people/new/"
    form = Page(client.get(here)).form()
    sent = {**form, "role": "independent_person", "who": "iris@outside.example", "name": "Iris Independent"}
    page = Page(client.post(here, sent))
    assert page.status == 422
    assert any("does not name Iris Independent yet" in one for one in page.errors)
    assert not Person.objects.filter(email="iris@outside.example").exists()
    council.recorded(case, "stage2.requested", ON)
    named = {"investigating_officer": "Roads Made-Up", "independent_person": "Iris Independent"}
    council.recorded(case, "investigators.appointed", ON, **named)
    assert client.post(here, sent).status_code == 302
    page = Page(client.get(f"/cases/{case.reference}/people/"))
    assert "Iris Independent" in page.text
    assert "The investigators' independence was asked and answered" in page.text
    assert "Not met" in page.text


def test_a_leaver_loses_their_parts_with_a_fact(council, case):
    given(council, case)
    person = council.people["roads"]
    leave(person, ON, council.people["admin"], ON)
    assert not sees(Person.objects.get(pk=person.pk), case)
    assert leaving.end_parts_of(person, ON, ON) == 1
    assert leaving.end_parts_of(person, ON, ON) == 0
    assert CaseRole.objects.get(person=person).to_date == ON
    assert lines(case)[-1][0] == ENDED
