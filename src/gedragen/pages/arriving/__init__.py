"""The front door, the ways in, and the welcome."""
