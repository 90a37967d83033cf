"""The people and places that all tests share."""
