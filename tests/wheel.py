"""Wheel and source archive as whoever installs them has them: `make test-wheel`.

Builds both, the wheel twice (same bytes), installs each in a fresh environment outside the checkout
and goes every way in: score, replay, vagueness, notebooks, app, lab, and nbval on the copied notebooks.
Needs the package index.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"
UV = [str(ROOT / ".uv" / PYTHON), "-m", "uv", "--quiet"]
CORE = ("score", "replay", "vagueness", "notebooks")
#: What the core alone cannot do, and the extra that it must name; REGISTER is the example.
LACKS = {
    "lab": "lab",
    "app": "app",
    "workshop plan": "workshop",
    "workshop serve": "workshop",
    "workshop report s.db --out s.html": "workshop",
    "workshop export s.db --out s.csv": "workshop",
    "workshop erase s.db --yes": "workshop",
    "measure vagueness": "calibrate",
    "score REGISTER --out a.parquet": "parquet",
    "score REGISTER --out a.csv --engine dask": "dask",
    "score a.ttl": "rdf",
}
EXTRAS = ("", "[calibrate]", "[workshop]", "[lab]", "[app]", "[all]")
#: What a wheel and a source archive hold, beside the code.
IN_WHEEL = (
    *("avgrisk/py.typed", "avgrisk/datasets/levels.csv", "avgrisk/share/CHANGELOG.md"),
    *("avgrisk/share/notebooks/01_eerste_score.ipynb", "avgrisk/share/docs/METHOD.md"),
    *("avgrisk/share/notebooks/en/01_first_score.ipynb", "avgrisk/reports/page.css"),
)
IN_SOURCE = (
    *("uv.lock", "environment.yml", "CHANGELOG.md", "Makefile", ".ci/setup", "LICENSE-data"),
    *("tests/wheel.py", "docs/METHOD.md", "notebooks/01_eerste_score.ipynb", "datasets/levels.csv"),
)


def run(*command: object, cwd: Path, fine: tuple[int, ...] = (0, 3), **also) -> str:
    """What a command says; the end of the run when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        text=True,
        capture_output=True,
        check=False,
        **also,
    )
    if done.returncode not in fine:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def copied(folder: Path) -> None:
    """The files under version control, apart: a build writes beside what it builds."""
    for name in run("git", "ls-files", "-z", cwd=ROOT).split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def built(out: Path) -> tuple[Path, Path]:
    """The wheel and the source archive; the wheel is the same bytes when built again."""
    day = run("git", "log", "-1", "--format=%ct", cwd=ROOT).strip()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": day}
    copied(out / "checkout")
    digests = set()
    for again in ("one", "two"):
        run(*UV, "build", "--out-dir", out / again, out / "checkout", cwd=out, env=environment)
        (wheel,) = (out / again).glob("*.whl")
        digests.add(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert len(digests) == 1, "the wheel is not the same bytes twice"
    (source,) = (out / "one").glob("*.tar.gz")
    print(f"wheel  {wheel.stat().st_size / 1e6:.1f} MB, twice sha256 {digests.pop()[:16]}")
    print(f"source {source.stat().st_size / 1e6:.1f} MB")
    return wheel, source


def complete(wheel: Path, source: Path) -> None:
    """Both hold what they should, and nothing of the machine they were made on."""
    inside = zipfile.ZipFile(wheel).namelist()
    lost = set(IN_WHEEL) - set(inside)
    with tarfile.open(source) as archive:
        sources = {name.partition("/")[2] for name in archive.getnames()}
    lost |= set(IN_SOURCE) - sources
    assert not lost, f"missing: {sorted(lost)}"
    odd = [name for name in (*inside, *sources) if "__pycache__" in name or ".venv" in name]
    assert not odd, f"should not be there: {odd[:5]}"
    text = zipfile.ZipFile(wheel).read(next(n for n in inside if n.endswith("METADATA"))).decode()
    assert "](docs/" not in text and "/raw/main/docs/images/path-en.png" in text


def environment(folder: Path, *wanted: str) -> Path:
    """A fresh environment with these packages; tells how many, how large and how long it took."""
    venv = folder / "venv"
    run(*UV, "venv", "--python", sys.executable, venv, cwd=folder)
    begin = time.monotonic()
    python = venv / PYTHON
    run(*UV, "pip", "install", "--no-cache", "--python", python, *wanted, cwd=folder)
    seconds = time.monotonic() - begin
    size = sum(path.lstat().st_size for path in venv.rglob("*") if path.is_file()) / 1e6
    count = len(list(venv.rglob("*.dist-info")))
    print(f"{wanted[0].partition(' @')[0]:22} {count:3} packages {size:5.0f} MB {seconds:4.0f} s")
    return python


def commands(python: Path, folder: Path, lang: str) -> None:
    """The ways in that need no screen."""
    say = [python, "-m", "avgrisk"]
    register = example(python, folder)
    for form in ("csv", "xlsx", "html", "json"):
        run(*say, "score", register, "--out", f"uit.{form}", "--lang", lang, cwd=folder)
        assert (folder / f"uit.{form}").stat().st_size
    assert "2014" in run(*say, "replay", "ing-2014", "--lang", lang, cwd=folder)
    assert run(*say, "vagueness", "relevante aanbiedingen", "--json", cwd=folder).startswith("{")
    run(*say, "notebooks", "mine", "--lang", lang, cwd=folder)
    home = ROOT / "notebooks" / ("" if lang == "nl" else lang)
    assert {p.name for p in (folder / "mine").iterdir()} == {p.name for p in home.glob("*.ipynb")}
    refused = subprocess.run(
        [str(part) for part in (*say, "notebooks", "mine", "--lang", lang)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 4 and "--force" in refused.stderr
    run(*say, "notebooks", "mine", "--lang", lang, "--force", cwd=folder)
    print(f"  {', '.join(CORE)}: done")


def example(python: Path, folder: Path) -> str:
    """Where the example register stands once it is installed."""
    told = (
        "from avgrisk.core import shipped; print(shipped.path('registers/voorbeeldregister.csv'))"
    )
    return run(python, "-c", told, cwd=folder).strip()


def lacking(python: Path, folder: Path) -> None:
    """The core alone imports, and what needs an extra says which, in a line, with exit 4."""
    run(python, "-c", "import avgrisk", cwd=folder)
    (folder / "a.ttl").write_text("<a:b> <a:c> <a:d> .", encoding="utf-8")
    register, spoken = example(python, folder), {**os.environ, "AVGRISK_LANG": "en"}
    for words, extra in LACKS.items():
        command = [register if word == "REGISTER" else word for word in words.split()]
        done = subprocess.run(
            [str(python), "-m", "avgrisk", *command], cwd=folder, env=spoken,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 4, (words, done.stdout, done.stderr)
        assert f"avgrisk[{extra}]" in done.stderr and "Traceback" not in done.stderr, done.stderr
    print(f"  what lacks an extra says which: {', '.join(LACKS)}")


def sizes(top: Path, wheel: Path) -> None:
    """Packages, megabytes and seconds of every extra, each in an environment of its own."""
    for extra in EXTRAS:
        folder = top / f"size{extra.strip('[]')}"
        folder.mkdir()
        environment(folder, f"avgrisk{extra} @ {wheel.as_uri()}")
        shutil.rmtree(folder)


def screen(python: Path, folder: Path, lang: str, name: str, setting: str, page: str) -> str:
    """What a screen answers at a page, once it answers at all."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    root = hasattr(os, "geteuid") and os.geteuid() == 0 and name == "app"
    command = [
        *(str(python), "-m", "avgrisk", name, "--lang", lang, "--no-browser", f"--port={port}"),
        *(f"--{setting}={token}", *(["--Voila.allow_root=True"] if root else [])),
    ]
    with (folder / f"{name}.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(240):
            try:
                address = f"http://127.0.0.1:{port}/{page}?token={token}"
                return urllib.request.urlopen(address, timeout=60).read().decode()
            except OSError:
                assert server.poll() is None, (folder / f"{name}.log").read_text()
                time.sleep(0.5)
        sys.exit(f"{name} does not answer")
    finally:
        server.terminate()
        server.wait(timeout=30)


def everything(python: Path, folder: Path, lang: str) -> bool:
    """Every way in, and each copied notebook held to its stored output; whether all were equal."""
    commands(python, folder, lang)
    assert "avgrisk" in screen(python, folder, lang, "app", "Voila.token", "")
    print("  app: answers")
    listed = screen(python, folder, lang, "lab", "IdentityProvider.token", "api/contents")
    first = "01_eerste_score.ipynb" if lang == "nl" else "01_first_score.ipynb"
    assert first in listed
    print("  lab: opens on the notebooks")
    found = run(
        *(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env"),
        *("--nbval-cell-timeout", "240", "--rootdir", folder),
        *("--nbval-sanitize-with", ROOT / "notebooks" / "nbval_sanitize.cfg", folder / "mine"),
        cwd=folder,
        fine=(0, 1),
    )
    broken = found.count("Notebook cell execution failed") - found.count("Cell outputs differ")
    last = found.splitlines()[-1]
    print(f"  nbval: {last}; cells that do not run: {broken}")
    return "failed" not in last


def main() -> None:
    """Everything, in a folder that is gone afterwards; exit 1 where a stored output differs.

    --sizes tells what each extra weighs; --core goes no further than the core.
    """
    with tempfile.TemporaryDirectory(prefix="avgrisk wheel ") as name:
        top = Path(name)
        wheel, source = built(top)
        complete(wheel, source)
        (top / "core").mkdir()
        core = environment(top / "core", f"avgrisk @ {wheel.as_uri()}")
        commands(core, top / "core", "nl")
        lacking(core, top / "core")
        if "--sizes" in sys.argv:
            sizes(top, wheel)
        if "--core" in sys.argv:
            return
        equal = []
        for file, lang in ((wheel, "nl"), (source, "en")):
            folder = top / lang
            folder.mkdir()
            wanted = (f"avgrisk[app,lab,workshop] @ {file.as_uri()}", "nbval<1", "pytest<9.2")
            equal.append(everything(environment(folder, *wanted), folder, lang))
    sys.exit(not all(equal))


if __name__ == "__main__":
    main()
