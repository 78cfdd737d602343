"""What axe-core finds wrong with a page: only what is serious or critical, in one line each."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from typing import Any

#: What keeps people out; the rest is advice.
GRAVE = ("serious", "critical")

#: `make axe` looks at every row of a table, and at every language in every width and colour.
EVERY = bool(os.environ.get("AVGRISK_AXE"))

#: Rules of which axe-core calls no finding grave: advice on the order of a whole page, which it
#: takes long to look through.
ADVICE = ("region", "landmark-one-main", "landmark-unique", "heading-order", "empty-heading")
#: Rows of a table are made alike: the first eight show every band and every kind of cell.
MORE = "tbody tr:nth-child(n+9)"


def together(first: Sequence[Any], second: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each of two things beside one of the other, as words, widths and colours do not know each
    other; under `make axe` beside all."""
    return list(itertools.product(first, second) if EVERY else zip(first, second, strict=True))


def audit(page: Any, where: str | None = None) -> list[str]:
    """The serious and critical findings of axe-core on a page, or on a part of it."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()  # half a megabyte of script
    off = {rule: {"enabled": False} for rule in ADVICE}
    context = {"include": [[where or "html"]], "exclude": [] if EVERY else [[MORE]]}
    found = axe.run(page, context, {"resultTypes": ["violations"], "rules": off})
    return [
        f"{item['id']} ({item['impact']}) at {node['target']}: {node['html'][:200]}"
        for item in found.response["violations"]
        if item["impact"] in GRAVE
        for node in item["nodes"]
    ]
