"""What axe-core finds wrong with a page: only what is serious or critical, in one line each."""

from __future__ import annotations

from typing import Any

#: What keeps people out; the rest is advice.
GRAVE = ("serious", "critical")


def audit(page: Any, where: str | None = None, off: tuple[str, ...] = ()) -> list[str]:
    """The serious and critical findings of axe-core on a page, or on a part of it.

    `off` names rules that say nothing about the part, such as those about whole pages.
    """
    from axe_playwright_python.sync_playwright import Axe

    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in off}}
    found = Axe().run(page, context=where, options=options).response["violations"]
    return [
        f"{item['id']} ({item['impact']}) at {node['target']}: {node['html'][:200]}"
        for item in found
        if item["impact"] in GRAVE
        for node in item["nodes"]
    ]
