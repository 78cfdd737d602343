"""The tests: one folder a room of the package, one file a module; what spans rooms in project/."""

from pathlib import Path

#: The checkout.
ROOT = Path(__file__).resolve().parent.parent
