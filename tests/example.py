"""The shipped example register as its tests count it: from the file."""

from __future__ import annotations

from avgrisk.core import shipped

#: Its rows of data, and how many of them are scored: in one a level is no level.
ROWS = len(shipped.rows("registers/voorbeeldregister.csv"))
SCORED = ROWS - 1
