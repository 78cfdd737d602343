"""A case replayed, and the desk for all cases."""
