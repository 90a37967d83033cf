"""Tasks, calls and looking back."""
