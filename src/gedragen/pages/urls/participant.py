"""Addresses for: participant."""

from django.urls import URLPattern

participant: list[URLPattern] = []
