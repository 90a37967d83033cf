"""The plan, its items and its lights."""
