"""Second factors of a person: an authenticator app, passkeys, and recovery codes for when both are lost.

    factors.match(ann, "123 456")     -> the app or the recovery codes that the code fits, once; or None
    factors.reset(ann, by=manager)    -> all of them gone, she is signed out everywhere and told

They are kept in allauth's table with their secrets sealed. A code of the app counts once: the step of time that it
belongs to is kept in the row, which is locked meanwhile. Passkeys are matched in `passkeys.py`.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from heard.accounts import sealed, signed_in, told
from heard.people.models import Person

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
_NEW_APP = "heard_new_app"


def has_one(person: Person) -> bool:
    """Whether the person has an app or a passkey."""
    return bool(Authenticator.objects.filter(user=person, type__in=[APP, PASSKEY]).exists())


def app_of(person: Person) -> Authenticator | None:
    """The person's authenticator app."""
    return Authenticator.objects.filter(user=person, type=APP).first()


def has_app(person: Person) -> bool:
    """Whether the person has one."""
    return app_of(person) is not None


def of(person: Person, number: int) -> Authenticator | None:
    """The person's own app or passkey of this number."""
    if number >= 2**63:
        return None
    return Authenticator.objects.filter(user=person, type__in=[APP, PASSKEY], pk=number).first()


def was_given(request: HttpRequest, person: Person) -> bool:
    """Whether a second factor was given in this session, to Heard or to the council's own sign-in."""
    records = get_authentication_records(request, person)
    return any(one.get("method") == "mfa" or one.get("second_factor") for one in records)


def is_wanting(request: HttpRequest, person: Person) -> bool:
    """Whether one is required and was not given in this session."""
    return settings.HEARD_SECOND_FACTOR == "required" and not was_given(request, person)


def may_lose(person: Person, one: Authenticator) -> bool:
    """Whether the person may take this one away: where one is required, not the last."""
    others = Authenticator.objects.filter(user=person, type__in=[APP, PASSKEY]).exclude(pk=one.pk)
    return settings.HEARD_SECOND_FACTOR != "required" or others.exists()


@transaction.atomic
def match(person: Person, code: str) -> Authenticator | None:
    """What the code fits: the app, whose every code counts once, or a recovery code that was not used before."""
    plain = "".join(code.split()).replace("-", "")
    held = Authenticator.objects.select_for_update().filter(user=person, type__in=[APP, CODES])
    for one in held:
        if one.type == APP and _fits_app(one, plain):
            return one
        if one.type == CODES and RecoveryCodes(one).validate_code(plain):
            told.tell(person, "code_used", by=person)
            return one
    return None


def _fits_app(app: Authenticator, code: str) -> bool:
    secret = sealed.open_up(app.data["secret"])
    step = _step_of(secret, code, after=app.data.get("last", 0))
    if step is None:
        return False
    # Sealed anew, so that a key which was replaced goes out of use with the next sign-in of each person.
    app.data = {**app.data, "last": step, "secret": sealed.seal(secret)}
    app.save(update_fields=["data"])
    return True


def _step_of(secret: str, code: str, after: int = 0) -> int | None:
    """Which step of thirty seconds the code is right for: the present one or its neighbours, if later than `after`."""
    steps: Iterator[int] = yield_hotp_counters_from_time()
    for step in steps:
        right = format_hotp_value(hotp_value(secret, step))
        if step > after and hmac.compare_digest(right.encode(), code.encode()):
            return step
    return None


def new_app_secret(request: HttpRequest) -> str:
    """The secret that is being set up in this session, the same until it is done; kept sealed meanwhile."""
    kept = request.session.get(_NEW_APP)
    if kept:
        return sealed.open_up(kept)
    secret: str = generate_totp_secret()
    request.session[_NEW_APP] = sealed.seal(secret)
    return secret


@transaction.atomic
def set_up_app(request: HttpRequest, person: Person, code: str) -> Authenticator | None:
    """Set up the app when it gives a right code; None where it does not. A former app is replaced."""
    secret = new_app_secret(request)
    step = _step_of(secret, "".join(code.split()))
    if step is None:
        return None
    Authenticator.objects.filter(user=person, type=APP).delete()
    made = Authenticator.objects.create(
        user=person, type=APP, data={"secret": sealed.seal(secret), "last": step}
    )
    del request.session[_NEW_APP]
    _added(request, made, "app_set_up")
    return made


def app_address(person: Person, secret: str) -> str:
    """What the QR code says to the app."""
    return str(get_adapter().build_totp_url(person, secret))


@transaction.atomic
def added_passkey(request: HttpRequest, made: Authenticator) -> None:
    """What follows from a new passkey."""
    _added(request, made, "passkey_added")


def _added(request: HttpRequest, made: Authenticator, what: str) -> None:
    """Making it was giving it. The session gets a new key, and other browsers are signed out, so that none is in
    without the second factor; recovery codes are made once.
    """
    person = made.user
    post_authentication(request, made)
    signed_in.end_all(person)
    request.session.cycle_key()
    signed_in.note(request, person)
    if not Authenticator.objects.filter(user=person, type=CODES).exists():
        make_codes(request, person)
    told.tell(person, what, by=person)


@transaction.atomic
def remove(person: Person, one: Authenticator) -> None:
    """Take one away; the recovery codes go with the last."""
    what = "app_removed" if one.type == APP else "passkey_removed"
    one.delete()
    if not has_one(person):
        Authenticator.objects.filter(user=person).delete()
    told.tell(person, what, by=person)


@transaction.atomic
def reset(person: Person, by: Person) -> None:
    """Take every second factor away, for somebody who lost theirs: an administrator's act."""
    Authenticator.objects.filter(user=person).delete()
    signed_in.end_all(person)
    told.tell(person, "factors_reset", by=by)


_SHOWING = "heard_showing_codes"


@transaction.atomic
def make_codes(request: HttpRequest, person: Person) -> None:
    """Ten new recovery codes in place of any former ones, to be shown once in this session."""
    Authenticator.objects.filter(user=person, type=CODES).delete()
    RecoveryCodes.activate(person)
    request.session[_SHOWING] = True
    told.tell(person, "codes_made", by=person)


def codes_to_show(request: HttpRequest, person: Person) -> list[str]:
    """The new codes, until the person says that they have kept them; afterwards nothing."""
    made = Authenticator.objects.filter(user=person, type=CODES).first()
    if made is None or not request.session.get(_SHOWING):
        return []
    return list(RecoveryCodes(made).get_unused_codes())


def codes_are_kept(request: HttpRequest) -> None:
    """The person has kept the codes: they are not shown again."""
    request.session.pop(_SHOWING, None)


def codes_left(person: Person) -> int:
    """How many recovery codes were not used yet."""
    made = Authenticator.objects.filter(user=person, type=CODES).first()
    return len(RecoveryCodes(made).get_unused_codes()) if made else 0
