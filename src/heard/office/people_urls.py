"""The addresses of staff, teams, standing in, parts in a case, and families.

reverse("person", args=[12])     -> "/people/12/"
"""

from __future__ import annotations

from django.urls import path

from heard.office.allocating import allocate, end_allocation, transfer_child
from heard.office.child_number import child_number
from heard.office.family import family
from heard.office.family_forms import end_relation, relation, sibling
from heard.office.part_form import complained_about, end_part, give_part
from heard.office.parts import parts
from heard.office.people_list import people
from heard.office.people_page import my_page, person_page
from heard.office.people_posts import end_post, joiner, leaver, move_post, new_post
from heard.office.standing_in import end_standing_in, stand_in
from heard.office.teams import change_team, new_team, team_page, teams

_PERSON = "people/<int:person_id>/"
_POST = f"{_PERSON}posts/<int:post_id>/"
_CHILD = "children/<int:child>/"
_PARTS = "cases/<str:reference>/people/"

patterns = [
    path("people/", people, name="people"),
    path("people/me/", my_page, name="me"),
    path("people/new/", joiner, name="joiner"),
    path(_PERSON, person_page, name="person"),
    path(f"{_PERSON}posts/new/", new_post, name="new-post"),
    path(f"{_POST}move/", move_post, name="move-post"),
    path(f"{_POST}end/", end_post, name="end-post"),
    path(f"{_PERSON}leaves/", leaver, name="leaver"),
    path(f"{_PERSON}leave/", stand_in, name="standing-in"),
    path(f"{_PERSON}leave/<int:delegation>/end/", end_standing_in, name="end-standing-in"),
    path("teams/", teams, name="teams"),
    path("teams/new/", new_team, name="new-team"),
    path("teams/<int:team_id>/", team_page, name="team"),
    path("teams/<int:team_id>/change/", change_team, name="change-team"),
    path(_PARTS, parts, name="parts"),
    path(f"{_PARTS}new/", give_part, name="give-part"),
    path(f"{_PARTS}complained-about/", complained_about, name="complained-about"),
    path(f"{_PARTS}<int:part_id>/end/", end_part, name="end-part"),
    path(f"{_CHILD}family/", family, name="family"),
    path(f"{_CHILD}family/new/", relation, name="relation"),
    path(f"{_CHILD}family/sibling/", sibling, name="sibling"),
    path(f"{_CHILD}family/<int:relation>/end/", end_relation, name="end-relation"),
    path(f"{_CHILD}workers/new/", allocate, name="allocate"),
    path(f"{_CHILD}workers/<int:allocation>/end/", end_allocation, name="end-allocation"),
    path(f"{_CHILD}number/", child_number, name="child-number"),
    path(f"{_CHILD}team/", transfer_child, name="transfer-child"),
]
