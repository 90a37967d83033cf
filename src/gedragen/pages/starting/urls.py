"""Addresses of the desk, the introduction, the approach and on which footing people are here."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE, OVERVIEW
from gedragen.pages.starting import approach, desk, footing, introduction, wording

urlpatterns: list[URLPattern] = [
    path(f"{CASE}aanpak/", approach.approach_page, name="approach"),
    path("begeleiden/", desk.desk_page, name="desk"),
    path("begeleiden/<number:case_id>/", desk.take_up_page, name="take_up"),
    path(f"{OVERVIEW}inleiding/", introduction.introduce_page, name="introduce"),
    path(f"{OVERVIEW}woorden/", wording.wording_page, name="wording"),
    path(f"{OVERVIEW}niveau/", introduction.level_page, name="level"),
    path(f"{OVERVIEW}onafhankelijk/", introduction.independence_page, name="independence"),
    path(f"{OVERVIEW}zonder-tegenspraak/", introduction.exception_page, name="exception"),
    path(f"{OVERVIEW}aanleiding/", footing.footing_page, name="footing"),
    path(f"{CASE}alleen-de-wet/", footing.only_the_law_page, name="only_the_law"),
]
