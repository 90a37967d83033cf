"""Addresses of the door and the ways in."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.arriving import bring_question, demo, door, getting_in, myself, welcome

urlpatterns: list[URLPattern] = [
    path("", door.door_page, name="door"),
    path("code/", getting_in.enter_code_page, name="enter_code"),
    path("link/<str:token>/", getting_in.link_page, name="link"),
    path("kwijt/", getting_in.lost_link_page, name="lost_link"),
    path("vertel/", bring_question.bring_question_page, name="bring_question"),
    path("vertrek/", door.leave_page, name="leave"),
    path("demo/", demo.demo_page, name="demo"),
    path("demo/<number:seat_id>/", demo.demo_step_in_page, name="demo_step_in"),
    path(f"{CASE}wie-bent-u/", getting_in.choose_seat_page, name="choose_seat"),
    path(f"{CASE}ook-ik/", myself.myself_page, name="name_myself"),
    path(f"{CASE}welkom/", welcome.welcome_page, name="welcome"),
    path(f"{CASE}ik-doe-niet-mee/", welcome.decline_page, name="decline"),
    path(f"{CASE}stem/", welcome.voice_page, name="voice"),
    path(f"{CASE}bericht/", welcome.mail_page, name="mail"),
]
