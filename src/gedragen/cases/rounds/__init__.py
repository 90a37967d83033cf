"""Rounds, answers and objections."""
