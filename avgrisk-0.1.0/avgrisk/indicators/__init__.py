"""The seven readings, one file each, all of one shape."""
