"""The schemas of acts and sheets."""
