"""Addresses of the plan and its items."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.plan import arrangements, item, item_writing
from gedragen.pages.plan import plan as the_plan

urlpatterns: list[URLPattern] = [
    path(f"{CASE}plan/", the_plan.plan_page, name="plan"),
    path(f"{CASE}plan/afdrukken/", the_plan.plan_print_page, name="plan_print"),
    path(f"{CASE}als-het-misgaat/", the_plan.safety_net_page, name="safety_net"),
    path(f"{CASE}onderdeel/nieuw/", item_writing.item_new_page, name="item_new"),
    path(f"{CASE}onderdeel/<number:number>/", item.item_page, name="item"),
    path(f"{CASE}onderdeel/<number:number>/wijzigen/", item_writing.item_change_page, name="item_change"),
    path(f"{CASE}onderdeel/<number:number>/weglaten/", item_writing.item_drop_page, name="item_drop"),
    path(f"{CASE}onderdeel/<number:number>/ja-terugnemen/", item.take_back_page, name="take_back"),
    path(f"{CASE}samen-afsluiten/", item_writing.close_together_page, name="close_together"),
    path(f"{CASE}wat-nodig-is/", arrangements.resources_page, name="resources"),
    path(f"{CASE}wie-kijkt-mee/", arrangements.who_checks_page, name="who_checks"),
]
