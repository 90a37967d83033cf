"""What any Django site does at least, to hold our pages against: Django's default middleware, one list, one insert.

`python -m bench.bare FOLDER PORT` serves it with the server, the threads and the database of `gedragen serve`.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from waitress import serve

from gedragen.config import environment

TEMPLATE = """{% extends "frame.html" %}{% block main %}<ul>{% for row in rows %}
<li>{{ row.text }}, {{ row.at }}</li>{% endfor %}</ul>
<form method="post">{% csrf_token %}<textarea name="text"></textarea></form>{% endblock %}"""
FRAME = """<!doctype html><html><head><title>Bare</title></head><body>{% block main %}{% endblock %}</body></html>"""

settings.configure(
    SECRET_KEY="only for the bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="bench.bare",
    DATABASES=environment.databases(Path(sys.argv[1])),
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    # As `django-admin startproject` writes them.
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
                "loaders": [("django.template.loaders.locmem.Loader", {"rows.html": TEMPLATE, "frame.html": FRAME})],
            },
        }
    ],
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from gedragen.clock import now  # noqa: E402


class Row(models.Model):
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return self.text


def rows(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Row.objects.create(text=request.POST["text"], at=now())
        return HttpResponseRedirect("/")
    return render(request, "rows.html", {"rows": Row.objects.order_by("id")[:20]})


urlpatterns = [path("", rows)]


def main(port: int) -> None:
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(Row(text=f"Een zin van iemand, nummer {at}.", at=now()) for at in range(20))
    print("ready", flush=True)
    serve(WSGIHandler(), host="localhost", port=port, threads=int(os.environ.get("THREADS", "8")), ident=None)


if __name__ == "__main__":
    # Run as a module this file is `__main__`; its addresses are read from `bench.bare`.
    sys.modules["bench.bare"] = sys.modules["__main__"]
    main(int(sys.argv[2]))
