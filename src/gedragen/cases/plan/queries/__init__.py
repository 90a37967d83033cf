"""What is read here, cut by what somebody may see."""
