"""What Dutch and English words stand for: organisations, uses, data, found in text."""
