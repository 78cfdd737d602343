"""Weights learned from people and cases, and what the index is worth."""
