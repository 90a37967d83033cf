"""Where a page stands: its address beside its view, in Dutch for the reader, and its name, in English for the code."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponseBase
from django.urls import URLPattern, path

# Only now is `<number:…>` known in an address.
import gedragen.edge.numbers  # noqa: F401

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# How the addresses of a case begin: for everybody, and for who facilitates.
CASE = "situatie/<slug:address>/"
OVERVIEW = f"{CASE}overzicht/"
# Every page, from the moment that its module is imported.
PAGES: list[URLPattern] = []


def page(address: str, name: str) -> Callable[[View], View]:
    """This view is the page at this address, which others find by its name."""

    def at_its_address(view: View) -> View:
        PAGES.append(path(address, view, name=name))
        return view

    return at_its_address
