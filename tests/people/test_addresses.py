"""Addresses of staff, teams, parts and families that lead nowhere: answered as not found, never as a fault of ours."""

import pytest

from tests.screens.reading import Page

HUGE = "9" * 30
NOWHERE = [
    "/people/{n}/",
    "/people/{n}/posts/new/",
    "/people/{n}/posts/{n}/move/",
    "/people/{n}/posts/{n}/end/",
    "/people/{n}/leaves/",
    "/people/{n}/leave/",
    "/teams/{n}/",
    "/teams/{n}/change/",
    "/children/{n}/family/",
    "/children/{n}/workers/new/",
    "/children/{n}/team/",
]


@pytest.mark.parametrize("number", ["0", "999999", HUGE])
@pytest.mark.parametrize("pattern", NOWHERE)
def test_there_is_nothing_and_it_is_said(at, pattern, number):
    assert at("manager").get(pattern.format(n=number)).status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", HUGE])
def test_nor_beneath_what_is_there(council, at, number):
    case, person = council.opened().case, council.people["north"]
    client = at("manager")
    for path in (
        f"/people/{person.pk}/posts/{number}/move/",
        f"/people/{person.pk}/posts/{number}/end/",
        f"/cases/{case.reference}/people/{number}/end/",
        f"/children/{case.child.pk}/family/{number}/end/",
        f"/children/{case.child.pk}/workers/{number}/end/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(f"/people/{person.pk}/leave/{number}/end/").status_code == 404


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", f"page={HUGE}", "show=x&role=x&team=x", f"team={HUGE}", "text=%25_'"]
)
def test_lists_answer_whatever_is_asked(at, query):
    for path in ("/people/", "/teams/"):
        assert at("admin").get(f"{path}?{query}").status_code == 200


def test_who_may_not_is_told_the_same_whether_somebody_is_there_or_not(council, at):
    there = at("north").get(f"/people/{council.people['officer'].pk}/")
    nowhere = at("north").get("/people/999999/")
    assert (there.status_code, nowhere.status_code) == (403, 403)
    assert Page(there).text == Page(nowhere).text
