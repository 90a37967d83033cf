"""Addresses of the people: inviting, naming, choosing, cards."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE, OVERVIEW
from gedragen.pages.people import cards, choosing, inviting, inviting_many, my_card, named, naming, people, seats, sides

urlpatterns: list[URLPattern] = [
    path(f"{CASE}wie-nog/", people.nominate_page, name="nominate"),
    path(f"{CASE}mensen/", people.people_page, name="people"),
    path(f"{CASE}mijn-kaart/", my_card.my_card_page, name="my_card"),
    path(f"{CASE}nieuwe-kaart/", my_card.hear_card_page, name="hear_card"),
    path(f"{OVERVIEW}mensen/", seats.seats_page, name="seats"),
    path(f"{OVERVIEW}uitnodigen/", inviting.invite_page, name="invite"),
    path(f"{OVERVIEW}uitnodigen/lijst/", inviting_many.invite_many_page, name="invite_many"),
    path(f"{OVERVIEW}gesprek/<number:seat_id>/", seats.talk_page, name="talk"),
    path(f"{OVERVIEW}kant/<number:seat_id>/", sides.side_page, name="side"),
    path(f"{OVERVIEW}link/<number:seat_id>/", seats.renew_link_page, name="renew_link"),
    path(f"{OVERVIEW}genoemd/<number:number>/", named.nomination_page, name="nomination"),
    path(f"{OVERVIEW}kaartjes/", cards.cards_page, name="cards"),
    path(f"{CASE}liever-iemand-anders/", choosing.refuse_facilitator_page, name="refuse_facilitator"),
    path(f"{CASE}plek/", choosing.place_page, name="place"),
    path(f"{CASE}wie-beslist/", choosing.who_decides_page, name="who_decides"),
    path(f"{CASE}genoemd/<number:number>/", naming.decide_nomination_page, name="decide_nomination"),
]
