"""All settings of an installation; everything an operator may choose comes from the environment."""

import os
import secrets

from yifa.site.databases import database, home
from yifa.site.institutions import installed

YIFA_HOME = home(os.environ)
# intl (SHA-256) or gm (SM3); settled for good when the log's key is made.
YIFA_SUITE = os.environ.get("YIFA_SUITE", "intl")

# No page is served yet, so nothing signed outlives a process.
SECRET_KEY = os.environ.get("YIFA_SECRET_KEY") or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = ["yifa.kernel", *installed(os.environ)]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "yifa.site.urls"

DATABASES = {"default": database(os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
