"""The root of all addresses. English names for the code, Dutch paths for the reader."""

from allauth.account import views as sign_in
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from gedragen.api.journal import journal_file
from gedragen.api.key import key_file
from gedragen.config.commands.evidence.signer import KEY_ADDRESS
from gedragen.people.sign_in_views import AskCodeView

# allauth asks for the names of these two; here asking for a code is signing in, and nobody signs up.
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

# Of allauth only what signing in by a mailed code needs: no passwords, no list of addresses.
staff = [
    path("aanmelden/", AskCodeView.as_view(), name="account_login"),
    path("aanmelden/code/", sign_in.confirm_login_code, name="account_confirm_login_code"),
    path("aanmelden/code/aanvragen/", to_sign_in, name="account_request_login_code"),
    path("aanmelden/nieuw/", to_sign_in, name="account_signup"),
    path("aanmelden/geen-toegang/", sign_in.account_inactive, name="account_inactive"),
    path("afmelden/", sign_in.logout, name="account_logout"),
]

files = [
    path("situatie/<slug:address>/logboek.jsonl", journal_file, name="journal_file"),
    path(KEY_ADDRESS.removeprefix("/"), key_file, name="key_file"),
]

urlpatterns = [
    path("taal/", set_language, name="set_language"),
    *staff,
    *files,
    path("", include("gedragen.pages.urls")),
]

handler500 = "gedragen.pages.house.refusals.went_wrong"
