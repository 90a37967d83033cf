"""The journal as a file: writing it out, checking one, and whose key signed it."""
