"""Where a WSGI server enters: the pages of this installation."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from yifa.site.databases import home
from yifa.site.secret import make_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.site.settings")
make_secret(home(os.environ))
application = get_wsgi_application()
# All pages are loaded before the first is asked for: else whoever asks first waits for that, and many at once for longer.
get_resolver().url_patterns  # noqa: B018 - looking at them loads them
