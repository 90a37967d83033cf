"""Addresses for: plan."""

from django.urls import URLPattern

plan: list[URLPattern] = []
