"""All settings. What differs between places comes from the environment (`env.py`).

With no variable set, everything runs on SQLite in one data folder on this machine:
the embedded default. `DATABASE_URL` is what makes an installation a served one, and
then nothing secret or open is assumed.
"""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from api import env
from api.logs import logging_settings
from api.schema.settings import SPECTACULAR
from api.secret_key import embedded_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "data")
MEDIA_ROOT = env.folder("MEDIA_DIR", BASE_DIR / "media")
VERSION = "0.1.0"

DEBUG = env.flag("DEBUG", False)
EMBEDDED = not env.text("DATABASE_URL")
SAMPLE_MODE = env.flag("SAMPLE_MODE", EMBEDDED)

HOST = env.text("HOST", "127.0.0.1")
PORT = env.whole("PORT", 8000, 1, 65_535)
PUBLIC_URL = env.base_url("PUBLIC_URL", f"http://{HOST}:{PORT}")
# Where people see a product on a web site: `https://example.org/p/{slug}` or `{id}`.
WEB_PRODUCT_URL = env.page_url("WEB_PRODUCT_URL", "", needs={"slug", "id"}, one_of=True)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
TRUSTED_PROXIES = env.whole("TRUSTED_PROXIES", 0)
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not EMBEDDED:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set: give 50 random characters, kept the same on "
            "every machine."
        )
    SECRET_KEY = embedded_secret_key(DATA_DIR)
if not EMBEDDED and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        f"SECRET_KEY has {len(SECRET_KEY)} characters: give 50 random ones, kept the "
        "same on every machine."
    )
if not EMBEDDED and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is '*'; name the hosts this service answers to."
    )
if not EMBEDDED and DEBUG:
    raise ImproperlyConfigured("DEBUG cannot be on where DATABASE_URL is set.")

INSTALLED_APPS = [
    "api.auth.desk_apps.DeskConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "tree_queries",
    # Identity. The API and the admin call it; its own pages serve the admin alone.
    "allauth",
    "api.auth.allauth_apps.DeskAccountConfig",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    # The rooms, in the order in which they may import one another: also the order
    # in which their handlers of journal events run.
    "catalogue.reference",
    "catalogue.journal",
    "catalogue.accounts",
    "catalogue.sellers",
    "catalogue.reviews",
    "catalogue.products",
    "catalogue.readiness",
    "catalogue.listings",
    "catalogue.search",
    "catalogue.buyers",
    "catalogue.enquiries",
    "catalogue.samples",
    "api",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The first steps of all other addresses; see `api/urls.py`.
OWN_PATHS = {
    *("v1", "docs", "account", "enquiry", "quotes", "unsubscribe", "whatsapp"),
    *("healthz", "readyz", "media", "private", "static"),
}
ADMIN_PATH = env.path("ADMIN_PATH", "admin", taken=OWN_PATHS)
DESK = env.flag("DESK", True)  # off: there is no admin
MIDDLEWARE = [
    "api.middleware.answer.AnswerMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.middleware.gzip.GZipMiddleware",
    "api.middleware.cors.CorsMiddleware",
    "api.middleware.bounds.BoundsMiddleware",
    "api.middleware.desk.DeskMiddleware",
]
# The admin alone has sessions and forms; `DeskMiddleware` runs these for its path.
DESK_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "api.middleware.desk.ActingMiddleware",
    "api.middleware.desk.BusyMiddleware",
]
SILENCED_SYSTEM_CHECKS = [
    "admin.E408",  # the three are in DESK_MIDDLEWARE
    "admin.E409",
    "admin.E410",
    "security.W001",  # AnswerMiddleware sends these headers on every answer
    "security.W002",
    "security.W003",
    "security.W004",  # a setting, for where TLS is in front: HSTS_SECONDS
    "security.W008",  # the proxy that holds the certificate redirects
]
ROOT_URLCONF = "api.urls"
WSGI_APPLICATION = "api.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "api" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "catalogue.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,  # seconds a writer waits for another
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                    "PRAGMA cache_size=-16384;PRAGMA mmap_size=268435456;"
                    "PRAGMA journal_size_limit=67108864;PRAGMA temp_store=MEMORY;"
                ),
            },
        },
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = None
if not EMBEDDED:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        server_side_binding=True,
        prepare_threshold=2,
        # An abandoned scan must not go on burning a core. `prepare` lifts it.
        options="-c lock_timeout=10s -c statement_timeout=10s",
    )

