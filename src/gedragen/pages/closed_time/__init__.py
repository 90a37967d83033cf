"""Being among themselves, and the drafts on the table."""
