"""Addresses of the papers that an approach has of its own."""

from django.urls import URLPattern, path

from gedragen.pages.addresses import CASE
from gedragen.pages.documents import documents

urlpatterns: list[URLPattern] = [
    path(f"{CASE}papier/<number:number>/", documents.document_page, name="document"),
    path(f"{CASE}papier/<number:number>/schrijven/", documents.document_write_page, name="document_write"),
    path(f"{CASE}papier/<number:number>/afdrukken/", documents.document_print_page, name="document_print"),
]
