"""Rounds on items, and answers on somebody's behalf."""
