"""Preparing: talks, voices, information, other views, advocates."""
