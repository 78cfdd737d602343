"""A room votes."""
