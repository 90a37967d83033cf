"""Accounts, sign-in, personal links and card codes."""
