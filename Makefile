# avgrisk. Needs Python 3.11 or newer, and a network the first time; everything lands in .venv and .uv.
# `make help` lists the targets.

ARGS =
PYTHON =
CASE = ing-2014
NOTEBOOK = notebooks/02_ing_2014.ipynb
BENCHMARKS = benchmarks

# Exported so that recipes quote them once, in the shell: folders with spaces are fine.
export PYTHON
export UV_PROJECT_ENVIRONMENT = .venv
export UV_PYTHON_DOWNLOADS = never
unexport VIRTUAL_ENV

PY = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: axe shake pictures soak load help setup lab app workshop stage replay lint lint-web quick test check bench fuzz shapes lock fit-vagueness fit-reading word-vectors draws felt model-card pages course components test-oldest test-wheel sbom docs clean

help:
	@echo 'make lab     replay of $(CASE) in the terminal, then JupyterLab (ARGS=... is passed on)'
	@echo 'make app     the scenario explorer as a page without code (ARGS=... is passed on)'
	@echo 'make workshop  a room that votes, rehearsed with twenty simulated voters'
	@echo 'make course  the course for a trainer as one PDF to print'
	@echo 'make replay  the replay table alone'
	@echo 'make stage   $(CASE) as a talk for a room, full screen'
	@echo 'make quick   a minute: lint, and the tests nearest to what changed since main'
	@echo 'make test    every test: code, browser, notebooks'
	@echo 'make lint    ruff, mypy, the way of the imports; biome for .js and .css'
	@echo 'make check   lint, then every test: what continuous integration runs'
	@echo 'make bench   benchmarks'
	@echo 'make shapes  a known register in 2,000 shapes: rows read whole, refused or lost'
	@echo 'make fuzz    every reader under fire for a minute (ARGS="--seconds 600 csv")'
	@echo 'make test-wheel  builds what pip installs, and tries it outside the checkout'
	@echo 'make pictures  a picture of every screen, by the browser tests, in docs/images'
	@echo 'make docs    the site of documentation, in out/website/html'
	@echo 'make lock    resolve uv.lock anew'
	@echo 'make clean   remove .venv, .uv and caches'
	@echo 'Another Python: make lab PYTHON=/path/to/python3.13'

setup:
	@bash .ci/setup

# JupyterLab shows stored pictures only from notebooks it trusts; these are the project's own.
lab: replay
	@$(PY) -m jupyter trust notebooks/*.ipynb notebooks/en/*.ipynb >/dev/null
	@.venv/bin/avgrisk lab "$(NOTEBOOK)" $(ARGS)

app: setup
	@.venv/bin/avgrisk app $(ARGS)

stage: setup
	@.venv/bin/avgrisk stage $(CASE) $(ARGS)

# An hour of steps and votes: does the memory of the workshop's server grow? For the night.
soak: setup
	$(PY) -m benchmarks.workshop_load soak $(ARGS)

# A room under load: ARGS=votes, crowd, kills or restarts, with --store for PostgreSQL.
load: setup
	$(PY) -m benchmarks.workshop_load $(ARGS)

# A rehearsal on ING 2014 with twenty voters that do not exist; nothing is kept.
workshop: setup
	@.venv/bin/avgrisk workshop serve --rehearse 20 $(ARGS)

replay: setup
	@.venv/bin/avgrisk replay $(CASE)

test: setup
	@$(PY) tests/suite.py

lint: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	@bash .ci/lint-web

quick:
	@begun=$$(date +%s); $(MAKE) --no-print-directory lint && \
	  $(PY) tests/quick.py --begun "$$begun" $(ARGS)

check: lint test

lint-web:
	@bash .ci/lint-web $(ARGS)

bench: setup
	$(PY) -m pytest $(BENCHMARKS) --benchmark-columns=min,median,max,rounds $(ARGS)

# What breaks a reader is kept in fuzz/found; fuzz/corpus holds the inputs it starts from.
shapes: setup
	@$(PY) -m tests.register.shapes $(ARGS)

fuzz: setup
	@$(PY) fuzz/run.py $(ARGS)

fit-vagueness: setup
	$(PY) -m avgrisk.calibration.validation.vagueness_fitted

# What words mean, for the learned reader (datasets/reading/word*), from a sentence encoder
# that nothing else needs; DICTIONARIES=... are files with a word a line, else the words that are there.
word-vectors: setup
	.uv/bin/python -m uv run --quiet --locked --isolated --no-default-groups --group fit \
		python -m avgrisk.calibration.reading.word_vectors_fit $(DICTIONARIES)

# The weights and examples in datasets/reading/, from the grammar of plans and the word vectors: some
# minutes; the same bytes on the same machine.
fit-reading: setup
	$(PY) -m avgrisk.calibration.reading.reader_fit

# What draws are made with: the inverses that the engine loads in place of scipy.
draws: setup
	$(PY) -c "from avgrisk.scoring.draws import *; np.save('datasets/' + INVERSES, worked_out())"

# docs/API.md and docs/ROOMS.md, from the docstrings and imports that are there.
pages: setup
	$(PY) -m tests.project.pages

# Pictures of every screen, in both languages, for the pages (docs/images).
pictures: setup
	@AVGRISK_PICTURES=1 $(PY) -m pytest -q tests/browser/test_pictures.py tests/project/test_pictures.py $(ARGS)

# The browser tests with every answer of a server late by chance: what reads too soon fails (SEED=2).
SEED = 1
shake: setup
	@AVGRISK_SHAKE=$(SEED) $(PY) -m pytest -q -m browser --benchmark-disable $(or $(ARGS),tests/browser)

# axe-core on every screen: each language in each width and colour, every row of a table.
axe: setup
	@AVGRISK_AXE=1 $(PY) -m pytest -q -m browser -k axe --benchmark-disable tests $(ARGS)

# Every colour, size of type and figure on one page, in out/.
components: setup
	@$(PY) -m tests.figures.components

# The course of docs/course as one page and one PDF to print, in out/ (ARGS=en for English).
course: setup
	@$(PY) -m tests.project.course $(ARGS)

# How sensitive people find each kind of data, from the printed figures.
felt: setup
	$(PY) -m avgrisk.calibration.validation.felt_measured datasets

model-card: setup
	.venv/bin/avgrisk measure model-card > docs/MODEL_CARD.md

# Public addresses only, whatever index this machine is set to use.
lock:
	@bash .ci/setup --lock

# The lowest versions that pyproject.toml claims, in an environment of their own; without the tests of
# our own words, tables and pages, which no library's version changes.
OWN := tests/vocabulary tests/calibration/reading tests/project
test-oldest:
	@bash .ci/setup --oldest
	@.venv-oldest/bin/python tests/suite.py $(OWN)

# The site of documentation, Dutch and English, in out/website/html; a dead link stops it.
docs: setup
	@$(PY) website/build.py

# Every package of the lock with its digests, as CycloneDX; uv says that this form is new.
sbom: setup
	@mkdir -p dist
	@.uv/bin/python -m uv export --quiet --locked --all-extras --no-default-groups --format cyclonedx1.5 --output-file dist/sbom.cdx.json

# Wheel and source archive as whoever installs them has them, in environments of their own.
test-wheel: setup
	@$(PY) tests/wheel.py $(ARGS)

clean:
	rm -rf .venv .venv-oldest .uv build dist avgrisk.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find avgrisk datasets tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
