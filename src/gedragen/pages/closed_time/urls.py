"""Addresses of closed time."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.closed_time import closed_time, drafts

AMONG = f"{CASE}onder-elkaar/"

urlpatterns: list[URLPattern] = [
    path(AMONG, closed_time.closed_time_page, name="closed_time"),
    path(f"{AMONG}aankondigen/", closed_time.announce_page, name="announce"),
    path(f"{AMONG}<number:room>/", closed_time.closed_time_page, name="closed_time_earlier"),
    path(f"{AMONG}<number:room>/nieuw/", drafts.draft_new_page, name="draft_new"),
    path(f"{AMONG}<number:room>/klaar/", closed_time.come_out_page, name="come_out"),
    path(f"{AMONG}<number:room>/naar-buiten/", closed_time.bring_out_page, name="bring_out"),
    path(f"{AMONG}<number:room>/<number:number>/", drafts.draft_page, name="draft"),
    path(f"{AMONG}<number:room>/<number:number>/weg/", drafts.draft_remove_page, name="draft_remove"),
    path(f"{CASE}foto/<number:number>/", drafts.photo_page, name="photo"),
]
