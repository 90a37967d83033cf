"""The keys of an approach file, a module for each: what it means, how it is read, and what is refused."""
