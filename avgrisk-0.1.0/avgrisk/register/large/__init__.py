"""Registers too large to hold: scored in pieces, resumed, put together."""
