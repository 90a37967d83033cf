"""What stands on every page: the situation, the road, the other language, and a human."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

PAGE = Template(
    '{% extends "shell.html" %}{% block title %}Plan{% endblock %}{% block main %}<h1>Plan</h1>{% endblock %}'
)
ROAD = [SimpleNamespace(name=name, state=state) for name, state in (("Starten", "done"), ("Besluiten", "now"))]
CASE = SimpleNamespace(name="Huize Lydia", url="/huize-lydia", is_demo=True)
RIA = SimpleNamespace(name="Ria", phone="06-12345678")


def page(**context: object) -> str:
    request = RequestFactory().get("/plan?bladzijde=2")
    with translation.override("nl"):
        return PAGE.render(Context({"request": request, **context}))


def test_the_title_names_page_situation_and_product() -> None:
    assert "<title>Plan · Huize Lydia · Gedragen</title>" in page(case=CASE)
    assert "<title>Plan · Gedragen</title>" in page()


def test_a_human_is_on_the_page_with_a_number_to_call() -> None:
    shown = page(case=CASE, human=RIA)
    assert "Komt u er niet uit? Bel Ria" in shown
    assert 'href="tel:0612345678"' in shown
    assert "Ria begeleidt het gesprek en beslist niet mee." in shown
    assert "Komt u er niet uit" not in page()


def test_played_content_says_so() -> None:
    assert "Nagespeeld. Belofte, data en namen zijn verzonnen." in page(case=CASE)
    assert "Nagespeeld" not in page(case=SimpleNamespace(name="Echt", url="", is_demo=False))


def test_the_road_says_where_we_are_to_eyes_and_ears() -> None:
    shown = page(case=CASE, road=ROAD)
    assert 'aria-current="step"' in shown
    assert "(hier zijn we nu)" in shown
    assert "Stap 2 van 2: <strong>Besluiten</strong>" in shown


def test_the_other_language_comes_back_to_this_page() -> None:
    shown = page()
    assert 'value="/plan?bladzijde=2"' in shown
    assert ">English<" in shown.replace("\n", "")
    assert ">Nederlands<" not in shown


def test_names_cannot_become_markup() -> None:
    assert "<b>" not in page(
        case=SimpleNamespace(name="<b>", url="/", is_demo=True), human=SimpleNamespace(name="<b>", phone="<b>")
    )


def test_nothing_is_inline() -> None:
    shown = page(case=CASE, human=RIA, road=ROAD)
    assert "style=" not in shown
    assert "<style" not in shown
    assert "onclick" not in shown


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_a_refusal_stands_without_a_request_and_says_what_to_do(name: str) -> None:
    with translation.override("nl"):
        assert 'href="/"' in get_template(name).render()


def test_a_refusal_gives_its_reason_and_the_next_thing() -> None:
    shown = render_to_string(
        "403.html", {"reason": "De ronde is dicht.", "next_url": "/weg", "next_label": "Naar de weg"}
    )
    assert "De ronde is dicht." in shown
    assert 'href="/weg"' in shown
