"""What needs a file of votes and nothing else."""
