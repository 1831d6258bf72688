"""The council's own sign-in, tried with a real OpenID Connect provider on this machine: who comes in, who does not."""

import time
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
import time_machine
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from heard.accounts import council as theirs
from heard.people.models import Person
from heard.site.settings import signing_in
from tests.accounts.signing import set_up_app
from tests.screens.reading import Page

NOBODY = "There is no open account in Heard for you."


@pytest.fixture(scope="module")
def provider():
    """A provider of OpenID Connect, at a free port of this machine."""
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def made(provider, settings):
    """Let Heard know the provider: `made(does_second_factor=True)`."""

    def known(**more):
        words = {"url": provider, "client_id": "heard", "secret": "x", "label": "the council's sign-in"}
        one = signing_in.Council(**{**words, "does_second_factor": False, "email_is_trusted": False, **more})
        settings.HEARD_COUNCIL_SIGN_IN = one
        settings.SOCIALACCOUNT_PROVIDERS = signing_in.providers(one)["SOCIALACCOUNT_PROVIDERS"]

    known()
    return known


def begin(client, where="/"):
    """The address of the provider that the browser is sent to."""
    answer = client.get("/sign-in/council/", {"next": where})
    assert answer.status_code == 302, Page(answer).text
    return answer["Location"]


def at_the_provider(provider, address, subject="7", **claims):
    """Sign in there as this subject; the address that the browser comes back to."""
    requests.put(f"{provider}/users/{subject}", json=claims, timeout=5).raise_for_status()
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
    assert answer.status_code in (302, 303), answer.text
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/sign-in/council/back/"
    return f"{back.path}?{back.query}"


def come(client, provider, where="/", subject="7", **claims):
    """The whole way there and back."""
    return client.get(at_the_provider(provider, begin(client, where), subject, **claims))


def is_in(client):
    return client.get("/how-you-sign-in/").status_code == 200


def test_whom_the_council_knows_comes_in_and_goes_where_they_were_going(made, provider, officer):
    client = Client()
    answer = come(client, provider, "/?whose=all", email=officer.email.upper(), email_verified=True)
    assert answer["Location"] == "/?whose=all"
    assert is_in(client)


def test_the_question_has_a_state_a_nonce_and_a_challenge(db, made, provider):
    asked = parse_qs(urlsplit(begin(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert len(asked["state"][0]) >= 16
    assert len(asked["nonce"][0]) >= 32
    assert asked["redirect_uri"] == ["http://localhost:8000/sign-in/council/back/"]
    assert "code_verifier" not in asked


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ({"email": "somebody-else@council.example", "email_verified": True}, NOBODY),
        ({"email_verified": True}, NOBODY),
        ({"email": "OFFICER", "email_verified": False}, "did not say that your e-mail address is verified"),
        ({"email": "OFFICER"}, "did not say that your e-mail address is verified"),
    ],
)
def test_nobody_else_comes_in_and_no_account_is_made(made, provider, officer, claims, said):
    before = Person.objects.count()
    client = Client()
    if claims.get("email") == "OFFICER":
        claims = {**claims, "email": officer.email}
    answer = come(client, provider, subject=f"else-{len(said)}-{len(claims)}", **claims)
    assert said in Page(answer).text
    assert not is_in(client)
    assert Person.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_address_is_trusted_unsaid_only_where_the_setting_says_so(made, provider, officer):
    made(email_is_trusted=True)
    client = Client()
    come(client, provider, subject="trusted", email=officer.email)
    assert is_in(client)


def test_a_closed_account_stays_closed(made, provider, officer):
    come(Client(), provider, email=officer.email, email_verified=True)
    officer.is_active = False
    officer.save()
    client = Client()
    assert NOBODY in Page(come(client, provider, email=officer.email, email_verified=True)).text
    assert not is_in(client)


def test_the_first_time_links_the_subject_and_then_the_address_no_longer_counts(
    made, provider, officer, council
):
    come(Client(), provider, email=officer.email, email_verified=True)
    # Another subject claims the officer's address; the officer's subject has another address.
    other = Client()
    assert NOBODY in Page(come(other, provider, subject="8", email=officer.email, email_verified=True)).text
    renamed = Client()
    come(renamed, provider, email=council.people["north"].email, email_verified=True)
    assert officer.name in Page(renamed.get("/how-you-sign-in/")).html
    assert SocialAccount.objects.get().user == officer


def test_a_very_long_subject_is_known_again(made, provider, officer):
    for _ in range(2):
        client = Client()
        come(client, provider, subject="7" * 240, email=officer.email, email_verified=True)
        assert is_in(client)
    assert SocialAccount.objects.count() == 1


def test_an_answer_without_its_question_is_refused(made, provider, officer):
    back = at_the_provider(provider, begin(Client()), email=officer.email, email_verified=True)
    victim = Client()
    assert "was not begun in this browser" in Page(victim.get(back)).text
    assert not is_in(victim)
    client = Client()
    back = at_the_provider(provider, begin(client), email=officer.email, email_verified=True)
    query = parse_qs(urlsplit(back).query)
    tampered = urlencode({"code": query["code"][0], "state": query["state"][0][:-1] + "x"})
    assert "was not begun" in Page(client.get(f"/sign-in/council/back/?{tampered}")).text
    assert not is_in(client)


def test_an_answer_counts_once(made, provider, officer):
    client = Client()
    back = at_the_provider(provider, begin(client), email=officer.email, email_verified=True)
    client.get(back)
    client.post("/sign-out/")
    assert "was not begun" in Page(client.get(back)).text
    assert not is_in(client)


def test_a_question_ends_after_ten_minutes(made, provider, officer):
    client = Client()
    back = at_the_provider(provider, begin(client), email=officer.email, email_verified=True)
    with time_machine.travel(time.time() + 11 * 60, tick=False):
        assert "took too long" in Page(client.get(back)).text


def test_an_answer_to_another_question_is_refused(made, provider, officer):
    """Somebody swaps the nonce on the way to the provider."""
    client = Client()
    address = begin(client)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]
    swapped = address.replace(f"nonce={nonce}", "nonce=another")
    assert swapped != address
    answer = client.get(at_the_provider(provider, swapped, email=officer.email, email_verified=True))
    assert "its answer was not right" in Page(answer).text
    assert not is_in(client)


