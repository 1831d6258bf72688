# Heard: the commands. `make` by itself lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench mutation clauses wall lock screenshots clean
SHELL := /bin/bash

# Two at a time, a file of tests whole to each: each has a PostgreSQL of its own.
PYTEST_ARGS ?= -n 2 --dist loadfile

help:            ## list these commands
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/ -/' | sed 's/^/  make /'

setup:           ## make .venv and install everything that Heard and its tests need
	@tools/setup.sh dev

demo:            ## start Heard with a made-up council; Ctrl-C stops it
	@tools/setup.sh run
	@.venv/bin/heard demo

test:            ## install what the tests need, a browser and a virus scanner included, and run them all
	@tools/setup.sh dev
	@tools/browser.sh
	@tools/scanner.sh
	@.venv/bin/pytest $(PYTEST_ARGS)

check:           ## linters, types and the contracts of imports
	@tools/setup.sh dev
	@tools/check.sh

bench:           ## measure the engine and the pages, as ratios
	@tools/setup.sh dev
	@.venv/bin/python -m bench

mutation:        ## change the counting of days in a thousand small ways; list what no test notices (half an hour)
	@tools/setup.sh dev
	@tools/mutation.sh

clauses:         ## write docs/reference/clauses.md: what the documents require, where it is held, what proves it
	@tools/setup.sh dev
	@.venv/bin/python tools/clauses.py

wall:            ## write docs/reference/wall.md: what the database itself lets through, table by table
	@tools/setup.sh dev
	@HEARD_WRITE_WALL=1 .venv/bin/pytest -q tests/security/test_wall_mutations.py

lock:            ## pin requirements/*.in again, with hashes, in requirements/*.txt
	@UV="$(UV)" tools/lock.sh

screenshots:     ## make the pictures in README and docs again, from the real pages
	@tools/setup.sh dev
	@tools/browser.sh
	@.venv/bin/python -m tests.screens.screenshots

clean:           ## remove what was built; the demonstration's data in .state stays
	@rm -rf .venv .browser .scanner .mutation .bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
	@find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
