"""Wrong passwords and wrong codes count, and shut an account for a while; many from one address shut that address.

    lockout.authenticate(request, "ann@council.example", "a password")    -> the person, or None
    lockout.wrong(request, person)                                        a wrong code
    lockout.is_shut(request, person)                                      then the answer is the page that says so

The counting is django-axes's. What was typed is never kept: it is given a request without its form.
"""

from __future__ import annotations

import copy
import ipaddress
from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest, QueryDict

from heard.accounts import real_time
from heard.people.models import Person

FROM_ONE_ADDRESS = 50
"""So many failures from one address within the time of the lock shut the address: a council's staff share one."""


def authenticate(request: HttpRequest, email: str, password: str) -> Person | None:
    """Whose address and password these are. Takes as long for an address that nobody has."""
    if address_is_shut(request):
        return None
    bare = _without_form(request)
    found = auth.authenticate(bare, username=email, password=password)
    _hand_back(bare, request)
    return found if isinstance(found, Person) else None


def wrong(request: HttpRequest, person: Person) -> None:
    """Count a wrong code as a wrong password is counted."""
    bare = _without_form(request)
    user_login_failed.send(sender=__name__, credentials={"username": person.email}, request=bare)
    _hand_back(bare, request)


def is_shut(request: HttpRequest, person: Person) -> bool:
    """Whether the account or the address is shut now. Where it is, the answer becomes the page that says so."""
    if address_is_shut(request):
        return True
    bare = _without_form(request)
    if AxesProxyHandler.is_allowed(bare, {"username": person.email}):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]
    return True


def forgive(person: Person) -> None:
    """Forget the wrong tries of somebody who has proved who they are."""
    reset(username=person.email)


def address_is_shut(request: HttpRequest) -> bool:
    """Whether too many tries failed from the visitor's address. Then the answer becomes the page that says so."""
    address = address_of(request)
    if address is None:
        return False
    since = real_time.now() - _lasts()
    failed = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since)
    if (failed.aggregate(all=Sum("failures_since_start"))["all"] or 0) < FROM_ONE_ADDRESS:
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]
    return True


def address_of(request: HttpRequest) -> str | None:
    """The visitor's own address, as the outermost of our proxies saw it; None where it is not known."""
    if not settings.HEARD_PROXIES:
        told = str(request.META.get("REMOTE_ADDR", ""))
    else:
        heard = [one.strip() for one in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
        told = heard[-settings.HEARD_PROXIES] if len(heard) >= settings.HEARD_PROXIES else ""
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return None


def _lasts() -> timedelta:
    return get_cool_off() or timedelta()


def _without_form(request: HttpRequest) -> HttpRequest:
    bare = copy.copy(request)
    bare.GET = bare.POST = QueryDict()
    return bare


def _hand_back(bare: HttpRequest, request: HttpRequest) -> None:
    if getattr(bare, "axes_locked_out", False):
        request.axes_locked_out = True  # type: ignore[attr-defined]
