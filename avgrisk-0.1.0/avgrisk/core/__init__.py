"""What everything passes on: records, shipped tables, levels, the vector, words on screen."""
