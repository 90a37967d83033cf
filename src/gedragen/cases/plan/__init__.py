"""The plan and its items."""
