"""A page in full, or only its part for htmx; never kept."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django_htmx.middleware import HtmxMiddleware

from gedragen.pages.house.rendering import show

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {"plan/item.html": "page {% include 'plan/_item.html' %}", "plan/_item.html": "part {{ name }}"},
                )
            ]
        },
    }
]


@pytest.fixture
def answer() -> Callable[..., HttpResponse]:
    def ask(**headers: str) -> HttpResponse:
        request = RequestFactory().get("/", headers={name.replace("_", "-"): value for name, value in headers.items()})
        answered = HtmxMiddleware(_page)(request)
        assert isinstance(answered, HttpResponse)
        return answered

    return ask


def _page(request: HttpRequest) -> HttpResponse:
    with override_settings(TEMPLATES=TEMPLATES):
        return show(request, "plan/item", {"name": "<3"}, status=422)


def test_a_browser_gets_the_page(answer: Callable[..., HttpResponse]) -> None:
    assert answer().content == b"page part &lt;3"
    assert answer().status_code == 422


def test_htmx_gets_only_the_part(answer: Callable[..., HttpResponse]) -> None:
    assert answer(hx_request="true").content == b"part &lt;3"


def test_a_boosted_link_and_the_back_button_get_the_page(answer: Callable[..., HttpResponse]) -> None:
    assert answer(hx_request="true", hx_boosted="true").content.startswith(b"page")
    assert answer(hx_request="true", hx_history_restore_request="true").content.startswith(b"page")


def test_nothing_is_kept(answer: Callable[..., HttpResponse]) -> None:
    assert answer()["Cache-Control"] == "no-store"
    assert "HX-Request" in answer()["Vary"]
