"""A whole register: read, score, write."""
