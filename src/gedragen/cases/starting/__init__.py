"""Bringing, taking up and introducing a question; its phases and footing."""
