"""Papers that an approach has of its own: filled in together, and signed."""
