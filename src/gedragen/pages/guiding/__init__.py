"""The cockpit of the facilitator."""
