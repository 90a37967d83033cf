"""Drafts among themselves, and bringing them out."""
