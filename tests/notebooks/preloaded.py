"""avgrisk as mutants of its tables begin with it: imported, and which tables that read."""

from avgrisk.core import shipped

#: Names of tables that were read while avgrisk was imported: too late for a mutant of theirs.
READ: set[str] = set()

_text = shipped.text


def _noted(name: str) -> str:
    READ.add(name)
    return _text(name)


shipped.text = _noted  # type: ignore[assignment]

import avgrisk  # noqa: E402
from avgrisk import accountability, explorer, figures, workshop  # noqa: E402

for room in (avgrisk, accountability, explorer, figures, workshop):
    for name in getattr(room, "__all__", ()):
        getattr(room, name)
shipped.text = _text
