"""Run every notebook anew and store its output, without live widgets and without times.

For whoever changes a notebook, its English (english.py) or what it shows:
python tests/notebooks/execute.py [NAME ...]. A Dutch name runs that notebook and its English twin,
en/ and an English name the twin alone; the twin is written anew first.
"""

from __future__ import annotations

import sys
from pathlib import Path

import english
import nbformat
from nbclient import NotebookClient

#: A stored widget without its state is an error on screen; its words are stored in its place.
WIDGET = "application/vnd.jupyter.widget-view+json"

#: All that a notebook tells of the machine it ran on.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def execute(path: Path) -> None:
    """Run a notebook in place; an error in a cell leaves the file as it was."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WIDGET, None)
    notebook.metadata = METADATA
    nbformat.write(notebook, path)


def write_twin(words: english.English) -> None:
    """Write the English twin of a notebook as the Dutch one stands there, and run it."""
    dutch = english.read(words.source_path)
    lacking = english.missing(dutch, words)
    if lacking:
        sys.exit("\n".join(f"{words.words_path.name}: {line}" for line in lacking))
    words.path.parent.mkdir(exist_ok=True)
    nbformat.write(english.twin(dutch, words), words.path)
    execute(words.path)


def main(names: list[str]) -> None:
    """Run the notebooks with these names, or every one."""
    for words in english.every():
        asked = {name.removesuffix(".ipynb") for name in names} or {words.dutch}
        if words.dutch in asked:
            execute(words.source_path)
            print(words.source_path.name)
        if asked & {words.dutch, f"en/{words.name}"}:
            write_twin(words)
            print(words.path.relative_to(english.HOME))


if __name__ == "__main__":
    main(sys.argv[1:])
