"""Who asks: resolved here once, for pages and files alike."""
