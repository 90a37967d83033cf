"""Addresses of tasks, calls, looking back and endings."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE, OVERVIEW
from gedragen.pages.doing import early_endings, endings, looking_back, tasks

urlpatterns: list[URLPattern] = [
    path(f"{CASE}onderdeel/<number:number>/taak/", tasks.offer_task_page, name="offer_task"),
    path(f"{CASE}taken/", tasks.tasks_page, name="tasks"),
    path(f"{CASE}taken/<number:number>/", tasks.task_page, name="task"),
    path(f"{CASE}terugkijken/", looking_back.looking_back_page, name="looking_back"),
    path(f"{CASE}terugkijken/<number:number>/", looking_back.review_page, name="review"),
    path(f"{OVERVIEW}geen-plan/", endings.no_plan_page, name="no_plan"),
    path(f"{OVERVIEW}bellen/<number:number>/", endings.call_page, name="call"),
    path(f"{OVERVIEW}eigen-plan/", early_endings.own_plan_page, name="own_plan"),
    path(f"{OVERVIEW}stoppen/", early_endings.stop_page, name="stop"),
]
