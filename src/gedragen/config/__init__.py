"""Settings, root URLs, start-up checks and the command line."""
