"""Pages about children: what they said and what the answer is, and the choice of who is nearly grown up."""
