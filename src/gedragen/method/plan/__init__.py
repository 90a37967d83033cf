"""What happens to a plan beside rounds."""
