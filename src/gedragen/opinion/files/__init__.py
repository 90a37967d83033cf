"""Votes from files, and the report on them."""
