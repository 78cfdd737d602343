"""A whole register: read from any tool's file, scored, ranked, summed up, written."""
