"""The frames and the promise."""
