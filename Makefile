# 依法 yifa. Two commands: `make run` starts the program, `make test` checks everything.
# Written for GNU make 3.81 and a plain POSIX shell, so that macOS and Debian can run it as they come.

PYTHON ?= python3
BIN := .venv/bin
RESULTS := var/results
# What touches a database must hold on both; everything runs on SQLite. Reading workbooks and scanning open none.
BOTH := tests/kernel tests/engine tests/bad --ignore=tests/engine/ingest --ignore=tests/engine/conformance
# Pages too: `make test-all` shows them all on PostgreSQL as well.
PAGES := tests/surfaces tests/domains
ALSO :=
WORKERS ?= 2
COMPILE := $(BIN)/uv --quiet pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: run install test test-all bench docs pictures lock python clean

run: install
	$(BIN)/yifa run --serve $(if $(PORT),--port $(PORT))

install: $(BIN)/installed

test: $(BIN)/installed-tests
	@mkdir -p $(RESULTS) && rm -f $(RESULTS)/*
	@check() { name=$$1; shift; echo "== $$name"; \
	  { "$$@" 2>&1; echo $$? > $(RESULTS)/$$name.status; } | tee $(RESULTS)/$$name.log; }; \
	check lint $(BIN)/ruff check .; \
	check format $(BIN)/ruff format --check .; \
	check types $(BIN)/mypy; \
	check contracts $(BIN)/lint-imports; \
	check sqlite env YIFA_TEST_DATABASE=sqlite $(BIN)/pytest -n $(WORKERS); \
	check postgres env YIFA_TEST_DATABASE=postgres $(BIN)/pytest -n $(WORKERS) $(BOTH) $(ALSO); \
	failed=; for file in $(RESULTS)/*.status; do \
	  [ "$$(cat $$file)" = 0 ] || failed="$$failed $$(basename $$file .status)"; \
	done; \
	echo; \
	if [ -n "$$failed" ]; then echo "检查未通过 Failed:$$failed"; else echo "检查全部通过 Everything passed."; fi; \
	for name in sqlite postgres; do \
	  if [ -f $(RESULTS)/$$name.log ]; then \
	    echo "$$name:"; grep '^No PostgreSQL' $(RESULTS)/$$name.log; tail -n 1 $(RESULTS)/$$name.log; fi; \
	done; \
	[ -z "$$failed" ]

test-all:
	@$(MAKE) --no-print-directory test ALSO="$(PAGES)"

bench: install
	$(BIN)/python bench/run.py

docs: install
	$(BIN)/yifa docs

pictures: $(BIN)/installed-tests
	$(BIN)/python docs/pictures/take.py

lock: $(BIN)/installed
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-test.in -o requirements-test.txt
	echo uv | $(COMPILE) - -o requirements-uv.txt

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/installed: requirements.txt requirements-uv.txt pyproject.toml
	@$(MAKE) --no-print-directory python
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt \
	  || echo "未能安装 uv,改用 pip,稍慢。 uv could not be installed; pip will do, more slowly."
	@$(call install_locked,requirements.txt)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/installed-tests: $(BIN)/installed requirements-test.txt
	@$(call install_locked,requirements-test.txt)
	@touch $@

define install_locked
echo "安装 $(1) Installing ..."; \
{ [ -x $(BIN)/uv ] && $(BIN)/uv --quiet pip install --python $(BIN)/python --require-hashes -r $(1); } \
  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
endef

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "需要 Python 3.11 或更高版本,命令为 $(PYTHON);可用 make PYTHON=python3.12 指定另一个解释器。"; \
	  echo "Python 3.11 or newer is needed as $(PYTHON); name another one with make PYTHON=python3.12."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "这个 Python 缺少 venv 模块。Debian 上请先运行 apt install python3-venv。"; \
	  echo "This Python lacks the venv module; on Debian run apt install python3-venv first."; exit 1; }
