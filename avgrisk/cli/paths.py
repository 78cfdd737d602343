"""Which files a run reads and writes: none of them twice, and nothing that is somebody else's."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from avgrisk.core.languages import spoken
from avgrisk.core.records import InputError
from avgrisk.register.readers.grids import absent
from avgrisk.register.writing import is_rejected_list, no_folder, part_of, rejected_of


def checked(reads: Mapping[str, Path | None], writes: Mapping[str, Path | None]) -> None:
    """Refuse a run that writes over what it reads or writes twice, links followed; InputError
    names both. What is read is a plain file: a pipe or a device would never end."""
    inputs = [(name, path) for name, path in reads.items() if path is not None]
    for name, path in inputs:
        if not os.path.isfile(path) and (name == "REGISTER" or os.path.lexists(path)):
            raise absent(path)
    for name, target in writes.items():
        if target is not None:
            no_folder(target, name)
    outputs = list(_outputs(writes))
    for at, (name, path) in enumerate(outputs):
        for other, place in [*inputs, *outputs[:at]]:
            if _same(path, place):
                raise InputError(name, path, other, "error.clash")
    for name, path in outputs:
        if name == "rejected" and os.path.lexists(path) and not is_rejected_list(path, spoken()):
            raise InputError("--out", path, "", "error.rejected_theirs")
    mapping = writes.get("--write-mapping")
    if mapping is not None and os.path.lexists(mapping):
        raise InputError("--write-mapping", mapping, "--mapping", "error.mapping_there")


def _outputs(writes: Mapping[str, Path | None]) -> Iterator[tuple[str, Path]]:
    """Every file that is written, the one it is written in first and the list beside it too."""
    for name, path in writes.items():
        if path is not None:
            yield name, path
            yield name, part_of(path)
            if name == "--out":
                yield "rejected", rejected_of(path)


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.realpath(one) == os.path.realpath(other) or os.path.samefile(one, other)
    except (OSError, ValueError):
        return False
