"""The rules of De Nieuwe Route and its approaches as data. No Django, no clock, no database."""
