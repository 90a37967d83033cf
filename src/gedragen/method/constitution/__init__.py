"""What an approach lays down, and what is missing by it."""
