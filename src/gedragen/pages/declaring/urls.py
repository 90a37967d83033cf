"""Addresses of what the approach asks people to say."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.declaring import declaring

DECLARATIONS = f"{CASE}verklaringen/"
urlpatterns: list[URLPattern] = [
    path(DECLARATIONS, declaring.declarations_page, name="declarations"),
    path(f"{DECLARATIONS}<slug:key>/", declaring.declaration_page, name="declaration"),
    path(f"{DECLARATIONS}<slug:key>/<slug:about>/", declaring.declaration_page, name="declaration_about"),
]
