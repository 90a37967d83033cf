# make run    everything installed, the demo loaded, served on http://localhost:8000 (or PORT=…)
# make test   every test, on SQLite and on PostgreSQL, and in a browser when a Chromium is found
# make check  format, lint, types, imports, migrations, translations, templates
# make faults fifty kills -9 under load, on both databases (`make test` does three)
# make gallery  a picture of every page in every state, in var/gallery; and the pictures of docs/nl
# make bench  timed runs on large made-up data
# make mutants  changes each rule and each line of access a little, and names what no test notices (ten minutes)
# make demo   load the played example into the database of `make run`

PORT ?= 8000
# Half more at once than there are cores, since many tests wait for a command or a mail server. Where PostgreSQL or a browser
# works beside them no core waits.
WORKERS ?= $(shell echo $$(( ($$(nproc) * 3 + 1) / 2 )))
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check -qq
LOOK := src/gedragen/pages/static/gedragen/gedragen.css
MESSAGES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# A system may call a newer Python by its full name only.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)

# On SQLite only. Without a database: the rules, access, the maths, the house itself, the wheel, callers, drawing, what a
# command says. With one, and the same on both as long as tests/cases asks both everything that a page shows: what stands on
# a page, every address for everybody, and the examples on one day or another (tests/config/test_demo.py has them on both).
# Of the pages both answer how often is asked, what happens out of order, and whatever can be typed in a form or an address.
PAGES_ON_BOTH := $(patsubst %,tests/pages/%.py,guards/test_bad_input guards/test_bad_addresses \
	house/test_first_look house/test_light_and_quick house/test_out_of_order)
ONCE := $(patsubst %,--ignore %,$(filter-out $(PAGES_ON_BOTH),$(wildcard tests/pages/*/test_*.py))) \
	$(patsubst %,--ignore tests/%,architecture method access opinion config/test_wheel.py config/test_checks.py \
	config/test_demo_loading.py config/test_bench.py config/commands/test_cli.py config/commands/test_cli_verify.py \
	config/commands/test_cli_receipt.py config/commands/test_forged_files.py cases/audit/test_bindings.py \
	cases/store/evidence/test_verifying.py cases/store/evidence/test_merkle.py cases/store/test_chain.py \
	cases/store/test_drawing.py edges/test_callers.py edges/test_photos_at_once.py)

CHECKS := format lint types imports migrations translations templates

.DELETE_ON_ERROR:
.PHONY: run demo test check faults bench mutants gallery $(CHECKS:%=check-%)

run: .venv/.runtime .venv/.package $(LOOK) $(MESSAGES)
	@exec $(BIN)/gedragen serve --demo --port $(PORT)

demo: .venv/.runtime .venv/.package $(MESSAGES)
	@exec $(BIN)/gedragen demo

test: .venv/.develop .venv/.package $(LOOK) $(MESSAGES)
	@failed=0; \
	echo "== SQLite"; $(BIN)/pytest -n $(WORKERS) -m "not browser" || failed=1; \
	echo "== PostgreSQL"; GEDRAGEN_TEST_DATABASE=postgres $(BIN)/pytest -n auto -m "not browser" $(ONCE) || failed=1; \
	echo "== Browser"; $(BIN)/pytest -n auto tests/browser || failed=1; \
	echo "== Readability"; $(BIN)/python -m tests.readability || failed=1; \
	exit $$failed

# Every check runs, also after one that failed, and what failed is named at the end.
check: .venv/.develop .venv/.package $(LOOK) $(MESSAGES)
	@failed=; for name in $(CHECKS); do $(MAKE) --no-print-directory check-$$name || failed="$$failed $$name"; done; \
	if [ -n "$$failed" ]; then echo "make check: not right yet:$$failed" >&2; exit 1; fi; echo "make check: all right"

check-format:
	@$(BIN)/ruff format --check --quiet .
check-lint:
	@$(BIN)/ruff check --quiet .
check-types:
	@$(BIN)/mypy
check-imports:
	@$(BIN)/lint-imports --no-logo
check-migrations:
	@DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run
check-translations:
	@$(BIN)/python -m tests.architecture.translations
check-templates:
	@find src -path '*/templates/*' -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	@$(BIN)/djlint src --profile=django --lint --quiet

faults: .venv/.develop .venv/.package $(LOOK) $(MESSAGES)
	@GEDRAGEN_TEST_KILLS=50 $(BIN)/pytest tests/faults
	@GEDRAGEN_TEST_KILLS=50 GEDRAGEN_TEST_DATABASE=postgres $(BIN)/pytest tests/faults

# The folders are emptied first: a picture of what is gone would be looked at as if it were there.
gallery: .venv/.develop .venv/.package $(LOOK) $(MESSAGES)
	@rm -rf var/gallery docs/nl/beelden
	@GEDRAGEN_REQUIRE_BROWSER=1 $(BIN)/pytest -q -n 2 tests/pages/guards/test_gallery.py tests/browser/gallery/take.py \
		tests/browser/gallery/guide.py
	@echo "Look through var/gallery/index.html"

bench: .venv/.develop .venv/.package
	@$(BIN)/python -m bench

# CI makes the property tests choose the same examples every time.
mutants: .venv/.mutmut .venv/.package
	@rm -rf mutants
	@CI=1 $(BIN)/mutmut run
	@$(BIN)/mutmut results

# What is installed stands in stamps, so that a second start installs nothing.

.venv/.made:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Gedragen needs Python 3.11 or newer; here is $$(python3 --version 2>/dev/null || echo none). On Debian 12: sudo apt install python3 python3-venv" >&2; exit 1; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make an environment. On Debian: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: requirements/runtime.txt | .venv/.made
	@echo "Installing the Python packages (half a minute, the first time only) …"
	@$(PIP) install --require-hashes -r $<
	@touch $@

.venv/.develop: requirements/dev.txt | .venv/.made
	@echo "Installing the packages for development (a minute, the first time only) …"
	@$(PIP) install --require-hashes -r $<
	@touch $@ .venv/.runtime .venv/.build

.venv/.mutmut: requirements/mutants.txt | .venv/.develop
	@$(PIP) install --require-hashes -r $<
	@touch $@

# What makes a package of it; whoever runs it needs none of this.
.venv/.build: requirements/build.txt | .venv/.runtime
	@$(PIP) install --require-hashes -r $<
	@touch $@

.venv/.package: pyproject.toml | .venv/.build
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { \
		echo "Gedragen needs Node 20 or newer with npm to build the look of its pages; here is $$(node --version 2>/dev/null || echo none). Debian 12 itself has an older one; nodejs.org has packages." >&2; exit 1; }
	@echo "Installing what builds the look of the pages (once) …"
	@npm ci --loglevel=error >/dev/null
	@touch $@

$(LOOK): node_modules/.installed package.json $(shell find front -type f 2>/dev/null)
	@npm run --silent build >/dev/null
	@touch $@

%.mo: %.po | .venv/.runtime
	@$(BIN)/python hatch_build.py
	@touch $@
