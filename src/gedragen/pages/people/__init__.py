"""Who is in the case: naming, inviting, cards, circles."""
