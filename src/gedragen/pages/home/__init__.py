"""The road and what is asked of somebody now."""
