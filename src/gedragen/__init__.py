"""Gedragen: the open platform for De Nieuwe Route, a method for deciding together."""

__version__ = "0.1.0"
