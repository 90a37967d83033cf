"""Addresses for the facilitator: the desk before there is a case, and the cockpit of a case."""

from django.urls import URLPattern, path

from gedragen.pages.doing import endings
from gedragen.pages.guiding import cockpit
from gedragen.pages.people import cards, inviting, inviting_many, named, seats
from gedragen.pages.rounds import on_behalf, rounds
from gedragen.pages.starting import desk, introduction

S = "situatie/<slug:address>/overzicht/"

facilitator: list[URLPattern] = [
    path("begeleiden/", desk.desk_page, name="desk"),
    path("begeleiden/<number:case_id>/", desk.take_up_page, name="take_up"),
    path(S, cockpit.cockpit_page, name="cockpit"),
    path(S + "verder/", cockpit.move_on_page, name="move_on"),
    path(S + "toets/", cockpit.ask_test_page, name="ask_test"),
    path(S + "mensen/", seats.seats_page, name="seats"),
    path(S + "uitnodigen/", inviting.invite_page, name="invite"),
    path(S + "uitnodigen/lijst/", inviting_many.invite_many_page, name="invite_many"),
    path(S + "gesprek/<number:seat_id>/", seats.talk_page, name="talk"),
    path(S + "link/<number:seat_id>/", seats.renew_link_page, name="renew_link"),
    path(S + "genoemd/<number:number>/", named.nomination_page, name="nomination"),
    path(S + "kaartjes/", cards.cards_page, name="cards"),
    path(S + "inleiding/", introduction.introduce_page, name="introduce"),
    path(S + "niveau/", introduction.level_page, name="level"),
    path(S + "onafhankelijk/", introduction.independence_page, name="independence"),
    path(S + "zonder-tegenspraak/", introduction.exception_page, name="exception"),
    path(S + "rondes/", rounds.open_rounds_page, name="open_rounds"),
    path(S + "rondes/<number:number>/inbrengen/", rounds.bring_objection_page, name="bring_objection"),
    path(S + "rondes/<number:number>/gesproken/<number:seat_id>/", rounds.contact_page, name="contact"),
    path(S + "namens/", on_behalf.on_behalf_page, name="on_behalf"),
    path(S + "geen-plan/", endings.no_plan_page, name="no_plan"),
    path(S + "bellen/<number:number>/", endings.call_page, name="call"),
]