# What all processes share, rarely written: used codes, counts of sign-ins. In the
# database, until there is something quicker.
SHARED_CACHE = env.cache("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": SHARED_CACHE,
        # Seconds: who counts may hold a transaction, and others wait for that.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if SHARED_CACHE
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "journal_cache",
        # Django's 300 would let a crowd of guesses push out the counts of another.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Letters: printed, and kept in the data folder, until there is a mail server.
EMAIL_CONFIG = env.mail("EMAIL_URL")
EMAIL_BACKEND = (
    "catalogue.journal.channels.smtp.Mailer"
    if EMAIL_CONFIG
    else "api.mail.PrintAndKeep"
)
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds
MAIL_DIR = DATA_DIR / "mail"
KEPT_LETTER_LIFE = timedelta(days=7)  # as long as the links in them are good
DEFAULT_FROM_EMAIL = env.sender("MAIL_FROM", "Lampung Catalogue <no-reply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where a letter's link leads; our own small pages, or an app's or site's.
ACCOUNT_PAGE_URL = env.page_url(
    "ACCOUNT_PAGE_URL",
    f"{PUBLIC_URL}/account/{{page}}?token={{token}}",
    needs={"page", "token"},
)

# Notices by WhatsApp, through the Cloud API of Meta; off without a token.
WHATSAPP_TOKEN = env.text("WHATSAPP_TOKEN")
WHATSAPP_PHONE_ID = env.companion("WHATSAPP_PHONE_ID", "WHATSAPP_TOKEN")
WHATSAPP_NUMBER = env.text("WHATSAPP_NUMBER")  # E.164: people opt in by writing to it
WHATSAPP_APP_SECRET = env.text("WHATSAPP_APP_SECRET")
WHATSAPP_VERIFY_TOKEN = env.text("WHATSAPP_VERIFY_TOKEN")

PRIVATE_DIR = DATA_DIR / "private"
PRIVATE_URL_SECONDS = 60 * 60  # an address of a private file holds an hour or two
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
_collected = (STATIC_ROOT / "docs").exists()  # by `collectstatic`, in a release
WHITENOISE_USE_FINDERS = not _collected
_s3_bucket = env.text("S3_BUCKET")
_s3_public = env.base_url("S3_PUBLIC_URL", f"{PUBLIC_URL}/media")
# Where pictures come from beside this service: what a page may load them from.
PICTURE_HOSTS = (
    [_s3_public, env.text("S3_ENDPOINT_URL") or "https://*.amazonaws.com"]
    if _s3_bucket
    else []
)
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": _s3_bucket,
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "custom_domain": _s3_public.partition("://")[2],
            "url_protocol": _s3_public.partition("://")[0] + ":",
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "querystring_auth": False,
            "object_parameters": {
                "CacheControl": "public, max-age=31536000, immutable"
            },
        },
    }
    if _s3_bucket
    else {
        "BACKEND": "api.public_files.PublicFiles",
        # Names hold the content's hash: writing one again writes the same bytes.
        "OPTIONS": {"allow_overwrite": True, "file_permissions_mode": 0o644},
    },
    # Uploads, and pictures nobody but their seller and officers may see yet.
    "private": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.text("S3_PRIVATE_BUCKET") or _s3_bucket,
            "location": "private",
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "access_key": env.text("S3_ACCESS_KEY") or None,
            "secret_key": env.text("S3_SECRET_KEY") or None,
            "default_acl": "private",
            "querystring_auth": True,
            "querystring_expire": PRIVATE_URL_SECONDS,
        },
    }
    if _s3_bucket
    else {
        "BACKEND": "api.private_files.PrivateFiles",
        "OPTIONS": {"allow_overwrite": True, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",  # addresses, permissions of the admin
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "api.auth.allauth_adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "api.auth.desk_forms.DeskLoginForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 60 * 60  # 1 hour
MFA_ADAPTER = "api.auth.allauth_adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of 30 s a phone's clock may be off
MFA_FORMS = {
    "authenticate": "api.auth.desk_forms.DeskAuthenticateForm",
    "reauthenticate": "api.auth.desk_forms.DeskReauthenticateForm",
}
MFA_TOTP_ISSUER = "Lampung Catalogue"
GOOGLE_CLIENT_ID = env.text("GOOGLE_CLIENT_ID")
SOCIALACCOUNT_PROVIDERS = {
    "google": {"APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": "", "key": ""}]}
    if GOOGLE_CLIENT_ID
    else {}
}
LOGIN_URL = f"/{ADMIN_PATH}/account/login/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = f"/{ADMIN_PATH}/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
HSTS_SECONDS = env.whole("HSTS_SECONDS", 0)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
)

