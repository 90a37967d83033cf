"""Ending without a plan."""
