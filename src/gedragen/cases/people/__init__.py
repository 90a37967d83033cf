"""Seats, nominations, and what the main person chooses."""
