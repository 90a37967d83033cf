"""The journal in words."""
