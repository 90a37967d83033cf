"""Addresses of the road of whoever takes part."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.home import road

urlpatterns: list[URLPattern] = [
    path(f"{CASE}weg/", road.road_page, name="road"),
    path(f"{CASE}gespreksleider/", road.accept_facilitator_page, name="accept_facilitator"),
]
