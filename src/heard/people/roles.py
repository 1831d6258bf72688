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
}

COMPLAINTS_TEAM = frozenset({"complaints_officer", "complaints_manager"})
"""They see every case of their authority, whatever team their post names."""

TEAM_ROLES = frozenset({"team_manager", "service_manager"})
"""A post in one of these must name a team."""

SERVICE_ROLES = frozenset({"service_manager"})
"""They reach every team of the service of the team that their post names."""

DEPARTMENT_ROLES = frozenset({"head_of_service", "director"})
"""They reach every team of the department of the team that their post names; with no team, the whole
authority.
"""
