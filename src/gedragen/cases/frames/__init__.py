"""Frames and the promise."""
