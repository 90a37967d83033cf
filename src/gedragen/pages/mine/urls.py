"""Addresses of what is one's own."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.mine import mine

urlpatterns: list[URLPattern] = [
    path(f"{CASE}mijn-antwoorden/", mine.my_answers_page, name="my_answers"),
    path(f"{CASE}mijn-gegevens/", mine.my_data_page, name="my_data"),
    path(f"{CASE}vergeet-mij/", mine.erase_me_page, name="erase_me"),
]
