"""What an approach asks people to declare, in its own words: saying it, and taking it back."""
