"""Addresses for: the frames and the promise, the process, the frame test, the decision, the journal."""

from django.urls import URLPattern, path

from gedragen.pages.frame_test import decision, frame_test, process
from gedragen.pages.frames import frames, promise
from gedragen.pages.journal import journal

S = "situatie/<slug:address>/"

authority: list[URLPattern] = [
    path(f"{S}grenzen/", frames.frames_page, name="frames"),
    path(f"{S}grenzen/nieuw/", frames.frame_new_page, name="frame_new"),
    path(f"{S}grenzen/<number:number>/", frames.frame_edit_page, name="frame_edit"),
    path(f"{S}grenzen/<number:number>/weg/", frames.frame_remove_page, name="frame_remove"),
    path(f"{S}belofte/", promise.promise_page, name="promise"),
    path(f"{S}belofte/zo-lezen-mensen-het/", promise.promise_preview_page, name="promise_preview"),
    path(f"{S}belofte/bevestigen/", promise.promise_confirm_page, name="promise_confirm"),
    path(f"{S}proces/", process.process_page, name="process"),
    path(f"{S}toets/", frame_test.frame_test_page, name="frame_test"),
    path(f"{S}toets/<number:test>/<number:frame>/", frame_test.give_information_page, name="give_information"),
    path(f"{S}besluit/", decision.decision_page, name="decision"),
    path(f"{S}logboek/", journal.journal_page, name="journal"),
]
