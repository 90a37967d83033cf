"""Addresses for: the plan and its items, information, tasks, looking back."""

from django.urls import URLPattern, path

from gedragen.pages.doing import looking_back, tasks
from gedragen.pages.plan import item, item_writing
from gedragen.pages.plan import plan as the_plan
from gedragen.pages.preparing import information, other_views

S = "situatie/<slug:address>/"

plan: list[URLPattern] = [
    path(f"{S}plan/", the_plan.plan_page, name="plan"),
    path(f"{S}plan/afdrukken/", the_plan.plan_print_page, name="plan_print"),
    path(f"{S}als-het-misgaat/", the_plan.safety_net_page, name="safety_net"),
    path(f"{S}onderdeel/nieuw/", item_writing.item_new_page, name="item_new"),
    path(f"{S}onderdeel/<number:number>/", item.item_page, name="item"),
    path(f"{S}onderdeel/<number:number>/wijzigen/", item_writing.item_change_page, name="item_change"),
    path(f"{S}onderdeel/<number:number>/weglaten/", item_writing.item_drop_page, name="item_drop"),
    path(f"{S}onderdeel/<number:number>/ja-terugnemen/", item.take_back_page, name="take_back"),
    path(f"{S}onderdeel/<number:number>/taak/", tasks.offer_task_page, name="offer_task"),
    path(f"{S}samen-afsluiten/", item_writing.close_together_page, name="close_together"),
    path(f"{S}informatie/", information.information_page, name="information"),
    path(f"{S}informatie/vraag/", information.ask_question_page, name="ask_question"),
    path(f"{S}informatie/vraag/<number:number>/", information.answer_question_page, name="answer_question"),
    path(f"{S}andere-kant/", other_views.views_page, name="views"),
    path(f"{S}andere-kant/<number:number>/", other_views.answer_view_page, name="answer_view"),
    path(f"{S}taken/", tasks.tasks_page, name="tasks"),
    path(f"{S}taken/<number:number>/", tasks.task_page, name="task"),
    path(f"{S}terugkijken/", looking_back.looking_back_page, name="looking_back"),
    path(f"{S}terugkijken/<number:number>/", looking_back.review_page, name="review"),
]
