"""Addresses for: authority."""

from django.urls import URLPattern

authority: list[URLPattern] = []
