"""The one settings file. Each value that a site may change is read from the environment or `.env`;
`.env.example` explains them all. A wrong value stops the start with a sentence of advice."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from portal.environment import (
    read_allowed_hosts,
    read_bool,
    read_choice,
    read_database,
    read_email,
    read_env_file,
    read_int,
    read_origins,
    read_secret_key,
    read_site_address,
    read_socket_address,
    read_storage,
    read_text,
)
from units.sheet_formats import LosslessCSV, LosslessJSON, LosslessXLSX

BASE_DIR = Path(__file__).resolve().parent.parent
read_env_file(BASE_DIR / ".env")

# ---------------------------------------------------------------- the site

DEBUG = read_bool("DEBUG", default=False)
SECRET_KEY = read_secret_key(debug=DEBUG)
ALLOWED_HOSTS = read_allowed_hosts(debug=DEBUG)
PORTAL_NAME = read_text("PORTAL_NAME", "Cổng đơn vị điển hình, kiểu mẫu")
ORGANISATION_NAME = read_text("ORGANISATION_NAME", "Công an thành phố Đà Nẵng")
# Adds hello_auth, the view that `make bench` measures every page against.
BENCH = read_bool("BENCH", default=False)

INSTALLED_APPS = [
    # Ours first: their templates and commands come before those of packages.
    "portal",
    "reports",
    "committee",
    "assessments",
    "criteria",
    "resources",
    "accounts",
    "units",
    "import_export",
    "simple_history",
    "whitenoise.runserver_nostatic",
    "accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    # Its tables are there whether or not work is queued, so that a site may change its mind.
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.choose_language",
    # Before anything reads the body.
    "portal.middleware.refuse_oversized_body",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.middleware.lead_back_to_the_page",
    "simple_history.middleware.HistoryRequestMiddleware",
    # Last: it only turns a refused sign-in into its answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site_names",
                "portal.context.frame",
            ]
        },
    }
]

# ---------------------------------------------------------------- data

DATABASES = {"default": read_database(default=BASE_DIR / "var" / "portal.sqlite3")}

# A session in the database ends in every process at once; copies cached per process would not.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = read_int("SESSION_HOURS", default=12, least=1, most=24 * 30) * 3600
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Long work: the page that shows it drives it, or `manage.py db_worker` does it. See ADR 0009.
TASKS_BACKEND = read_choice("TASKS_BACKEND", default="immediate", choices=("immediate", "database"))
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASKS_BACKEND == "database"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# ---------------------------------------------------------------- who signs in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "accounts.backends.AdministratorBackend",
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "portal:after_sign_in"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Name and address together: a guesser cannot lock a colleague out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.client_address"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.answer_locked_out"
AXES_VERBOSE = False
# Its English tables of attempts; a lock-out is lifted in the list of users.
AXES_ENABLE_ADMIN = False

# ---------------------------------------------------------------- mail

# Where letters say that a thing is to be found.
PORTAL_URL = read_site_address()
# EMAIL_BACKEND, EMAIL_HOST and the like; SENDS_MAIL says whether there is a mail server at all.
SENDS_MAIL = False
globals().update(read_email())

# ---------------------------------------------------------------- language, dates, numbers

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# Off: it would print the year 2026 as 2.026 and break keys in addresses. Figures are grouped where
# they are figures, by `intcomma`, with the NUMBER_GROUPING of portal/formats.
USE_THOUSAND_SEPARATOR = False

# ---------------------------------------------------------------- static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.finders.ScreenFontFinder",
]
STORAGES = {
    # Evidence; nothing else is uploaded and kept.
    "default": read_storage(),
    "staticfiles": {
        # In DEBUG files are served as they stand, so a change shows at once.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MIMETYPES = {".ttf": "font/ttf"}
MEDIA_ROOT = BASE_DIR / "var" / "media"

# ---------------------------------------------------------------- what comes in

MAX_UPLOAD_MB = read_int("MAX_UPLOAD_MB", default=25, least=1, most=1024)
# One file of evidence; what is larger than MAX_UPLOAD_MB is refused before it is read.
EVIDENCE_MAX_MB = read_int("EVIDENCE_MAX_MB", default=min(20, MAX_UPLOAD_MB), least=1, most=MAX_UPLOAD_MB)
# None: files are stored unscanned.
CLAMAV_ADDRESS = read_socket_address("CLAMAV_ADDRESS")
# A body's other parts (form fields) are held in memory; files above 2.5 MB go to disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o640

IMPORT_EXPORT_FORMATS = [LosslessXLSX, LosslessCSV, LosslessJSON]
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_ILLEGAL_CHARS_ON_EXPORT = True

# ---------------------------------------------------------------- security

HTTPS_ONLY = read_bool("HTTPS_ONLY", default=not DEBUG)
BEHIND_PROXY = read_bool("BEHIND_PROXY", default=False)
CSRF_TRUSTED_ORIGINS = read_origins("CSRF_TRUSTED_ORIGINS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_SSL_REDIRECT = HTTPS_ONLY
# A proxy's own health check speaks plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = read_int("HSTS_SECONDS", default=31_536_000) if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS_ONLY
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# ---------------------------------------------------------------- logging

LOG_LEVEL = read_choice("LOG_LEVEL", default="INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Its own handlers would print each error a second time.
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # Four lines a sign-in otherwise; lock-outs and failures are warnings.
        "axes": {"level": "WARNING"},
    },
}
