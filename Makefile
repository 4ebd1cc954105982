# `make run` shows what the kiosk does; `make test` proves it. Both set up what they need.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint coverage bench soak lock clean

help:            ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

setup:           ## prepare .venv with .venv/bin/kiosk
	@packaging/setup.sh run

run: setup       ## carry a sample citizen from the application file to the signed licence
	@.venv/bin/kiosk forms example establishment > .venv/sample.json
	@.venv/bin/kiosk apply .venv/sample.json

test:            ## all tests, on two cores
	@packaging/setup.sh test
	@.venv/bin/python -m pytest -n 2

lint:            ## ruff, mypy and the import contracts
	@packaging/setup.sh test
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

coverage:        ## the tests again, with coverage of kiosk/ without ui/
	@packaging/setup.sh test
	@rm -f .coverage .coverage.*
	@.venv/bin/coverage run -m pytest -n 2
	@.venv/bin/coverage combine -q && .venv/bin/coverage report --fail-under=90

bench: setup     ## the figures the README quotes
	@.venv/bin/kiosk bench

soak:            ## races, kill and power-cut loops, twenty minutes
	@packaging/setup.sh test
	@.venv/bin/python -m tests.soak.store --minutes 10
	@.venv/bin/python -m tests.soak.journeys --minutes 10

lock:            ## pin the dependencies again, with hashes and without addresses (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o packaging/requirements.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --all-extras -c packaging/requirements.txt -o packaging/requirements-dev.txt

clean:           ## remove the virtual environment and build leavings, keep the data in var/
	rm -rf .venv build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage*
