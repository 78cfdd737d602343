"""One file a form: what a file holds becomes the rows of a register."""
