"""The council's own sign-in, by OpenID Connect: who may come in by it, and nobody else.

    council.begin(request, "/")        -> a redirect to the council's sign-in
    council.come_back(request)         -> Arrived(person, where), or NotLetIn("why, in words")

Only somebody who has an open account in Heard comes in: the first time by an e-mail address that the council says is
verified, from then on by the provider's own number for them (issuer and subject). No account is ever made here.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt
import structlog
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from requests import RequestException

from heard.accounts import proof, told
from heard.people.accounts import Accounts
from heard.people.models import Person

log = structlog.get_logger("heard.accounts")
_US = "council"
# Signatures that only the provider can make; never "none", never one made with a secret that both sides know.
_SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY = 60  # seconds between two clocks
_LONGEST = 190  # characters
_NO_ANSWER = (RequestException, OAuth2Error, jwt.PyJWTError, KeyError, TypeError, ValueError)


class NotLetIn(Exception):
    """Nobody was let in. Its text is the sentence to show; what went wrong technically is in the log."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who came back from the council's sign-in, and where they were going. `again`: they were to be asked again.

    `lately`: they proved there who they are just now, as far as the provider says when.
    """

    person: Person
    where: str
    again: bool
    lately: bool


class _Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """allauth's side of the conversation, with Heard's address to come back to."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return f"{settings.HEARD_BASE_URL}{reverse('council-back')}"


def begin(request: HttpRequest, where: str, again: bool = False) -> HttpResponse:
    """Send the browser to the council's sign-in. `again` has it ask even somebody who is signed in there."""
    provider = _Provider(request, _US)
    pkce = generate_code_challenge()
    nonce = secrets.token_urlsafe(24)
    state = {"where": where, "again": again, "nonce": nonce, "verifier": pkce.pop("code_verifier")}
    try:
        client = provider.get_client(request, provider.get_provider().app)
        client.state = statekit.stash_state(request, provider_id=_US, state=state)
        asked = {**pkce, "nonce": nonce, **({"prompt": "login", "max_age": "0"} if again else {})}
        return HttpResponseRedirect(
            client.get_redirect_url(provider.authorize_url, ["openid", "email"], asked)
        )
    except _NO_ANSWER as problem:
        raise _failed(problem) from problem


def come_back(request: HttpRequest) -> Arrived:
    """Who has come back. Raises NotLetIn."""
    state = statekit.unstash_state(request, provider_id=_US, state_id=request.GET.get("state", ""))
    if state is None:
        raise NotLetIn(_("That sign-in was not begun in this browser, or it took too long. Try again."))
    if "code" not in request.GET:
        raise NotLetIn(_("You were not signed in by %(provider)s. Try again.") % {"provider": _label()})
    try:
        claims = _claims(request, state)
    except _NO_ANSWER as problem:
        raise _failed(problem) from problem
    return Arrived(_person(claims), state["where"], state["again"], _lately(claims))


def _lately(claims: dict[str, Any]) -> bool:
    """Whether the provider asked who it is lately. That it should is in the address, which the browser's user can
    change; when it did is in what the provider signs.
    """
    when = claims.get("auth_time")
    return not isinstance(when, int | float) or time.time() - when < proof.LASTS.total_seconds()


def _claims(request: HttpRequest, state: dict[str, Any]) -> dict[str, Any]:
    """What the provider says of the person, once its signature, its reader, its age and our nonce are checked."""
    provider = _Provider(request, _US)
    app = provider.get_provider().app
    client = provider.get_client(request, app)
    answer = client.get_access_token(request.GET["code"], pkce_code_verifier=state["verifier"])
    token = answer["id_token"]
    claims: dict[str, Any] = jwt.decode(
        token,
        key=_key(provider, token),
        algorithms=_SIGNED_BY,
        audience=app.client_id,
        issuer=provider.openid_config["issuer"],
        leeway=_LEEWAY,
        options={"require": ["exp", "iat", "sub", "iss", "aud"]},
    )
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), state["nonce"].encode()):
        raise OAuth2Error("the answer is not to our question")
    if "email" not in claims:
        claims = {**_asked_for(provider, answer["access_token"], claims["sub"]), **claims}
    return claims


def _key(provider: _Provider, token: str) -> Any:
    """The public key of the provider that the token names."""
    named = jwt.get_unverified_header(token).get("kid")
    with get_adapter().get_requests_session() as session:
        answer = session.get(provider.openid_config["jwks_uri"])
        answer.raise_for_status()
    keys = jwt.PyJWKSet.from_dict(answer.json()).keys
    fitting = [key for key in keys if named is None or key.key_id == named]
    if not fitting:
        raise OAuth2Error("the answer is signed with a key that the provider does not name")
    return fitting[0]


def _asked_for(provider: _Provider, access_token: str, subject: str) -> dict[str, Any]:
    """What the provider says when it is asked about the person, for one that leaves the address out of its token."""
    if "userinfo_endpoint" not in provider.openid_config:
        return {}
    with get_adapter().get_requests_session() as session:
        answer = session.get(provider.profile_url, headers={"Authorization": f"Bearer {access_token}"})
        answer.raise_for_status()
    said: dict[str, Any] = answer.json()
    if said.get("sub") != subject:
        raise OAuth2Error("the provider told of somebody else")
    return said


@transaction.atomic
def _person(claims: dict[str, Any]) -> Person:
    """Whose account it is: by the provider's number for them, or the first time by their verified address."""
    issuer, subject = _kept(str(claims["iss"])), _kept(str(claims["sub"]))
    known = SocialAccount.objects.select_related("user").filter(provider=issuer, uid=subject).first()
    if known is not None:
        return _open(known.user)
    theirs = settings.HEARD_COUNCIL_SIGN_IN
    trusted = theirs is not None and theirs.email_is_trusted
    if not (trusted or claims.get("email_verified") in (True, "true")):
        raise NotLetIn(
            _("%(provider)s did not say that your e-mail address is verified. Ask your IT service desk.")
            % {"provider": _label()}
        )
    found = Person.objects.filter(email=Accounts.plain(str(claims.get("email", "")))).first()
    if found is None or SocialAccount.objects.filter(user=found, provider=issuer).exists():
        raise _no_account()
    person = _open(found)
    SocialAccount.objects.create(user=person, provider=issuer, uid=subject, extra_data={})
    told.tell(person, "council_linked", by=person)
    return person


def _kept(words: str) -> str:
    """The words as they are kept; too long for their column, a fingerprint of them."""
    return words if len(words) <= _LONGEST else hashlib.sha256(words.encode()).hexdigest()


def _open(person: Person) -> Person:
    if not person.is_active:
        raise _no_account()
    return person


def _no_account() -> NotLetIn:
    return NotLetIn(
        _(
            "There is no open account in Heard for you. If you need one for your work, ask your complaints manager."
        )
    )


def _failed(problem: Exception) -> NotLetIn:
    log.warning("the council's sign-in failed", error=type(problem).__name__)
    return NotLetIn(
        _("%(provider)s could not be reached, or its answer was not right. Try again in a few minutes.")
        % {"provider": _label()}
    )


def _label() -> str:
    theirs = settings.HEARD_COUNCIL_SIGN_IN
    return capfirst(theirs.label) if theirs else ""
