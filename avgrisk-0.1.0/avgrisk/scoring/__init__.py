"""From readings to a score with its doubt: the index, the engine, the law, advice."""
