"""Own texts that a reader of plans learns from, and what it is worth."""
