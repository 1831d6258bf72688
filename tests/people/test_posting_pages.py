"""The pages of joiners, movers and leavers, as an administrator uses them: requests run as the web's own role."""

import time

import time_machine

from heard.accounts.models import SignedIn
from heard.people.models import Person, Post
from tests.people.conftest import ON
from tests.screens.reading import Page


def sent(client, path, **changes):
    """The form at this address, filled in and sent."""
    return client.post(path, {**Page(client.get(path)).form(), **changes})


def test_an_administrator_takes_somebody_from_the_first_day_to_the_last(council, at):
    client, teams = at("admin"), council.teams
    answer = sent(
        client, "/people/new/", name="New Made-Up", email="new@council.example", role="team_manager",
        team=teams["North"].pk,
    )  # fmt: skip
    person = Person.objects.get(email="new@council.example")
    here = f"/people/{person.pk}/"
    assert answer["Location"] == here
    assert "sent a link by e-mail" in Page(client.get(here)).banners[0]
    sent(client, f"{here}posts/new/", role="conference_chair", from_date=ON)
    first = person.posts.get(role="team_manager")
    sent(client, f"{here}posts/{first.pk}/move/", role="service_manager", team=teams["South"].pk)
    second = person.posts.get(role="service_manager")
    assert sent(client, f"{here}posts/{second.pk}/end/").status_code == 302
    page = Page(client.get(here))
    assert [row[0] for row in page.rows()] == [
        "Service manager ended",
        "Conference chair",
        "Team manager ended",
    ]
    at(person).get("/")
    assert sent(client, f"{here}leaves/").status_code == 302
    assert not Post.objects.filter(person=person, to_date=None).exists()
    assert not SignedIn.objects.filter(person=person).exists()
    assert "New Made-Up" in Page(client.get("/people/?show=closed")).text
    assert "New Made-Up" not in Page(client.get("/people/")).text


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_done(council, at):
    page = Page(
        sent(at("admin"), "/people/new/", name="New Made-Up", email="new@council", role="team_manager")
    )
    assert page.status == 422
    assert page.errors["Enter an e-mail address in the right form, like name@example.com"] == "#id_email"
    page = Page(sent(at("admin"), "/people/new/", name="A B", email="a@b.example", role="team_manager"))
    assert page.errors["Team manager is a post of a team. Choose the team."] == "#id_team"
    assert not Person.objects.filter(email="a@b.example").exists()


def test_ending_somebodys_access_asks_again_who_one_is(council, at):
    client, here = at("admin"), f"/people/{council.people['north'].pk}/leaves/"
    with time_machine.travel(time.time() + 960):
        page = Page(client.get(here))
    assert page.heading == "Show that it is you"
    assert council.people["north"].posts.filter(to_date=None).exists()


def test_the_list_is_searched_narrowed_and_paged(council, at):
    for number in range(30):
        council.person(f"worker {number:02}", "front_line_worker", "North")
    council.person("quokka invented", "front_line_worker", "North")
    client = at("admin")
    page = Page(client.get("/people/"))
    assert len(page.rows()) == 25
    assert "Showing 1 to 25 of" in page.text
    assert len(Page(client.get("/people/?text=invented+quokka")).rows()) == 1
    found = Page(client.get(f"/people/?role=team_manager&team={council.teams['North'].pk}"))
    assert [row[0].split(" ")[0] for row in found.rows()] == ["North"]
    assert "Nobody Made-Up" in Page(client.get("/people/?show=no-post")).text


def test_an_administrator_finds_no_complaint(council, at):
    case = council.opened().case
    client = at("admin")
    assert client.get(f"/cases/{case.reference}/").status_code == 404
    assert case.reference not in client.get("/?whose=all").content.decode()


def test_teams_are_added_and_called_otherwise(council, at):
    client = at("admin")
    answer = sent(client, "/teams/new/", name="  East  ", service="Family Support", department="Children")
    sent(client, "/teams/new/", name="East", service="Family Support", department="Children")
    page = Page(client.get(answer["Location"]))
    assert "Nobody is the manager of this team today" in page.text
    taken = Page(sent(client, f"{answer['Location']}change/", name="north"))
    assert taken.errors == {"There is another team of this name. Choose another name.": "#id_name"}
    assert sent(client, f"{answer['Location']}change/", name="Far East").status_code == 302
    page = Page(client.get("/teams/?text=east"))
    assert [row[0] for row in page.rows()] == ["Far East"]
    assert "Team is now: Far East" in Page(client.get(answer["Location"])).text
