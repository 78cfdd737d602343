"""The scenario explorer: its state, its controls, its views, what it keeps."""
