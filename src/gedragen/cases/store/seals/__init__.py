"""What is sealed and how anyone can check it: leaves, the way from one to the root, and the receipt of it."""
