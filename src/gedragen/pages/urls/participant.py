"""Addresses of whoever takes part, or wants to: the door, the ways in, the road and one's own things."""

from django.urls import URLPattern, path

from gedragen.pages.arriving import bring_question, demo, door, getting_in, welcome
from gedragen.pages.frame_test import public
from gedragen.pages.home import road
from gedragen.pages.mine import mine
from gedragen.pages.people import my_card, people
from gedragen.pages.starting import approach

S = "situatie/<slug:address>/"

participant: list[URLPattern] = [
    path("", door.door_page, name="door"),
    path("code/", getting_in.enter_code_page, name="enter_code"),
    path("link/<str:token>/", getting_in.link_page, name="link"),
    path("kwijt/", getting_in.lost_link_page, name="lost_link"),
    path("vertel/", bring_question.bring_question_page, name="bring_question"),
    path("vertrek/", door.leave_page, name="leave"),
    path("demo/", demo.demo_page, name="demo"),
    path("demo/<number:seat_id>/", demo.demo_step_in_page, name="demo_step_in"),
    path(S, public.public_page, name="public"),
    path(S + "wie-bent-u/", getting_in.choose_seat_page, name="choose_seat"),
    path(S + "aanpak/", approach.approach_page, name="approach"),
    path(S + "welkom/", welcome.welcome_page, name="welcome"),
    path(S + "ik-doe-niet-mee/", welcome.decline_page, name="decline"),
    path(S + "stem/", welcome.voice_page, name="voice"),
    path(S + "bericht/", welcome.mail_page, name="mail"),
    path(S + "weg/", road.road_page, name="road"),
    path(S + "gespreksleider/", road.accept_facilitator_page, name="accept_facilitator"),
    path(S + "wie-nog/", people.nominate_page, name="nominate"),
    path(S + "mensen/", people.people_page, name="people"),
    path(S + "mijn-antwoorden/", mine.my_answers_page, name="my_answers"),
    path(S + "mijn-gegevens/", mine.my_data_page, name="my_data"),
    path(S + "mijn-kaart/", my_card.my_card_page, name="my_card"),
    path(S + "nieuwe-kaart/", my_card.hear_card_page, name="hear_card"),
    path(S + "vergeet-mij/", mine.erase_me_page, name="erase_me"),
]
