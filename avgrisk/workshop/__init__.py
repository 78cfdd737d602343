"""A room votes: designs, votes, reveal, agreement, refit."""
