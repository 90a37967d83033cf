"""What we know and from whom: questions and answers."""

from django.http import HttpRequest, HttpResponse

from gedragen.access.doing import NotFound


def information_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def ask_question_page(request: HttpRequest, address: str) -> HttpResponse:
    raise NotFound


def answer_question_page(request: HttpRequest, address: str, number: int) -> HttpResponse:
    raise NotFound
