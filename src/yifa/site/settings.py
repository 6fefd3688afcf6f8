"""All settings of an installation; everything an operator may choose comes from the environment."""

import os
import secrets

from yifa.site.databases import database, home
from yifa.site.entrance import (
    factor_required,
    password_validators,
    security_profile,
    trusted_origins,
    unified_identity,
)
from yifa.site.institutions import installed
from yifa.site.secret import kept_secret

YIFA_HOME = home(os.environ)
# intl (SHA-256) or gm (SM3); settled for good when the log's key is made.
YIFA_SUITE = os.environ.get("YIFA_SUITE", "intl")

# The WSGI entry makes the secret that is kept; a command signs nothing that outlives it.
SECRET_KEY = os.environ.get("YIFA_SECRET_KEY") or kept_secret(YIFA_HOME) or secrets.token_urlsafe(50)
DEBUG = False
# Names under which browsers reach this installation, separated by commas; by default this machine alone.
ALLOWED_HOSTS = [name.strip() for name in os.environ.get("YIFA_HOSTS", "").split(",") if name.strip()] or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]

# What reads files of any origin is offered on this machine only.
YIFA_IS_LOCAL = not os.environ.get("YIFA_HOSTS", "").strip()

YIFA_SECURITY_PROFILE = security_profile(os.environ)
YIFA_FACTOR_REQUIRED = factor_required(os.environ)
YIFA_OIDC = unified_identity(os.environ)

AUTH_USER_MODEL = "accounts.Account"
AUTH_PASSWORD_VALIDATORS = password_validators()
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "yifa.kernel",
    "yifa.kernel.accounts",
    "yifa.kernel.machines",
    "yifa.kernel.dossiers",
    "yifa.kernel.drafts",
    "yifa.engine.ceremonies",
    *installed(os.environ),
]
MIDDLEWARE = [
    "yifa.surfaces.shell.security.strict",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "yifa.surfaces.workbench.entering.guard.guarded",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
ROOT_URLCONF = "yifa.site.urls"
WSGI_APPLICATION = "yifa.site.wsgi.application"
STATIC_URL = "/static/"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
# Whoever is reached by other machines stands behind a server that speaks TLS; there a cookie never travels in clear.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not YIFA_IS_LOCAL
CSRF_TRUSTED_ORIGINS = [] if YIFA_IS_LOCAL else trusted_origins(ALLOWED_HOSTS)
CSRF_FAILURE_VIEW = "yifa.site.urls.form_expired"

# A thread that serves pages keeps its connection for a minute: opening one costs more than most pages.
DATABASES = {"default": {**database(os.environ), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Faults go to the error stream of the server; what people looked for and did not find is nobody's business.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
