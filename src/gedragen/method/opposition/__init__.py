"""In a conflict: the sides, what they say, and whether they were heard."""
