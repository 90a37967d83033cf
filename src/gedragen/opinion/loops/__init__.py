"""The inner loops, compiled or in plain numpy."""
