"""What each address does: parse, one call to a query or a command, show."""
