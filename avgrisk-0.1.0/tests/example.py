"""The shipped example register as its tests count it: from the file."""

from __future__ import annotations

from avgrisk.core import shipped

#: Its rows of data, and how many of them are scored: a cell that is no level costs none.
ROWS = len(shipped.rows("registers/voorbeeldregister.csv"))
SCORED = ROWS
