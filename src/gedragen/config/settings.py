"""Django's settings. Every value that differs between installations comes from the environment (GEDRAGEN_…)."""

from csp.constants import NONE, SELF

from gedragen.config import environment
from gedragen.config.environment import env
from gedragen.config.logs import LOGGING as LOGGING

BASE_URL = environment.base_url()
LOCAL = environment.is_loopback(environment.host_of(BASE_URL))
HTTPS = BASE_URL.startswith("https://")
DEMO = env.bool("GEDRAGEN_DEMO", default=False)
DEBUG = LOCAL and env.bool("GEDRAGEN_DEBUG", default=False)

DATA_FOLDER = environment.data_folder()
SECRET_KEY = environment.secret_key(local=LOCAL, folder=DATA_FOLDER)
SECRET_KEY_FALLBACKS: list[str] = env.list("GEDRAGEN_OLD_SECRET_KEYS", default=[])

ALLOWED_HOSTS: list[str] = env.list(
    "GEDRAGEN_HOSTS",
    default=["localhost", "127.0.0.1", "[::1]"] if LOCAL else [environment.host_of(BASE_URL)],
)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("GEDRAGEN_ORIGINS", default=[BASE_URL])
# How many proxies of ours stand in front; with none, what a visitor claims in X-Forwarded-For is ignored.
TRUSTED_PROXIES = environment.number("GEDRAGEN_TRUSTED_PROXIES", default=0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "gedragen.people",
    "gedragen.cases",
    "gedragen.notices",
    # Before allauth, so that our templates win over its own.
    "gedragen.pages",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "gedragen.config.middleware.head_as_get",
    "gedragen.config.middleware.client_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gedragen.config.middleware.browser_permissions",
    "gedragen.config.middleware.plain_cookies",
    "gedragen.config.serving.ready.ready",
    "gedragen.config.serving.right_file.right_file",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gedragen.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gedragen.config.middleware.readable_text",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gedragen.pages.house.refusals.RefusalsMiddleware",
]

ROOT_URLCONF = "gedragen.config.urls"
WSGI_APPLICATION = "gedragen.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            # Words of people stand on nearly every page.
            "builtins": ["gedragen.pages.templatetags.theirs"],
        },
    },
]

# The key that signs the last line of a journal; made at first use, and part of the backup.
SIGNING_KEY_FILE = env.str("GEDRAGEN_SIGNING_KEY_FILE", default=str(DATA_FOLDER / "signing_key"))

# Who was erased, for a restore; outside the database, so that it does not go back with it. Several machines share one.
ERASURES_FILE = env.str("GEDRAGEN_ERASURES_FILE", default=str(DATA_FOLDER / "erasures"))

# The key under which each closed room's own key is kept. Without it nobody reads what was written there.
ROOM_KEY = env.str("GEDRAGEN_ROOM_KEY", default="")
ROOM_KEY_FILE = env.str("GEDRAGEN_ROOM_KEY_FILE", default=str(DATA_FOLDER / "room_key"))

# What is uploaded may be a photo of closed time: it waits in memory, not in a file. The server refuses what is larger.
FILE_UPLOAD_HANDLERS = ["gedragen.pages.house.uploads.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

FORM_RENDERER = "gedragen.pages.house.form.FormLook"

DATABASES = environment.databases(DATA_FOLDER)
# Django's caches keep pickles, and whoever writes one runs code here. Tries are counted in a table of ours.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# Languages: Dutch for everyone who did not choose otherwise, whatever the browser asks for.
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "gedragen_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [environment.locale_folder()]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Accounts: for facilitators, authorities and administrators; participants need none.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "gedragen.people.sign_in.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "gedragen.people.sign_in_forms.AddressForm",
    "confirm_login_code": "gedragen.people.sign_in_forms.CodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
# Not mailed, but asked for: people/sign_in.py.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 60 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
# allauth would count in a cache, and let others use up the tries of an address: people/throttle.py counts instead.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# A whole meeting on one page: fifty people, two boxes for each item of the plan.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Cookies and headers. Only plain http on this very machine may do without Secure.
SESSION_ENGINE = "gedragen.config.sessions"
SESSION_COOKIE_NAME = "gedragen_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = not LOCAL or HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "gedragen_csrf"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Not "no-referrer": with it browsers send "Origin: null" with every form, and the CSRF check must refuse that.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS and not LOCAL else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}

# Static files: built by npm into the package, collected with a hash in every name, served by whitenoise.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail: EMAIL_BACKEND and what belongs to it.
vars().update(environment.mail(DATA_FOLDER))
# A page waits for the code of signing in; messages are sent by the worker, which has more patience.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("GEDRAGEN_FROM_EMAIL", default="Gedragen <gedragen@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
OPERATOR_EMAIL = env.str("GEDRAGEN_OPERATOR_EMAIL", default="")
