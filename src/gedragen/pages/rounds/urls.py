"""Addresses of rounds."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import OVERVIEW
from gedragen.pages.rounds import on_behalf, rounds

urlpatterns: list[URLPattern] = [
    path(f"{OVERVIEW}rondes/", rounds.open_rounds_page, name="open_rounds"),
    path(f"{OVERVIEW}rondes/<number:number>/inbrengen/", rounds.bring_objection_page, name="bring_objection"),
    path(f"{OVERVIEW}rondes/<number:number>/gesproken/<number:seat_id>/", rounds.contact_page, name="contact"),
    path(f"{OVERVIEW}namens/", on_behalf.on_behalf_page, name="on_behalf"),
]
