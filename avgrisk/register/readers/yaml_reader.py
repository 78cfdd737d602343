"""Reading yaml of other tools: plain values, within bounds, that refers to nothing in itself."""

from pathlib import Path

from avgrisk.core.records import InputError
from avgrisk.register.readers.csv_reader import decoded
from avgrisk.register.readers.exports import tools
from avgrisk.register.readers.grids import Sheet, unreadable

SUFFIXES = (".yaml", ".yml")
#: Blocks within blocks, and values in all.
DEPTH, MOST = 12, 100_000


def read(path: Path) -> list[Sheet]:
    """The processings of a tool's document as one sheet."""
    import yaml  # only who reads yaml waits for it

    from avgrisk.core import plain_yaml

    text = decoded(path)
    try:
        beyond = plain_yaml.out_of_bounds(text, DEPTH, MOST)
        if beyond is not None:
            raise unreadable(path, "error.yaml_bounds", line=beyond)
        document = plain_yaml.parse(text)
    except InputError as error:
        if error.key == "error.unreadable":
            raise
        raise unreadable(path, "error.yaml", line=error.field) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise unreadable(path, "error.yaml", line=line) from None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        raise unreadable(path, "error.yaml", line="?") from None
    return [tools.sheet(document, path)]
