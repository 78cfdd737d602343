"""Run every notebook anew and store its output, without live widgets and without times.

For whoever changes a notebook or what it shows: python tests/notebooks/execute.py [NAME ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HOME = Path(__file__).resolve().parents[2] / "notebooks"

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


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.name for path in HOME.glob("*.ipynb")):
        execute(HOME / name)
        print(name)
