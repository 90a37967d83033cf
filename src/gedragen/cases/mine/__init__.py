"""What somebody has in the case."""
