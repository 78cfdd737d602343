"""A survey as it comes: its columns, its answers, its design."""
