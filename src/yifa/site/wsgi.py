"""Where a WSGI server enters: the pages of this installation."""

import os

from django.core.wsgi import get_wsgi_application

from yifa.site.databases import home
from yifa.site.secret import make_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yifa.site.settings")
make_secret(home(os.environ))
application = get_wsgi_application()
