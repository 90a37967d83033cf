"""The door for any WSGI server: gunicorn gedragen.config.wsgi:application. `gedragen serve` needs none."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gedragen.config.settings")

from gedragen.config.checks import refuse_bad_settings


def ready_application() -> WSGIHandler:
    refuse_bad_settings()
    wsgi = get_wsgi_application()
    # Only now are the tables known.
    from gedragen.config.serving.ready import get_ready

    get_ready()
    return wsgi


application = ready_application()
