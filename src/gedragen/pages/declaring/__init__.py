"""Pages on which people say what the approach asks for, and take it back."""
