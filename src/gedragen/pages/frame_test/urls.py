"""Addresses of the process, the frame test and the decision."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.frame_test import decision, frame_test, process, public

urlpatterns: list[URLPattern] = [
    path(CASE, public.public_page, name="public"),
    path(f"{CASE}proces/", process.process_page, name="process"),
    path(f"{CASE}toets/", frame_test.frame_test_page, name="frame_test"),
    path(f"{CASE}toets/<number:test>/<number:frame>/", frame_test.give_information_page, name="give_information"),
    path(f"{CASE}besluit/", decision.decision_page, name="decision"),
]
