"""The pictures of a register."""
