"""Addresses of the overview of who facilitates."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import OVERVIEW
from gedragen.pages.guiding import cockpit, stages

urlpatterns: list[URLPattern] = [
    path(OVERVIEW, cockpit.cockpit_page, name="cockpit"),
    path(f"{OVERVIEW}verder/", cockpit.move_on_page, name="move_on"),
    path(f"{OVERVIEW}stap/", stages.stage_page, name="stage"),
    path(f"{OVERVIEW}stap/terug/", stages.stage_back_page, name="stage_back"),
    path(f"{OVERVIEW}toets/", cockpit.ask_test_page, name="ask_test"),
]
