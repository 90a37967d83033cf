"""Addresses for: facilitator."""

from django.urls import URLPattern

facilitator: list[URLPattern] = []
