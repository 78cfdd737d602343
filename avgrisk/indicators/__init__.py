"""The seven readings: one file each, a proposed use in, a Reading with its reasons out."""
