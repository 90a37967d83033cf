"""Addresses of the frames and the promise."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.frames import frames, promise

urlpatterns: list[URLPattern] = [
    path(f"{CASE}grenzen/", frames.frames_page, name="frames"),
    path(f"{CASE}grenzen/nieuw/", frames.frame_new_page, name="frame_new"),
    path(f"{CASE}grenzen/<number:number>/", frames.frame_edit_page, name="frame_edit"),
    path(f"{CASE}grenzen/<number:number>/weg/", frames.frame_remove_page, name="frame_remove"),
    path(f"{CASE}belofte/", promise.promise_page, name="promise"),
    path(f"{CASE}belofte/zo-lezen-mensen-het/", promise.promise_preview_page, name="promise_preview"),
    path(f"{CASE}belofte/bevestigen/", promise.promise_confirm_page, name="promise_confirm"),
]
