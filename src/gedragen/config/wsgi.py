"""The door for any WSGI server: gunicorn gedragen.config.wsgi:application. `gedragen serve` needs none."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")

from gedragen.config.checks import refuse_bad_settings

refuse_bad_settings()
application = get_wsgi_application()
