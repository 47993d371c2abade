# Minus One. `make run` and `make test` are all that a fresh clone needs.
BIN := .venv/bin
# What is done once; done again when the list of packages changes.
VENV := .venv/.pip-ready
RUN := .venv/.run-ready
TEST := .venv/.test-ready
BENCH := .venv/.bench-ready
MODEL := .venv/.model-ready
FETCH_MODEL = [ -e $(MODEL) ] || { \
	echo "Fetching the model that takes voices out (once, 73 MB) ..."; \
	if $(BIN)/minusone models get spleeter-2stems; then touch $(MODEL); else \
	echo "Not fetched: the player works, but cannot separate yet. It is tried again next time."; \
	fi; }
INSTALL := PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--constraint constraints.txt

# By a path, not by a hook into each import: the window starts sooner.
EDITABLE := --build-constraint constraints.txt --config-settings editable_mode=compat --editable

# Files of tests run side by side, one on each core: numpy needs no threads of its own. The tests
# start hundreds of processes: byte code is written, whatever the shell says.
PYTEST := OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadfile

# Each test runs once: with Qt or torch blocked from import, if what it tests must not need them.
WITHOUT_QT := tests/analysis tests/cli tests/core tests/interchange tests/loudness tests/retouch tests/stems
WITHOUT_TORCH := tests/app tests/base tests/decoder tests/engine tests/library tests/stemfile tests/ui

.PHONY: run test tests check translations bench clean
.DELETE_ON_ERROR:

run: $(RUN)
	@packaging/system-packages.sh run
	@$(FETCH_MODEL)
	@$(BIN)/minusone $(ARGS)

test: $(TEST)
	@packaging/system-packages.sh test
	@$(MAKE) --no-print-directory --jobs=2 check tests

tests: $(TEST)
	MINUSONE_BLOCK=PySide6 $(PYTEST) -q -p tests.block $(WITHOUT_QT)
	MINUSONE_BLOCK=torch $(PYTEST) -q -p tests.block $(WITHOUT_TORCH)
	$(PYTEST) $(addprefix --ignore=,$(WITHOUT_QT) $(WITHOUT_TORCH))

check: $(TEST)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

translations: $(TEST)
	@packaging/collect-words.sh $(BIN)

bench: $(BENCH)
	@packaging/system-packages.sh bench
	@$(FETCH_MODEL)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.bench $(ARGS)

clean:
	rm -rf .venv build dist *.egg-info .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV): packaging/make-venv.sh
	@packaging/make-venv.sh .venv
	@touch $@

$(RUN): $(VENV) pyproject.toml constraints.txt
	@echo "Installing the player's packages (once; torch is large) ..."
	@$(INSTALL) $(EDITABLE) '.[classic]'
	@touch $@

$(TEST): $(RUN)
	@echo "Installing what the tests need (once) ..."
	@$(INSTALL) $(EDITABLE) '.[test]'
	@touch $@

$(BENCH): $(TEST)
	@echo "Installing what the benchmarks need (once) ..."
	@$(INSTALL) $(EDITABLE) '.[test,bench]'
	@touch $@
