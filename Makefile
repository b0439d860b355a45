# Every target does its own set-up in .venv. All paths are relative: the folder's name may hold spaces.
.PHONY: help export test lint lint-code lint-format lint-types lint-layers lint-content hooks bench clean setup setup-dev setup-bench
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Options for `cms export`, such as --strict.
EXPORT =
# Options for the benchmarks, such as --posts 1000 --runs 5.
BENCH =

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

export: setup ## check the content and compile it into the JSON bundle, in dist/
	@echo "==> Checking the content and compiling it into dist/"
	@.venv/bin/cms export -o dist $(EXPORT)

test: setup-dev ## run the tests on all cores and measure what they cover
	@echo "==> Testing"
	@.venv/bin/pytest -n auto --cov --cov-report=term-missing:skip-covered

lint: lint-code lint-format lint-types lint-layers lint-content ## run every other check

lint-code: setup-dev
	@echo "==> Looking for mistakes (ruff)"
	@.venv/bin/ruff check

lint-format: setup-dev
	@echo "==> Checking the format (ruff; \`.venv/bin/ruff format\` sets it)"
	@.venv/bin/ruff format --check

lint-types: setup-dev
	@echo "==> Checking the types (mypy)"
	@.venv/bin/mypy

lint-layers: setup-dev
	@echo "==> Checking who imports whom (import-linter)"
	@.venv/bin/lint-imports

lint-content: setup-dev
	@echo "==> Checking the content"
	@.venv/bin/cms check --strict

hooks: setup-dev ## check every commit before it is made
	@.venv/bin/pre-commit install
	@echo "Or let prek run them, which is quicker: .venv/bin/prek install --force"

bench: setup-bench ## measure the speed and the memory on made-up content (some minutes)
	@echo "==> Measuring"
	@.venv/bin/python benchmarks/run.py $(BENCH)

setup:
	@tools/setup.sh

setup-dev:
	@tools/setup.sh dev

setup-bench:
	@tools/setup.sh bench

clean: ## remove what was made: .venv, dist, caches
	rm -rf .venv dist preview .cms build .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