USE_TZ = True
TIME_ZONE = "Asia/Jakarta"  # calendar dates of the province; the API speaks UTC
USE_I18N = True
LANGUAGE_CODE = "en"
# Languages in which the catalogue is served, best known first: the fallback order.
CATALOGUE_LANGUAGES = ["en", "id"]
LANGUAGES = [("en", "English"), ("id", "Bahasa Indonesia")]

REST_FRAMEWORK = {
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["api.renderers.CompactJSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.Nobody"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.operations.OperationSchema",
    "DEFAULT_PAGINATION_CLASS": None,
    "EXCEPTION_HANDLER": "api.errors.problem_response",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.HeaderNegotiation",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {**SPECTACULAR, "VERSION": VERSION}

# Limits. Each is a setting, as the contract promises.
GUEST_RATE_LIMIT = env.whole("GUEST_RATE_LIMIT", 600, 1)  # per address and minute
CALLER_RATE_LIMIT = env.whole("CALLER_RATE_LIMIT", 600, 1)  # per token and minute
AUTH_RATE_LIMIT = env.whole("AUTH_RATE_LIMIT", 10, 1)  # per address and minute
UPLOAD_RATE_LIMIT = env.whole("UPLOAD_RATE_LIMIT", 60, 1)  # per person and minute
REPORT_RATE_LIMIT = env.whole("REPORT_RATE_LIMIT", 10, 1)  # per address and hour
# Codes of quotes that are checked, per address and minute.
QUOTE_CHECK_RATE_LIMIT = env.whole("QUOTE_CHECK_RATE_LIMIT", 60, 1)
MAX_JSON_BODY_BYTES = 1024 * 1024
MAX_IMAGE_BYTES = 10 * 1024 * 1024
IMAGES_PER_PRODUCT = env.whole("IMAGES_PER_PRODUCT", 12, 1)
EVIDENCE_MAX_BYTES = env.whole("EVIDENCE_MAX_MB", 10, 1) * 1024 * 1024
SELLER_QUOTA_BYTES = env.whole("SELLER_QUOTA_MB", 1000, 1) * 1024 * 1024
TRUSTED_SAMPLE_PERCENT = env.whole("TRUSTED_SAMPLE_PERCENT", 10, 0, 100)
# Days on which a seller's time to answer runs; six a week by UU 13/2003, art. 77(2)(a).
SELLER_WORKING_WEEKDAYS = env.weekdays(
    "SELLER_WORKING_WEEKDAYS", ["mon", "tue", "wed", "thu", "fri", "sat"]
)
# How long everything about an enquiry takes: hours of the seller's working days for
# her first answer and what reminds of it, days of the calendar for the rest.
ENQUIRY_TERMS: dict[str, Any] = {
    "confirm_hours": env.hours("ENQUIRY_CONFIRM_HOURS", 48),
    "first_response_hours": env.hours("ENQUIRY_FIRST_RESPONSE_HOURS", 24),
    "reminder_hours": env.wholes("ENQUIRY_REMINDER_HOURS", (4, 20)),
    "escalation_hours": env.hours("ENQUIRY_ESCALATION_HOURS", 48),
    "tell_buyer_hours": env.hours("ENQUIRY_TELL_BUYER_HOURS", 72),
    "longest_wait_days": env.days("ENQUIRY_LONGEST_WAIT_DAYS", 10),
    "unanswered_days": env.days("ENQUIRY_UNANSWERED_DAYS", 14),
    "silent_days": env.days("ENQUIRY_SILENT_DAYS", 45),
    "nudge_days": env.wholes("ENQUIRY_NUDGE_DAYS", (30, 90, 180)),
}
env.check_rising(
    ENQUIRY_REMINDER_HOURS=ENQUIRY_TERMS["reminder_hours"][-1],
    ENQUIRY_ESCALATION_HOURS=ENQUIRY_TERMS["escalation_hours"],
    ENQUIRY_TELL_BUYER_HOURS=ENQUIRY_TERMS["tell_buyer_hours"],
)
# Where a letter's link opens one thread; our own page, or an app's or site's.
ENQUIRY_PAGE_URL = env.page_url(
    "ENQUIRY_PAGE_URL", f"{PUBLIC_URL}/enquiry/{{token}}", needs={"token"}
)
GUEST_ENQUIRIES_PER_ADDRESS = env.whole("GUEST_ENQUIRIES_PER_ADDRESS", 30, 1)  # an hour
# An hour; of a /24 of IPv4 or a /48 of IPv6.
GUEST_ENQUIRIES_PER_NETWORK = env.whole("GUEST_ENQUIRIES_PER_NETWORK", 120, 1)
GUEST_ENQUIRIES_PER_CONTACT = env.whole("GUEST_ENQUIRIES_PER_CONTACT", 5, 1)  # an hour
# Of one account, and of guests through one API key.
BUYER_ENQUIRIES_PER_HOUR = env.whole("BUYER_ENQUIRIES_PER_HOUR", 60, 1)
# In one thread and hour, by a guest and by anybody else.
GUEST_MESSAGE_RATE_LIMIT = env.whole("GUEST_MESSAGE_RATE_LIMIT", 20, 1)
MESSAGE_RATE_LIMIT = env.whole("MESSAGE_RATE_LIMIT", 60, 1)
# Guests then prove that they are people; see `api/enquiries/captcha.py`.
CAPTCHA_SECRET = env.text("CAPTCHA_SECRET")
CAPTCHA_VERIFY_URL = env.secure_url(
    "CAPTCHA_VERIFY_URL", "https://challenges.cloudflare.com/turnstile/v0/siteverify"
)
# Contact data of enquiries is erased so long after the last activity.
CONTACT_MONTHS = env.whole("CONTACT_MONTHS", 24, 1, 1200)
# Of those who never proved their address, so long after what they asked expired.
UNPROVEN_CONTACT_DAYS = env.days("UNPROVEN_CONTACT_DAYS", 7)
# The office's mark on a quote: a PNG or SVG; empty prints its name alone.
QUOTE_MARK = env.picture("QUOTE_MARK")
IDEMPOTENCY_KEY_LIFE = timedelta(hours=24)
EVENT_PAYLOAD_LIFE = timedelta(days=90)
# That somebody was told something, without address and words.
NOTICE_LEDGER_LIFE = timedelta(days=env.days("NOTICE_LEDGER_DAYS", 365))
UNSENT_NOTICE_LIFE = timedelta(days=30)
AUDIT_LOG_LIFE = timedelta(days=365 * env.whole("AUDIT_LOG_YEARS", 10, 1, 100))
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_JSON_BODY_BYTES
# The server itself takes 65,534; ten thousand letters of a query, escaped, fit.
MAX_URL_CHARACTERS = 64_000
# Bytes of bitmaps a process keeps, of the words that were searched for.
SEARCH_MEMORY = env.whole("SEARCH_MEMORY_MB", 192) * 2**20
# What was searched for is kept so long, without who asked; 0 keeps nothing.
QUERY_LOG_DAYS = env.days("QUERY_LOG_DAYS", 180, 0)
# The hour, in Lampung, of the daily letter of what is new in saved searches.
SAVED_SEARCH_HOUR = env.hour("SAVED_SEARCH_HOUR", 7)
# Answers kept in a process's memory for callers who ask the same again.
RESPONSE_CACHE_ENTRIES = env.whole("RESPONSE_CACHE_ENTRIES", 512)
# A process asks the database this often whether the public catalogue has moved.
GENERATION_POLL = timedelta(milliseconds=env.whole("GENERATION_POLL_MS", 500))
WORKER_MEMORY_MB = env.whole(
    "WORKER_MEMORY_MB", 768, 128
)  # then a fresh one takes over
WEB_THREADS = env.whole("WEB_THREADS", 8, 1)  # of each server process
DELIVERY_THREADS = env.whole("DELIVERY_THREADS", 3, 1)  # of each worker
# Off where `manage.py tick` is run by a clock outside, such as cron.
WORKER_SCHEDULES = env.flag("WORKER_SCHEDULES", True)
WEB_CONCURRENCY = env.whole("WEB_CONCURRENCY", max(1, min(os.cpu_count() or 1, 4)), 1)

LOGGING = logging_settings(env.log_level("LOG_LEVEL", "WARNING"))
