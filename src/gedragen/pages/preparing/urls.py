"""Addresses of information, other views, and of who stands beside somebody."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.preparing import advocacy, information, other_views

urlpatterns: list[URLPattern] = [
    path(f"{CASE}informatie/", information.information_page, name="information"),
    path(f"{CASE}informatie/vraag/", information.ask_question_page, name="ask_question"),
    path(f"{CASE}informatie/vraag/<number:number>/", information.answer_question_page, name="answer_question"),
    path(f"{CASE}andere-kant/", other_views.views_page, name="views"),
    path(f"{CASE}andere-kant/<number:number>/", other_views.answer_view_page, name="answer_view"),
    path(f"{CASE}naast/stem/", advocacy.speak_for_page, name="speak_for"),
    path(f"{CASE}naast/andere-kant/", advocacy.bring_view_for_page, name="bring_view_for"),
    path(f"{CASE}naast/onderdeel/<number:number>/", advocacy.object_for_page, name="object_for"),
]
