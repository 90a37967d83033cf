"""What each subcommand of `gedragen` does. cli.py knows their names and words, and imports only the one asked for."""
