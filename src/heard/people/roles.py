"""The roles that members of staff hold, by the ids that procedure packs use, and how far each one reaches.

    ROLES["team_manager"]     -> "Team manager"

A pack may name roles beyond these (an investigating officer, say): those are held on one case (`CaseRole`),
not by a post. What a role may do is `access.py`.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROLES = {
    "complaints_officer": _("Complaints officer"),
    "complaints_manager": _("Complaints manager"),
    "team_manager": _("Team manager"),
    "service_manager": _("Service manager"),
    "head_of_service": _("Head of service"),
    "director": _("Director"),
    "front_line_worker": _("Front-line worker"),
    "conference_chair": _("Conference chair"),
    "senior_child_protection_manager": _("Senior child protection manager"),
    "monitoring_officer": _("Monitoring officer"),
    "administrator": _("Administrator"),
}

COMPLAINTS_TEAM = frozenset({"complaints_officer", "complaints_manager"})
"""They see every case of their authority, whatever team their post names."""

TEAM_ROLES = frozenset({"team_manager", "service_manager", "front_line_worker"})
"""A post in one of these must name a team."""

SERVICE_ROLES = frozenset({"service_manager"})
"""They reach every team of the service of the team that their post names."""

DEPARTMENT_ROLES = frozenset({"head_of_service", "director"})
"""They reach every team of the department of the team that their post names; with no team, the whole
authority.
"""

CASE_ROLES = COMPLAINTS_TEAM | frozenset({"team_manager", "service_manager", "head_of_service", "director"})
"""A post in one of these reaches complaints. A post in any other reaches none: those who hold one see a complaint
only by a part in it.
"""

FILE_DEPARTMENT_ROLES = DEPARTMENT_ROLES | frozenset({"front_line_worker"})
"""For the child's file, these reach the children of every team of their department (HER-A-06: "all front-line
staff"). What they may open there is what the pack's folders say.
"""

COMPLAINED_ABOUT = "person_complained_about"
"""A part in a case that takes away instead of giving: who has it never sees the complaint, whatever else they hold."""

EMERGENCY = "emergency_access"
"""A part in a case for a day that was asked for with a reason: who has it sees the case, and may do nothing to it."""

TAKEN_BACK = "complained_about_in_error"
"""What the part of a person complained about becomes when a complaints manager takes it back: it opens nothing, closes
nothing, and stays to be seen.
"""

READERS = frozenset({EMERGENCY, "advocate", "representative", "supporter", "panel_member", "panel_chair"})
"""Parts in a case that let its holder read it. They do no more than what the procedure says that this very role does.
"""
