# `make run` shows what the kiosk does; `make test` proves it. Both set up what they need.
.DEFAULT_GOAL := help
.PHONY: help setup run apply test looks lint coverage bench soak wheel prove-wheel deb check-deb prove-deb lock clean

help:            ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

setup:           ## prepare .venv with .venv/bin/kiosk
	@packaging/setup.sh run

run: setup       ## open the kiosk with emulated devices; without a display, pictures of every page
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then .venv/bin/kiosk run --window 1080x1920 --demo; \
	else .venv/bin/python -m tests.screens.show var/show; fi

apply: setup     ## carry a sample citizen from the application file to the signed licence
	@.venv/bin/kiosk forms example establishment > .venv/sample.json
	@.venv/bin/kiosk apply .venv/sample.json

# screens mostly wait for their window: five workers keep two cores busy; who is done takes on others' work
PYTEST = pytest -n 5 --dist worksteal
# hundreds of processes start from the same sources: compile them once
unexport PYTHONDONTWRITEBYTECODE

test:            ## the tests, on two cores (nine minutes)
	@packaging/setup.sh test
	@.venv/bin/python -m $(PYTEST)

lint:            ## ruff, mypy, the import contracts and qmllint
	@packaging/setup.sh test
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@packaging/qmllint.sh

looks:           ## every page in every look on every screen, and as it was accepted (four minutes)
	@packaging/setup.sh test
	@EVERY_LOOK=1 .venv/bin/python -m $(PYTEST) tests/screens/test_every_page.py tests/screens/test_golden.py \
		tests/screens/test_*_geometry.py

coverage:        ## the tests again, with coverage of kiosk/ without ui/
	@packaging/setup.sh test
	@rm -f .coverage .coverage.*
	@.venv/bin/coverage run -m $(PYTEST)
	@.venv/bin/coverage combine -q && .venv/bin/coverage report --fail-under=90

bench: setup     ## the figures the README quotes
	@.venv/bin/kiosk bench

soak:            ## races, kill and power-cut loops, twenty minutes
	@packaging/setup.sh test
	@.venv/bin/python -m tests.soak.store --minutes 10
	@.venv/bin/python -m tests.soak.journeys --minutes 10

wheel:           ## wheel and sdist of the committed tree, in dist/
	@packaging/wheel.sh

prove-wheel:     ## build both twice, install the wheel in an empty venv and register an example
	@nice -n 10 packaging/prove_wheel.sh

deb:             ## the Debian package of the committed tree, in dist/ (three minutes)
	@nice -n 10 packaging/deb.sh

check-deb:       ## its scripts, units and questions, without building
	@packaging/check_deb.sh

prove-deb: setup ## build it twice, install, use, upgrade and remove it in a chroot (as root, ten minutes)
	@nice -n 10 packaging/prove_deb.sh

LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

lock:            ## pin the dependencies again, with hashes and without addresses (needs uv)
	$(LOCK) pyproject.toml -o packaging/requirements.txt
	$(LOCK) pyproject.toml --all-extras -c packaging/requirements.txt -o packaging/requirements-dev.txt
	$(LOCK) pyproject.toml --extra postgres --extra sms --extra readers --extra hsm -c packaging/requirements.txt -o packaging/requirements-deb.txt
	sed -n 's/^requires = \["\(.*\)"\]/\1/p' pyproject.toml | $(LOCK) - -o packaging/requirements-build.txt

clean:           ## remove the virtual environment and build leavings, keep the data in var/
	rm -rf .venv build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage*
