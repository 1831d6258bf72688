"""The addresses of signing in, of the second step, and of what a person may change about it.

reverse("how-you-sign-in")     -> "/how-you-sign-in/"
"""

from __future__ import annotations

from django.urls import path

from heard.office.forgotten import forgotten, new_password
from heard.office.how_you_sign_in import change_password, how_you_sign_in, proved, sign_out_everywhere
from heard.office.second_factor import (
    add_passkey,
    new_codes,
    passkey_creation,
    recovery_codes,
    remove_factor,
    set_up_app,
)
from heard.office.sign_in import sign_in, sign_out
from heard.office.sign_in_code import passkey_question, sign_in_code, sign_in_passkey
from heard.office.sign_in_council import council_back, sign_in_council
from heard.office.sign_in_reset import reset_sign_in

patterns = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/code/", sign_in_code, name="sign-in-code"),
    path("sign-in/passkey/", sign_in_passkey, name="sign-in-passkey"),
    path("sign-in/passkey/question/", passkey_question, name="passkey-question"),
    path("sign-in/council/", sign_in_council, name="sign-in-council"),
    path("sign-in/council/back/", council_back, name="council-back"),
    path("sign-in/forgotten/", forgotten, name="forgotten"),
    path("sign-in/new-password/", new_password, name="new-password"),
    path("sign-out/", sign_out, name="sign-out"),
    path("sign-out/everywhere/", sign_out_everywhere, name="sign-out-everywhere"),
    path("how-you-sign-in/", how_you_sign_in, name="how-you-sign-in"),
    path("how-you-sign-in/password/", change_password, name="change-password"),
    path("how-you-sign-in/app/", set_up_app, name="set-up-app"),
    path("how-you-sign-in/passkey/", add_passkey, name="add-passkey"),
    path("how-you-sign-in/passkey/creation/", passkey_creation, name="passkey-creation"),
    path("how-you-sign-in/codes/", recovery_codes, name="recovery-codes"),
    path("how-you-sign-in/codes/new/", new_codes, name="new-codes"),
    path("how-you-sign-in/remove/<int:id>/", remove_factor, name="remove-factor"),
    path("how-you-sign-in/proved/", proved, name="proved"),
    path("people/<int:id>/sign-in/", reset_sign_in, name="reset-sign-in"),
]
