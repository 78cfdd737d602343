"""A file from the kernel onto the reader's disk, without a server and without another host."""

import gzip
from typing import Any

from avgrisk.explorer.widgets.base import Ours

#: Bytes of a part, and milliseconds between two: a notebook server passes on a million bytes a
#: second and drops the rest.
PART, PAUSE = 250_000, 350


class Saver(Ours):
    """Saves one file at a time as a download; `last` is the name and content of the newest."""

    def __init__(self) -> None:
        super().__init__()
        self.last: tuple[str, bytes] = ("", b"")
        self._packed, self._id = b"", 0

    def save(self, name: str, kind: str, content: bytes) -> None:
        """Offer a file under this name; `kind` is its media type."""
        self.last, self._id = (name, content), self._id + 1
        self._packed = gzip.compress(content, mtime=0)
        parts = -(-len(self._packed) // PART)
        told = {"id": self._id, "name": name, "kind_of_file": kind, "parts": parts}
        self.send({"kind": "file", "pause": PAUSE} | told)

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """Send the part that the page asks for."""
        if content.get("id") != self._id:
            return
        at = content.get("at")
        if content.get("kind") == "next" and isinstance(at, int) and at >= 0:
            part = self._packed[at * PART : (at + 1) * PART]
            if part:
                self.send({"kind": "part", "id": self._id}, [part])
