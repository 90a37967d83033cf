"""What the facilitator works from."""