def forged(monkeypatch, provider, **how):
    """Let the provider's answer carry a token of somebody else's making."""
    from allauth.socialaccount.providers.oauth2.client import OAuth2Client

    real = OAuth2Client.get_access_token

    def answer(self, *arguments, **more):
        said = real(self, *arguments, **more)
        claims = jwt.decode(said["id_token"], options={"verify_signature": False})
        claims.update(how.get("claims", {}))
        kid = jwt.get_unverified_header(said["id_token"]).get("kid")
        key, algorithm = how["key"], how["algorithm"]
        return {**said, "id_token": jwt.encode(claims, key, algorithm, headers={"kid": kid} if kid else {})}

    monkeypatch.setattr(OAuth2Client, "get_access_token", answer)


@pytest.mark.parametrize("kind", ["another key", "no signature", "a shared secret"])
def test_a_token_that_the_provider_did_not_sign_is_refused(made, provider, officer, monkeypatch, kind):
    keys = {
        "another key": (rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256"),
        "no signature": (None, "none"),
        "a shared secret": ("x" * 32, "HS256"),
    }
    key, algorithm = keys[kind]
    forged(monkeypatch, provider, key=key, algorithm=algorithm)
    client = Client()
    answer = come(client, provider, email=officer.email, email_verified=True)
    assert "its answer was not right" in Page(answer).text
    assert not is_in(client)


def test_no_provider_in_reach_is_told_kindly(made, officer):
    made(url="http://localhost:9")
    answer = Client().get("/sign-in/council/")
    assert "could not be reached" in Page(answer).text
    assert Page(answer).heading == "Sign in"


def test_the_second_step_is_asked_for_unless_the_council_does_it(made, provider, officer):
    here = Client()
    here.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    set_up_app(here)
    client = Client()
    answer = come(client, provider, email=officer.email, email_verified=True)
    assert answer["Location"] == "/sign-in/code/"
    assert not is_in(client)
    made(does_second_factor=True)
    client = Client()
    come(client, provider, email=officer.email, email_verified=True)
    assert is_in(client)


def test_where_one_is_required_the_councils_own_will_do(made, provider, officer, settings):
    settings.HEARD_SECOND_FACTOR = "required"
    made(does_second_factor=True)
    client = Client()
    come(client, provider, email=officer.email, email_verified=True)
    assert is_in(client)


def test_asked_again_by_the_council(made, provider, officer):
    client = Client()
    come(client, provider, email=officer.email, email_verified=True)
    officer.set_unusable_password()
    officer.save()
    client = Client()
    come(client, provider, email=officer.email, email_verified=True)
    with time_machine.travel(time.time() + 16 * 60, tick=True):
        asked = client.get("/how-you-sign-in/password/")
        assert Page(asked).heading == "Show that it is you"
        address = begin(client, "/how-you-sign-in/password/")
        assert "prompt=login" in address
        back = client.get(at_the_provider(provider, address, email=officer.email, email_verified=True))
        assert back["Location"] == "/how-you-sign-in/password/"
        assert Page(client.get("/how-you-sign-in/password/")).heading == "Change your password"


def test_asking_again_is_not_answered_by_somebody_else(made, provider, officer, council):
    north = council.people["north"]
    come(Client(), provider, subject="north", email=north.email, email_verified=True)
    client = Client()
    come(client, provider, email=officer.email, email_verified=True)
    with time_machine.travel(time.time() + 16 * 60, tick=True):
        address = begin(client, "/how-you-sign-in/password/")
        answer = client.get(
            at_the_provider(provider, address, subject="north", email=north.email, email_verified=True)
        )
        assert "signed in here as somebody else" in Page(answer).text
        assert Page(client.get("/how-you-sign-in/password/")).heading == "Show that it is you"


def test_who_was_not_asked_there_has_not_shown_who_they_are(made, provider, officer):
    """Somebody at an open computer takes "prompt=login" out of the address: the provider lets them through unasked."""
    long_ago = int(time.time()) - 16 * 60
    client = Client()
    come(client, provider, email=officer.email, email_verified=True, auth_time=long_ago)
    assert is_in(client)
    where = "/how-you-sign-in/password/"
    assert Page(client.get(where)).heading == "Show that it is you"
    back = come(client, provider, where, email=officer.email, email_verified=True, auth_time=long_ago)
    assert "You were not asked there who you are" in Page(back).text
    assert Page(client.get(where)).heading == "Show that it is you"
    come(client, provider, where, email=officer.email, email_verified=True, auth_time=int(time.time()))
    assert Page(client.get(where)).heading == "Change your password"


def test_without_a_provider_there_are_no_such_pages(settings, db):
    assert settings.HEARD_COUNCIL_SIGN_IN is None
    assert Client().get("/sign-in/council/").status_code == 404
    assert Client().get("/sign-in/council/back/").status_code == 404
    assert "the council" not in Page(Client().get("/sign-in/")).text


def test_only_signatures_that_the_provider_alone_can_make_are_known():
    assert not {"none", "HS256", "HS384", "HS512"} & set(theirs._SIGNED_BY)
