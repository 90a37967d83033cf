"""Tasks, looking back, and endings."""
