"""Address of the journal."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.journal import journal

urlpatterns: list[URLPattern] = [
    path(f"{CASE}logboek/", journal.journal_page, name="journal"),
]
