"""Exports of other tools, one file a tool: whether a document is theirs, and its processings."""
